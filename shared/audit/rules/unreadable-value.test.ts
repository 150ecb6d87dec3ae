import { expect, it } from 'vitest';
import { locatorsOf, record } from '../testing.ts';
import { unreadableValue } from './unreadable-value.ts';

const imported = (type: string, asImported: Record<string, string>) =>
  record(type, {}, { lines: [{}, {}], asImported });

it.each([
  ['nothing left over', record('order', {}), []],
  ['an amount', imported('order', { 'lines.1.amount': 'ten' }), ['lines.1.amount']],
  ['a state that is none', imported('order', { status: 'gone' }), ['status']],
  ['a date belongs to bad-date', imported('order', { orderDate: '0' }), []],
  ['a reference belongs to orphan-reference', imported('order', { accountId: 'AW1' }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(unreadableValue, subject)).toEqual(locators);
});
