import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../commerce/policy.ts';
import type { Measuring, Terms } from './counter.ts';
import {
  accountTerms,
  converted,
  countersToWrite,
  fits,
  groupTerms,
  overdueStops,
  settledCounters,
  shortageOf,
} from './counter.ts';
import { figureOf } from './figure.ts';
import type { CreditParts } from './parts.ts';
import { addAll, holdsMoved, noParts } from './parts.ts';
import { releaseRunOut } from './release.ts';

const parts = (some: Partial<CreditParts>): CreditParts => ({ ...noParts, ...some });
const orders = (amounts: Record<string, number>) =>
  new Map(Object.entries(amounts).map(([currency, amount]) => [currency, parts({ orders: amount })]));
const policy = {
  ...defaultPolicy('CN'),
  rates: [
    { currency: 'USD', from: '2026-01-01', rate: 7 },
    { currency: 'USD', from: '2026-12-01', rate: 8 },
    { currency: 'JPY', from: '2026-01-01', rate: 0.05 },
  ],
};
const by = (today = '2026-11-21'): Measuring => ({ own: 'CNY', today, policy });

describe('terms', () => {
  const withDefault = { own: 'CNY', policy: { credit: { ...policy.credit, defaultLimit: 500 } }, version: 3 };
  const without = { own: 'CNY', policy, version: 3 };
  it.each([
    [
      'its own limit in its own currency',
      { creditLimit: 900, currency: 'USD' },
      withDefault,
      { limit: 900, currency: 'USD' },
    ],
    ['a limit of nothing', { creditLimit: 0 }, withDefault, { limit: 0, currency: 'CNY' }],
    [
      'the workspace’s in the workspace’s currency',
      { currency: 'USD' },
      withDefault,
      { limit: 500, currency: 'CNY', policy: 3 },
    ],
    ['none at all', {}, without, { currency: 'CNY' }],
    ['its group', { creditGroupId: 'grp_1' }, without, { currency: 'CNY', group: 'grp_1' }],
  ])('an account has %s', (_name, data, world, expected) => {
    expect(accountTerms({ data }, world)).toEqual(expected);
  });

  it('a group has a limit or none; the workspace’s default is not for groups', () => {
    expect(groupTerms({ data: { creditLimit: 7 } }, 'CNY')).toEqual({ limit: 7, currency: 'CNY' });
    expect(groupTerms(undefined, 'CNY')).toEqual({ currency: 'CNY' });
  });
});

describe('amounts in another currency', () => {
  it.each([
    [100, 'USD', 'CNY', '2026-11-30', 700],
    [100, 'USD', 'CNY', '2026-12-01', 800],
    [700, 'CNY', 'USD', '2026-11-30', 100],
    [1000, 'JPY', 'CNY', '2026-11-30', 5000],
    [5000, 'CNY', 'JPY', '2026-11-30', 1000],
    [140, 'USD', 'JPY', '2026-11-30', 196],
    [100, 'USD', 'CNY', '2025-12-31', undefined],
    [100, 'EUR', 'CNY', '2026-11-30', undefined],
    [0, 'EUR', 'CNY', '2026-11-30', 0],
  ])('%i %s are in %s on %s…', (amount, from, to, today, expected) => {
    expect(converted(amount, from, to, by(today))).toBe(expected);
  });

  it('a sentence has them in major units', () => {
    expect(figureOf(1_200_000, 'CNY')).toBe('CNY 12,000.00');
    expect(figureOf(-5, 'JPY')).toBe('JPY -5');
  });
});

describe('a shortage', () => {
  const terms: Terms = { limit: 1000, currency: 'CNY' };
  const short = (asked: Record<string, number>, before: Record<string, number> = {}) =>
    shortageOf(terms, { asked: orders(asked), after: addAll(orders(before), orders(asked)) }, by());
  it.each([
    ['exactly the limit', { CNY: 1000 }, {}, undefined],
    ['one more', { CNY: 1001 }, {}, { needed: 1001, available: 1000, limit: 1000, currency: 'CNY' }],
    ['what is taken counts', { CNY: 300 }, { CNY: 800 }, { needed: 300, available: 200 }],
    ['less than before, though over', { CNY: -1 }, { CNY: 5000 }, undefined],
    ['nothing more, though over', { CNY: 0 }, { CNY: 5000 }, undefined],
    ['dollars at their rate', { USD: 100 }, { CNY: 301 }, { needed: 700, available: 699 }],
    ['dollars for yuan, less on the whole', { USD: 100, CNY: -701 }, { CNY: 5000 }, undefined],
    ['a rate that is missing', { EUR: 1 }, {}, { missing: 'EUR' }],
    ['a rate that is missing for what is taken', { CNY: 1 }, { EUR: 1 }, { missing: 'EUR' }],
    ['giving back needs no rate', { EUR: -1 }, { EUR: 1 }, undefined],
  ] as [string, Record<string, number>, Record<string, number>, object | undefined][])(
    '%s',
    (_name, asked, before, expected) => {
      const found = short(asked, before);
      if (expected === undefined) expect(found).toBeUndefined();
      else expect(found).toMatchObject({ reason: 'credit', ...expected });
    },
  );

  it('is never one without a limit', () => {
    expect(
      shortageOf({ currency: 'CNY' }, { asked: orders({ EUR: 9 }), after: orders({ EUR: 9 }) }, by()),
    ).toBeUndefined();
  });

  it('is what is overdue, for new orders, where the policy says so', () => {
    const before = new Map([['USD', parts({ receivables: 5, overdue: 5 })]]);
    expect(overdueStops({ asked: orders({ CNY: 1 }), before }, policy)).toBe(true);
    expect(overdueStops({ asked: orders({ CNY: 1 }), before: new Map() }, policy)).toBe(false);
    expect(overdueStops({ asked: new Map([['CNY', parts({ receivables: 1 })]]), before }, policy)).toBe(false);
    // A shipment that came back to the order takes nothing more.
    const back = new Map([['CNY', parts({ orders: 1, receivables: -1 })]]);
    expect(overdueStops({ asked: back, before }, policy)).toBe(false);
    const lenient = { credit: { ...policy.credit, holdWhenOverdue: false } };
    expect(overdueStops({ asked: orders({ CNY: 1 }), before }, lenient)).toBe(false);
  });
});

