import { describe, expect, it } from 'vitest';
import type { Counters } from './figures.ts';
import { frozenFigures } from './pack.fixture.ts';
import { buildPack } from './pack.ts';
import { reviewPack } from './review.contract.ts';
import { endOf, monthsOfWeek } from './week.ts';
import type { FrozenWeek } from './week-figures.ts';
import { gained, weekFrom } from './week-figures.ts';

const orders = (count: number): Counters => ({ orders: { count } });

describe('what a week gained', () => {
  it.each([
    ['new', { '2026-11': orders(5) }, { '2026-11': orders(3) }, 2],
    [
      'in two months',
      { '2026-10': orders(9), '2026-11': orders(4) },
      { '2026-10': orders(8), '2026-11': orders(0) },
      5,
    ],
    ['corrected', { '2026-11': orders(2) }, { '2026-11': orders(3) }, -1],
    ['of which nothing is left', { '2026-11': {} }, { '2026-11': orders(3) }, -3],
    [
      'moved from one month to another',
      { '2026-10': orders(1), '2026-11': orders(3) },
      { '2026-10': orders(2), '2026-11': orders(2) },
      0,
    ],
    ['dated ahead, when its month begins', { '2026-11': orders(3), '2026-12': orders(2) }, { '2026-11': orders(3) }, 2],
    [
      'of a month that is looked at no more',
      { '2026-11': orders(3) },
      { '2026-09': orders(40), '2026-11': orders(3) },
      0,
    ],
  ])('%s', (_, now, before, count) => {
    expect(gained(now as Record<string, Counters>, before as Record<string, Counters>)).toEqual(
      count === 0 ? {} : orders(count),
    );
  });
});

/** A week whose counters of each of its months stand at so many times something of everything. */
const taken = (week: string, times: number) => {
  const month = frozenFigures('2026-11', times);
  const counters = month.flows['2026-11']!;
  const grown = Object.fromEntries(
    Object.entries(counters).map(([item, fields]) => [
      item,
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value * times])),
    ]),
  );
  return {
    ...month,
    period: week,
    asOf: endOf(week),
    frozenAt: `${endOf(week)}T00:10:00.000Z`,
    flows: Object.fromEntries(monthsOfWeek(week).map((one) => [one, grown])),
  };
};

describe('a week', () => {
  const chain = (weeks: readonly string[]): FrozenWeek[] => {
    const all: FrozenWeek[] = [];
    for (const [at, week] of weeks.entries()) all.push(weekFrom(taken(week, at + 1), all.at(-1)));
    return all;
  };

  it('of which nothing was frozen at its beginning has no flows', () => {
    expect(weekFrom(taken('2026-W45', 1), undefined).flows).toEqual({});
  });

  it('has the weeks before it in its charts, as far as they were measured', () => {
    const [, , last] = chain(['2026-W44', '2026-W45', '2026-W46']);
    expect(Object.keys(last!.flows)).toEqual(['2026-W45', '2026-W46']);
    const weeks = chain(Array.from({ length: 20 }, (_, at) => `2026-W${20 + at}`));
    expect(Object.keys(weeks.at(-1)!.flows)).toHaveLength(13);
  });

  it('says no share and no average of what happened, and is what its contract says', () => {
    const [, before, last] = chain(['2026-W45', '2026-W46', '2026-W47']);
    const pack = buildPack(last!, before!);
    expect(pack.week).toEqual({
      from: '2026-11-16',
      to: '2026-11-23',
      since: '2026-11-16T00:10:00.000Z',
      until: '2026-11-23T00:10:00.000Z',
    });
    expect(pack.selling).toMatchObject({ lead: {}, quotes: { winRate: { of: { value: expect.any(Number) } } } });
    expect(JSON.stringify([pack.selling, pack.service])).not.toMatch(/percent|"handle"|"took"/);
    expect(pack.completeness[0]).toMatchObject({ percent: expect.any(Number) });
    expect(reviewPack.parse(pack)).toEqual(pack);
    expect(JSON.stringify(buildPack(last!, before!))).toBe(JSON.stringify(pack));
  });
});
