import { expect, test } from 'vitest';
import type { ApprovalRound } from '../../../shared/kernel/process.ts';
import { awaited, slotState } from './signers.ts';

const signed = { by: 'mem_a', at: '2026-11-20T02:00:00Z', verdict: 'approve' as const };
const round = (over: Partial<ApprovalRound>): ApprovalRound => ({
  round: 1,
  submittedBy: 'mem_r',
  submittedAt: '2026-11-20T01:00:00Z',
  level: 0,
  levels: [
    {
      id: 'sales',
      mode: 'any',
      slots: [
        { id: '0.0', signer: 'sales-manager' },
        { id: '0.1', signer: 'administrator' },
      ],
    },
    {
      id: 'board',
      mode: 'sequence',
      slots: [
        { id: '1.0', signer: 'finance' },
        { id: '1.1', signer: 'member:mem_b' },
      ],
    },
  ],
  ...over,
});
const states = (one: ApprovalRound) =>
  one.levels.map((level, index) => level.slots.map((slot) => slotState(one, index, slot)));

test('either signer of the first level may sign; the second level comes later', () => {
  expect(states(round({}))).toEqual([
    ['waits', 'waits'],
    ['later', 'later'],
  ]);
  expect(awaited(round({}))).toEqual(['sales-manager', 'administrator']);
});

test('once a level is through its other signer is not asked any more, and a sequence asks one at a time', () => {
  const [first, second] = round({}).levels as [ApprovalRound['levels'][number], ApprovalRound['levels'][number]];
  const later = round({
    level: 1,
    levels: [{ ...first, slots: [{ ...first.slots[0]!, decision: signed }, first.slots[1]!] }, second],
  });
  expect(states(later)).toEqual([
    ['signed', 'not-asked'],
    ['waits', 'later'],
  ]);
  expect(awaited(later)).toEqual(['finance']);
});

test('an ended round asks nobody', () => {
  const ended = round({ outcome: 'recalled', endedAt: '2026-11-20T03:00:00Z' });
  expect(states(ended)).toEqual([
    ['not-asked', 'not-asked'],
    ['not-asked', 'not-asked'],
  ]);
  expect(awaited(ended)).toEqual([]);
});
