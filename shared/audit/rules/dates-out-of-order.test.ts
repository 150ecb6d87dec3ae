import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { datesOutOfOrder } from './dates-out-of-order.ts';

const periods = (...lines: Record<string, unknown>[]) => record('product', { code: 'A-1' }, { lines });

it.each([
  ['in order', record('order', { orderDate: '2026-11-01', shipDate: '2026-11-05' }), []],
  ['the same day', record('order', { orderDate: '2026-11-01', shipDate: '2026-11-01' }), []],
  ['one missing', record('order', { shipDate: '2026-11-01' }), []],
  ['shipped before it was ordered', record('order', { orderDate: '2026-11-05', shipDate: '2026-11-01' }), ['shipDate']],
  [
    'both later dates too early',
    record('order', { orderDate: '2026-11-05', shipDate: '2026-11-01', dueDate: '2026-11-02' }),
    ['shipDate', 'dueDate'],
  ],
  ['periods in order', periods({ from: '2011-07-01', to: '2012-12-28' }, { from: '2013-07-01' }), []],
  [
    'the second period ends before it begins',
    periods({ from: '2003-07-01', to: '2004-01-01' }, { from: '2011-07-01', to: '2007-12-28' }),
    ['lines.1.to'],
  ],
  [
    'a date in the future is the fault, not the order',
    record('account', { birthDate: '2066-03-01', customerSince: '2025-01-01' }),
    [],
  ],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(datesOutOfOrder, subject)).toEqual(locators);
});

it('shows both dates', () => {
  expect(faultsOf(datesOutOfOrder, periods({ from: '2011-07-01', to: '2007-12-28' }))).toEqual([
    { locator: 'lines.0.to', found: '2007-12-28 < 2011-07-01', expected: '≥ 2011-07-01' },
  ]);
});
