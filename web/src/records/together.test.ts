import { describe, expect, test } from 'vitest';
import type { WebRecord } from '../lib/records.ts';
import { meet, sameValue } from './together.ts';

const record = (fields: Record<string, unknown>): WebRecord => ({
  id: 'acc_1',
  type: 'account',
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'mem_1',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'mem_1',
  ...fields,
});

describe('an edit on a record that somebody else changed meanwhile', () => {
  const cases: [string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>, string[]][] = [
    ['what only the other changed is left to them', { city: 'A' }, { city: 'B' }, { phone: '1' }, []],
    ['what both changed is a clash', { phone: '0' }, { phone: '2' }, { phone: '1' }, ['phone']],
    ['both said the same', { phone: '0' }, { phone: '1' }, { phone: '1' }, []],
    ['both emptied it', { phone: '0' }, {}, { phone: null }, []],
    ['the other filled what I emptied', { phone: '0' }, { phone: '2' }, { phone: null }, ['phone']],
    ['the other emptied what I changed', { phone: '0' }, {}, { phone: '1' }, ['phone']],
    ['one of two fields clashes', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 3, b: 3 }, ['a']],
    ['lists are compared by what they hold', { tags: ['x'] }, { tags: ['x'] }, { tags: ['x', 'y'] }, []],
    ['lines changed by both', { lines: [{ q: 1 }] }, { lines: [{ q: 2 }] }, { lines: [{ q: 3 }] }, ['lines']],
    ['a reason is never a clash', { reason: 'old' }, { reason: 'theirs' }, { reason: 'mine' }, []],
  ];
  for (const [name, base, now, edit, clashes] of cases)
    test(name, () => {
      const met = meet(record(base), record(now), edit);
      expect(met.clashes.map((one) => one.field)).toEqual(clashes);
      expect(met.body).toEqual(edit);
    });

  test('own fields travel together, and those of the other come along', () => {
    const base = record({ custom: { size: 1, colour: 'red', shape: 'round' } });
    const now = record({ custom: { size: 1, colour: 'blue', shape: 'round' } });
    const met = meet(base, now, { custom: { size: 2, colour: 'red', shape: 'round' } });
    expect(met.clashes).toEqual([]);
    expect(met.body).toEqual({ custom: { size: 2, colour: 'blue', shape: 'round' } });
  });

  test('an own field that both changed is a clash of that field alone', () => {
    const base = record({ custom: { size: 1, colour: 'red' } });
    const now = record({ custom: { size: 3, colour: 'blue' } });
    const met = meet(base, now, { custom: { size: 2, colour: 'red' } });
    expect(met.clashes).toEqual([{ field: 'custom.size', theirs: 3, mine: 2 }]);
  });
});

test('the order in which an object was written does not matter', () => {
  expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameValue([], undefined)).toBe(true);
  expect(sameValue([1], { 0: 1 })).toBe(false);
});
