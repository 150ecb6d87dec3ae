import { expect, it } from 'vitest';
import { faultsOf, record } from '../testing.ts';
import { criticalChangeUnreviewed } from './critical-change-unreviewed.ts';

it.each([
  ['nothing', record('product', { code: 'A-1' }), []],
  ['nothing any more', record('product', { code: 'A-1' }, { unreviewed: {} }), []],
  [
    'price and cost',
    record('product', { code: 'A-1' }, { unreviewed: { price: 'imp_2', cost: 'imp_1' } }),
    [
      { locator: 'cost', found: 'imp_1' },
      { locator: 'price', found: 'imp_2' },
    ],
  ],
])('finds that an import changed %s', (_name, subject, faults) => {
  expect(faultsOf(criticalChangeUnreviewed, subject)).toEqual(faults);
});
