import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { billedLine } from '../shipments/shipment.ts';

export const receivableStatuses = {
  open: { en: 'Open', zh: '未收' },
  'partially-paid': { en: 'Partially paid', zh: '部分收款' },
  overdue: { en: 'Overdue', zh: '逾期' },
  'pending-write-off': { en: 'Pending write-off', zh: '待核销' },
  paid: { en: 'Settled', zh: '已结清' },
  'written-off': { en: 'Written off', zh: '已核销' },
} as const;

/** States in which the customer still owes. */
export const owedStates: readonly string[] = ['open', 'partially-paid', 'overdue', 'pending-write-off'];

const amount = (rec: { data: Record<string, unknown> }, name: string): number =>
  typeof rec.data[name] === 'number' ? (rec.data[name] as number) : 0;

/** What is still owed, minor units. */
export const balanceOf = (rec: { data: Record<string, unknown> }): number =>
  amount(rec, 'total') - amount(rec, 'paid') - amount(rec, 'credited') - amount(rec, 'writtenOff');

/** Who asks to give a receivable up says that it is late. */
const late: readonly string[] = ['overdue', 'pending-write-off'];

const owed = (rec: Rec): boolean =>
  owedStates.includes(String(rec.data['status'])) && rec.archivedAt === undefined && rec.removedAt === undefined;

/** What a customer owes for a shipment (OTC-6). Made by the approved shipment, in its transaction; opening balances come by import. */
export const receivable = defineEntity({
  name: 'receivable',
  collection: 'receivables',
  label: { en: 'Receivable', zh: '应收账款' },
  plural: { en: 'Receivables', zh: '应收账款' },
  domain: 'receivables',
  schemaVersion: 1,
  fields: {
    number: f
      .text(
        { en: 'Invoice number', zh: '账单号' },
        {
          max: 60,
          dataClass: 'controlled',
          example: 'IN2026-00031',
          aliases: ['invoice', 'invoice number', '发票号', '账单号'],
        },
      )
      .optional(),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] })
      .optional(),
    orderId: f.ref('order', { en: 'Order', zh: '订单' }).optional(),
    shipmentId: f.ref('shipment', { en: 'Shipment', zh: '出货单' }, { computed: true }).optional(),
    status: f.choice(receivableStatuses, { en: 'Status', zh: '状态' }, { aliases: ['status'] }).default('open'),
    issueDate: f.date({ en: 'Invoice date', zh: '开票日期' }, { aliases: ['invoice date', '开票日期'] }).optional(),
    dueDate: f.date({ en: 'Due on', zh: '到期日' }, { aliases: ['due date', '到期日'] }).optional(),
    currency: f.currency().optional(),
    taxIncluded: f.boolean({ en: 'Prices include tax', zh: '单价含税' }, { computed: true }).optional(),
    amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
    taxAmount: f.money({ en: 'Tax', zh: '税额' }, { computed: true }).optional(),
    total: f
      .money(
        { en: 'Total with tax', zh: '价税合计' },
        { computed: true, imported: true, aliases: ['total', 'amount', '金额'] },
      )
      .optional(),
    paid: f.money({ en: 'Paid', zh: '已收' }, { computed: true, imported: true, aliases: ['paid', '已收'] }).optional(),
    credited: f.money({ en: 'Credited', zh: '红字冲减' }, { computed: true }).optional(),
    writtenOff: f.money({ en: 'Written off', zh: '已核销' }, { computed: true }).optional(),
    balance: f.money({ en: 'Balance', zh: '余额' }, { computed: true }).optional(),
    settledDate: f.date({ en: 'Settled on', zh: '结清日期' }, { computed: true }).optional(),
    /** Last reminder that was due, from 1. */
    reminder: f.integer({ en: 'Reminder', zh: '催款次数' }, { computed: true }).optional(),
    nextReminder: f.date({ en: 'Next reminder', zh: '下次催款' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  lines: {
    orderLine: f.integer({ en: 'Order line', zh: '订单行' }, { computed: true }).optional(),
    quantity: f.number({ en: 'Quantity', zh: '数量' }, { computed: true }).optional(),
    ...billedLine,
    /** Quantity that came back by credit notes. */
    returned: f.number({ en: 'Returned', zh: '已退货数量' }, { computed: true }).optional(),
    /** What was taken back of the line by credit notes, with tax, and the tax in it. */
    credited: f.money({ en: 'Credited', zh: '红字冲减' }, { computed: true }).optional(),
    creditedTax: f.money({ en: 'Credited tax', zh: '冲减税额' }, { computed: true }).optional(),
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number'],
  defaultSort: 'dueDate',
  owned: true,
  occurred: 'issueDate',
  numbering: { field: 'number', prefix: 'IN' },
  process: { field: 'status', of: () => 'receivable' },
  derive: (next) => ({ ...next, data: { ...next.data, balance: balanceOf(next) } }),
  holds: (rec) => {
    const { accountId, currency } = rec.data;
    if (typeof accountId !== 'string' || typeof currency !== 'string' || !owed(rec)) return [];
    const balance = balanceOf(rec);
    return [
      { accountId, currency, kind: 'receivables', amount: balance },
      ...(late.includes(String(rec.data['status']))
        ? [{ accountId, currency, kind: 'overdue' as const, amount: balance }]
        : []),
    ];
  },
  alarm: (rec) => {
    const { dueDate, nextReminder, status } = rec.data;
    if (!owed(rec) || status === 'pending-write-off') return undefined;
    // One that came by import as overdue has no reminder planned yet.
    if (status === 'overdue' && typeof nextReminder === 'string') return nextReminder;
    return typeof dueDate === 'string' ? addDays(dueDate, 1) : undefined;
  },
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  operations: ['list', 'summary', 'get', 'update', 'history'],
  importable: true,
  example: { note: 'Agreed by phone: end of the month' },
});
