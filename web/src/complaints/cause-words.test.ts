import { describe, expect, test } from 'vitest';
import type { CauseBranch } from './api.ts';
import { causeName, choicesOf, findCauses, unfolded } from './cause-words.ts';

const branch = (id: string, name: string, more: Partial<CauseBranch> = {}): CauseBranch => ({
  id,
  name,
  inUse: true,
  version: 1,
  depth: 0,
  own: 0,
  all: 0,
  ...more,
});
const tree = [
  branch('m', '物料', { nameEn: 'Material', code: 'MAT' }),
  branch('h', '硬度不足', { nameEn: 'Too soft', code: 'MAT-01', parentId: 'm', depth: 1 }),
  branch('o', '旧原因', { parentId: 'm', depth: 1, inUse: false }),
  branch('c', '运输', { nameEn: 'Carriage' }),
];
const ids = (found: readonly { branch: CauseBranch }[]) => found.map((one) => one.branch.id);

describe('choosing a cause', () => {
  test('what is out of use is offered only where it stands already', () => {
    expect(ids(choicesOf(tree, 'zh-CN', ''))).toEqual(['m', 'h', 'c']);
    expect(ids(choicesOf(tree, 'zh-CN', 'o'))).toEqual(['m', 'h', 'o', 'c']);
  });
  test.each([
    ['', ['m', 'h', 'c']],
    ['mat-01', ['h']],
    ['物料', ['m', 'h']],
    ['material soft', ['h']],
    ['soft carriage', []],
  ])('typed "%s"', (typed, found) => {
    expect(ids(findCauses(choicesOf(tree, 'en', ''), typed))).toEqual(found);
  });
  test('it is called as the language has it, and by what there is', () => {
    expect(causeName(tree[1]!, 'en')).toBe('Too soft');
    expect(causeName(tree[2]!, 'en')).toBe('旧原因');
    expect(choicesOf(tree, 'zh-CN', '')[1]!.path).toEqual(['物料', '硬度不足']);
  });
});

test('a folded cause hides all that stands below it', () => {
  const deep = [...tree.slice(0, 2), branch('d', '更深', { parentId: 'h', depth: 2 }), tree[3]!];
  expect(unfolded(deep, new Set(['m'])).map((one) => one.id)).toEqual(['m', 'c']);
  expect(unfolded(deep, new Set(['h'])).map((one) => one.id)).toEqual(['m', 'h', 'c']);
});
