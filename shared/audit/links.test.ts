import { expect, it } from 'vitest';
import { relinked, relinkedKey, winnersOf } from './links.ts';

const rows = new Map(
  [{ id: 'acc_1' }, { id: 'acc_2', aliasOf: 'acc_1' }, { id: 'acc_3', aliasOf: 'acc_2' }].map((row) => [row.id, row]),
);
const winners = winnersOf([rows]);

it('leads every link of a row to what the merged record became, and leaves the row itself what it is', () => {
  const row = {
    id: 'acc_2',
    aliasOf: 'acc_1',
    aliases: ['acc_3'],
    accountId: 'acc_3',
    note: 'of acc_3',
    linePrices: [
      ['prd_1', 100],
      ['acc_2', 5],
    ],
  };
  expect(relinked(row, winners)).toEqual({
    ...row,
    accountId: 'acc_1',
    linePrices: [
      ['prd_1', 100],
      ['acc_1', 5],
    ],
  });
});

it('hands back a row that names no merged record as it is', () => {
  const row = { id: 'ord_1', accountId: 'acc_1', linePrices: [['prd_1', 1]] };
  expect(relinked(row, winners)).toBe(row);
});

it('leads the parts of a key', () => {
  expect(relinkedKey('acc_3|prd_1|CNY', winners)).toBe('acc_1|prd_1|CNY');
});
