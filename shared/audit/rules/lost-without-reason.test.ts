import { expect, it } from 'vitest';
import { locatorsOf, record } from '../testing.ts';
import { lostWithoutReason } from './lost-without-reason.ts';

it.each([
  ['a customer', { status: 'customer' }, []],
  ['one who is lost, with reason and day', { status: 'lost', lostReason: 'price', lostOn: '2026-10-01' }, []],
  ['one who is lost, nobody knows why', { status: 'lost', lostOn: '2026-10-01' }, ['lostReason']],
  ['one who is lost, nobody knows when', { status: 'lost', lostReason: 'price' }, ['lostOn']],
  ['one of whom nothing is known', { status: 'lost' }, ['lostReason', 'lostOn']],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(lostWithoutReason, record('account', data))).toEqual(locators);
});
