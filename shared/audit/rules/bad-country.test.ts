import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { badCountry } from './bad-country.ts';

it.each([
  ['a code', 'DE', []],
  ['a full name', 'Germany', []],
  ['a Chinese name', '德国', []],
  ['an abbreviation that is no code', 'USA', ['country']],
  ['a city', 'Berlin', ['country']],
])('%s', (_name, country, locators) => {
  expect(locatorsOf(badCountry, record('account', { country }))).toEqual(locators);
});

it('proposes the correction that the standard knows', () => {
  const standard = { fields: { country: { format: 'country' as const, corrections: { USA: 'US' } } } };
  expect(faultsOf(badCountry, record('account', { country: 'USA' }), { standard })).toEqual([
    { locator: 'country', found: 'USA', expected: 'US' },
  ]);
});
