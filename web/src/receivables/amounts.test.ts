import { expect, test } from 'vitest';
import { oldestFirst, overdueDays, receivablesHref } from './amounts.ts';

const owed = [
  { id: 'a', balance: 100 },
  { id: 'b', balance: 250 },
  { id: 'c', balance: 40 },
];

test.each([
  ['less than the oldest owes: all of it goes there', 60, 12, { a: 60 }],
  ['exactly what the first two owe', 350, 12, { a: 100, b: 250 }],
  ['the last one gets what is left', 360, 12, { a: 100, b: 250, c: 10 }],
  ['more than all owe: the rest stays with the customer', 900, 12, { a: 100, b: 250, c: 40 }],
  ['no more receivables than one posting settles', 900, 2, { a: 100, b: 250 }],
  ['no money', 0, 12, {}],
] as const)('a payment goes to the oldest first: %s', (_, amount, most, given) => {
  expect(Object.fromEntries(oldestFirst(amount, owed, most))).toEqual(given);
});

test('what owes nothing takes no place', () => {
  expect([...oldestFirst(50, [{ id: 'x', balance: 0 }, ...owed], 1).keys()]).toEqual(['a']);
});

test.each([
  ['2026-11-21', 0],
  ['2026-11-22', 0],
  ['2026-11-20', 1],
  ['2026-10-22', 30],
  [undefined, 0],
])('due on %s is %i days overdue on 21 November', (due, days) => {
  expect(overdueDays(due, '2026-11-21')).toBe(days);
});

test('a bucket opens exactly the days that it counts', () => {
  const filters = (bucket: Parameters<typeof receivablesHref>[1]['bucket']) =>
    receivablesHref('2026-11-21', bucket ? { bucket } : {}).match(/dueDate:\w+:[\d-]+/g) ?? [];
  expect(filters('current')).toEqual(['dueDate:gte:2026-11-21']);
  expect(filters('days30')).toEqual(['dueDate:lte:2026-11-20', 'dueDate:gte:2026-10-22']);
  expect(filters('days60')).toEqual(['dueDate:lte:2026-10-21', 'dueDate:gte:2026-09-22']);
  expect(filters('over90')).toEqual(['dueDate:lte:2026-08-22']);
  expect(filters('overdue')).toEqual(['dueDate:lte:2026-11-20']);
  expect(filters(undefined)).toEqual([]);
});
