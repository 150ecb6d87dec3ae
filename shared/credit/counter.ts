import type { CommercePolicy } from '../commerce/policy.ts';
import { rateOn } from '../commerce/policy.ts';
import { currencyExponent, roundHalfUp } from '../kernel/money.ts';
import type { Rec } from '../kernel/record.ts';
import type { ByCurrency, CreditParts } from './parts.ts';
import { addParts, exposureOf, noParts, partNames } from './parts.ts';

/**
 * How a counter is kept. `free`: no limit. `limited`: all exposure is in the currency of the limit, `available` is kept with it and a
 * write needs no version. `idle`: the counter of another currency beside a limited one, in which nothing stands. `joint`: a limit
 * over several currencies, which every write measures anew.
 */
export type CounterMode = 'free' | 'limited' | 'idle' | 'joint';

/** The counter of an account or a group in one currency, as it is stored. Minor units of `currency`. */
export interface Counter extends CreditParts {
  version: number;
  currency: string;
  exposure: number;
  mode: CounterMode;
  /** Minor units of `limitCurrency`. */
  limit?: number;
  limitCurrency?: string;
  /** limit - exposure; with mode `limited` alone. */
  available?: number;
  /** The group under whose counters this one is counted. */
  group?: string;
  /** Version of the workspace's policy from which the limit came. */
  policy?: number;
}

/** By what somebody's credit is measured. */
export interface Terms {
  /** Minor units of `currency`; absent for no limit. */
  limit?: number;
  currency: string;
  group?: string;
  policy?: number;
}

/** An account or a group with its counters. */
export interface CreditSubject {
  id: string;
  terms: Terms;
  counters: readonly Counter[];
}

/** What amounts of several currencies are measured with. */
export interface Measuring {
  /** Currency of the workspace. */
  own: string;
  /** Calendar date of today in the workspace's zone. */
  today: string;
  policy: Pick<CommercePolicy, 'rates' | 'credit'>;
}

const integer = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The terms of an account: its own limit, else the workspace's for those that have none. */
export const accountTerms = (
  account: Pick<Rec, 'data'> | undefined,
  { own, policy, version }: { own: string; policy: Pick<CommercePolicy, 'credit'>; version: number },
): Terms => {
  const limit = integer(account?.data['creditLimit']);
  const group = text(account?.data['creditGroupId']);
  const { defaultLimit } = policy.credit;
  return {
    ...(limit !== undefined
      ? { limit, currency: text(account?.data['currency']) ?? own }
      : defaultLimit !== null
        ? { limit: defaultLimit, currency: own, policy: version }
        : { currency: own }),
    ...(group ? { group } : {}),
  };
};

/** The terms of a group: the limit that its accounts share, if there is one. */
export const groupTerms = (group: Pick<Rec, 'data'> | undefined, own: string): Terms => {
  const limit = integer(group?.data['creditLimit']);
  return limit === undefined ? { currency: own } : { limit, currency: text(group?.data['currency']) ?? own };
};

/** The parts in a counter. */
export const partsIn = (counter: CreditParts | undefined): CreditParts =>
  counter ? addParts(counter, noParts) : noParts;

/** The parts in some counters, by currency. */
export const allParts = (counters: readonly Counter[]): Map<string, CreditParts> =>
  new Map(counters.map((counter) => [counter.currency, partsIn(counter)]));

/** An amount of one currency in another by the rates of a day, minor units of each; undefined where a rate is not known. */
export const converted = (amount: number, from: string, to: string, by: Measuring): number | undefined => {
  if (from === to || amount === 0) return amount;
  const [a, b] = [from, to].map((currency) => rateOn(by.policy, currency, { own: by.own, date: by.today }));
  if (a === undefined || b === undefined) return undefined;
  const shift = 10 ** (currencyExponent(to) - currencyExponent(from));
  return roundHalfUp(Number((((amount * a) / b) * shift).toPrecision(15)));
};

/** All of an exposure in one currency, and the currencies whose rate is missing. */
export const measured = (
  parts: ByCurrency,
  to: string,
  by: Measuring,
): { exposure: number; missing: readonly string[] } => {
  let exposure = 0;
  const missing: string[] = [];
  for (const [currency, one] of parts) {
    const amount = converted(exposureOf(one), currency, to, by);
    if (amount === undefined) missing.push(currency);
    else exposure += amount;
  }
  return { exposure, missing };
};

