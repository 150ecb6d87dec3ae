import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

export const paymentMethods = {
  transfer: { en: 'Bank transfer', zh: '银行转账' },
  draft: { en: 'Bank draft', zh: '承兑汇票' },
  cash: { en: 'Cash', zh: '现金' },
  card: { en: 'Card', zh: '刷卡' },
  online: { en: 'WeChat, Alipay', zh: '微信/支付宝' },
  other: { en: 'Other', zh: '其他' },
} as const;

/** Receivables that one posting settles at most: each is several writes of the one transaction. */
export const MAX_ALLOCATIONS = 12;

/** Money received, with what it settled; what is not allocated is the customer's credit. */
export const payment = defineEntity({
  name: 'payment',
  collection: 'payments',
  label: { en: 'Payment', zh: '回款' },
  plural: { en: 'Payments', zh: '回款' },
  domain: 'payments',
  schemaVersion: 1,
  fields: {
    number: f
      .text({ en: 'Payment number', zh: '回款单号' }, { max: 60, example: 'PM2026-00009', computed: true })
      .optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }),
    status: f
      .choice(
        { received: { en: 'Received', zh: '已到账' }, reversed: { en: 'Reversed', zh: '已冲销' } },
        { en: 'Status', zh: '状态' },
        { computed: true },
      )
      .default('received'),
    date: f.date({ en: 'Received on', zh: '到账日期' }),
    currency: f.currency(),
    amount: f.money({ en: 'Amount', zh: '金额' }, { example: 395387 }),
    method: f.choice(paymentMethods, { en: 'Method', zh: '付款方式' }).default('transfer'),
    reference: f.text({ en: 'Bank reference', zh: '银行流水号' }, { max: 80 }).optional(),
    unallocated: f.money({ en: 'Not allocated', zh: '未分配' }, { computed: true }).optional(),
    reversedOn: f.date({ en: 'Reversed on', zh: '冲销日期' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  lines: {
    receivableId: f.ref('receivable', { en: 'Receivable', zh: '应收账款' }),
    amount: f.money({ en: 'Allocated', zh: '分配金额' }, { example: 395387 }),
    at: f.datetime({ en: 'Allocated at', zh: '分配时间' }, { computed: true }).optional(),
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number', 'reference'],
  defaultSort: '-date',
  owned: true,
  occurred: 'date',
  numbering: { field: 'number', prefix: 'PM' },
  derive: (next) => {
    const spent = (next.lines ?? []).reduce((sum, line) => sum + Number(line['amount'] ?? 0), 0);
    const reversed = next.data['status'] === 'reversed';
    return { ...next, data: { ...next.data, unallocated: reversed ? 0 : Number(next.data['amount'] ?? 0) - spent } };
  },
  holds: (rec) => {
    const { accountId, currency, unallocated, status } = rec.data;
    return typeof accountId === 'string' &&
      typeof currency === 'string' &&
      typeof unallocated === 'number' &&
      status === 'received'
      ? [{ accountId, currency, kind: 'credits', amount: -unallocated }]
      : [];
  },
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Statements tell what was settled by payments from what was settled before.
  listExtras: (record) => ({
    allocations: (record.lines ?? []).map((line) => [line['receivableId'], line['amount']]),
  }),
  // Entered by functions/receivables, which allocates it in the same transaction.
  operations: ['list', 'summary', 'get', 'history'],
  example: { accountId: 'acc_1', date: '2026-11-21', currency: 'CNY', amount: 395387, method: 'transfer' },
});
