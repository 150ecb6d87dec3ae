import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { deviationUnhandled } from './deviation-unhandled.ts';

const departed = (createdAt: string, data: object = {}) =>
  record('deviation', { processKey: 'order', action: 'submit', rules: ['field-missing'], ...data }, { createdAt });
const proposed = (deviationId: string | undefined, process = 'order') =>
  record('proposal', { processKey: process, deviationId });
const OLD = '2026-11-07T01:00:00.000Z';
const old = departed(OLD);

it.each([
  ['fourteen days old', [departed('2026-11-07T02:00:00.000Z')], 1],
  ['not quite fourteen days old', [departed('2026-11-07T02:00:01.000Z')], 0],
  ['with a proposal that names it', [old, proposed(old.id)], 0],
  ['with a proposal out of nothing', [old, proposed(undefined)], 1],
  ['three of one kind', [old, departed(OLD), departed(OLD)], 1],
  ['three of one kind, one of them proposed', [departed(OLD), old, departed(OLD), proposed(old.id)], 0],
  ['of two rules', [old, departed(OLD, { rules: ['wrong-role'] })], 2],
  ['of two processes', [old, departed(OLD, { processKey: 'opportunity' })], 2],
])('a departure %s', (_name, records, count) => {
  expect(groupFaults(deviationUnhandled, records)).toHaveLength(count);
});

it('stands at the oldest of its kind and names the others', () => {
  const [first, second] = [departed(OLD), departed('2026-11-20T00:00:00.000Z')];
  expect(groupFaults(deviationUnhandled, [second, first])).toEqual([
    {
      subjectId: first.id,
      locator: '',
      found: '2× submit field-missing (2026-11-07)',
      expected: '≤ 14 d',
      related: [second.id],
    },
  ]);
});
