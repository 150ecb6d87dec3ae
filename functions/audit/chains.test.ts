import { expect, it } from 'vitest';
import { addDays } from '../../shared/kernel/time.ts';
import { isRead } from './chains.ts';

const ids = Array.from({ length: 2_000 }, (_, index) => `acc_${String(index).padStart(6, '0')}`);
const sundays = Array.from({ length: 7 }, (_, week) => `${addDays('2026-11-22', week * 7)}T19:00:00.000Z`);
const weeks = (id: string) => sundays.filter((now) => isRead(id, { run: { kind: 'sweep', now } }));

it('looks at each history in one of seven weekly sweeps, at about as many in each', () => {
  const read = ids.map(weeks);
  expect(read.every((some) => some.length === 1)).toBe(true);
  for (const sunday of sundays) {
    const share = read.filter(([week]) => week === sunday).length / ids.length;
    expect(share).toBeGreaterThan(0.11);
    expect(share).toBeLessThan(0.18);
  }
});

it.each([
  ['what changed or is due', { kind: 'incremental' }],
  ['what was drawn', { kind: 'spot-check' }],
  ['all, when a sweep is asked for by the rule’s name', { kind: 'sweep', only: ['history-chain-broken'] }],
] as const)('looks at the history of %s', (_name, run) => {
  expect(ids.every((id) => isRead(id, { run: { only: [], ...run, now: sundays[0]! } as never }))).toBe(true);
});
