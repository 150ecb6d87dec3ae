import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { amountDiffers } from './amount-differs.ts';

const order = (...lines: Record<string, unknown>[]) => record('order', { currency: 'USD' }, { lines });

it.each([
  ['right', order({ quantity: 2, unitPrice: 3500, amount: 7000 }), []],
  ['right with a broken quantity: 0.7 × 9.90', order({ quantity: 0.7, unitPrice: 990, amount: 693 }), []],
  ['half a cent is rounded up', order({ quantity: 0.5, unitPrice: 3, amount: 2 }), []],
  ['a cent off', order({ quantity: 2, unitPrice: 3500, amount: 6999 }), ['lines.0.amount']],
  [
    'the second of two',
    order({ quantity: 1, unitPrice: 100, amount: 100 }, { quantity: 2, unitPrice: 3500, amount: 3500 }),
    ['lines.1.amount'],
  ],
  ['a missing figure is required-missing', order({ quantity: 2, unitPrice: null, amount: 7000 }), []],
  ['a negative price is not-positive', order({ quantity: 1, unitPrice: -769, amount: 769 }), []],
  ['so is an amount of nothing', order({ quantity: 1, unitPrice: 400, amount: 0 }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(amountDiffers, subject)).toEqual(locators);
});

it('shows what the line should come to', () => {
  expect(faultsOf(amountDiffers, order({ quantity: 2, unitPrice: 3500, amount: 3500 }))).toEqual([
    { locator: 'lines.0.amount', found: '35.00 USD', expected: '70.00 USD = 2 × 35.00' },
  ]);
});
