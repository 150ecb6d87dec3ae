import type { Label } from '../kernel/field.ts';
import { addDays, daysBetween } from '../kernel/time.ts';
import type { Facts, Sale } from './facts.ts';
import type { ValuePolicy } from './policy.ts';

export const segments = {
  champion: { en: 'Champion', zh: '重点客户' },
  loyal: { en: 'Loyal', zh: '忠诚客户' },
  growing: { en: 'Growing', zh: '成长客户' },
  new: { en: 'New', zh: '新客户' },
  occasional: { en: 'Occasional', zh: '一般客户' },
  'at-risk': { en: 'At risk', zh: '流失风险' },
  lost: { en: 'Lost', zh: '已流失' },
  none: { en: 'No orders yet', zh: '未成交' },
} as const satisfies Record<string, Label>;
export type Segment = keyof typeof segments;

/** Why an account is in its segment. */
export const reasons = {
  'no-orders': { en: 'No order counts yet', zh: '尚无有效订单' },
  'long-silent': { en: 'No order for very long', zh: '很久没有下单' },
  silent: { en: 'Silent longer than usual', zh: '超过通常的下单间隔' },
  down: { en: 'Buys much less than the year before', zh: '采购额较上年大幅下降' },
  first: { en: 'First order was lately', zh: '近期首次下单' },
  top: { en: 'Buys lately, often and much', zh: '近期、频繁且金额高' },
  steady: { en: 'Buys regularly', zh: '稳定下单' },
  rising: { en: 'Buys more than the year before', zh: '采购额较上年增长' },
  few: { en: 'Buys now and then', zh: '偶尔下单' },
} as const satisfies Record<string, Label>;
export type Reason = keyof typeof reasons;

/** Days of a year, of which the figures of twelve months are made. */
export const YEAR = 365;
/** Two orders closer together than this (days) are one purchase for the usual interval. */
const LEAST_INTERVAL = 7;
/** Orders from which on an account has a habit of its own. */
const HABIT = 3;
/** Months that the trend keeps. */
const MONTHS = 36;

/** Value of an account on a day. Amounts in minor units of the workspace's currency; days and dates of its zone. */
export interface Value {
  segment: Segment;
  why: Reason;
  /** 1 to 5; 0 without an order. */
  recency: number;
  frequency: number;
  monetary: number;
  firstOrderDate?: string;
  lastOrderDate?: string;
  /** Median of the days between two orders. */
  interval?: number;
  /** The day on which the next order is usual. */
  expectedDate?: string;
  orders12: number;
  orders: number;
  revenue12: number;
  revenuePrior: number;
  revenue: number;
  margin12: number;
  /** Of the revenue whose cost is known; one decimal. */
  marginPercent?: number;
  /** Revenue of 12 months whose cost nobody knows. */
  uncosted12: number;
  margin: number;
  serve12: number;
  profit12: number;
  lastContactDate?: string;
  lastVisitDate?: string;
  nextStepDate?: string;
  unconverted: number;
}

const scoreUp = (value: number, bounds: readonly number[]): number =>
  1 + bounds.filter((bound) => value >= bound).length;

const scoreDown = (days: number, bounds: readonly number[]): number =>
  1 + bounds.filter((bound) => days <= bound).length;

/** Days between orders in the middle of all: one long pause does not make a slow customer. */
export const medianInterval = (dates: readonly string[]): number | undefined => {
  const days = [...new Set(dates)].sort();
  const gaps = days.slice(1).map((day, index) => daysBetween(days[index]!, day));
  if (gaps.length < HABIT - 1) return undefined;
  gaps.sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  const median = gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
  return Math.max(LEAST_INTERVAL, Math.round(median));
};

/** Days without an order from which on an account with this interval is at risk. */
const riskAfter = (interval: number, policy: ValuePolicy): number => Math.floor(interval * policy.silence);

interface Sums {
  revenue: number;
  costed: number;
  cost: number;
}
const sumOf = (sales: readonly Sale[]): Sums =>
  sales.reduce(
    (sum, one) => ({
      revenue: sum.revenue + one.revenue,
      costed: sum.costed + one.costed,
      cost: sum.cost + one.cost,
    }),
    { revenue: 0, costed: 0, cost: 0 },
  );

type Figures = Pick<
  Value,
  'recency' | 'frequency' | 'monetary' | 'interval' | 'orders' | 'revenue12' | 'revenuePrior'
> & {
  silence: number;
  since: number;
};

