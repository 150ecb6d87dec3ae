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

it('looks at leads and at further addresses as well; an address has no standard of its own unless a company writes one', () => {
  expect(locatorsOf(badPhone, record('lead', { name: '陈静', mobile: '139 1234' }))).toEqual(['mobile']);
  expect(locatorsOf(badPhone, record('lead', { name: '陈静', mobile: '+86 139 1234 5678' }))).toEqual([]);
  const standard = { fields: { phone: { format: 'phone' as const } } };
  expect(locatorsOf(badPhone, record('address', { phone: '021' }), { standard })).toEqual(['phone']);
});
