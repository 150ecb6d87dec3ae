import type { PackMeasure } from './measure.ts';
import { money, one, percent } from './measure.ts';

const count = { group: 'selling', unit: 'count' } as const;
const share = { group: 'selling', unit: 'percent', wish: 'more' } as const;
const minutes = { group: 'selling', unit: 'minutes', wish: 'less', weight: 2 } as const;
const amount = { group: 'selling', unit: 'money' } as const;

/** From the quote to the money. */
export const sellingMeasures: readonly PackMeasure[] = [
  {
    ...count,
    id: 'quotes.count',
    wish: 'more',
    weight: 2,
    label: { en: 'Quotes', zh: '报价' },
    definition: {
      en: 'Quotes by their date that were given to a customer or are on their way to one; no drafts, none taken back or replaced.',
      zh: '按报价日期统计，已提交或已给出的报价；不含草稿、撤回和被修订替代的。',
    },
    read: (pack) => one(pack.selling?.quotes.count),
  },
  {
    ...amount,
    id: 'quotes.amount',
    wish: 'more',
    weight: 1,
    label: { en: 'Amount quoted', zh: '报价金额' },
    definition: { en: 'Amount of these quotes, by currency.', zh: '上述报价的金额，按币种分别统计。' },
    read: (pack) => money(pack.selling?.quotes.amounts),
  },
  {
    ...share,
    id: 'quotes.winRate',
    weight: 4,
    label: { en: 'Share of decided quotes won', zh: '报价赢单率' },
    definition: {
      en: 'Quotes accepted in the month, of those accepted, declined or run out in it.',
      zh: '本月被接受的报价，占本月被接受、被拒绝或过期报价的比例。',
    },
    read: (pack) => percent(pack.selling?.quotes.winRate),
  },
  {
    ...share,
    id: 'fastLane.quotes',
    weight: 2,
    label: { en: 'Quotes in the fast lane', zh: '报价快速通道占比' },
    definition: {
      en: 'Of the quotes submitted in the month those at list or last approved price, which no price approval had to stop.',
      zh: '本月提交的报价中，按标价或上次批准价、无需价格审批的比例。',
    },
    read: (pack) => percent(pack.selling?.fastLane.quotes),
  },
  {
    ...share,
    id: 'fastLane.orders',
    weight: 2,
    label: { en: 'Orders in the fast lane', zh: '订单快速通道占比' },
    definition: {
      en: 'Of the orders submitted in the month those that no price approval had to stop.',
      zh: '本月提交的订单中，无需价格审批的比例。',
    },
    read: (pack) => percent(pack.selling?.fastLane.orders),
  },
  {
    ...minutes,
    id: 'lead.quotes',
    label: { en: 'Release of a quote', zh: '报价放行用时' },
    definition: {
      en: 'Business hours from submission to release, on the average of the quotes released in the month.',
      zh: '本月放行的报价，从提交到放行的平均工作时长。',
    },
    read: (pack) => one(pack.selling?.lead.quotes),
  },
  {
    ...minutes,
    id: 'lead.orders',
    label: { en: 'Release of an order', zh: '订单放行用时' },
    definition: {
      en: 'Business hours from submission to release, on the average of the orders released in the month.',
      zh: '本月放行的订单，从提交到放行的平均工作时长。',
    },
    read: (pack) => one(pack.selling?.lead.orders),
  },
  {
    ...count,
    id: 'shipments.count',
    wish: 'more',
    weight: 1,
    label: { en: 'Shipments', zh: '出货单' },
    definition: { en: 'Approved shipments by their date.', zh: '按出货日期统计的已批准出货单。' },
    read: (pack) => one(pack.selling?.shipments.count),
  },
  {
    ...amount,
    id: 'shipments.amount',
    wish: 'more',
    weight: 2,
    label: { en: 'Amount shipped', zh: '出货金额' },
    definition: { en: 'Amount of these shipments, by currency.', zh: '上述出货单的金额，按币种分别统计。' },
    read: (pack) => money(pack.selling?.shipments.amounts),
  },
  {
    ...share,
    id: 'shipments.onTime',
    weight: 5,
    label: { en: 'Orders delivered in time', zh: '准时交货率' },
    definition: {
      en: 'Of the orders shipped in full in the month those that left by their due date.',
      zh: '本月全部出货的订单中，在交期当日或之前出货的比例。',
    },
    read: (pack) => percent(pack.selling?.shipments.onTime),
  },
  {
    ...amount,
    id: 'payments.amount',
    wish: 'more',
    weight: 3,
    label: { en: 'Payments received', zh: '回款金额' },
    definition: { en: 'Payments by their date, reversed ones left out.', zh: '按到账日期统计，不含已冲销的回款。' },
    read: (pack) => money(pack.selling?.payments.amounts),
  },
  {
    ...amount,
    id: 'receivables.open',
    wish: 'none',
    weight: 0,
    label: { en: 'Receivables', zh: '应收余额' },
    definition: { en: 'What customers owe, by currency.', zh: '客户尚欠的金额，按币种分别统计。' },
    read: (pack) => money(pack.selling?.receivables.open),
  },
  {
    ...amount,
    id: 'receivables.overdue',
    wish: 'less',
    weight: 5,
    label: { en: 'Overdue receivables', zh: '逾期应收' },
    definition: {
      en: 'What of it was due before the end of the period.',
      zh: '其中到期日早于期末的部分。',
    },
    read: (pack) => money(pack.selling?.receivables.overdue),
  },
  {
    ...count,
    id: 'holds.count',
    wish: 'less',
    weight: 3,
    label: { en: 'Orders on hold', zh: '暂停中的订单' },
    definition: { en: 'Orders that wait for credit or for their release.', zh: '因信用等待处理或等待放行的订单。' },
    read: (pack) => one(pack.selling?.holds.count),
  },
];
