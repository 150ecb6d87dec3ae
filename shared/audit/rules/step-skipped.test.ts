import { expect, it } from 'vitest';
import type { TrailEntry } from '../../kernel/process.ts';
import { instant, standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { stepSkipped } from './step-skipped.ts';

type Step = readonly [from: string, to: string, parts?: Partial<TrailEntry>];
const departed = { action: 'set', deviations: 1 };

/** An order with steps a minute apart. */
const order = (...steps: Step[]) => {
  const trail = steps.map(
    ([from, to, parts], index): TrailEntry => ({
      n: index + 1,
      action: 'go',
      from,
      to,
      at: instant(index * 60),
      by: 'mem_1',
      ...parts,
    }),
  );
  return record(
    'order',
    { status: steps.at(-1)?.[1] ?? 'draft' },
    { process: standing([], { trail, seq: trail.length }) },
  );
};

it.each([
  ['no process', record('order', { status: 'draft' }), []],
  ['every step in its order', order(['draft', 'pending-approval'], ['pending-approval', 'approved']), []],
  ['shipped out of a draft', order(['draft', 'shipped', departed]), ['status']],
  ['shipped out of a draft through a key', order(['draft', 'shipped', { ...departed, by: 'key_1' }]), ['status']],
  ['a departure on a way of the process', order(['draft', 'pending-approval', departed]), []],
  ['back, where nothing lies between', order(['completed', 'draft', departed]), []],
  ['a way of the company’s own version', order(['draft', 'shipped']), []],
  ['brought over by a job', order(['draft', 'shipped', { ...departed, by: 'job:import' }]), []],
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
