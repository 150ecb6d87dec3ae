import { currencyExponent } from '../../shared/kernel/money.ts';
import { narrativeOf } from '../../shared/review/narrative.ts';
import type { ReviewPack, ServicePack } from '../../shared/review/review.contract.ts';
import { isWeek, periodName } from '../../shared/review/week.ts';
import { env } from '../runtime/env.ts';
import { ruleLabel, ruleNames } from '../runtime/rule-names.ts';

const words = {
  'zh-CN': {
    subject: '月度总结',
    open: '未关闭问题',
    opened: '本月新发现',
    closed: '本月关闭',
    overdue: '逾期问题',
    orders: '本月订单',
    amount: '订单金额',
    late: '逾期商机',
    paid: '本月回款',
    owed: '逾期应收',
    firstContact: '首次联系即解决',
    confirmed: '客户确认已解决',
    complaints: '新增客诉',
    lost: '流失客户',
    rules: '问题最多的规则',
    says: '本月要点',
    see: '查看完整总结',
    before: '上月',
    goal: '目标',
    attached: '完整总结见附件。',
  },
  en: {
    subject: 'Monthly review',
    open: 'Open findings',
    opened: 'Opened this month',
    closed: 'Closed this month',
    overdue: 'Overdue findings',
    orders: 'Orders this month',
    amount: 'Order amount',
    late: 'Opportunities past their date',
    paid: 'Received this month',
    owed: 'Overdue receivables',
    firstContact: 'Solved at the first contact',
    confirmed: 'Confirmed by the customer',
    complaints: 'Complaints received',
    lost: 'Customers lost',
    rules: 'Rules with the most findings',
    says: 'What it says',
    see: 'Open the whole review',
    before: 'month before',
    goal: 'goal',
    attached: 'The whole review is attached.',
  },
} as const;
export type MailLanguage = keyof typeof words;
type Words = Record<keyof (typeof words)['en'], string>;

/** What is said in another way of a week. */
const wordsOfWeek: Record<MailLanguage, Partial<Words>> = {
  'zh-CN': {
    subject: '每周总结',
    opened: '本周新发现',
    closed: '本周关闭',
    orders: '本周订单',
    paid: '本周回款',
    says: '本周要点',
    before: '上周',
  },
  en: {
    subject: 'Weekly review',
    opened: 'Opened this week',
    closed: 'Closed this week',
    orders: 'Orders this week',
    paid: 'Received this week',
    before: 'week before',
  },
};

/** What a mail says of a figure: its name, the value, and what it is beside that value. */
type Line = readonly [label: string, value: string, beside: string];

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const money = (minor: number, currency: string, language: string): string =>
  currency === ''
    ? String(minor)
    : new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 10 ** currencyExponent(currency));

/** The mail of a pack: a page of figures and the address of the page. */
export const reviewMail = (
  pack: ReviewPack,
  language: MailLanguage,
): { subject: string; text: string; html: string } => {
  const t: Words = { ...words[language], ...(isWeek(pack.period) ? wordsOfWeek[language] : {}) };
  const goals = new Map(pack.measures?.map((one) => [one.key, one.goal]));
  const beside = (was: string | undefined, goal: string | undefined): string =>
    [was && `${t.before} ${was}`, goal && `${t.goal} ${goal}`].filter(Boolean).join(language === 'en' ? ', ' : '，');
  const text = (value: number | undefined) => (value === undefined ? undefined : String(value));
  const line = (label: string, figure: { value: number; before?: number | undefined }, key = ''): Line => [
    label,
    String(figure.value),
    beside(text(figure.before), text(goals.get(key))),
  ];
  const sums = (label: string, amounts: ReviewPack['orders']['amounts'] = []) =>
    amounts.map(
      (one) =>
        [
          label,
          money(one.value, one.currency, language),
          one.before === undefined ? '' : `${t.before} ${money(one.before, one.currency, language)}`,
        ] as const,
    );
  const share = (label: string, one: ServicePack['firstContact']) =>
    one.percent === undefined
      ? []
      : [[label, `${one.percent}%`, one.before === undefined ? '' : `${t.before} ${one.before}%`] as const];
  const served = (one: ServicePack | undefined) =>
    one
      ? [
          ...share(t.firstContact, one.firstContact),
          ...share(t.confirmed, one.complaints.confirmed),
          line(t.complaints, one.complaints.opened, 'complaints.opened'),
          line(t.lost, one.lost.count, 'lost'),
        ]
      : [];
  const lines = [
    line(t.open, pack.findings.open, 'findings.open'),
    line(t.opened, pack.findings.opened, 'findings.opened'),
    line(t.closed, pack.findings.closed, 'findings.closed'),
    line(t.overdue, pack.findings.overdue, 'overdue.findings'),
    line(t.orders, pack.orders.count, 'orders.count'),
    ...sums(t.amount, pack.orders.amounts),
    line(t.late, pack.overdue.opportunities, 'overdue.opportunities'),
    ...sums(t.paid, pack.selling?.payments.amounts),
    ...sums(t.owed, pack.selling?.receivables.overdue),
    ...served(pack.service),
  ];
  const lang = language === 'en' ? 'en' : 'zh';
  const label = (id: string) => ruleLabel(id)[lang];
  const told = narrativeOf(pack, ruleNames).map((one) => one[lang]);
  const top = pack.findings.byRule.slice(0, 5).map((row) => [label(row.key), String(row.value)] as const);
  const url = `${env.webOrigin}/${pack.workspaceId}/reviews/${pack.period}`;
  const subject = `${t.subject} ${periodName(pack.period, lang)} · ${pack.workspaceName}`;
  return {
    subject,
    text: [
      subject,
      '',
      ...(told.length > 0 ? [t.says, ...told.map((one) => `- ${one}`), ''] : []),
      ...lines.map(([name, value, was]) => `${name}: ${value}${was ? ` (${was})` : ''}`),
      '',
      t.rules,
      ...top.map(([name, value]) => `- ${name}: ${value}`),
      '',
      t.attached,
      `${t.see}: ${url}`,
    ].join('\n'),
    html:
      `<h2>${escaped(subject)}</h2>${told.length > 0 ? `<h3>${t.says}</h3><ul>${told.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>` : ''}<table>${lines.map(([name, value, was]) => `<tr><td>${escaped(name)}</td><td><b>${escaped(value)}</b></td><td>${escaped(was)}</td></tr>`).join('')}</table>` +
      `<h3>${t.rules}</h3><ul>${top.map(([name, value]) => `<li>${escaped(name)}: ${escaped(value)}</li>`).join('')}</ul><p>${t.attached}</p><p><a href="${escaped(url)}">${t.see}</a></p>`,
  };
};
