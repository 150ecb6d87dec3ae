import { describe, expect, test } from 'vitest';
import { columnFigures } from '../records/board/figures.ts';
import { boardColumns, isLate } from './board-states.ts';

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
    expect(columnFigures(summary, boardColumns, 'on-hold', [])).toEqual({ count: 2, sums: { CNY: 150, USD: 7 } });
  });

  test('a card that was moved takes its amount along', () => {
    const moved = [{ from: 'approved', to: 'on-hold', record: record('on-hold') }];
    const figures = (id: string) => columnFigures(summary, boardColumns, id, moved);
    expect(figures('on-hold')).toEqual({ count: 3, sums: { CNY: 650, USD: 7 } });
    expect(figures('approved')).toEqual({ count: 0, sums: { CNY: 400 } });
    expect(boardColumns.map((one) => figures(one.id).count).reduce((a, b) => a + b)).toBe(3);
  });

  test('a card without an amount is counted, and adds no currency', () => {
    const moved = [{ from: 'approved', to: 'shipped', record: { id: 'ord_1', type: 'order' } as never }];
    expect(columnFigures(summary, boardColumns, 'shipped', moved)).toEqual({ count: 1, sums: {} });
  });

  test.each([
    ['approved', '2026-11-21', true],
    ['approved', '2026-11-22', false],
    ['shipped', '2026-11-21', false],
  ])('%s due %s is late: %s', (status, dueDate, late) => {
    expect(isLate(record(status, { dueDate }), '2026-11-22')).toBe(late);
  });
});
