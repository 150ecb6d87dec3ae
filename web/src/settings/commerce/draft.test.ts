import { expect, test } from 'vitest';
import { defaultPolicy } from '../../../../shared/commerce/policy.ts';
import type { PolicyDraft } from './draft.ts';
import { draftOf, newRate, rateState, readPolicy, readRates } from './draft.ts';

const place = { own: 'CNY', today: '2026-11-21' };
const base = draftOf(defaultPolicy('CN'), 'CNY');
const faultsOf = (part: Partial<PolicyDraft>) => [...readPolicy({ ...base, ...part }, place).faults.keys()];

test('a policy that nobody touched is saved as it was read', () => {
  const policy = { ...defaultPolicy('CN'), rates: [{ currency: 'USD', from: '2026-11-01', rate: 7.12 }] };
  expect(readPolicy(draftOf(policy, 'CNY'), place)).toEqual({ policy, faults: new Map() });
});

test.each([
  ['a tax rate over 100', { taxRate: '130' }, 'policy.taxRate'],
  ['days that are no whole number', { paymentDays: '30.5' }, 'policy.paymentDays'],
  ['a quote that is never valid', { quoteValidDays: '0' }, 'policy.quoteValidDays'],
  ['a limit that is no amount', { defaultLimit: 'much' }, 'policy.credit.defaultLimit'],
  ['no reminder at all', { reminderDays: ' ' }, 'policy.reminderDays'],
  ['a rate without a currency', { rates: [newRate('', '2026-11-01', '7')] }, 'policy.rates.0.currency'],
  ['a rate of nothing', { rates: [newRate('USD', '2026-11-01', '0')] }, 'policy.rates.0.rate'],
  [
    'two rates of a currency on one day',
    { rates: [newRate('USD', '2026-11-01', '7'), newRate('usd', '2026/11/1', '8')] },
    'policy.rates.1.from',
  ],
] as const)('%s is told beside its field', (_, part, path) => {
  expect(faultsOf(part)).toEqual([path]);
});

test('an empty limit is no limit, one of nothing is a limit', () => {
  expect(readPolicy({ ...base, defaultLimit: '' }, place).policy.credit.defaultLimit).toBe(null);
  expect(readPolicy({ ...base, defaultLimit: '0' }, place).policy.credit.defaultLimit).toBe(0);
  expect(readPolicy({ ...base, defaultLimit: '12.5万' }, place).policy.credit.defaultLimit).toBe(12_500_000);
});

test('reminder days are put in order, each once', () => {
  expect(readPolicy({ ...base, reminderDays: '20，3、10 3' }, place).policy.reminderDays).toEqual([3, 10, 20]);
});

test('rates are read from pasted rows in any order of columns', () => {
  const { rates, bad } = readRates(
    '币种\t日期\t汇率\nUSD\t2026-11-01\t7.12\n2026/11/1 eur 8.25\nUSD 2026-11-01',
    place.today,
  );
  expect(rates.map(({ currency, from, rate }) => [currency, from, rate])).toEqual([
    ['USD', '2026-11-01', '7.12'],
    ['EUR', '2026-11-01', '8.25'],
  ]);
  expect(bad).toEqual(['USD 2026-11-01']);
});

test('of the rates of a currency the newest that has begun counts', () => {
  const rates = [
    { currency: 'USD', from: '2026-10-01', rate: 7 },
    { currency: 'USD', from: '2026-11-01', rate: 7.1 },
    { currency: 'USD', from: '2026-12-01', rate: 7.2 },
  ];
  expect(rates.map((one) => rateState(one, rates, place.today))).toEqual(['past', 'now', 'later']);
});
