import { describe, expect, it } from 'vitest';
import {
  boardText,
  extraConditions,
  hasQuick,
  isMine,
  readBoard,
  ruleOf,
  stateOf,
  toggledQuick,
  withOwner,
  withRule,
  withState,
} from './board.ts';

const me = 'mem_me';

describe('the board in its address', () => {
  it('begins with the own findings that want work', () => {
    const conditions = readBoard('', me);
    expect(isMine(conditions, me)).toBe(true);
    expect(stateOf(conditions)).toBe('open');
    expect(boardText(conditions, me)).toBe('');
  });
  it('shows exactly what a link asks for', () => {
    const search = 'filter=rule:eq:bad-phone&filter=openedAt:gte:2026-10-01T00:00:00.000Z';
    const conditions = readBoard(`?${search}`, me);
    expect(isMine(conditions, me)).toBe(false);
    expect(stateOf(conditions)).toBe('any');
    expect(ruleOf(conditions)).toBe('bad-phone');
    expect(boardText(conditions, me)).toBe(search);
    expect(extraConditions(conditions, me).map((one) => one.field)).toEqual(['openedAt']);
  });
  it('can show everything', () => {
    const all = withState(withOwner(readBoard('', me), undefined), 'any');
    expect(boardText(all, me)).toBe('view=all');
    expect(readBoard('?view=all', me)).toEqual([]);
  });
});

describe('choices', () => {
  it('take the place of one another', () => {
    const conditions = withState(withRule(withOwner([], me), 'bad-date'), 'fixed');
    expect(stateOf(conditions)).toBe('fixed');
    expect(stateOf(withState(conditions, 'open'))).toBe('open');
    expect(ruleOf(withRule(conditions, undefined))).toBeUndefined();
    expect(extraConditions(conditions, me)).toEqual([]);
  });
  it('leave another person’s findings and odd states as sentences', () => {
    const conditions = readBoard('?filter=ownerId:eq:mem_you&filter=state:in:explained|accepted', me);
    expect(isMine(conditions, me)).toBe(false);
    expect(stateOf(conditions)).toBeUndefined();
    expect(extraConditions(conditions, me)).toHaveLength(2);
  });
});

describe('what findings are sorted out by', () => {
  const mine = readBoard('', me);
  it('is turned on and off, and stands in the address', () => {
    const late = toggledQuick(mine, 'overdue');
    expect(hasQuick(late, 'overdue')).toBe(true);
    expect(isMine(late, me)).toBe(true);
    expect(extraConditions(late, me)).toEqual([]);
    expect(readBoard(`?${boardText(late, me)}`, me)).toEqual(late);
    expect(boardText(toggledQuick(late, 'overdue'), me)).toBe('');
  });
  it('is either overdue or due soon, and what nobody has is nobody’s own', () => {
    const soon = toggledQuick(toggledQuick(mine, 'overdue'), 'soon');
    expect([hasQuick(soon, 'overdue'), hasQuick(soon, 'soon')]).toEqual([false, true]);
    expect(isMine(toggledQuick(mine, 'unassigned'), me)).toBe(false);
  });
});
