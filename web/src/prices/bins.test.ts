import { expect, test } from 'vitest';
import { binsOf } from './bins.ts';

const full = (percents: readonly number[]) =>
  binsOf(percents)
    .filter((bin) => bin.count > 0)
    .map(({ from, to, count }) => [from, to, count]);

test('every price stands in exactly one bin', () => {
  const percents = [-50, -20, -19.9, -10, -5, -2, -0.01, 0, 0, 0.01, 2, 2.01, 5, 10, 20, 20.01, 300];
  expect(binsOf(percents).reduce((sum, bin) => sum + bin.count, 0)).toBe(percents.length);
});

test.each([
  [-30, [undefined, -20, 1]],
  [-20, [-20, -10, 1]],
  [-1, [-2, 0, 1]],
  [0, [0, 0, 1]],
  [1, [0, 2, 1]],
  [3, [2, 5, 1]],
  [25, [20, undefined, 1]],
] as const)('%s %% stands where it belongs', (percent, bin) => {
  expect(full([percent])).toEqual([bin]);
});

test('the bins go from the largest fall to the largest rise', () => {
  expect(binsOf([]).map(({ from, to }) => [from, to])).toEqual([
    [undefined, -20],
    [-20, -10],
    [-10, -5],
    [-5, -2],
    [-2, 0],
    [0, 0],
    [0, 2],
    [2, 5],
    [5, 10],
    [10, 20],
    [20, undefined],
  ]);
});
