import { completeLine, dealFaults, dealHead, dealLine, deriveDeal, pricesOf } from '../commerce/deal.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { addDays } from '../kernel/time.ts';

export const quoteStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  approved: { en: 'Approved', zh: '已审批' },
  sent: { en: 'Sent', zh: '已发出' },
  accepted: { en: 'Accepted', zh: '已接受' },
  declined: { en: 'Declined', zh: '已拒绝' },
  expired: { en: 'Expired', zh: '已过期' },
  superseded: { en: 'Revised', zh: '已修订' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;

/** States in which the customer can take a quote, or may hear its price any day. */
export const liveQuoteStates: readonly string[] = ['pending-approval', 'approved', 'sent'];
/** States that show that the prices were agreed to. */
const agreedStates: readonly string[] = ['approved', 'sent', 'accepted', 'declined', 'expired', 'superseded'];

/** What a customer is offered (OTC-2). Its way is in quote.process.ts. */
export const quote = defineEntity({
  name: 'quote',
  collection: 'quotes',
  label: { en: 'Quote', zh: '报价单' },
  plural: { en: 'Quotes', zh: '报价单' },
  domain: 'quotes',
  schemaVersion: 1,
  fields: {
    number: f
      .text({ en: 'Quote number', zh: '报价单号' }, { max: 60, dataClass: 'controlled', example: 'QT2026-00042' })
      .optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }).optional(),
    contactId: f.ref('contact', { en: 'Contact', zh: '联系人' }).optional(),
    opportunityId: f.ref('opportunity', { en: 'Opportunity', zh: '商机' }).optional(),
    status: f.choice(quoteStatuses, { en: 'Status', zh: '状态' }).default('draft'),
    quoteDate: f.date({ en: 'Quote date', zh: '报价日期' }).optional(),
    validUntil: f.date({ en: 'Valid until', zh: '有效期至' }).optional(),
    ...dealHead,
    submittedAt: f.datetime({ en: 'Submitted for approval', zh: '提交审批时间' }, { computed: true }).optional(),
    approvedAt: f.datetime({ en: 'Approved', zh: '审批通过时间' }, { computed: true }).optional(),
    approvedBy: f.ref('member', { en: 'Approved by', zh: '审批人' }, { computed: true }).optional(),
    sentAt: f.datetime({ en: 'Sent', zh: '发出时间' }, { computed: true }).optional(),
    revision: f.integer({ en: 'Revision', zh: '修订版次' }, { computed: true }).optional(),
    revisionOf: f.ref('quote', { en: 'Revision of', zh: '修订自' }, { computed: true }).optional(),
    supersededBy: f.ref('quote', { en: 'Revised as', zh: '修订为' }, { computed: true }).optional(),
    copiedFrom: f.ref('quote', { en: 'Copied from', zh: '复制自' }, { computed: true }).optional(),
    orderId: f.ref('order', { en: 'Order', zh: '订单' }, { computed: true }).optional(),
    outcomeReason: f.text({ en: 'Why taken or declined', zh: '成交或拒绝原因' }, { max: 300 }).optional(),
    terms: f.longText({ en: 'Terms on the quote', zh: '报价条款' }).optional(),
    note: f.longText({ en: 'Internal note', zh: '内部备注' }).optional(),
  },
  lines: dealLine,
  keys: [{ field: 'number' }],
  title: 'number',
  search: ['number'],
  defaultSort: '-quoteDate',
  owned: true,
  occurred: 'quoteDate',
  numbering: { field: 'number', prefix: 'QT' },
  priced: true,
  process: { field: 'status', of: () => 'quote' },
  complete: (next) => ({ ...next, lines: next.lines?.map(completeLine) }),
  derive: deriveDeal,
  check: dealFaults,
  given: (rec) => {
    const status = String(rec.data['status']);
    const { accountId, currency, number, validUntil } = rec.data;
    if (typeof accountId !== 'string' || typeof currency !== 'string') return undefined;
    if (!liveQuoteStates.includes(status) && !agreedStates.includes(status)) return undefined;
    // Cancelled before anybody agreed, or taken back to be changed: the customer was given nothing.
    return {
      accountId,
      currency,
      taxIncluded: rec.data['taxIncluded'] === true,
      number: String(number ?? ''),
      by: rec.ownerId ?? rec.createdBy,
      live: liveQuoteStates.includes(status),
      ...(typeof validUntil === 'string' ? { until: validUntil } : {}),
      approved: agreedStates.includes(status),
      prices: pricesOf(rec),
    };
  },
  alarm: (rec) =>
    ['approved', 'sent'].includes(String(rec.data['status'])) && typeof rec.data['validUntil'] === 'string'
      ? addDays(rec.data['validUntil'], 1)
      : undefined,
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'timeline', at: record.occurredAt } : undefined;
  },
  // Product, unit price and list price of each line: the price rules group by them.
  listExtras: (record) => ({
    linePrices: (record.lines ?? []).map((line) => [
      line['productId'] ?? null,
      line['unitPrice'] ?? null,
      line['quantity'] ?? null,
      line['reason'] ?? null,
      line['listPrice'] ?? null,
    ]),
  }),
  example: {
    quoteDate: '2026-11-20',
    validUntil: '2026-12-20',
    currency: 'CNY',
    lines: [{ description: 'Helmet', quantity: 10, unitPrice: 3499, taxRate: 13 }],
  },
});
