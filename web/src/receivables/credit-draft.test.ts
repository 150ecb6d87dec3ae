import { expect, test } from 'vitest';
import { readNote, returnableOf } from './credit-draft.ts';

const rows = [
  { quantity: 10, unitPrice: 1000, taxRate: 13, total: 11300 },
  { quantity: 3, unitPrice: 100, taxRate: 0, total: 300, returned: 1 },
];
const context = { currency: 'CNY', taxIncluded: false } as const;
const returned = (...typed: string[]) => readNote(rows, typed, { kind: 'return', ...context });
const cheaper = (...typed: string[]) => readNote(rows, typed, { kind: 'price', ...context });

test('what came back is taken off in the share of its line', () => {
  const { lines, credits } = returned('2', '');
  expect(lines).toEqual([{ line: 1, quantity: 2 }]);
  expect([...credits]).toEqual([[0, 2260]]);
});

test('no more comes back than was billed and has not come back yet', () => {
  expect(returnableOf(rows[1]!)).toBe(2);
  expect([...returned('11', '3').faults.values()]).toEqual(['tooMany', 'tooMany']);
  expect(returned('', '2').faults.size).toBe(0);
});

test('returns in parts add up to the line', () => {
  const line = { quantity: 3, taxRate: 13, total: 100 };
  let sum = 0;
  for (const before of [0, 1, 2])
    sum += readNote([{ ...line, returned: before }], ['1'], { kind: 'return', ...context }).credits.get(0) ?? 0;
  expect(sum).toBe(100);
});

test('a price correction counts per unit, with tax', () => {
  const { lines, credits } = cheaper('1.00', '');
  expect(lines).toEqual([{ line: 1, perUnit: 100 }]);
  expect(credits.get(0)).toBe(1130);
});

test('what is no number is told, an empty line is none', () => {
  expect([...returned('two', '').faults]).toEqual([[0, 'notNumber']]);
  expect(returned('', '').lines).toEqual([]);
});
