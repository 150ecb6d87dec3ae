import { entityOf, isEntity } from '../entities.ts';
import type { Label } from '../kernel/field.ts';
import { stages } from '../sales/pipeline.ts';
import type { Measured, MeasureGroup, MeasureUnit, MeasureWish } from './compare.contract.ts';
import type { ReviewPack, SellingPack, ServicePack } from './review.contract.ts';

interface Figure {
  value: number;
  before?: number | undefined;
}

interface Share {
  of: Figure;
  in: Figure;
  percent?: number | undefined;
  before?: number | undefined;
}

/** A figure of a pack with its name, and how much it weighs when few can be told (0: only in a comparison). */
export interface PackFigure extends Measured, Figure {
  weight: number;
}

/** Names that the pack itself does not hold. */
export interface Names {
  rule: (id: string) => Label;
}

interface Kind {
  group: MeasureGroup;
  unit: MeasureUnit;
  wish: MeasureWish;
  weight: number;
}

const named = (key: string, label: Label, kind: Kind, figure: Figure): PackFigure => ({
  key,
  label,
  ...kind,
  value: figure.value,
  ...(figure.before === undefined ? {} : { before: figure.before }),
});

const counts =
  (group: MeasureGroup) => (key: string, label: Label, wish: MeasureWish, by: { weight: number; figure: Figure }) =>
    named(key, label, { group, unit: 'count', wish, weight: by.weight }, by.figure);

type Amounts = readonly { currency: string; value: number; before?: number | undefined }[];

const money = (key: string, label: Label, kind: Omit<Kind, 'unit'>, amounts: Amounts): PackFigure[] =>
  amounts.map((amount) => ({
    ...named(`${key}|${amount.currency}`, label, { ...kind, unit: 'money' }, amount),
    currency: amount.currency,
  }));

/** Shares of nothing are no figures. */
const percent = (key: string, label: Label, kind: Omit<Kind, 'unit'>, share: Share): PackFigure[] =>
  share.percent === undefined
    ? []
    : [named(key, label, { ...kind, unit: 'percent' }, { value: share.percent, before: share.before })];

const optional = (key: string, label: Label, kind: Kind, figure: Figure | undefined): PackFigure[] =>
  figure ? [named(key, label, kind, figure)] : [];

const findings = ({ findings: of, overdue }: ReviewPack, names: Names): PackFigure[] => {
  const count = counts('findings');
  const late = counts('overdue');
  return [
    count('findings.open', { en: 'Open findings', zh: '未关闭问题' }, 'less', { weight: 4, figure: of.open }),
    count('findings.opened', { en: 'Newly found', zh: '新发现的问题' }, 'none', { weight: 0, figure: of.opened }),
    count('findings.closed', { en: 'Findings closed', zh: '关闭的问题' }, 'more', { weight: 2, figure: of.closed }),
    count('findings.recurred', { en: 'Findings that came back', zh: '反复出现的问题' }, 'less', {
      weight: 4,
      figure: of.recurred,
    }),
    late('overdue.findings', { en: 'Overdue findings', zh: '逾期问题' }, 'less', {
      weight: 5,
      figure: overdue.findings,
    }),
    late('overdue.opportunities', { en: 'Opportunities past their close date', zh: '逾期商机' }, 'less', {
      weight: 3,
      figure: overdue.opportunities,
    }),
    late('overdue.orders', { en: 'Orders past their due date', zh: '逾期订单' }, 'less', {
      weight: 5,
      figure: overdue.orders,
    }),
    late('overdue.tasks', { en: 'Tasks past their date', zh: '逾期任务' }, 'less', {
      weight: 3,
      figure: overdue.tasks,
    }),
    ...of.byRule.map((row) => count(`rule|${row.key}`, names.rule(row.key), 'less', { weight: 2, figure: row })),
  ];
};

const selling = (pack: SellingPack): PackFigure[] => {
  const group = 'selling' as const;
  const count = counts(group);
  const minutes = { group, unit: 'minutes', wish: 'less', weight: 2 } as const;
  const { quotes, fastLane, lead, shipments, receivables, payments, holds } = pack;
  return [
    count('quotes.count', { en: 'Quotes', zh: '报价' }, 'more', { weight: 2, figure: quotes.count }),
    ...money(
      'quotes.amount',
      { en: 'Amount quoted', zh: '报价金额' },
      { group, wish: 'more', weight: 1 },
      quotes.amounts,
    ),
    ...percent(
      'quotes.winRate',
      { en: 'Share of decided quotes won', zh: '报价赢单率' },
      { group, wish: 'more', weight: 4 },
      quotes.winRate,
    ),
    ...percent(
      'fastLane.quotes',
      { en: 'Quotes in the fast lane', zh: '报价快速通道占比' },
      { group, wish: 'more', weight: 2 },
      fastLane.quotes,
    ),
    ...percent(
      'fastLane.orders',
      { en: 'Orders in the fast lane', zh: '订单快速通道占比' },
      { group, wish: 'more', weight: 2 },
      fastLane.orders,
    ),
    ...optional('lead.quotes', { en: 'Release of a quote', zh: '报价放行用时' }, minutes, lead.quotes),
    ...optional('lead.orders', { en: 'Release of an order', zh: '订单放行用时' }, minutes, lead.orders),
    count('shipments.count', { en: 'Shipments', zh: '出货单' }, 'more', { weight: 1, figure: shipments.count }),
    ...money(
      'shipments.amount',
      { en: 'Amount shipped', zh: '出货金额' },
      { group, wish: 'more', weight: 2 },
      shipments.amounts,
    ),
    ...percent(
      'shipments.onTime',
      { en: 'Orders delivered in time', zh: '准时交货率' },
      { group, wish: 'more', weight: 5 },
      shipments.onTime,
    ),
    ...money(
      'payments.amount',
      { en: 'Payments received', zh: '回款金额' },
      { group, wish: 'more', weight: 3 },
      payments.amounts,
    ),
    ...money(
      'receivables.open',
      { en: 'Receivables', zh: '应收余额' },
      { group, wish: 'none', weight: 0 },
      receivables.open,
    ),
    ...money(
      'receivables.overdue',
      { en: 'Overdue receivables', zh: '逾期应收' },
      { group, wish: 'less', weight: 5 },
      receivables.overdue,
    ),
    count('holds.count', { en: 'Orders on hold', zh: '暂停中的订单' }, 'less', { weight: 3, figure: holds.count }),
  ];
};

