import { expect, test } from 'vitest';
import { addMonths, movementOf, piecesOf, rateOf, totalOf } from './figures.ts';

const month = (name: string, steps: number, deviations = 0, late = 0) => ({ month: name, steps, deviations, late });

test.each([
  ['all in order', month('2026-11', 20), 100],
  ['one of four departed', month('2026-11', 4, 1), 75],
  ['departures and lateness both count', month('2026-11', 10, 1, 2), 70],
  ['never under nothing', month('2026-11', 1, 1, 1), 0],
  ['no steps, no figure', month('2026-11', 0), undefined],
])('the rate of a month: %s', (_name, figures, rate) => {
  expect(rateOf(figures)).toBe(rate);
});

test('rows of several people add up month by month, in order', () => {
  const sum = addMonths([
    [month('2026-10', 5, 1), month('2026-11', 2)],
    [month('2026-09', 1, 0, 1), month('2026-11', 3, 1)],
  ]);
  expect(sum).toEqual([month('2026-09', 1, 0, 1), month('2026-10', 5, 1), month('2026-11', 5, 1)]);
  expect(totalOf(sum)).toEqual({ steps: 11, deviations: 2, late: 1 });
});

test.each([
  [
    'the later half over the earlier one',
    [month('2026-08', 6, 3), month('2026-09', 4, 2), month('2026-10', 0), month('2026-11', 10, 1)],
    40,
  ],
  ['downwards', [month('2026-10', 10), month('2026-11', 10, 1)], -10],
  ['one bad step in a thin month is no trend', [month('2026-10', 10), month('2026-11', 1, 1)], undefined],
  ['nothing to compare with', [month('2026-11', 10)], undefined],
])('the movement of a rate: %s', (_name, months, points) => {
  expect(movementOf(months)).toBe(points);
});

test('a month without steps breaks the line instead of pulling it down', () => {
  expect(piecesOf([month('2026-09', 10), month('2026-10', 0), month('2026-11', 10, 1)])).toEqual([
    [{ x: 0, y: 100 }],
    [{ x: 2, y: 90 }],
  ]);
});
