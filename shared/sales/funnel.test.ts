import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contribution } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { recOf } from '../process/testing.ts';
import { forecastOf } from './forecast.ts';
import { funnelOf, measuresOf } from './funnel.ts';
import { dealFlows, OPEN, openDeal } from './funnel-counters.ts';
import type { Count } from './funnel-read.ts';
import { flowsAsked, monthsBetween, openAsked, readFlows, readOpen } from './funnel-read.ts';
import { probabilityIn, stageNames } from './pipeline.ts';
import { withStageTimes } from './stage-times.ts';

const ZONE = 'Asia/Shanghai';
const MONTHS = monthsBetween('2026-07', '2026-12');

type Items = Map<string, Record<string, number>>;

/** Counters as the table keeps them: fields by period and item. */
const kept = (contributions: readonly Contribution[], into: Items = new Map(), by = 1): Items => {
  for (const { period, item, field, amount } of contributions) {
    const name = `${period} ${item}`;
    const fields = into.get(name) ?? {};
    fields[field] = (fields[field] ?? 0) + by * amount;
    into.set(name, fields);
  }
  return into;
};

/** What a query of a period by the beginning of a name answers. */
const asked = (items: Items, period: string, begins: string): [string, Record<string, number>][] =>
  [...items].flatMap(([name, fields]) =>
    name.startsWith(`${period} ${begins}`) ? [[name.slice(period.length + 1), fields] as const] : [],
  ) as [string, Record<string, number>][];
const flowsIn = (items: Items, begins: string): Count[] =>
  MONTHS.flatMap((month) => asked(items, month, begins).flatMap(([name, fields]) => readFlows(month, name, fields)));
const openIn = (items: Items, begins: string): Count[] =>
  asked(items, 'now', begins).flatMap(([name, fields]) => readOpen(name, fields));

/** A deal that went through stages at instants. */
const deal = (
  way: readonly (readonly [stage: string, at: string])[],
  data: Record<string, unknown> = {},
  parts: Partial<Rec> = {},
): Rec => {
  let content: { data: Record<string, unknown> } | undefined;
  for (const [stage, at] of way) content = withStageTimes({ data: { ...data, ...content?.data, stage } }, content, at);
  return recOf('opportunity', 'opp_1', content!.data, { occurredAt: way[0]![1], ...parts });
};
const all = (recs: readonly Rec[]): Items => kept(recs.flatMap((rec) => [...dealFlows(rec, ZONE), ...openDeal(rec)]));

describe('the times of a deal', () => {
  const [a, b, c, d] = [
    '2026-09-01T02:00:00.000Z',
    '2026-09-05T02:00:00.000Z',
    '2026-10-01T02:00:00.000Z',
    '2026-11-01T02:00:00.000Z',
  ];
  const rows: [string, (readonly [string, string])[], Record<string, unknown>][] = [
    [
      'each first entry is kept',
      [
        ['prospecting', a],
        ['qualification', b],
        ['prospecting', c],
        ['qualification', d],
      ],
      { prospectedAt: a, qualifiedAt: b, stageSince: d },
    ],
    [
      'a stage that was jumped over stays blank',
      [
        ['prospecting', a],
        ['proposal', b],
      ],
      { qualifiedAt: undefined, proposedAt: b },
    ],
    [
      'an end is told',
      [
        ['proposal', a],
        ['lost', b],
      ],
      { closedAt: b, stageSince: b },
    ],
    [
      'an end that was taken back is not',
      [
        ['proposal', a],
        ['won', b],
        ['qualification', c],
      ],
      { closedAt: undefined, qualifiedAt: c, proposedAt: a },
    ],
  ];
  it.each(rows)('%s', (_name, way, expected) => {
    const { data } = deal(way);
    for (const [field, value] of Object.entries(expected)) expect([field, data[field]]).toEqual([field, value]);
  });

  it('are the same however often they are worked out', () => {
    const before = { data: { stage: 'prospecting', prospectedAt: a, stageSince: a } };
    const once = withStageTimes({ data: { ...before.data, stage: 'proposal' } }, before, b);
    expect(withStageTimes(once, before, b)).toEqual(once);
    expect(withStageTimes({ data: { ...once.data, stage: 'prospecting' } }, before, c)).toEqual(before);
  });

  it('of a deal that was closed before it came here end on its close date', () => {
    expect(deal([['won', d]], { closeDate: '2026-10-20' }).data['closedAt']).toBe('2026-10-20T12:00:00.000Z');
    expect(deal([['won', c]], { closeDate: '2026-10-20' }).data['closedAt']).toBe(c);
  });
});

