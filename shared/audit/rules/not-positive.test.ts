import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { notPositive } from './not-positive.ts';

const order = (...lines: Record<string, unknown>[]) => record('order', { currency: 'USD' }, { lines });

it.each([
  ['positive', order({ quantity: 1, unitPrice: 100, amount: 100 }), []],
  ['missing is another rule’s', order({ quantity: 1, unitPrice: null }), []],
  ['a negative price', order({ quantity: 1, unitPrice: -2200, amount: 2200 }), ['lines.0.unitPrice']],
  ['an amount of nothing', order({ quantity: 1, unitPrice: 400, amount: 0 }), ['lines.0.amount']],
  ['a negative amount', order({ quantity: 1, unitPrice: 900, amount: -1800 }), ['lines.0.amount']],
  [
    'a negative quantity that the amount follows is one fault',
    order({ quantity: -1, unitPrice: 100, amount: -100 }),
    ['lines.0.quantity'],
  ],
  [
    'a quantity of nothing with an amount that does not follow',
    order({ quantity: 0, unitPrice: 100, amount: -5 }),
    ['lines.0.quantity', 'lines.0.amount'],
  ],
  ['a product for nothing', record('product', { price: 0 }), ['price']],
  ['a deal below nothing', record('opportunity', { amount: -1 }), ['amount']],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(notPositive, subject)).toEqual(locators);
});

it('shows money in the currency of the record', () => {
  expect(faultsOf(notPositive, order({ quantity: 1, unitPrice: -2200, amount: 2200 }))[0]).toEqual({
    locator: 'lines.0.unitPrice',
    found: '-22.00 USD',
    expected: '> 0',
  });
});
