import { expect, it } from 'vitest';
import type { Taken } from '../process.fixture.ts';
import { standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { stepsInBulk } from './steps-in-bulk.ts';

const order = (...taken: Taken[]) => record('order', { status: 'shipped' }, { process: standing(taken) });

it.each([
  ['no process', record('order', { status: 'shipped' }), []],
  ['two steps at once', order(['submit', 'mem_1', 0], ['recall', 'mem_1', 5]), []],
  [
    'three steps in a minute',
    order(['ship-part', 'mem_1', 0], ['ship', 'mem_1', 30], ['complete', 'mem_1', 60]),
    ['status'],
  ],
  ['three steps in more than a minute', order(['a', 'mem_1', 0], ['b', 'mem_1', 30], ['c', 'mem_1', 61]), []],
  ['three steps by two people', order(['a', 'mem_1', 0], ['b', 'mem_2', 10], ['c', 'mem_1', 20]), []],
  ['three steps of a job', order(['a', 'job:process', 0], ['b', 'job:process', 0], ['c', 'job:process', 0]), []],
  [
    'a person’s among those of others',
    order(['a', 'mem_1', 0], ['b', 'mem_2', 1], ['c', 'mem_1', 2], ['d', 'mem_1', 3]),
    ['status'],
  ],
  [
    'an opportunity, at its stage',
    record(
      'opportunity',
      { stage: 'won' },
      {
        process: standing([
          ['a', 'mem_1', 0],
          ['b', 'mem_1', 1],
          ['c', 'mem_1', 2],
        ]),
      },
    ),
    ['stage'],
  ],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(stepsInBulk, subject)).toEqual(locators);
});

it('counts steps and seconds of its settings, and says which steps they were', () => {
  const setting = { settings: { steps: 2, seconds: 10 } };
  const subject = order(['submit', 'mem_1', 0], ['ship', 'mem_1', 100], ['complete', 'mem_1', 110]);
  expect(faultsOf(stepsInBulk, subject, { setting })).toEqual([
    { locator: 'status', found: 'ship → complete (10 s)', expected: '< 2 / 10 s' },
  ]);
});
