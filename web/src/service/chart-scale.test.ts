import { expect, it } from 'vitest';
import { niceTop, points } from './chart-scale.ts';

it.each([
  [0, 1],
  [0.4, 0.5],
  [1, 1],
  [3.2, 5],
  [5, 5],
  [5.1, 10],
  [101, 200],
])('a scale up to %d ends at %d', (most, top) => {
  expect(niceTop(most)).toBeCloseTo(top, 10);
});

it('a line is cut at months of which nothing is known', () => {
  expect(points([null, 1, 2, null, null, 3])).toEqual([
    [
      { index: 1, value: 1 },
      { index: 2, value: 2 },
    ],
    [{ index: 5, value: 3 }],
  ]);
  expect(points([null, null])).toEqual([]);
});
