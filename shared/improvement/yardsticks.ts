import type { Label } from '../kernel/field.ts';
import { addDays, addMonths } from '../kernel/time.ts';
import { percentOf } from '../review/figures.ts';

export type Unit = 'count' | 'percent' | 'hours' | 'seconds' | 'points';

/** One item of the counters, as it stands. */
export type Counted = Readonly<Record<string, unknown>>;

/**
 * A figure of one item of the counters, by which an improvement or a need is judged on the day that it names. What a review is told by
 * is read from a frozen pack: shared/review/measures.ts.
 */
export interface Yardstick {
  label: Label;
  unit: Unit;
  /** What is wanted of it. */
  better: 'less' | 'more';
  /** `now`: as it stands. `month`: over the last full month, so that half a month is not compared with a whole one. */
  per: 'now' | 'month';
  /** The one item of the counters that it reads. */
  item: string;
  /** Undefined where there was nothing to measure: no figure is better than a wrong 0. */
  of: (counted: Counted, about: { today: string; rule?: string }) => number | undefined;
}

const at = (counted: Counted, field: string): number => {
  const value = counted[field];
  return typeof value === 'number' ? value : 0;
};

const sumWhere = (counted: Counted, wanted: (field: string) => boolean): number =>
  Object.entries(counted).reduce(
    (sum, [field, value]) => (typeof value === 'number' && wanted(field) ? sum + value : sum),
    0,
  );

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
const twoDecimals = (value: number): number => Math.round(value * 100) / 100;

const partOf = (part: number, whole: number): number | undefined => (whole > 0 ? percentOf(part, whole) : undefined);
const mean = (sum: number, count: number, round = oneDecimal): number | undefined =>
  count > 0 ? round(sum / count) : undefined;

const overdue = (item: string, label: Label): Yardstick => ({
  label,
  unit: 'count',
  better: 'less',
  per: 'now',
  item,
  // Fields of such an item are days.
  of: (counted, { today }) => sumWhere(counted, (day) => /^\d{4}-\d\d-\d\d$/.test(day) && day < today),
});

const hours = (item: string, prefix: string, label: Label): Yardstick => ({
  label,
  unit: 'hours',
  better: 'less',
  per: 'month',
  item,
  of: (counted) => mean(at(counted, `${prefix}|minutes`) / 60, at(counted, `${prefix}|count`)),
});

/** The yardsticks, by id; the ids are for ever. A new one reads one item of the counters (shared/review/projections.ts). */
export const yardsticks = {
  'findings-open': {
    label: { en: 'Open findings', zh: '未处理的稽核发现' },
    unit: 'count',
    better: 'less',
    per: 'now',
    item: 'findings',
    of: (counted) => at(counted, 'open'),
  },
  'findings-of-rule': {
    label: { en: 'Open findings of one rule', zh: '某条规则未处理的发现' },
    unit: 'count',
    better: 'less',
    per: 'now',
    item: 'findings.rule',
    of: (counted, { rule }) => (rule === undefined ? undefined : at(counted, rule)),
  },
  'findings-recurred': {
    label: { en: 'Findings that came back', zh: '复发的稽核发现' },
    unit: 'count',
    better: 'less',
    per: 'now',
    item: 'findings',
    of: (counted) => at(counted, 'recurred'),
  },
  'findings-overdue': overdue('due.finding', { en: 'Overdue findings', zh: '超期未处理的发现' }),
  'orders-overdue': overdue('due.order', { en: 'Overdue orders', zh: '逾期未交的订单' }),
  'opportunities-overdue': overdue('due.opportunity', {
    en: 'Opportunities past their close date',
    zh: '超过预计成交日的商机',
  }),
  'tasks-overdue': overdue('due.task', { en: 'Overdue tasks', zh: '逾期任务' }),
  completeness: {
    label: { en: 'Completeness of records', zh: '数据完整率' },
    unit: 'percent',
    better: 'more',
    per: 'now',
    item: 'complete',
    of: (counted) =>
      partOf(
        sumWhere(counted, (field) => field.startsWith('filled|')),
        sumWhere(counted, (field) => field.startsWith('asked|')),
      ),
  },
  'quote-lead': hours('quotes', 'lead', { en: 'Release of a quote, business hours', zh: '报价审批时长（工作小时）' }),
  'order-lead': hours('orders', 'lead', { en: 'Release of an order, business hours', zh: '订单审批时长（工作小时）' }),
  'delivered-in-time': {
    label: { en: 'Orders delivered in time', zh: '订单准时交付率' },
    unit: 'percent',
    better: 'more',
    per: 'month',
    item: 'orders',
    of: (counted) => partOf(at(counted, 'ontime'), at(counted, 'delivered')),
  },
  'first-contact': {
    label: { en: 'Solved at the first contact', zh: '首次联系解决率' },
    unit: 'percent',
    better: 'more',
    per: 'month',
    item: 'service.enquiries',
    of: (counted) => partOf(at(counted, 'atOnce'), at(counted, 'resolved|yes') + at(counted, 'resolved|no')),
  },
  'handle-time': {
    label: { en: 'Handling of an enquiry, seconds', zh: '咨询处理时长（秒）' },
    unit: 'seconds',
    better: 'less',
    per: 'month',
    item: 'service.enquiries',
    of: (counted) => mean(at(counted, 'handle'), at(counted, 'count'), Math.round),
  },
  'complaints-opened': {
    label: { en: 'Complaints in a month', zh: '每月客诉数' },
    unit: 'count',
    better: 'less',
    per: 'month',
    item: 'service.complaints',
    of: (counted) => at(counted, 'opened'),
  },
  'complaint-time': hours('service.complaints', 'took', {
    en: 'Closing of a complaint, business hours',
    zh: '客诉关闭时长（工作小时）',
  }),
  satisfaction: {
    label: { en: 'Satisfaction (CSAT)', zh: '客户满意度（CSAT）' },
    unit: 'points',
    better: 'more',
    per: 'month',
    item: 'service.surveys',
    of: (counted) => mean(at(counted, 'score|csat'), at(counted, 'answered|csat'), twoDecimals),
  },
} as const satisfies Record<string, Yardstick>;
export type YardstickId = keyof typeof yardsticks;

