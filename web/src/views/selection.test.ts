import { expect, test } from 'vitest';
import { selectionOf, toggled } from './selection.ts';

const some = (...ids: string[]) => ({ all: false, ids: new Set(ids) });
const rows = ['a', 'b', 'c'];

test.each([
  ['a row is chosen', some(), ['a'], ['a']],
  ['a chosen row is let go', some('a', 'b'), ['a'], ['b']],
  ['several of which one is missing are all chosen', some('a'), ['a', 'b'], ['a', 'b']],
  ['several that are all chosen are all let go', some('a', 'b', 'c'), ['a', 'b'], ['c']],
  ['one left out of all leaves the others of the page', { all: true, ids: new Set<string>() }, ['b'], ['a', 'c']],
])('%s', (_, before, named, after) => expect([...toggled(before, named, rows).ids]).toEqual(after));

test('all that match are asked for as the list asks, without its order', () => {
  const ask = { sort: 'name', filter: ['city:eq:上海'], q: 'x', archived: 'no' as const };
  expect(selectionOf({ all: true, ids: new Set() }, ask)).toEqual({
    query: { filter: ['city:eq:上海'], q: 'x', archived: 'no' },
  });
  expect(selectionOf(some('a'), ask)).toEqual({ ids: ['a'] });
});