const judged = (of: Figures, policy: ValuePolicy): { segment: Segment; why: Reason } => {
  if (of.orders === 0) return { segment: 'none', why: 'no-orders' };
  if (of.silence > policy.lostDays) return { segment: 'lost', why: 'long-silent' };
  if (of.interval !== undefined && of.silence > riskAfter(of.interval, policy))
    return { segment: 'at-risk', why: 'silent' };
  const prior = Math.max(0, of.revenuePrior);
  if (prior > 0 && of.orders >= HABIT && of.revenue12 * 100 <= prior * (100 - policy.dropPercent))
    return { segment: 'at-risk', why: 'down' };
  if (of.since <= policy.newDays) return { segment: 'new', why: 'first' };
  if (Math.min(of.recency, of.frequency, of.monetary) >= 4) return { segment: 'champion', why: 'top' };
  if (prior > 0 && of.revenue12 * 100 >= prior * (100 + policy.growthPercent))
    return { segment: 'growing', why: 'rising' };
  if (of.recency >= 3 && of.frequency >= 3) return { segment: 'loyal', why: 'steady' };
  return { segment: 'occasional', why: 'few' };
};

const last = (dates: readonly string[]): string | undefined =>
  dates.reduce<string | undefined>((max, one) => (max === undefined || one > max ? one : max), undefined);
const first = (dates: readonly string[]): string | undefined =>
  dates.reduce<string | undefined>((min, one) => (min === undefined || one < min ? one : min), undefined);

/** The value of an account on a day (YYYY-MM-DD): a function of its own documents alone. What is dated later does not count yet. */
export const valueOn = (facts: Facts, today: string, policy: ValuePolicy): Value => {
  const yearAgo = addDays(today, -YEAR);
  const twoYearsAgo = addDays(today, -2 * YEAR);
  const sales = facts.sales.filter((one) => one.date <= today);
  const year = sales.filter((one) => one.date > yearAgo);
  const prior = sales.filter((one) => one.date <= yearAgo && one.date > twoYearsAgo);
  const orders = sales.filter((one) => one.order);
  const days = orders.map((one) => one.date);
  const orders12 = year.filter((one) => one.order).length;
  const [firstOrderDate, lastOrderDate] = [first(days), last(days)];
  const interval = medianInterval(days);
  const silence = lastOrderDate === undefined ? 0 : daysBetween(lastOrderDate, today);
  const [all, now, before] = [sumOf(sales), sumOf(year), sumOf(prior)];
  const met = facts.contacts.filter((one) => one.date <= today);
  const cost = policy.costToServe as Readonly<Record<string, number>>;
  const serve12 = met.reduce((sum, one) => sum + (one.date > yearAgo ? (cost[one.kind] ?? 0) : 0), 0);
  const scores =
    orders.length === 0
      ? { recency: 0, frequency: 0, monetary: 0 }
      : {
          recency: scoreDown(silence, policy.recencyDays),
          frequency: scoreUp(orders12, policy.orders),
          monetary: scoreUp(now.revenue, policy.revenue),
        };
  const figures = { ...scores, orders: orders.length, revenue12: now.revenue, revenuePrior: before.revenue };
  const since = firstOrderDate === undefined ? 0 : daysBetween(firstOrderDate, today);
  const known = { ...figures, silence, since, ...(interval === undefined ? {} : { interval }) };
  const lastContactDate = last(met.filter((one) => one.kind !== 'note' && one.kind !== 'task').map((one) => one.date));
  const lastVisitDate = last(
    met.filter((one) => one.kind === 'visit' || one.kind === 'meeting').map((one) => one.date),
  );
  const margin12 = now.costed - now.cost;
  return {
    ...judged(known, policy),
    ...figures,
    orders12,
    revenue: all.revenue,
    margin12,
    uncosted12: now.revenue - now.costed,
    margin: all.costed - all.cost,
    serve12,
    profit12: margin12 - serve12,
    unconverted: facts.unconverted,
    ...(now.costed > 0 ? { marginPercent: Math.round((margin12 / now.costed) * 1000) / 10 } : {}),
    ...(firstOrderDate === undefined ? {} : { firstOrderDate }),
    ...(lastOrderDate === undefined ? {} : { lastOrderDate }),
    ...(interval === undefined ? {} : { interval, expectedDate: addDays(lastOrderDate!, interval) }),
    ...(lastContactDate === undefined ? {} : { lastContactDate }),
    ...(lastVisitDate === undefined ? {} : { lastVisitDate }),
    ...(facts.nextStep === undefined ? {} : { nextStepDate: facts.nextStep }),
  };
};

