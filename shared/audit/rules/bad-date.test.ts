import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { badDate } from './bad-date.ts';

it.each([
  ['a date', record('order', { orderDate: '2026-11-01' }), []],
  ['none', record('order', {}), []],
  ['a date that an import could not read', record('order', {}, { asImported: { orderDate: '32154' } }), ['orderDate']],
  ['one of a line', record('product', {}, { lines: [{}], asImported: { 'lines.0.from': '0' } }), ['lines.0.from']],
  [
    'a date of the head, at each row that had it',
    record(
      'order',
      { orderDate: '2026-11-01' },
      { lines: [{}, {}, {}], asImported: { 'lines.0.orderDate': '0', 'lines.2.orderDate': '5489' } },
    ),
    ['lines.0.orderDate', 'lines.2.orderDate'],
  ],
  ['an instant', record('activity', {}, { asImported: { happenedAt: 'yesterday' } }), ['happenedAt']],
  ['a stored day that is in no calendar', record('order', { orderDate: '2026-02-30' }), ['orderDate']],
  [
    'an unreadable amount is another rule’s',
    record('order', {}, { lines: [{}], asImported: { 'lines.0.amount': 'x' } }),
    [],
  ],
  ['an unfound reference too', record('order', {}, { asImported: { accountId: 'AW1' } }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(badDate, subject)).toEqual(locators);
});

it('shows the text as it came', () => {
  expect(faultsOf(badDate, record('order', {}, { asImported: { orderDate: '0' } }))).toEqual([
    { locator: 'orderDate', found: '0', expected: 'YYYY-MM-DD' },
  ]);
});

it('reads dates of the workspace’s own', () => {
  const standard = { custom: [{ name: 'visited', type: 'date' as const, label: { en: 'Visited', zh: '拜访' } }] };
  expect(
    locatorsOf(badDate, record('account', {}, { asImported: { 'custom.visited': 'soon' } }), { standard }),
  ).toEqual(['custom.visited']);
});