const service = (pack: ServicePack): PackFigure[] => {
  const group = 'service' as const;
  const count = counts(group);
  const { complaints, surveys, lost } = pack;
  const score = { group, unit: 'score', wish: 'more', weight: 3 } as const;
  return [
    count('enquiries', { en: 'Enquiries', zh: '咨询' }, 'none', { weight: 0, figure: pack.enquiries }),
    ...percent(
      'firstContact',
      { en: 'Solved at first contact', zh: '首次解决率' },
      { group, wish: 'more', weight: 4 },
      pack.firstContact,
    ),
    count('complaints.opened', { en: 'New complaints', zh: '新增客诉' }, 'less', {
      weight: 5,
      figure: complaints.opened,
    }),
    count('complaints.open', { en: 'Open complaints', zh: '未关闭客诉' }, 'less', {
      weight: 4,
      figure: complaints.open,
    }),
    count('complaints.reopened', { en: 'Complaints opened again', zh: '重开的客诉' }, 'less', {
      weight: 4,
      figure: complaints.reopened,
    }),
    ...percent(
      'complaints.confirmed',
      { en: 'Closed with the customer’s word', zh: '客户确认解决率' },
      { group, wish: 'more', weight: 3 },
      complaints.confirmed,
    ),
    ...optional(
      'took',
      { en: 'Time from word to end of a complaint', zh: '客诉处理用时' },
      { group, unit: 'minutes', wish: 'less', weight: 3 },
      pack.took,
    ),
    ...optional('surveys.csat', { en: 'Satisfaction (CSAT)', zh: '满意度（CSAT）' }, score, surveys.csat),
    ...optional(
      'surveys.ces',
      { en: 'Ease (CES)', zh: '省力度（CES）' },
      { ...score, wish: 'none', weight: 0 },
      surveys.ces,
    ),
    ...optional('surveys.nps', { en: 'Recommendation (NPS)', zh: '推荐值（NPS）' }, score, surveys.nps),
    count('lost', { en: 'Customers lost', zh: '流失客户' }, 'less', { weight: 5, figure: lost.count }),
  ];
};

const isStage = (text: string): text is keyof typeof stages => text in stages;
const ofEntity = (key: string): Label => (isEntity(key) ? entityOf(key).plural : { en: key, zh: key });

/** Every figure of a pack that can be told or compared, each once, in the order of the page. Pure: the same pack gives the same list. */
export const figuresOf = (pack: ReviewPack, names: Names): PackFigure[] => {
  const order = counts('orders');
  return [
    ...findings(pack, names),
    ...pack.completeness.map((row) => {
      const { en, zh } = ofEntity(row.entity);
      const label = { en: `Completeness of ${en.toLowerCase()}`, zh: `${zh}完整度` };
      return named(
        `complete|${row.entity}`,
        label,
        { group: 'quality', unit: 'percent', wish: 'more', weight: 3 },
        { value: row.percent, before: row.before },
      );
    }),
    order('orders.count', { en: 'Orders', zh: '订单' }, 'more', { weight: 4, figure: pack.orders.count }),
    ...money(
      'orders.amount',
      { en: 'Order amount', zh: '订单金额' },
      { group: 'orders', wish: 'more', weight: 5 },
      pack.orders.amounts,
    ),
    order('activities', { en: 'Activities', zh: '跟进记录' }, 'more', { weight: 2, figure: pack.activities }),
    ...(pack.selling ? selling(pack.selling) : []),
    ...(pack.service ? service(pack.service) : []),
    ...pack.funnel.map((row) => {
      const { en, zh } = isStage(row.stage) ? stages[row.stage] : { en: row.stage, zh: row.stage };
      const label = { en: `Funnel: ${en.toLowerCase()}`, zh: `漏斗：${zh}` };
      return counts('funnel')(`funnel|${row.stage}`, label, 'none', {
        weight: 0,
        figure: { value: row.count, before: row.before },
      });
    }),
    ...pack.records.map((row) => {
      const { en, zh } = ofEntity(row.key);
      return counts('records')(`records|${row.key}`, { en, zh }, 'none', { weight: 0, figure: row });
    }),
  ];
};
