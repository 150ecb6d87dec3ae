import { describe, expect, it } from 'vitest';
import type { LedgerRow } from './api.ts';
import { scanRows } from './scan.ts';

const row = (n: number, part: Partial<LedgerRow> = {}): LedgerRow => ({ file: 0, row: n, outcome: 'created', ...part });
const pages: LedgerRow[][] = [
  [row(1), row(2, { flagged: ['orderDate'] })],
  [row(3), row(4, { outcome: 'refused', flagged: ['orderDate'] })],
  [row(5, { flagged: ['x'], undo: 'changed-since' })],
];
const fetchPage = async (cursor: string | undefined) => {
  const at = Number(cursor ?? 0);
  return { items: pages[at] ?? [], ...(at + 1 < pages.length ? { cursor: String(at + 1) } : {}) };
};

describe('scanRows', () => {
  it('finds what is rare and says how far it looked', async () => {
    expect(await scanRows('flagged', undefined, { enough: 10, pages: 10 }, fetchPage)).toEqual({
      rows: [pages[0]?.[1], pages[2]?.[0]],
      seen: 5,
    });
    expect((await scanRows('changed-since', undefined, { enough: 10, pages: 10 }, fetchPage)).rows).toHaveLength(1);
  });
  it('stops at the limit of pages and goes on from there', async () => {
    const first = await scanRows('flagged', undefined, { enough: 10, pages: 2 }, fetchPage);
    expect(first).toMatchObject({ seen: 4, cursor: '2' });
    expect((await scanRows('flagged', first.cursor, { enough: 10, pages: 2 }, fetchPage)).seen).toBe(1);
  });
  it('stops as soon as there are enough', async () => {
    expect((await scanRows('flagged', undefined, { enough: 1, pages: 10 }, fetchPage)).cursor).toBe('1');
  });
});