describe('counters of the funnel', () => {
  const instant = fc
    .integer({ min: Date.parse('2026-08-02T00:00:00Z'), max: Date.parse('2026-12-29T00:00:00Z') })
    .map((time) => new Date(time).toISOString());
  const image = fc
    .record({
      way: fc.array(fc.tuple(fc.constantFrom(...stageNames), instant), { minLength: 1, maxLength: 6 }),
      amount: fc.option(fc.integer({ min: -5, max: 9_000_000 }), { nil: undefined }),
      currency: fc.constantFrom('CNY', 'USD'),
      pipelineId: fc.constantFrom(undefined, 'pip_a', 'pip_b'),
      origin: fc.constantFrom(undefined, 'fair', 'website'),
      closeReason: fc.constantFrom(undefined, 'price', 'a~b|c'),
      closeDate: fc.constantFrom(undefined, '2026-07-31', '2026-12-01', 'soon'),
      ownerId: fc.constantFrom(undefined, 'mem_1', 'mem_12'),
      teamId: fc.constantFrom(undefined, 'east', 'west'),
    })
    .map(({ way, ownerId, teamId, ...data }) => {
      const sorted = [...way].sort(([, x], [, y]) => (x < y ? -1 : 1));
      const rec = deal(sorted, data);
      const { ownerId: _maker, ...rest } = rec;
      return { ...rest, ...(ownerId ? { ownerId } : {}), ...(teamId ? { teamId } : {}) } as Rec;
    });
  const nonZero = (items: Items) =>
    Object.fromEntries(
      [...items].flatMap(([name, fields]) =>
        Object.entries(fields).flatMap(([field, value]) => (value === 0 ? [] : [[`${name} ${field}`, value]])),
      ),
    );

  it('after any changes are those of the last image', () => {
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 6 }), (images) => {
        const items: Items = new Map();
        let before: Contribution[] = [];
        for (const rec of images) {
          kept(before, items, -1);
          before = [...dealFlows(rec, ZONE), ...openDeal(rec)];
          kept(before, items);
        }
        expect(nonZero(items)).toEqual(nonZero(all(images.slice(-1))));
      }),
      { numRuns: 60 },
    );
  });

  it('tell the same whole whichever way they are read', () => {
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 8 }), (recs) => {
        const items = all(recs);
        const whole = measuresOf(flowsIn(items, flowsAsked('all', { by: 'month' })));
        for (const by of ['owner', 'origin', 'pipeline'] as const) {
          const told = funnelOf(flowsIn(items, flowsAsked('all', { by })), { by, months: MONTHS });
          expect(told.total).toEqual(whole);
        }
        const ended = recs.filter((rec) => ['won', 'lost'].includes(String(rec.data['stage'])));
        expect(whole.won.count + whole.lost.count).toBe(ended.length);
        for (const { entered, wentOn, won, lost } of whole.stages) {
          expect(wentOn).toBeLessThanOrEqual(entered);
          expect(won + lost).toBeLessThanOrEqual(entered);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of a member, a team or a pipeline are those of their deals alone', () => {
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 8 }), (recs) => {
        const items = all(recs);
        const of = (recs: readonly Rec[]) => measuresOf(flowsIn(all(recs), flowsAsked('all', { by: 'month' })));
        const read = (reach: string) => measuresOf(flowsIn(items, flowsAsked(reach, { by: 'month' })));
        expect(read('o:mem_1')).toEqual(of(recs.filter((rec) => rec.ownerId === 'mem_1')));
        expect(read('t:east')).toEqual(of(recs.filter((rec) => rec.teamId === 'east')));
        const ask = { by: 'origin', pipelineId: 'pip_a' } as const;
        const counts = flowsIn(items, flowsAsked('all', ask)).filter((count) => count.pipeline === 'pip_a');
        expect(measuresOf(counts)).toEqual(of(recs.filter((rec) => rec.data['pipelineId'] === 'pip_a')));
        const open = (list: readonly Rec[]) => list.filter((rec) => openDeal(rec).length > 0).length;
        const count = (reach: string) =>
          openIn(items, openAsked(reach, {})).reduce(
            (sum, one) => sum + (one.measure.startsWith('n|') ? one.value : 0),
            0,
          );
        expect(count('o:mem_1')).toBe(open(recs.filter((rec) => rec.ownerId === 'mem_1')));
        expect(count('all')).toBe(open(recs));
      }),
      { numRuns: 60 },
    );
  });

  it('fit into one transaction with their record, however many months a deal took', () => {
    const rec = deal(
      [
        ['prospecting', '2026-01-05T02:00:00.000Z'],
        ['qualification', '2026-02-05T02:00:00.000Z'],
        ['proposal', '2026-03-05T02:00:00.000Z'],
        ['negotiation', '2026-04-05T02:00:00.000Z'],
        ['won', '2026-05-05T02:00:00.000Z'],
      ],
      { amount: 1, currency: 'CNY' },
      { teamId: 'east' },
    );
    expect(all([rec]).size).toBe(20);
  });
});

