import { expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { ListView } from './list-view.ts';

let version = 0;
const row = (id: string, parts: Record<string, unknown>): Row =>
  ({ id, type: 'complaint', version: ++version, ...parts }) as Row;
const idsOf = (rows: Iterable<Row>): string[] => [...rows].map(({ id }) => id);

/** A member of the team `a+b`, named in a record of another team. */
const BOTH = 'o:mem_1+t:a+b';
const start = (): Row[] => [
  row('1', { n: 4, teamId: 'a+b', ownerId: 'mem_2' }),
  row('2', { n: 3, teamId: 'west', ownerId: 'mem_3', people: ['mem_1'] }),
  row('3', { n: 2, teamId: 'a+b', ownerId: 'mem_1', people: ['mem_1'] }),
  row('4', { n: 1, teamId: 'west', ownerId: 'mem_3', people: ['mem_4'] }),
];

it('a team’s rows and those that name a member are read as one partition, each row once', () => {
  const view = new ListView();
  view.apply(start());
  expect(idsOf(view.ordered(BOTH, 'n'))).toEqual(['3', '2', '1']);
  expect(view.size(BOTH)).toBe(3);
  expect([...view.rows.values()].map((one) => view.holds(BOTH, one))).toEqual([true, true, true, false]);
  const [second] = [...view.ordered(BOTH, '-n')].slice(1);
  expect(idsOf(view.ordered(BOTH, '-n', view.positionOf(second!, 'n')))).toEqual(['3']);
  expect(idsOf(view.ordered('t:a+b', 'n'))).toEqual(['3', '1']);
});

it('rows come to it and leave it as they change, and what was counted follows', () => {
  const view = new ListView();
  view.apply(start());
  const all = { partition: BOTH, name: 'all', selected: () => true };
  const total = () => view.answer(all, () => view.partition(BOTH)).total;
  const seen = () => [idsOf(view.ordered(BOTH, 'n')), total(), view.size(BOTH)];
  expect(seen()).toEqual([['3', '2', '1'], 3, 3]);
  const steps: [string, Record<string, unknown>, string[]][] = [
    ['2', { n: 3, teamId: 'west', ownerId: 'mem_3' }, ['3', '1']],
    ['4', { n: 9, teamId: 'west', ownerId: 'mem_3', people: ['mem_1', 'mem_4'] }, ['3', '1', '4']],
    ['1', { n: 4, teamId: 'west', ownerId: 'mem_2', people: ['mem_1'] }, ['3', '1', '4']],
    ['1', { n: 4, teamId: 'west', ownerId: 'mem_2' }, ['3', '4']],
    ['5', { teamId: 'a+b', ownerId: 'mem_9' }, ['3', '4', '5']],
    ['3', { n: 2, teamId: 'a+b', ownerId: 'mem_2' }, ['3', '4', '5']],
  ];
  for (const [id, parts, expected] of steps) {
    view.apply([row(id, parts)]);
    expect(seen(), `after ${id}`).toEqual([expected, expected.length, expected.length]);
    const anew = new ListView();
    anew.apply([...view.rows.values()]);
    expect(idsOf(anew.ordered(BOTH, 'n'))).toEqual(expected);
  }
});

it('one that nobody is in is empty until somebody is', () => {
  const view = new ListView();
  expect([view.size(BOTH), idsOf(view.partition(BOTH))]).toEqual([0, []]);
  view.apply(start());
  expect(view.size(BOTH)).toBe(3);
});
