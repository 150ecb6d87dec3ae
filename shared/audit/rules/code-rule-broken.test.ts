import { expect, it } from 'vitest';
import { faultsOf, record } from '../testing.ts';
import { codeRuleBroken } from './code-rule-broken.ts';

it.each([
  ['a code of the rule', { code: 'C000123' }, []],
  ['no code: another rule asks for it', {}, []],
  ['a code with a dash too much', { code: 'C-000123' }, [{ locator: 'code', found: 'C-000123', expected: 'C000123' }]],
  [
    'a code of the rule with more behind it',
    { code: 'C0001234' },
    [{ locator: 'code', found: 'C0001234', expected: 'C000123' }],
  ],
])('%s', (_name, data, faults) => {
  expect(faultsOf(codeRuleBroken, record('account', data))).toEqual(faults);
});

it('asks nothing where the standard has no code rule', () => {
  expect(faultsOf(codeRuleBroken, record('contact', { code: '??' }))).toEqual([]);
});
