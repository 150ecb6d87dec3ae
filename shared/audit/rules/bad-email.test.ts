import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { badEmail } from './bad-email.ts';

it.each([
  ['an address', { email: 'info@example.com' }, []],
  ['an address with a plus', { email: 'a.b+c@mail.example.co.uk' }, []],
  ['none', {}, []],
  ['no at', { email: 'info.example.com' }, ['email']],
  ['two in one field', { email: 'a@example.com; b@example.com' }, ['email']],
  ['no domain', { email: 'info@' }, ['email']],
  ['a full-width at', { email: 'info＠example.com' }, ['email']],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(badEmail, record('account', data))).toEqual(locators);
});

it('says what it found and shows the standard’s example', () => {
  expect(faultsOf(badEmail, record('account', { email: 'x' }))).toEqual([
    { locator: 'email', found: 'x', expected: 'info@example.com' },
  ]);
});
