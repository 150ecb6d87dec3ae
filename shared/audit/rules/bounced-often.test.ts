import { expect, it } from 'vitest';
import type { Taken } from '../process.fixture.ts';
import { instant, standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { bouncedOften } from './bounced-often.ts';

/** An order that was submitted and answered, each time after an hour. */
const answered = (...answers: string[]) =>
  record(
    'order',
    { status: 'draft' },
    {
      process: standing(
        answers.flatMap((answer, index): Taken[] => [
          ['submit', 'mem_1', index * 7200],
          [answer, 'mem_2', index * 7200 + 3600],
        ]),
      ),
    },
  );

it.each([
  ['no process', record('order', { status: 'draft' }), []],
  ['sent back twice', answered('send-back', 'send-back', 'approve'), []],
  ['sent back three times', answered('send-back', 'send-back', 'send-back'), ['status']],
  ['sent back and refused', answered('send-back', 'reject', 'send-back', 'approve'), ['status']],
  ['taken back by its maker', answered('recall', 'recall', 'recall'), []],
])('%s', (_name, order, wanted) => {
  expect(locatorsOf(bouncedOften, order)).toEqual(wanted);
});

it('counts times of its setting, and says from when to when', () => {
  const order = answered('send-back', 'send-back');
  expect(faultsOf(bouncedOften, order, { setting: { settings: { times: 2 } } })).toEqual([
    { locator: 'status', found: `2×: ${instant(3600)} – ${instant(10_800)}`, expected: '< 2×' },
  ]);
});
