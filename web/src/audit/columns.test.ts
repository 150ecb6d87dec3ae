import { describe, expect, it } from 'vitest';
import { topOf } from './columns.ts';

describe('the columns of the runs’ chart are as tall as', () => {
  it.each<[string, number[], number]>([
    ['nothing where there is nothing', [], 0],
    ['nothing where all are nought', [0, 0], 0],
    ['the only one', [0, 137], 137],
    ['the largest of such as are alike', [12, 9, 0, 3], 12],
    ['the largest, which is but four times the other', [12, 3], 12],
    ['twice the next, where a first sweep is many times larger', [4_000, 3, 5, 0], 10],
    ['twice the next, where a first sweep and a change of rules are many times larger', [4_000, 500, 5, 4], 10],
    ['twice the middle, where each is many times the next', [145, 22, 1], 44],
    ['not more than the largest', [30, 20, 6, 6, 5], 30],
  ])('%s', (_, figures, top) => expect(topOf(figures)).toBe(top));
});
