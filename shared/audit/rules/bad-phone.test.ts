import { expect, it } from 'vitest';
import { locatorsOf, record } from '../testing.ts';
import { badPhone } from './bad-phone.ts';

it.each([
  ['an international number', { phone: '+86 21 5888 1234' }, []],
  ['a local number of the workspace’s country', { mobile: '138 0013 8000' }, []],
  ['a number of another country', { phone: '+49 30 901820' }, []],
  ['no number', {}, []],
  ['letters', { phone: 'ask Wang' }, ['phone']],
  ['digits missing', { mobile: '138 00' }, ['mobile']],
  ['two bad ones', { phone: '1', mobile: '2' }, ['phone', 'mobile']],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(badPhone, record('contact', data))).toEqual(locators);
});
