import { expect, it } from 'vitest';
import { faultsOf, record } from '../testing.ts';
import { criticalChangeUnreviewed } from './critical-change-unreviewed.ts';

it.each([
  ['nothing', record('product', { code: 'A-1' }), []],
  ['nothing any more', record('product', { code: 'A-1' }, { unreviewed: {} }), []],
  [
    'price and cost',
    record(
      'product',
      { code: 'A-1' },
      {
        unreviewed: { price: { import: 'imp_2', by: 'mem_2' }, cost: { import: 'imp_1', by: 'mem_1' } },
      },
    ),
    [
      { locator: 'cost', found: 'imp_1', related: ['mem_1'] },
      { locator: 'price', found: 'imp_2', related: ['mem_2'] },
    ],
  ],
])('finds that an import changed %s', (_name, subject, faults) => {
  expect(faultsOf(criticalChangeUnreviewed, subject)).toEqual(faults);
});
