import { expect, it } from 'vitest';
import { instant, standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { stepsInBulkPerson } from './steps-in-bulk-person.ts';

const member = record('member', { name: 'Chen', status: 'active' }, { id: 'mem_1' });
const other = record('member', { name: 'Li', status: 'active' }, { id: 'mem_2' });
const DAY = 86_400;
/** Orders that a person approved, one every so many seconds. */
const approved = (count: number, every: number, { by = 'mem_1', from = 0 } = {}) =>
  Array.from({ length: count }, (_, index) =>
    record('order', { status: 'approved' }, { process: standing([['approve', by, from + index * every]]) }),
  );

it.each([
  ['fifteen in five minutes', approved(15, 20), ['mem_1 2026-11-20']],
  ['fourteen in five minutes', approved(14, 20), []],
  ['fifteen in an hour', approved(15, 240), []],
  ['fifteen by two people', [...approved(8, 20), ...approved(7, 20, { by: 'mem_2' })], []],
  ['fifteen by an API key', approved(15, 20, { by: 'key_1' }), []],
  ['fifteen of last year', approved(15, 20, { from: -200 * DAY }), []],
  [
    'on two days: a finding for each, so that an explained one does not hide the next',
    [...approved(15, 20), ...approved(15, 20, { from: -DAY })],
    ['mem_1 2026-11-19', 'mem_1 2026-11-20'],
  ],
])('%s', (_name, orders, wanted) => {
  const faults = groupFaults(stepsInBulkPerson, [member, other, ...orders]);
  expect(faults.map((one) => `${one.subjectId} ${one.locator}`).sort()).toEqual(wanted);
});

it('counts steps and minutes of its settings, and names the documents', () => {
  const orders = approved(3, 30);
  const setting = { settings: { steps: 3, minutes: 1 } };
  expect(groupFaults(stepsInBulkPerson, [member, ...orders], { setting })).toEqual([
    {
      subjectId: 'mem_1',
      locator: '2026-11-20',
      found: `3: ${instant(0)} – ${instant(60)}`,
      expected: '< 3 / 1 min',
      related: orders.map((one) => one.id),
    },
  ]);
});
