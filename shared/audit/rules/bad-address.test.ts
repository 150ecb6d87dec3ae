import { expect, it } from 'vitest';
import { postcodeExample, postcodeForms } from '../../standards/postcodes.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { badAddress } from './bad-address.ts';

it.each([
  ['none', {}, []],
  ['of China', { address: '松江区新桥镇申港路 88 号', city: '上海', postcode: '201612', country: 'CN' }, []],
  ['of Germany', { address: 'Am Markt 1', city: 'Ulm', postcode: '89073', country: 'Germany' }, []],
  ['as short as may be', { address: '人民路1号' }, []],
  ['a filler', { address: '暂无' }, ['address']],
  ['a filler with signs around it', { address: '- N/A -' }, ['address']],
  ['a filler as a part of a name', { address: 'Testing Street 5, Northtown' }, []],
  ['one character over and over', { address: 'xxxxxxxx' }, ['address']],
  ['signs only', { address: '-----' }, ['address']],
  ['a town and nothing else', { address: '上海' }, ['address']],
  ['a phone number', { address: '021-5888 1234' }, ['address']],
  ['an e-mail address', { address: 'info@example.com' }, ['address']],
  ['a town that is a number', { city: '200120' }, ['city']],
  ['a town that is a filler', { city: '未知' }, ['city']],
  ['a town of one character', { city: '沪' }, []],
  ['a blank', { address: ' ', city: '', postcode: '' }, []],
  ['a Chinese postcode, a digit short', { postcode: '20012', country: 'CN' }, ['postcode']],
  ['a Chinese postcode made up', { postcode: '000000', country: 'CN' }, ['postcode']],
  ['a German postcode with a Chinese one’s length', { postcode: '101150', country: 'DE' }, ['postcode']],
  ['an American postcode without its leading zero', { postcode: '2134', country: 'US' }, ['postcode']],
  ['a British postcode in small letters', { postcode: 'sw1a 1aa', country: 'GB' }, []],
  ['a postcode of no country, in a Chinese workspace', { postcode: '10115' }, ['postcode']],
  ['a postcode of a country whose form is not known', { postcode: 'X', country: 'PK' }, []],
  ['a postcode of a country that nobody knows', { postcode: 'X', country: 'Atlantis' }, []],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(badAddress, record('account', data))).toEqual(locators);
});

it('looks at further addresses of an account too, and shows what would be right', () => {
  const further = record('address', { name: '仓库', address: '待定', postcode: '1', country: 'DE' });
  expect(faultsOf(badAddress, further)).toEqual([
    { locator: 'address', found: '待定', expected: '浦东新区张杨路 500 号' },
    { locator: 'postcode', found: '1', expected: '10115' },
  ]);
});

it.each([
  ['the company’s own pattern counts', {}, { standard: { fields: { postcode: { pattern: '\\d{4}' } } } }, []],
  ['postcodes can be left out', { postcodes: false }, {}, []],
  ['the shortest address is a setting', { least: 20 }, {}, ['address', 'postcode']],
])('%s', (_name, settings, around, locators) => {
  const subject = record('account', { address: '人民路 100 号', postcode: '2001', country: 'CN' });
  expect(locatorsOf(badAddress, subject, { ...around, setting: { settings } })).toEqual(locators);
});

it('has a right example of each form', () => {
  for (const [country, form] of Object.entries(postcodeForms)) expect(postcodeExample(country)).toMatch(form);
});
