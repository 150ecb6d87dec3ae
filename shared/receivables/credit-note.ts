import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { billedTotals } from '../shipments/fulfilment.ts';
import { billedLine } from '../shipments/shipment.ts';

export const creditNoteStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  approved: { en: 'Approved', zh: '已生效' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;

/** Takes back a part or all of a receivable: goods that came back, or a price that was wrong. Its way is in credit-note.process.ts. */
export const creditNote = defineEntity({
  name: 'creditNote',
  collection: 'credit-notes',
  label: { en: 'Credit note', zh: '红字单' },
  plural: { en: 'Credit notes', zh: '红字单' },
  // Whoever sells and ships asks for it; finance agrees.
  domain: 'shipments',
  schemaVersion: 1,
  fields: {
    number: f.text({ en: 'Credit note number', zh: '红字单号' }, { max: 60, example: 'CN2026-00003' }).optional(),
    receivableId: f.ref('receivable', { en: 'Receivable', zh: '应收账款' }),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, { computed: true }).optional(),
    orderId: f.ref('order', { en: 'Order', zh: '订单' }, { computed: true }).optional(),
    kind: f
      .choice(
        { return: { en: 'Return', zh: '退货' }, price: { en: 'Price correction', zh: '价格更正' } },
        { en: 'Kind', zh: '类型' },
      )
      .default('return'),
    status: f.choice(creditNoteStatuses, { en: 'Status', zh: '状态' }).default('draft'),
    date: f.date({ en: 'Date', zh: '日期' }).optional(),
    reason: f.text({ en: 'Reason', zh: '原因' }, { max: 300 }),
    currency: f.currency({ computed: true }).optional(),
    taxIncluded: f.boolean({ en: 'Prices include tax', zh: '单价含税' }, { computed: true }).optional(),
    amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
    taxAmount: f.money({ en: 'Tax', zh: '税额' }, { computed: true }).optional(),
    total: f.money({ en: 'Total with tax', zh: '价税合计' }, { computed: true }).optional(),
    /** What was more than the receivable still owed: the customer's credit. */
    unallocated: f.money({ en: 'Not allocated', zh: '未分配' }, { computed: true }).optional(),
    approvedAt: f.datetime({ en: 'Approved', zh: '审批通过时间' }, { computed: true }).optional(),
    approvedBy: f.ref('member', { en: 'Approved by', zh: '审批人' }, { computed: true }).optional(),
  },
  lines: {
    /** Which line of the receivable, from 1. */
    line: f.integer({ en: 'Invoice line', zh: '账单行' }, { example: 1 }),
    /** A return: how many came back. */
    quantity: f.number({ en: 'Quantity', zh: '数量' }, { example: 1 }).optional(),
    /** A price correction: how much less per unit, minor units. */
    perUnit: f.money({ en: 'Less per unit', zh: '单价减少' }, { example: 100 }).optional(),
    ...billedLine,
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number'],
  defaultSort: '-createdAt',
  owned: true,
  occurred: 'date',
  numbering: { field: 'number', prefix: 'CN' },
  process: { field: 'status', of: () => 'credit-note' },
  derive: billedTotals,
  holds: (rec) => {
    const { accountId, currency, unallocated, status } = rec.data;
    return typeof accountId === 'string' &&
      typeof currency === 'string' &&
      typeof unallocated === 'number' &&
      status === 'approved'
      ? [{ accountId, currency, kind: 'credits', amount: -unallocated }]
      : [];
  },
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Entered by functions/receivables, which works its lines out from the receivable's.
  operations: ['list', 'summary', 'get', 'history'],
  example: { reason: 'Two helmets scratched', lines: [{ line: 1, quantity: 2 }] },
});
