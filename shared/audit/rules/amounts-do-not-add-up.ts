import type { Line } from '../../commerce/deal.ts';
import { dealTotals, totalOf } from '../../commerce/deal.ts';
import type { Rec } from '../../kernel/record.ts';
import type { Fault } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { balanceOf } from '../../receivables/receivable.ts';
import { amountText } from '../amounts.ts';
import { noSettings } from '../audited.ts';

const num = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** A figure of the head beside what it ought to be; none where the head does not have it. */
const figure = (record: Rec, field: string, right: number): Fault[] => {
  const value = record.data[field];
  if (typeof value !== 'number' || value === right) return [];
  const { currency } = record.data;
  return [{ locator: field, found: amountText(value, currency), expected: amountText(right, currency) }];
};

/** Lines of which more was done than could be. */
const beyond = (lines: readonly Line[], field: string, most: string): Fault[] =>
  lines.flatMap((line, index) =>
    num(line[field]) > Math.max(0, num(line[most]))
      ? [{ locator: `lines.${index}.${field}`, found: String(line[field]), expected: `≤ ${String(line[most] ?? 0)}` }]
      : [],
  );

const deal = (record: Rec): Fault[] => {
  const lines = record.lines ?? [];
  return [
    ...figure(record, 'amount', totalOf(lines)),
    ...figure(record, 'total', dealTotals(lines, record.data['taxIncluded']).gross),
    ...beyond(lines, 'shipped', 'quantity'),
    ...beyond(lines, 'returned', 'shipped'),
  ];
};

/** Documents whose lines hold their tax and total already. */
const billed = (record: Rec): Fault[] => {
  const lines = record.lines ?? [];
  // An opening balance has a total and no lines.
  return lines.length === 0
    ? []
    : figure(
        record,
        'total',
        lines.reduce((sum, line) => sum + num(line['total']), 0),
      );
};

const receivable = (record: Rec): Fault[] => {
  const balance = balanceOf(record);
  const wrong = figure(record, 'balance', balance);
  if (wrong.length === 0 && balance < 0) {
    const found = amountText(balance, record.data['currency']);
    wrong.push({ locator: 'balance', found, expected: `≥ ${amountText(0, record.data['currency'])}` });
  }
  return [...billed(record), ...wrong, ...beyond(record.lines ?? [], 'returned', 'quantity')];
};

const payment = (record: Rec): Fault[] => {
  if (record.data['status'] === 'reversed') return [];
  const amount = num(record.data['amount']);
  const spent = totalOf(record.lines ?? []);
  if (spent <= amount) return figure(record, 'unallocated', amount - spent);
  const { currency } = record.data;
  return [
    { locator: 'unallocated', found: amountText(spent, currency), expected: `≤ ${amountText(amount, currency)}` },
  ];
};

const byType: Readonly<Record<string, (record: Rec) => Fault[]>> = {
  quote: deal,
  order: deal,
  shipment: billed,
  creditNote: billed,
  receivable,
  payment,
};

/**
 * A head that says another sum than its lines, a balance that is not what is left, more shipped than ordered, more allocated than
 * received. Whether a line's own amount is right is the business of another rule.
 */
export const amountsDoNotAddUp = defineRule({
  id: 'amounts-do-not-add-up',
  area: 'documents',
  severity: 'high',
  types: Object.keys(byType),
  label: { en: 'Sums do not add up', zh: '合计不符' },
  explanation: {
    en: 'The product works these sums out itself. Where they differ, something was written past it, and every figure made from them is wrong too.',
    zh: '这些合计由系统自动计算。不符说明有人绕过系统改过数据，由此得出的各项数字也都不对。',
  },
  help: {
    en: 'Compare with the paper document. Open the document and save it, so that its sums are worked out anew; tell the administrator if the difference stays.',
    zh: '与原始单据核对；打开单据重新保存以重算合计，仍不符的请告知管理员。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record) => byType[record.type]?.(record) ?? [],
});
