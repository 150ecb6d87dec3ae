import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { badTaxId } from './bad-tax-id.ts';
import { valueNotAllowed } from './value-not-allowed.ts';

const RIGHT = '91350100M000100Y43';

it.each([
  ['none', {}, []],
  ['the example of GB 32100-2015', { taxId: RIGHT, country: 'CN' }, []],
  ['the same in small letters', { taxId: RIGHT.toLowerCase() }, []],
  ['its check character changed', { taxId: '91350100M000100Y44' }, ['taxId']],
  ['two digits swapped', { taxId: '91351000M000100Y43' }, ['taxId']],
  ['a character short', { taxId: RIGHT.slice(1) }, ['taxId']],
  ['a German number', { taxId: 'DE123456789', country: 'DE' }, []],
  ['a German number, a digit short', { taxId: 'DE12345678', country: 'Germany' }, ['taxId']],
  ['a German number under China', { taxId: 'DE123456789', country: '中国' }, ['taxId']],
  ['a national number of Germany', { taxId: '12/345/67890', country: 'DE' }, []],
  ['a number of the United States', { taxId: '12-3456789', country: 'US' }, []],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(badTaxId, record('account', data))).toEqual(locators);
});

it('asks only where the standard says that the field is a tax id', () => {
  const standard = { fields: { taxId: {} } };
  expect(locatorsOf(badTaxId, record('account', { taxId: 'unknown' }), { standard })).toEqual([]);
});

it('shows the form of the record’s own country', () => {
  expect(faultsOf(badTaxId, record('account', { taxId: 'DE12', country: 'DE' }))).toEqual([
    { locator: 'taxId', found: 'DE12', expected: 'DE012345678' },
  ]);
});

it('is said by one rule', () => {
  expect(locatorsOf(valueNotAllowed, record('account', { taxId: 'DE12', country: 'DE' }))).toEqual([]);
});
