import { expect, it } from 'vitest';
import type { Way } from '../process.fixture.ts';
import { departed, instant, walked } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { stepRepeated } from './step-repeated.ts';

const order = (...ways: Way[]) => walked(ways);
const submitted: Way = ['draft', 'pending-approval'];
const signed: Way = ['pending-approval', 'approved'];
const putBack: Way = ['approved', 'pending-approval', departed];

it.each([
  ['no process', record('order', { status: 'draft' }), []],
  ['once', order(submitted, signed), []],
  ['sent back in between', order(submitted, ['pending-approval', 'draft'], submitted, signed), []],
  ['put back by hand, and signed again', order(submitted, signed, putBack, signed), ['status']],
  ['put back by hand, and not yet signed', order(submitted, signed, putBack), []],
  ['put back twice: the last is told', order(submitted, signed, putBack, signed, putBack, signed), ['status']],
  [
    'put back by a job',
    order(submitted, signed, ['approved', 'pending-approval', { ...departed, by: 'job:x' }], signed),
    [],
  ],
  [
    'parts shipped one after the other',
    order(['approved', 'partially-shipped'], ['partially-shipped', 'partially-shipped']),
    [],
  ],
  ['put back by hand, then another way', order(submitted, signed, putBack, ['pending-approval', 'draft']), []],
])('%s', (_name, subject, wanted) => {
  expect(locatorsOf(stepRepeated, subject)).toEqual(wanted);
});

it('says which step, and when', () => {
  expect(faultsOf(stepRepeated, order(submitted, signed, putBack, signed))).toEqual([
    { locator: 'status', found: `pending-approval → approved: ${instant(180)}` },
  ]);
});
