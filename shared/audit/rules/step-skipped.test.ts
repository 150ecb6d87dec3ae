import { expect, it } from 'vitest';
import type { Way } from '../process.fixture.ts';
import { departed, instant, walked } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { stepSkipped } from './step-skipped.ts';

const order = (...ways: Way[]) => walked(ways);

it.each([
  ['no process', record('order', { status: 'draft' }), []],
  ['every step in its order', order(['draft', 'pending-approval'], ['pending-approval', 'approved']), []],
  ['shipped out of a draft', order(['draft', 'shipped', departed]), ['status']],
  ['shipped out of a draft through a key', order(['draft', 'shipped', { ...departed, by: 'key_1' }]), ['status']],
  ['a departure on a way of the process', order(['draft', 'pending-approval', departed]), []],
  ['back, where nothing lies between', order(['completed', 'draft', departed]), []],
  ['a way of the company’s own version', order(['draft', 'shipped']), []],
  ['brought over by a job', order(['draft', 'shipped', { ...departed, by: 'job:import' }]), []],
  ['entered as shipped: work done outside', walked([['draft', 'shipped', departed]], { createdAt: instant(0) }), []],
  ['brought to another version', order(['draft', 'shipped', { ...departed, action: 'migrate' }]), []],
  [
    'made up for: it went the whole way afterwards',
    order(
      ['draft', 'shipped', departed],
      ['shipped', 'draft', departed],
      ['draft', 'pending-approval'],
      ['pending-approval', 'approved'],
      ['approved', 'shipped'],
    ),
    [],
  ],
])('%s', (_name, subject, wanted) => {
  expect(locatorsOf(stepSkipped, subject)).toEqual(wanted);
});

it('says what was leapt over', () => {
  expect(faultsOf(stepSkipped, order(['draft', 'shipped', departed]))).toEqual([
    {
      locator: 'status',
      found: `draft → shipped: ${instant(0)}`,
      expected: 'draft → pending-approval → approved → shipped',
    },
  ]);
});
