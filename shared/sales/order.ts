import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { lineAmount } from '../kernel/money.ts';
import { fault } from '../kernel/problem.ts';

type Line = Record<string, unknown>;

/** Quantity x unit price in minor units; undefined when one of them is missing. */
export const expectedAmount = (line: Line): number | undefined =>
  typeof line['quantity'] === 'number' && typeof line['unitPrice'] === 'number'
    ? lineAmount(line['quantity'], line['unitPrice'])
    : undefined;

/** A line as it is stored: its amount is worked out unless one was given. */
export const completeLine = (line: Line): Line => {
  const amount = expectedAmount(line);
  return line['amount'] === undefined && amount !== undefined ? { ...line, amount } : line;
};

/** Sum of the line amounts, minor units. */
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + (typeof line['amount'] === 'number' ? line['amount'] : 0), 0);

export const orderStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  'on-hold': { en: 'On hold', zh: '冻结' },
  approved: { en: 'Approved', zh: '已审批' },
  'partially-shipped': { en: 'Partially shipped', zh: '部分出货' },
  shipped: { en: 'Shipped', zh: '已出货' },
  completed: { en: 'Completed', zh: '已完成' },
  closed: { en: 'Closed', zh: '已关闭' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;

/** A sales order. Its way is in order.process.ts; imported orders carry the state that they had. */
export const order = defineEntity({
  name: 'order',
  collection: 'orders',
  label: { en: 'Sales order', zh: '销售订单' },
  plural: { en: 'Sales orders', zh: '销售订单' },
  domain: 'orders',
  schemaVersion: 1,
  fields: {
    number: f.text(
      { en: 'Order number', zh: '订单号' },
      {
        max: 60,
        dataClass: 'controlled',
        example: 'SO2026-00017',
        aliases: ['order number', 'ord num', 'order no', 'number', '单号', '订单编号'],
      },
    ),
    accountId: f
      .ref(
        'account',
        { en: 'Account', zh: '客户' },
        { aliases: ['account', 'customer', 'cust id', 'customer id', '客户编码'] },
      )
      .optional(),
    opportunityId: f.ref('opportunity', { en: 'Opportunity', zh: '商机' }).optional(),
    status: f.choice(orderStatuses, { en: 'Status', zh: '状态' }, { aliases: ['status', '订单状态'] }).default('draft'),
    orderDate: f
      .date({ en: 'Order date', zh: '订单日期' }, { aliases: ['order date', 'order dt', '下单日期'] })
      .optional(),
    shipDate: f
      .date({ en: 'Shipped on', zh: '出货日期' }, { aliases: ['ship date', 'ship dt', '发货日期'] })
      .optional(),
    dueDate: f.date({ en: 'Due on', zh: '交货日期' }, { aliases: ['due date', 'due dt', '到期日', '交期'] }).optional(),
    submittedAt: f.datetime({ en: 'Submitted for approval', zh: '提交审批时间' }, { computed: true }).optional(),
    approvedAt: f.datetime({ en: 'Approved', zh: '审批通过时间' }, { computed: true }).optional(),
    approvedBy: f
      .ref(
        'member',
        { en: 'Approved by', zh: '审批人' },
        { computed: true, imported: true, aliases: ['approved by', 'approver', '审批人'] },
      )
      .optional(),
    amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
    currency: f.currency().optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark'] }).optional(),
  },
  lines: {
    productId: f
      .ref(
        'product',
        { en: 'Product', zh: '产品' },
        { aliases: ['product', 'product key', 'prd key', 'sku', '产品编码', '料号'] },
      )
      .optional(),
    description: f.text({ en: 'Description', zh: '说明' }, { max: 300 }).optional(),
    quantity: f
      .number({ en: 'Quantity', zh: '数量' }, { example: 10, aliases: ['quantity', 'qty', '数量'] })
      .optional(),
    unitPrice: f
      .money({ en: 'Unit price', zh: '单价' }, { example: 3499, aliases: ['price', 'unit price', '单价'] })
      .optional(),
    amount: f
      .money({ en: 'Amount', zh: '金额' }, { example: 34990, aliases: ['sales', 'amount', 'line total', '金额'] })
      .optional(),
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number'],
  defaultSort: '-orderDate',
  owned: true,
  occurred: 'orderDate',
  complete: (next) => ({ ...next, lines: next.lines?.map(completeLine) }),
  derive: (next) => ({ ...next, data: { ...next.data, amount: totalOf(next.lines ?? []) } }),
  process: { field: 'status', of: () => 'order' },
  check: ({ lines = [] }, previous) =>
    lines.flatMap((line, index) => {
      const right = expectedAmount(line);
      if (right === undefined || line['amount'] === right) return [];
      // A line that stood so before (an import's fault) is the audit's business, not that of whoever edits another one.
      if (previous?.lines?.[index]?.['amount'] === line['amount']) return [];
      return [fault(`lines.${index}.amount`, 'not-allowed-value', String(right))];
    }),
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Product and unit price of each line: the price rules group by them.
  listExtras: (record) => ({
    linePrices: (record.lines ?? []).map((line) => [line['productId'] ?? null, line['unitPrice'] ?? null]),
  }),
  importable: true,
  example: {
    number: 'SO2026-00017',
    status: 'draft',
    orderDate: '2026-11-20',
    currency: 'CNY',
    lines: [{ description: 'Helmet', quantity: 10, unitPrice: 3499 }],
  },
});
