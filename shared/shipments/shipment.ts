import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { batchesOf, billedTotals } from './fulfilment.ts';

export const shipmentStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  approved: { en: 'Approved', zh: '已审批' },
  delivered: { en: 'Delivered', zh: '已签收' },
  returned: { en: 'Returned', zh: '已退回' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;

/** Fields of a line that goes out or is billed; all from the order's line. Minor units of the document's currency. */
export const billedLine = {
  productId: f.ref('product', { en: 'Product', zh: '产品' }, { computed: true }).optional(),
  customerCode: f.text({ en: 'Customer part code', zh: '客户料号' }, { max: 60, computed: true }).optional(),
  description: f.text({ en: 'Description', zh: '说明' }, { max: 300, computed: true }).optional(),
  unit: f.text({ en: 'Unit', zh: '单位' }, { max: 20, computed: true }).optional(),
  unitPrice: f.money({ en: 'Unit price', zh: '单价' }, { computed: true }).optional(),
  taxRate: f.number({ en: 'Tax rate %', zh: '税率%' }, { computed: true }).optional(),
  amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
  taxAmount: f.money({ en: 'Tax', zh: '税额' }, { computed: true }).optional(),
  /** With tax. All shipments of an order's line add up to the line's own. */
  total: f.money({ en: 'Total with tax', zh: '价税合计' }, { computed: true }).optional(),
};

/** Goods on their way (OTC-6): a part or all of an order. Made from its order; once approved it has its receivable. */
export const shipment = defineEntity({
  name: 'shipment',
  collection: 'shipments',
  label: { en: 'Shipment', zh: '出货单' },
  plural: { en: 'Shipments', zh: '出货单' },
  domain: 'shipments',
  schemaVersion: 1,
  fields: {
    number: f
      .text({ en: 'Shipment number', zh: '出货单号' }, { max: 60, dataClass: 'controlled', example: 'SH2026-00031' })
      .optional(),
    // A shipment is made from its order and never moves to another one.
    orderId: f.ref('order', { en: 'Order', zh: '订单' }, { computed: true }).optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, { computed: true }).optional(),
    status: f.choice(shipmentStatuses, { en: 'Status', zh: '状态' }).default('draft'),
    shipDate: f.date({ en: 'Ship date', zh: '出货日期' }).optional(),
    deliveredDate: f.date({ en: 'Delivered on', zh: '签收日期' }).optional(),
    carrier: f.text({ en: 'Carrier', zh: '承运商' }, { max: 80 }).optional(),
    trackingNumber: f.text({ en: 'Tracking number', zh: '运单号' }, { max: 80 }).optional(),
    address: f.text({ en: 'Delivery address', zh: '收货地址' }, { max: 300 }).optional(),
    currency: f.currency({ computed: true }).optional(),
    taxIncluded: f.boolean({ en: 'Prices include tax', zh: '单价含税' }, { computed: true }).optional(),
    amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
    taxAmount: f.money({ en: 'Tax', zh: '税额' }, { computed: true }).optional(),
    total: f.money({ en: 'Total with tax', zh: '价税合计' }, { computed: true }).optional(),
    receivableId: f.ref('receivable', { en: 'Receivable', zh: '应收账款' }, { computed: true }).optional(),
    submittedAt: f.datetime({ en: 'Submitted for approval', zh: '提交审批时间' }, { computed: true }).optional(),
    approvedAt: f.datetime({ en: 'Approved', zh: '审批通过时间' }, { computed: true }).optional(),
    approvedBy: f.ref('member', { en: 'Approved by', zh: '审批人' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  lines: {
    /** Which line of the order, from 1. */
    orderLine: f.integer({ en: 'Order line', zh: '订单行' }, { example: 1 }),
    quantity: f.number({ en: 'Quantity', zh: '数量' }, { example: 10 }),
    batch: f.text({ en: 'Batch', zh: '批号' }, { max: 60 }).optional(),
    ...billedLine,
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number', 'trackingNumber'],
  defaultSort: '-createdAt',
  owned: true,
  occurred: 'shipDate',
  numbering: { field: 'number', prefix: 'SH' },
  process: { field: 'status', of: () => 'shipment' },
  derive: billedTotals,
  // Who got a product of a batch: asked when a complaint names it.
  listExtras: (record) => ({
    goods: (record.lines ?? []).flatMap((line) => {
      const batches = batchesOf(line['batch']);
      return (batches.length > 0 ? batches : [null]).map((batch) => [
        line['productId'] ?? null,
        batch,
        line['quantity'] ?? 0,
      ]);
    }),
  }),
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Entered through its order: functions/shipments.
  operations: ['list', 'summary', 'get', 'update', 'history', 'archive', 'restore'],
  example: { shipDate: '2026-11-21', carrier: 'SF', lines: [{ orderLine: 1, quantity: 10 }] },
});