export const yardstickOf = (id: unknown): Yardstick | undefined =>
  typeof id === 'string' && Object.hasOwn(yardsticks, id) ? yardsticks[id as YardstickId] : undefined;

/** The yardsticks as the values of a field. */
export const yardstickLabels: Record<YardstickId, Label> = Object.fromEntries(
  Object.entries(yardsticks).map(([id, { label }]) => [id, label]),
) as Record<YardstickId, Label>;

/** Period of the counters that a yardstick reads on a day (YYYY-MM-DD): `now`, or the month before. */
export const periodOf = ({ per }: Yardstick, today: string): string =>
  per === 'now' ? 'now' : addMonths(today.slice(0, 7), -1);

/** Weeks after which an effect is looked at: sooner it is chance, later nobody remembers. */
export const WEEKS: readonly [number, number] = [1, 52];
export const USUAL_WEEKS = 8;

/** The day on which the effect of a change is read: so many weeks later, and after a full month where it goes by months. */
export const effectDay = (changed: string, weeks: number, measure: Yardstick): string => {
  const day = addDays(changed, weeks * 7);
  if (measure.per === 'now') return day;
  const whole = `${addMonths(changed.slice(0, 7), 2)}-01`;
  return day > whole ? day : whole;
};

export const effects = {
  better: { en: 'Better', zh: '有改善' },
  same: { en: 'No change', zh: '无变化' },
  worse: { en: 'Worse', zh: '变差' },
  unknown: { en: 'Not measurable', zh: '无法衡量' },
} as const satisfies Record<string, Label>;
export type Effect = keyof typeof effects;

/** What became of a yardstick between two readings. */
export const effectOf = (
  { better }: Pick<Yardstick, 'better'>,
  before: number | undefined,
  after: number | undefined,
): Effect => {
  if (before === undefined || after === undefined) return 'unknown';
  if (after === before) return 'same';
  return after > before === (better === 'more') ? 'better' : 'worse';
};

export const outcomes = {
  reached: { en: 'Target reached', zh: '达到目标' },
  closer: { en: 'Better, short of the target', zh: '有改善，未达目标' },
  missed: { en: 'No benefit', zh: '未见收益' },
  unknown: { en: 'Not measurable', zh: '无法衡量' },
} as const satisfies Record<string, Label>;
export type Outcome = keyof typeof outcomes;

/** What a need brought against what was expected of it. */
export const outcomeOf = (
  measure: Pick<Yardstick, 'better'>,
  { before, target, actual }: { before?: number; target?: number; actual?: number },
): Outcome => {
  if (actual === undefined || target === undefined) return 'unknown';
  if (actual === target || actual > target === (measure.better === 'more')) return 'reached';
  const effect = effectOf(measure, before, actual);
  return effect === 'better' ? 'closer' : effect === 'unknown' ? 'unknown' : 'missed';
};
