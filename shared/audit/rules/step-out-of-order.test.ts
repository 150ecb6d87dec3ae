import { expect, it } from 'vitest';
import type { Way } from '../process.fixture.ts';
import { departed, instant, walked } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { stepOutOfOrder } from './step-out-of-order.ts';

const order = (...ways: Way[]) => walked(ways);
const leap: Way = ['draft', 'shipped', departed];
const back: Way = ['shipped', 'pending-approval', departed];
const signed: Way = ['pending-approval', 'approved'];

it.each([
  ['no process', record('order', { status: 'draft' }), []],
  ['every step in its order', order(['draft', 'pending-approval'], signed, ['approved', 'shipped']), []],
  [
    'sent back and submitted again',
    order(['draft', 'pending-approval'], ['pending-approval', 'draft'], ['draft', 'pending-approval']),
    [],
  ],
  ['shipped first, signed afterwards', order(leap, back, signed), ['status']],
  ['shipped and never signed: skipped, not out of order', order(leap), []],
  ['a part of what was skipped', order(leap, back), ['status']],
  ['a way of the company’s own version', order(['draft', 'shipped'], back, signed), []],
  ['by a job', order(['draft', 'shipped', { ...departed, by: 'job:import' }], back, signed), []],
])('%s', (_name, subject, wanted) => {
  expect(locatorsOf(stepOutOfOrder, subject)).toEqual(wanted);
});

it('says what came too late', () => {
  expect(faultsOf(stepOutOfOrder, order(leap, back, signed))).toEqual([
    {
      locator: 'status',
      found: `draft → shipped → pending-approval → approved: ${instant(0)}`,
      expected: 'draft → pending-approval → approved → shipped',
    },
  ]);
});
