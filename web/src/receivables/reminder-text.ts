import type { CommercePolicy } from '../../../shared/commerce/policy.ts';
import type { Language } from '../i18n/index.tsx';
import { formatDate } from '../lib/dates.ts';
import { formatMoney } from '../lib/money.ts';

/** A receivable as a reminder names it; minor units. */
export interface Reminded {
  number: string;
  currency: string;
  balance: number;
  issueDate?: string;
  dueDate: string;
  days: number;
}

interface Reminder {
  /** The customer as it is addressed. */
  name: string;
  items: readonly Reminded[];
  seller: CommercePolicy['seller'];
  today: string;
  /** Which reminder it is, from 1. */
  times: number;
}

const sums = (items: readonly Reminded[], write: (minor: number, currency: string) => string, and: string): string => {
  const by = new Map<string, number>();
  for (const one of items) by.set(one.currency, (by.get(one.currency) ?? 0) + one.balance);
  return [...by].map(([currency, amount]) => write(amount, currency)).join(and);
};

const english = ({ name, items, seller, today, times }: Reminder, write: (m: number, c: string) => string): string => {
  const from = seller.nameEn || seller.name;
  const day = (date: string) => formatDate(date, 'en');
  return [
    times > 1 ? `Reminder ${times}: payment of overdue invoices` : 'Payment reminder: overdue invoices',
    '',
    `Dear ${name},`,
    '',
    times > 1
      ? 'we wrote to you before about the invoices below. They are still open in our books:'
      : 'the invoices below are past their due date in our books:',
    '',
    ...items.map(
      (one) => `- ${one.number}, due ${day(one.dueDate)} (${one.days} days ago): ${write(one.balance, one.currency)}`,
    ),
    '',
    `Total overdue: ${sums(items, write, ' and ')}`,
    '',
    'Please transfer the amount, or tell us what is in the way: a missing document, an open complaint, another due date agreed.',
    'If your payment crossed this message, please ignore it and accept our thanks.',
    ...(seller.bank || seller.account ? ['', `Bank: ${seller.bank}`, `Account: ${seller.account}`] : []),
    '',
    'Kind regards,',
    from,
    ...(seller.phone ? [`Phone ${seller.phone}`] : []),
    ...(seller.email ? [seller.email] : []),
    day(today),
  ].join('\n');
};

const chinese = ({ name, items, seller, today, times }: Reminder, write: (m: number, c: string) => string): string =>
  [
    times > 1 ? `逾期货款催收函（第${times}次）` : '逾期货款提醒',
    '',
    `${name}：`,
    '',
    times > 1 ? '此前已就下列货款致函贵司，截至今日我司账上仍未收到：' : '贵司下列货款已超过约定付款日，尚未到账：',
    '',
    ...items.map(
      (one) => `- ${one.number}，到期日 ${one.dueDate}，逾期${one.days}天：${write(one.balance, one.currency)}`,
    ),
    '',
    `逾期合计：${sums(items, write, '、')}`,
    '',
    '请贵司尽快安排付款。如因单据不全、质量问题未结或另有约定而暂未付款，烦请告知，我们及时处理。',
    '如款项已经汇出，请忽略本函，并致谢意。',
    ...(seller.bank || seller.account ? ['', `开户银行：${seller.bank}`, `账　　号：${seller.account}`] : []),
    '',
    seller.name || seller.nameEn,
    ...(seller.phone ? [`电话：${seller.phone}`] : []),
    ...(seller.email ? [`邮箱：${seller.email}`] : []),
    today,
  ].join('\n');

/** The text of a reminder to a customer in one language; amounts always name their currency. */
export const reminderText = (reminder: Reminder, lang: Language): string => {
  // No currency is the customer's own as a matter of course: `CN¥`, not `¥`.
  const write = (minor: number, currency: string) =>
    `${currency} ${formatMoney(minor, currency, { lang, own: '' }).replace(/^(-?)[^\d-]+/, '$1')}`;
  return lang === 'en' ? english(reminder, write) : chinese(reminder, write);
};
