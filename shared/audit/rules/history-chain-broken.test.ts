import { expect, it } from 'vitest';
import type { ChainFault } from '../../kernel/rule.ts';
import type { ActiveRecordRule } from '../active.ts';
import { activate } from '../active.ts';
import { evaluate, isAsked } from '../evaluate.ts';
import { factsAbout, faultsOf, locatorsOf, record } from '../testing.ts';
import { historyChainBroken } from './history-chain-broken.ts';

const account = record('account', { name: 'Ocean' });
const broken = (...faults: ChainFault[]) => ({ chain: { faults } });

it.each([
  ['a sound history', broken(), []],
  ['an altered entry', broken({ of: 'history', at: 3, fault: 'changed' }), ['history']],
  ['a missing step', broken({ of: 'process', at: 2, fault: 'step-missing' }), ['process']],
  [
    'several breaks in both',
    broken(
      { of: 'history', at: 2, fault: 'gap' },
      { of: 'history', at: 3, fault: 'broken-link' },
      { of: 'process', at: 1, fault: 'state' },
    ),
    ['history', 'process'],
  ],
])('%s', (_name, around, locators) => {
  expect(locatorsOf(historyChainBroken, account, around)).toEqual(locators);
});

it('says which entry it is, and goes on no longer than a finding has room for', () => {
  const faults = Array.from(
    { length: 200 },
    (_, index): ChainFault => ({ of: 'history', at: index + 1, fault: 'head' }),
  );
  const [found] = faultsOf(historyChainBroken, account, broken(...faults));
  expect(found!.found).toMatch(/^1: contradicts the recorded head \/ 与链尾记录不符; 2: .*; …$/);
  expect(found!.found!.length).toBeLessThan(300);
});

it('is not asked of a record whose history was not read: no answer is not a clean one', () => {
  const facts = { ...factsAbout([account]), chain: () => undefined };
  const active = activate(historyChainBroken) as ActiveRecordRule;
  expect(isAsked(active, account, facts)).toBe(false);
  expect(isAsked(active, account, factsAbout([account]))).toBe(true);
  expect(evaluate([active], account, facts)).toEqual({ sightings: [], failures: [] });
});
