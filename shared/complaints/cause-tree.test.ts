import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { causeTreeOf } from './cause-tree.ts';

const cause = (code: string, parent?: string, parts: Record<string, unknown> = {}): Row => ({
  id: `cau_${code}`,
  code,
  name: code,
  version: 1,
  ...(parent ? { parentId: `cau_${parent}` } : {}),
  ...parts,
});
const about = (...codes: (string | undefined)[]): Row[] =>
  codes.map((code, at) => ({ id: `cpl_${at}`, ...(code ? { causeId: `cau_${code}` } : {}) }));
const shown = (causes: Row[], complaints: Row[] = []) =>
  causeTreeOf(causes, complaints).items.map(({ code, depth, own, all }) => [code, depth, own, all]);

describe('the tree of causes', () => {
  const causes = [cause('B'), cause('A2', 'A'), cause('A'), cause('A1', 'A'), cause('A1x', 'A1')];

  it('has each directly above what belongs to it, by code', () => {
    expect(shown(causes).map(([code, depth]) => [code, depth])).toEqual([
      ['A', 0],
      ['A1', 1],
      ['A1x', 2],
      ['A2', 1],
      ['B', 0],
    ]);
  });

  it('counts each complaint at its cause, and once in each branch above it', () => {
    const complaints = about('A1x', 'A1x', 'A1', 'A', 'B', undefined, 'GONE');
    expect(shown(causes, complaints)).toEqual([
      ['A', 0, 1, 4],
      ['A1', 1, 1, 3],
      ['A1x', 2, 2, 2],
      ['A2', 1, 0, 0],
      ['B', 0, 1, 1],
    ]);
    const { unknown, total, items } = causeTreeOf(causes, complaints);
    expect([unknown, total]).toEqual([2, 7]);
    expect(items.reduce((sum, one) => sum + one.own, 0) + unknown).toBe(total);
    expect(items.filter((one) => one.depth === 0).reduce((sum, one) => sum + one.all, 0) + unknown).toBe(total);
  });

  it.each([
    ['itself', [cause('A', 'A')], ['A']],
    ['its child', [cause('A', 'B'), cause('B', 'A'), cause('C', 'B')], ['A', 'B', 'C']],
    [
      'three in a ring, and one beside',
      [cause('A', 'C'), cause('B', 'A'), cause('C', 'B'), cause('0', 'A')],
      ['A', '0', 'B', 'C'],
    ],
    ['a parent that is gone', [cause('A', 'GONE')], ['A']],
  ])('has every cause once where one stands below %s', (_name, ring, codes) => {
    const { items } = causeTreeOf(ring, about(...codes));
    expect(items.map((one) => one.code)).toEqual(codes);
    expect(items[0]).toMatchObject({ depth: 0, all: codes.length });
    expect(items[0]?.parentId).toBeUndefined();
  });

  it('is not brought down by a chain of twenty thousand', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) =>
      cause(`${at}`.padStart(5, '0'), at ? `${at - 1}`.padStart(5, '0') : undefined),
    );
    const { items } = causeTreeOf(chain.reverse(), about('19999'));
    expect(items).toHaveLength(20_000);
    expect(Math.max(...items.map((one) => one.depth))).toBeLessThan(60);
  });

  it('keeps the complaints of a cause that was put away, and drops one whose making was undone', () => {
    const { items, unknown } = causeTreeOf(
      [
        cause('A', undefined, { archivedAt: 'then' }),
        cause('B', undefined, { inUse: false }),
        cause('C', undefined, { removedAt: 'then' }),
      ],
      about('A', 'C'),
    );
    expect(items.map(({ code, inUse, own }) => [code, inUse, own])).toEqual([
      ['A', false, 1],
      ['B', false, 0],
    ]);
    expect(unknown).toBe(1);
  });
});
