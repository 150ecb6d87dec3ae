import type { Line } from '../commerce/deal.ts';
import { completeLine, dealFaults, dealHead, dealLine, deriveDeal, pricesOf } from '../commerce/deal.ts';
import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';

export const orderStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  'on-hold': { en: 'On hold', zh: '冻结' },
  'pending-release': { en: 'Pending release', zh: '待解冻' },
  approved: { en: 'Approved', zh: '已审批' },
  'partially-shipped': { en: 'Partially shipped', zh: '部分出货' },
  shipped: { en: 'Shipped', zh: '已出货' },
  completed: { en: 'Completed', zh: '已完成' },
  closed: { en: 'Closed', zh: '已关闭' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;

/** States in which an order binds the company and takes credit for what is not shipped yet. */
export const bindingStates: readonly string[] = ['approved', 'partially-shipped'];
const bindsCredit = (rec: Rec): boolean =>
  bindingStates.includes(String(rec.data['status'])) && rec.archivedAt === undefined && rec.removedAt === undefined;
/** States in which nothing goes out any more. */
const ended: readonly string[] = ['shipped', 'completed', 'closed', 'cancelled'];
/** States that show that the prices were agreed to. */
const agreed: readonly string[] = ['approved', 'partially-shipped', 'shipped', 'completed', 'closed'];

/** What a line was billed by, and what the head was. */
const billedBy = {
  line: ['productId', 'quantity', 'unitPrice', 'taxRate', 'amount'],
  head: ['accountId', 'currency', 'taxIncluded'],
};

/** Changes of what went out already: its receivable stands, and all parts have to add up to the line. The rest is closed, or ordered anew. */
const shippedFaults = (next: Content, previous: Content | undefined): FieldFault[] => {
  const gone = (previous?.lines ?? []).flatMap((line, index) =>
    Number(line['shipped'] ?? 0) > 0 ? [{ line, index }] : [],
  );
  if (gone.length === 0) return [];
  const moved = (
    names: readonly string[],
    { from, to, at }: { from: Line; to: Line | undefined; at: string },
  ): FieldFault[] =>
    names.flatMap((name) =>
      to?.[name] === from[name] ? [] : [fault(`${at}${name}`, 'not-allowed-value', String(from[name] ?? ''))],
    );
  return [
    ...moved(billedBy.head, { from: previous!.data, to: next.data, at: '' }),
    ...gone.flatMap(({ line, index }) =>
      moved(billedBy.line, { from: line, to: next.lines?.[index], at: `lines.${index}.` }),
    ),
  ];
};

/** A sales order. Its way is in order.process.ts; imported orders carry the state that they had. */
export const order = defineEntity({
  name: 'order',
  collection: 'orders',
  label: { en: 'Sales order', zh: '销售订单' },
  plural: { en: 'Sales orders', zh: '销售订单' },
  domain: 'orders',
  schemaVersion: 1,
  fields: {
    number: f
      .text(
        { en: 'Order number', zh: '订单号' },
        {
          max: 60,
          dataClass: 'controlled',
          example: 'SO2026-00017',
          aliases: ['order number', 'ord num', 'order no', 'number', '单号', '订单编号'],
        },
      )
      .optional(),
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
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    quoteId: f.ref('quote', { en: 'Quote', zh: '报价单' }, { computed: true }).optional(),
    customerOrder: f
      .text(
        { en: 'Customer’s order number', zh: '客户订单号' },
        { max: 60, aliases: ['customer order', 'po', '客户订单号'] },
      )
      .optional(),
    ...dealHead,
    /** Total of what was shipped and invoiced, minor units. */
    shippedTotal: f.money({ en: 'Shipped', zh: '已出货金额' }, { computed: true }).optional(),
    /** Total of what is still to be shipped, minor units: what the order takes of the credit. */
    openTotal: f.money({ en: 'Open', zh: '未出货金额' }, { computed: true }).optional(),
    holdReason: f
      .choice(
        {
          credit: { en: 'Credit limit', zh: '超信用额度' },
          overdue: { en: 'Overdue receivables', zh: '有逾期货款' },
          release: { en: 'Release has run out', zh: '解冻已到期' },
          manual: { en: 'Held by hand', zh: '人工冻结' },
        },
        { en: 'Held because of', zh: '冻结原因' },
        { computed: true },
      )
      .optional(),
    releaseUntil: f.date({ en: 'Release wanted until', zh: '申请解冻至' }).optional(),
    releasedUntil: f.date({ en: 'Released until', zh: '解冻有效期至' }, { computed: true }).optional(),
    releasedBy: f.ref('member', { en: 'Released by', zh: '解冻人' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark'] }).optional(),
  },
  lines: {
    ...dealLine,
    shipped: f.number({ en: 'Shipped', zh: '已出货数量' }, { computed: true }).optional(),
    returned: f.number({ en: 'Returned', zh: '已退货数量' }, { computed: true }).optional(),
  },
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number'],
  defaultSort: '-orderDate',
  owned: true,
  occurred: 'orderDate',
  numbering: { field: 'number', prefix: 'SO' },
  priced: true,
  complete: (next) => ({ ...next, lines: next.lines?.map(completeLine) }),
  derive: (next) => {
    const dealt = deriveDeal(next);
    const { total, shippedTotal } = dealt.data;
    return {
      ...dealt,
      data: {
        ...dealt.data,
        openTotal: ended.includes(String(next.data['status']))
          ? 0
          : Math.max(0, Number(total) - (typeof shippedTotal === 'number' ? shippedTotal : 0)),
      },
    };
  },
  process: { field: 'status', of: () => 'order' },
  check: (next, previous) => [...dealFaults(next, previous), ...shippedFaults(next, previous)],
  holds: (rec) => {
    const { accountId, currency, openTotal } = rec.data;
    return typeof accountId === 'string' &&
      typeof currency === 'string' &&
      typeof openTotal === 'number' &&
      bindsCredit(rec)
      ? [{ accountId, currency, kind: 'orders', amount: openTotal }]
      : [];
  },
  given: (rec) => {
    const { accountId, currency, number } = rec.data;
    return typeof accountId === 'string' && typeof currency === 'string' && agreed.includes(String(rec.data['status']))
      ? {
          accountId,
          currency,
          taxIncluded: rec.data['taxIncluded'] === true,
          number: String(number ?? ''),
          by: rec.ownerId ?? rec.createdBy,
          live: false,
          approved: true,
          prices: pricesOf(rec),
        }
      : undefined;
  },
  alarm: (rec) =>
    bindsCredit(rec) && typeof rec.data['releasedUntil'] === 'string'
      ? addDays(rec.data['releasedUntil'], 1)
      : undefined,
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Product and unit price of each line: the price rules group by them.
  listExtras: (record) => ({
    linePrices: (record.lines ?? []).map((line) => [
      line['productId'] ?? null,
      line['unitPrice'] ?? null,
      line['quantity'] ?? null,
      line['reason'] ?? null,
      line['listPrice'] ?? null,
    ]),
  }),
  importable: true,
  example: {
    number: 'SO2026-00017',
    status: 'draft',
    orderDate: '2026-11-20',
    currency: 'CNY',
    lines: [{ description: 'Helmet', quantity: 10, unitPrice: 3499, taxRate: 13 }],
  },
});