describe('measures', () => {
  const items = all([
    deal(
      [
        ['prospecting', '2026-09-01T00:00:00.000Z'],
        ['qualification', '2026-09-04T00:00:00.000Z'],
        ['proposal', '2026-09-30T15:59:59.000Z'],
        ['won', '2026-09-30T16:00:00.000Z'],
      ],
      { amount: 5000, currency: 'CNY', closeReason: 'quality' },
    ),
    deal(
      [
        ['prospecting', '2026-09-10T00:00:00.000Z'],
        ['lost', '2026-09-11T00:00:00.000Z'],
      ],
      { closeReason: 'price' },
    ),
    deal([['prospecting', '2026-09-20T00:00:00.000Z']], { amount: 700 }),
  ]);
  const { total, rows } = funnelOf(flowsIn(items, flowsAsked('all', { by: 'month' })), { by: 'month', months: MONTHS });

  it('tell what became of the deals that came into a stage', () => {
    expect(total.stages[0]).toEqual({ stage: 'prospecting', entered: 3, wentOn: 1, won: 1, lost: 1, days: 2 });
    expect(total).toMatchObject({
      won: { count: 1, sums: { CNY: 5000 }, reasons: [{ key: 'quality', count: 1 }] },
      lost: { count: 1, sums: {}, reasons: [{ key: 'price', count: 1 }] },
      winRate: 50,
      cycleDays: 29.7,
    });
  });

  it('put a deal into the month of the company', () => {
    const of = (month: string) => rows.find((row) => row.key === month)!;
    expect([of('2026-09').won.count, of('2026-10').won.count]).toEqual([0, 1]);
    expect(of('2026-09').stages.map((stage) => stage.entered)).toEqual([3, 1, 1, 0]);
  });
});

describe('the forecast', () => {
  const ask = {
    now: '2026-11',
    months: monthsBetween('2026-10', '2026-12'),
    chance: (_pipeline: string, stage: string) => probabilityIn(undefined, stage),
  };
  const open = (amount: number, closeDate: string | undefined, stage = 'proposal') =>
    deal([[stage, '2026-10-02T00:00:00.000Z']], { amount, currency: 'CNY', ...(closeDate ? { closeDate } : {}) });

  it('rounds once, not deal by deal', () => {
    const items = all([open(1, '2026-12-01'), open(1, '2026-12-31'), open(1, '2026-12-30', 'qualification')]);
    const told = forecastOf(openIn(items, openAsked('all', {})), [], ask);
    expect(told.months.find((one) => one.month === '2026-12')).toMatchObject({
      count: 3,
      open: { CNY: 3 },
      weighted: { CNY: 1 },
    });
  });

  it('has a place for what is late, far, or without a day, and adds up to all that is open', () => {
    const items = all([
      open(100, '2026-10-31'),
      open(200, '2026-11-30'),
      open(400, '2027-01-01'),
      open(800, undefined),
    ]);
    const { months, total } = forecastOf(openIn(items, openAsked('all', {})), [], ask);
    const of = (month: string) => months.find((one) => one.month === month)!.open['CNY'];
    expect(['2026-10', '2026-11', '2026-12', 'late', 'later', 'undated'].map(of)).toEqual([
      undefined,
      200,
      undefined,
      100,
      400,
      800,
    ]);
    expect(total).toMatchObject({ count: 4, open: { CNY: 1500 }, weighted: { CNY: 750 } });
  });

  it('tells owners apart, with what they have won', () => {
    const won = deal(
      [
        ['proposal', '2026-10-02T00:00:00.000Z'],
        ['won', '2026-10-20T00:00:00.000Z'],
      ],
      { amount: 90, currency: 'CNY' },
      { ownerId: 'mem_b' },
    );
    const items = all([{ ...open(100, '2026-11-30'), ownerId: 'mem_a' }, won]);
    const told = forecastOf(
      openIn(items, openAsked('all', { by: 'owner' })),
      flowsIn(items, flowsAsked('all', { by: 'owner' })),
      ask,
    );
    expect(told.rows).toEqual([
      { key: 'mem_a', count: 1, open: { CNY: 100 }, weighted: { CNY: 50 }, won: {} },
      { key: 'mem_b', count: 0, open: {}, weighted: {}, won: { CNY: 90 } },
    ]);
    expect(told.months.find((one) => one.month === '2026-10')!.won).toEqual({ CNY: 90 });
  });

  it('takes a close date that is none for no day', () => {
    expect([...all([open(1, 'soon')]).keys()].filter((name) => name.startsWith(`now ${OPEN}p`))).toEqual([
      `now ${OPEN}p|-|-|`,
    ]);
  });
});