describe('counters', () => {
  const modes = (terms: Terms, amounts: Record<string, number>) =>
    Object.fromEntries(settledCounters(terms, orders(amounts), 'CNY').map((one) => [one.currency, one.mode]));
  it.each([
    ['no limit', { currency: 'CNY' }, { USD: 1 }, { CNY: 'free', USD: 'free' }],
    ['all in the limit’s currency', { limit: 9, currency: 'CNY' }, { CNY: 1 }, { CNY: 'limited' }],
    ['all in another than the workspace’s', { limit: 9, currency: 'USD' }, { USD: 1 }, { CNY: 'idle', USD: 'limited' }],
    ['two currencies', { limit: 9, currency: 'CNY' }, { CNY: 1, USD: 1 }, { CNY: 'joint', USD: 'joint' }],
    ['the other one given back', { limit: 9, currency: 'CNY' }, { CNY: 1, USD: 0 }, { CNY: 'limited', USD: 'idle' }],
  ] as [string, Terms, Record<string, number>, Record<string, string>][])(
    'with %s are %j',
    (_name, terms, amounts, expected) => {
      expect(modes(terms, amounts)).toEqual(expected);
    },
  );

  it('keep what is available where one of them is the limit’s', () => {
    const [only] = settledCounters({ limit: 900, currency: 'CNY', group: 'grp_1' }, orders({ CNY: 1000 }), 'CNY');
    expect(only).toMatchObject({ exposure: 1000, available: -100, limit: 900, limitCurrency: 'CNY', group: 'grp_1' });
  });

  it('fit as long as terms and figures agree, and the workspace’s is written whenever any is', () => {
    const terms: Terms = { limit: 900, currency: 'CNY' };
    const [made] = settledCounters(terms, orders({ CNY: 100 }), 'CNY');
    const stored = { ...made!, version: 4 };
    expect(fits(stored, terms)).toBe(true);
    expect(fits(stored, { ...terms, limit: 901 })).toBe(false);
    expect(fits(stored, { currency: 'CNY' })).toBe(false);
    expect(fits({ ...stored, available: 900 }, terms)).toBe(false);
    expect(fits({ ...stored, orders: 99 }, terms)).toBe(false);
    const wanted = settledCounters(terms, orders({ CNY: 100, USD: 1 }), 'CNY');
    expect(
      countersToWrite([stored], wanted, 'CNY').map(({ before, after }) => [before?.version, after.version]),
    ).toEqual([
      [4, 5],
      [undefined, 1],
    ]);
  });
});

describe('what documents take', () => {
  const order = (status: string, openTotal: number, accountId = 'acc_1') => ({
    type: 'order',
    data: { accountId, currency: 'CNY', status, openTotal },
  });
  const owed = (total: number, status = 'open') => ({
    type: 'receivable',
    data: { accountId: 'acc_1', currency: 'CNY', status, total },
  });
  const moved = (...changes: [object | undefined, object][]) =>
    holdsMoved(changes.map(([current, next]) => ({ current, next }) as never));
  it.each([
    ['an approval', [[order('draft', 9), order('approved', 9)]], { acc_1: parts({ orders: 9 }) }],
    ['a draft', [[order('draft', 9), order('draft', 8)]], {}],
    ['a new draft', [[undefined, order('draft', 9)]], {}],
    ['a note on an order', [[order('approved', 9), order('approved', 9)]], {}],
    ['closing', [[order('partially-shipped', 4), order('closed', 0)]], { acc_1: parts({ orders: -4 }) }],
    [
      'a shipment with its receivable',
      [
        [order('approved', 9), order('partially-shipped', 4)],
        [undefined, owed(5)],
      ],
      { acc_1: parts({ orders: -5, receivables: 5 }) },
    ],
    ['falling due', [[owed(5), owed(5, 'overdue')]], { acc_1: parts({ overdue: 5 }) }],
    [
      'another customer',
      [[order('approved', 9), order('approved', 9, 'acc_2')]],
      { acc_1: parts({ orders: -9 }), acc_2: parts({ orders: 9 }) },
    ],
  ] as [string, [object | undefined, object][], Record<string, CreditParts>][])('%s', (_name, changes, expected) => {
    expect(Object.fromEntries([...moved(...changes)].map(([id, own]) => [id, own.get('CNY')]))).toEqual(expected);
  });
});

it('a release runs out on the day after its last one', () => {
  const until = { data: { releasedUntil: '2026-11-30' } };
  expect([releaseRunOut(until, '2026-11-30'), releaseRunOut(until, '2026-12-01')]).toEqual([false, true]);
  expect(releaseRunOut({ data: {} }, '2026-12-01')).toBe(false);
});