/** Why credit is not given. Minor units of `currency`, the limit's. */
export interface Shortage {
  reason: 'credit' | 'overdue';
  currency: string;
  needed: number;
  available: number;
  limit: number;
  /** A currency whose rate is missing: nothing can be measured without it. */
  missing?: string;
}

/**
 * Whether what is asked for is more than the terms give. Whoever asks for nothing more on the whole is never refused, however far
 * over the limit they are. @param after all parts with what is asked for
 */
export const shortageOf = (
  terms: Terms,
  { asked, after }: { asked: ByCurrency; after: ByCurrency },
  by: Measuring,
): Shortage | undefined => {
  const { limit, currency } = terms;
  if (limit === undefined || [...asked.values()].every((parts) => exposureOf(parts) <= 0)) return undefined;
  const wanted = measured(asked, currency, by);
  const total = measured(after, currency, by);
  const missing = wanted.missing[0] ?? total.missing[0];
  if (missing !== undefined) return { reason: 'credit', currency, needed: 0, available: 0, limit, missing };
  if (wanted.exposure <= 0 || total.exposure <= limit) return undefined;
  return {
    reason: 'credit',
    currency,
    needed: wanted.exposure,
    available: limit - (total.exposure - wanted.exposure),
    limit,
  };
};

/** Whether new orders are asked for while something of the account is overdue. */
export const overdueStops = (
  { asked, before }: { asked: ByCurrency; before: ByCurrency },
  policy: Pick<CommercePolicy, 'credit'>,
): boolean =>
  policy.credit.holdWhenOverdue &&
  [...asked.values()].some((parts) => parts.orders > 0 && exposureOf(parts) > 0) &&
  [...before.values()].some((parts) => parts.overdue > 0);

const modeOf = (terms: Terms, currency: string, foreign: boolean): CounterMode => {
  if (terms.limit === undefined) return 'free';
  if (foreign) return 'joint';
  return currency === terms.currency ? 'limited' : 'idle';
};

/** Whether anything stands in a currency that is not the limit's. */
export const isJoint = (terms: Terms, parts: ByCurrency): boolean =>
  terms.limit !== undefined &&
  [...parts].some(([currency, one]) => currency !== terms.currency && exposureOf(one) !== 0);

const counterOf = (terms: Terms, currency: string, parts: CreditParts, mode: CounterMode): Omit<Counter, 'version'> => {
  const exposure = exposureOf(parts);
  return {
    currency,
    ...partsIn(parts),
    exposure,
    mode,
    ...(terms.limit === undefined ? {} : { limit: terms.limit, limitCurrency: terms.currency }),
    ...(mode === 'limited' ? { available: terms.limit! - exposure } : {}),
    ...(terms.group ? { group: terms.group } : {}),
    ...(terms.policy === undefined ? {} : { policy: terms.policy }),
  };
};

/**
 * All counters of a subject as they ought to be, those of `home` (the workspace's currency) always among them: whoever makes a
 * counter or measures over several of them writes that one too, so that two who do it at once meet.
 */
export const settledCounters = (terms: Terms, parts: ByCurrency, home: string): Omit<Counter, 'version'>[] => {
  const foreign = isJoint(terms, parts);
  const currencies = new Set([home, ...parts.keys()]);
  return [...currencies].map((currency) =>
    counterOf(terms, currency, parts.get(currency) ?? noParts, modeOf(terms, currency, foreign)),
  );
};

const sameContent = (a: Counter, b: Omit<Counter, 'version'>): boolean =>
  (['exposure', 'mode', 'limit', 'limitCurrency', 'available', 'group'] as const).every(
    (name) => a[name] === b[name],
  ) && partNames.every((name) => a[name] === b[name]);

/** Whether a counter stands on these terms and agrees with itself. */
export const fits = (counter: Counter, terms: Terms): boolean => {
  if (counter.mode !== 'free' && counter.mode !== 'limited') return false;
  return sameContent(counter, counterOf(terms, counter.currency, counter, modeOf(terms, counter.currency, false)));
};

/** The counters that have to be written so that a subject is settled; the one of `home` always, as everybody's lock. */
export const countersToWrite = (
  counters: readonly Counter[],
  wanted: readonly Omit<Counter, 'version'>[],
  home: string,
): { before: Counter | undefined; after: Counter }[] =>
  wanted.flatMap((one) => {
    const before = counters.find((counter) => counter.currency === one.currency);
    if (before && one.currency !== home && sameContent(before, one)) return [];
    return [{ before, after: { ...one, version: (before?.version ?? 0) + 1 } }];
  });