/**
 * The first day after `today` on which time alone changes the value; undefined when it never does. Between the two no day gives
 * another one.
 */
export const nextChange = (facts: Facts, today: string, policy: ValuePolicy): string | undefined => {
  let found: string | undefined;
  const at = (day: string) => {
    if (day > today && (found === undefined || day < found)) found = day;
  };
  const past = facts.sales.filter((one) => one.order && one.date <= today).map((one) => one.date);
  for (const { date } of facts.sales) {
    at(date);
    at(addDays(date, YEAR));
    at(addDays(date, 2 * YEAR));
  }
  for (const { date, kind } of facts.contacts) {
    at(date);
    if ((policy.costToServe as Readonly<Record<string, number>>)[kind]) at(addDays(date, YEAR));
  }
  const [begun, latest] = [first(past), last(past)];
  if (begun === undefined || latest === undefined) return found;
  for (const bound of [...policy.recencyDays, policy.lostDays]) at(addDays(latest, bound + 1));
  at(addDays(begun, policy.newDays + 1));
  const interval = medianInterval(past);
  if (interval !== undefined) at(addDays(latest, riskAfter(interval, policy) + 1));
  return found;
};

/** Revenue of one calendar month. */
export type Month = { month: string; revenue: number; orders: number };

/** Months in which something was sold or taken back, the newest last; the last three years of them. */
export const monthsOf = (facts: Facts, today: string): Month[] => {
  const months = new Map<string, Month>();
  for (const { date, revenue, order } of facts.sales) {
    if (date > today) continue;
    const month = date.slice(0, 7);
    const one = months.get(month) ?? { month, revenue: 0, orders: 0 };
    months.set(month, { month, revenue: one.revenue + revenue, orders: one.orders + (order ? 1 : 0) });
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)).slice(-MONTHS);
};

/** `{n}` is a value; `{n order}` a value with its word, in the plural but for one. */
const filled = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)(?: (\w+))?\}/g, (_, name: string, word?: string) =>
    [String(values[name] ?? ''), ...(word ? [values[name] === 1 ? word : `${word}s`] : [])].join(' '),
  );

const sentences: Record<Reason, Label> = {
  'no-orders': { en: 'No approved order yet.', zh: '还没有已审批的订单。' },
  'long-silent': { en: 'No order for {silence day}.', zh: '已 {silence} 天没有下单。' },
  silent: {
    en: 'Usually orders every {interval day}; silent for {silence} now.',
    zh: '通常每 {interval} 天下单一次，现已 {silence} 天没有下单。',
  },
  down: {
    en: 'Bought {percent} % less in the last 12 months than in the year before.',
    zh: '近 12 个月采购额比上年同期下降 {percent}%。',
  },
  first: { en: 'Its first order was {since day} ago.', zh: '{since} 天前首次下单。' },
  top: {
    en: '{orders12 order} in 12 months, the last {silence day} ago, and among the largest amounts.',
    zh: '近 12 个月下单 {orders12} 次，最近一次在 {silence} 天前，金额居前。',
  },
  steady: {
    en: '{orders12 order} in 12 months, the last {silence day} ago.',
    zh: '近 12 个月下单 {orders12} 次，最近一次在 {silence} 天前。',
  },
  rising: {
    en: 'Bought {percent} % more in the last 12 months than in the year before.',
    zh: '近 12 个月采购额比上年同期增长 {percent}%。',
  },
  few: {
    en: '{orders12 order} in 12 months, {orders} in all.',
    zh: '近 12 个月下单 {orders12} 次，累计 {orders} 次。',
  },
};

const amount = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Why an account is in its segment, in words; `value` as it is stored. No cost is told. */
export const whyText = (value: Readonly<Record<string, unknown>>, today: string, lang: 'en' | 'zh'): string => {
  const why = String(value['why']) as Reason;
  if (!(why in sentences)) return '';
  const days = (name: string) => (typeof value[name] === 'string' ? daysBetween(String(value[name]), today) : 0);
  const prior = amount(value['revenuePrior']);
  const change = prior > 0 ? Math.round((Math.abs(amount(value['revenue12']) - prior) / prior) * 100) : 0;
  return filled(sentences[why][lang], {
    silence: days('lastOrderDate'),
    since: days('firstOrderDate'),
    interval: amount(value['interval']),
    orders12: amount(value['orders12']),
    orders: amount(value['orders']),
    percent: change,
  });
};
