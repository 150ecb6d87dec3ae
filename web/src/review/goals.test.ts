import { describe, expect, it } from 'vitest';
import { measures } from '../../../shared/review/measures.ts';
import { draftOf, emptyDraft, goalRows, goalsOf, readTyped, wrongNumbers } from './goal-draft.ts';
import { wayTo } from './goals-section.tsx';
import { sources } from './measure-links.ts';

it('gives every measure an address, and a reason in words where its page counts otherwise', () => {
  expect(Object.keys(sources).sort()).toEqual(measures.map(({ id }) => id).sort());
  for (const { why } of Object.values(sources)) expect(why ?? 'the same records').toMatch(/\w+ \w+/);
});

const rows = goalRows([], { 'orders.amount|JPY': { goal: 5 }, 'complete|account': { goal: 90 }, 'rule|x': {} });
const row = (key: string) => rows.find((one) => one.key === key)!;

describe('the page of goals', () => {
  it('offers each measure once, and those that have a goal though no review has a value', () => {
    const keys = rows.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['findings.open', 'orders.amount|JPY', 'complete|account', 'took']));
    expect(keys).not.toEqual(expect.arrayContaining(['orders.amount']));
    expect(keys).not.toContain('rule|x');
  });
  it.each([
    ['findings.open', ' 1,200 ', 1200],
    ['orders.amount|JPY', '12.5万', 125_000],
    ['took', '1.5', 90],
    ['shipments.onTime', '95.5％', 95.5],
    ['findings.open', '', undefined],
    ['findings.open', 'many', Number.NaN],
    ['orders.amount|JPY', 'x', Number.NaN],
  ])('reads what is typed for %s: %s', (key, text, value) => expect(readTyped(text, row(key))).toBe(value));
  it('sends back what it was given, and says which fields hold no number', () => {
    const goals = { took: { baseline: 95, baselineOn: '2026-09-30', goal: 60, goalBy: '2026-12-31', owner: 'mem_1' } };
    const draft = draftOf(row('took'), goals.took);
    expect(goalsOf(rows, { took: draft, lost: emptyDraft })).toEqual(goals);
    expect(wrongNumbers(row('took'), { ...draft, goal: '1h' })).toEqual(['goal']);
  });
  it.each([
    [{ value: 30, baseline: 40, goal: 20 }, 50],
    [{ value: 50, baseline: 40, goal: 20 }, 0],
    [{ value: 5, baseline: 40, goal: 20 }, 100],
    [{ value: 5, goal: 20 }, undefined],
    [{ value: 5, baseline: 20, goal: 20 }, undefined],
  ])('says how far it is from baseline to goal: %o', (measure, way) => expect(wayTo(measure)).toBe(way));
});
