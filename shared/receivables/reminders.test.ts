import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { lookAt, nextReminder } from './reminders.ts';

const due = '2026-11-01';
const rec = (data: Record<string, unknown>): Rec =>
  ({ type: 'receivable', data: { dueDate: due, status: 'open', ...data } }) as unknown as Rec;
const policy = { graceDays: 3, reminderDays: [3, 10, 20] };

describe('the days on which a customer is reminded', () => {
  it.each<[number[], number[]]>([
    [
      [3, 10, 20],
      [3, 10, 20, 30, 40],
    ],
    [
      [10, 3, 3],
      [3, 10, 17, 24],
    ],
    [[7], [7, 14, 21]],
    [[0], [7, 14, 21]],
    [
      [0, 5],
      [5, 10, 15],
    ],
  ])('%j', (days, expected) => {
    const found: number[] = [];
    let after = due;
    for (const _ of expected) {
      after = nextReminder(due, after, days);
      found.push((Date.parse(after) - Date.parse(due)) / 86_400_000);
    }
    expect(found).toEqual(expected);
  });
});

describe('a receivable looked at each day', () => {
  /** Days after the due date with what happened then, where each day the receivable is as the days before left it. */
  const course = (days: number, data: Record<string, unknown> = {}, wanted = policy): [number, string][] => {
    let one = rec(data);
    const out: [number, string][] = [];
    for (let day = 0; day <= days; day++) {
      const look = lookAt(one, { today: addDays(due, day), ...wanted });
      if (look.to) out.push([day, look.to]);
      if (look.data && 'reminder' in look.data) out.push([day, `reminder ${String(look.data['reminder'])}`]);
      one = rec({ ...one.data, ...look.data, ...(look.to ? { status: look.to } : {}) });
      // What was done is not done again on the same day.
      const again = lookAt(one, { today: addDays(due, day), ...wanted });
      expect([again.data, again.to]).toEqual([undefined, undefined]);
      expect(again.again! > addDays(due, day)).toBe(true);
    }
    return out;
  };

  it('becomes overdue once, after the days of grace, and is reminded of once on each day of the policy', () => {
    expect(course(45)).toEqual([
      [3, 'reminder 1'],
      [4, 'overdue'],
      [10, 'reminder 2'],
      [20, 'reminder 3'],
      [30, 'reminder 4'],
      [40, 'reminder 5'],
    ]);
  });
  it('has no grace where the policy gives none', () => {
    expect(course(5, {}, { graceDays: 0, reminderDays: [5] })).toEqual([
      [1, 'overdue'],
      [5, 'reminder 1'],
    ]);
  });
  it('is reminded of once after the clock stood still', () => {
    expect(lookAt(rec({}), { today: '2026-11-27', ...policy })).toEqual({
      to: 'overdue',
      data: { reminder: 1, nextReminder: '2026-12-01' },
    });
  });
  it('is left alone while its due date was moved ahead', () => {
    const moved = rec({ status: 'overdue', reminder: 1, nextReminder: '2026-11-11', dueDate: '2026-12-15' });
    expect(lookAt(moved, { today: '2026-11-11', ...policy })).toEqual({ data: { nextReminder: '2026-12-18' } });
  });
  it('is looked at again when the next thing happens, not before', () => {
    expect(lookAt(rec({}), { today: '2026-11-02', ...policy })).toEqual({ again: '2026-11-04' });
    const reminded = rec({ reminder: 1, nextReminder: '2026-11-11' });
    expect(lookAt(reminded, { today: '2026-11-04', ...policy })).toEqual({ again: '2026-11-05' });
  });
});
