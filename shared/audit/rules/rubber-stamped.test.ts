import { expect, it } from 'vitest';
import { instant, standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { rubberStamped } from './rubber-stamped.ts';

const member = record('member', { name: 'Chen', status: 'active' }, { id: 'mem_1' });
const other = record('member', { name: 'Li', status: 'active' }, { id: 'mem_2' });
const DAY = 86_400;
/** Orders with a step of a person's, one every so many seconds. */
const stepped = (count: number, every: number, { by = 'mem_1', from = 0, action = 'approve' } = {}) =>
  Array.from({ length: count }, (_, index) =>
    record('order', { status: 'approved' }, { process: standing([[action, by, from + index * every]]) }),
  );

it.each([
  ['five, ten seconds each', stepped(5, 10), ['mem_1 2026-11-20']],
  ['four, ten seconds each', stepped(4, 10), []],
  ['five, eleven seconds each', stepped(5, 11), []],
  ['nine with a look after the fourth', [...stepped(4, 5), ...stepped(5, 5, { from: 60 })], ['mem_1 2026-11-20']],
  ['eight with a look after the fourth', [...stepped(4, 5), ...stepped(4, 5, { from: 60 })], []],
  ['five steps that are no signature', stepped(5, 5, { action: 'submit' }), []],
  ['five by two people', [...stepped(3, 5), ...stepped(2, 5, { by: 'mem_2', from: 2 })], []],
  ['five by an API key', stepped(5, 5, { by: 'key_1' }), []],
  ['five of last year', stepped(5, 5, { from: -200 * DAY }), []],
  [
    'five levels of one document',
    [
      record(
        'order',
        {},
        { process: standing([0, 2, 4, 6, 8].map((second) => ['approve', 'mem_1', second] as const)) },
      ),
    ],
    [],
  ],
  [
    'on two days: a finding for each',
    [...stepped(5, 5), ...stepped(5, 5, { from: -DAY })],
    ['mem_1 2026-11-19', 'mem_1 2026-11-20'],
  ],
])('%s', (_name, orders, wanted) => {
  const faults = groupFaults(rubberStamped, [member, other, ...orders]);
  expect(faults.map((one) => `${one.subjectId} ${one.locator}`).sort()).toEqual(wanted);
});

it('counts documents and seconds of its settings, and names the documents', () => {
  const orders = stepped(3, 30);
  const setting = { settings: { documents: 3, seconds: 30 } };
  expect(groupFaults(rubberStamped, [member, ...orders], { setting })).toEqual([
    {
      subjectId: 'mem_1',
      locator: '2026-11-20',
      found: `3: ${instant(0)} – ${instant(60)}`,
      expected: '< 3 / 30 s',
      related: orders.map((one) => one.id),
    },
  ]);
});
