import { describe, expect, test } from 'vitest';
import { boardStates, columnFigures, isLate } from './board-states.ts';

const record = (status: string, more = {}) =>
  ({ id: 'ord_1', type: 'order', status, currency: 'CNY', amount: 500, ...more }) as never;
const summary = {
  total: 3,
  groups: [
    { value: 'on-hold', count: 1, sums: { CNY: 100 } },
    { value: 'pending-release', count: 1, sums: { CNY: 50, USD: 7 } },
    { value: 'approved', count: 1, sums: { CNY: 900 } },
  ],
} as never;

describe('the board of orders', () => {
  test('what waits for its release is counted among what is held', () => {
    expect(columnFigures(summary, 'on-hold', [])).toEqual({ count: 2, sums: { CNY: 150, USD: 7 } });
  });

  test('a card that was moved takes its amount along', () => {
    const moved = [{ from: 'approved', record: record('on-hold') }];
    expect(columnFigures(summary, 'on-hold', moved)).toEqual({ count: 3, sums: { CNY: 650, USD: 7 } });
    expect(columnFigures(summary, 'approved', moved)).toEqual({ count: 0, sums: { CNY: 400 } });
    expect(boardStates.map((state) => columnFigures(summary, state, moved).count).reduce((a, b) => a + b)).toBe(3);
  });

  test.each([
    ['approved', '2026-11-21', true],
    ['approved', '2026-11-22', false],
    ['shipped', '2026-11-21', false],
  ])('%s due %s is late: %s', (status, dueDate, late) => {
    expect(isLate(record(status, { dueDate }), '2026-11-22')).toBe(late);
  });
});
