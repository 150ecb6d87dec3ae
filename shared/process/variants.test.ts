import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { record } from '../audit/testing.ts';
import type { ProcessStanding, TrailEntry } from '../kernel/process.ts';
import type { Contribution } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { orderProcess } from '../sales/order.process.ts';
import { calendarFor, defaultCalendar } from './calendar.ts';
import { edgesOf } from './graph.ts';
import type { Ways } from './variants.ts';
import { judgePath, processMap, readWays, skippedBetween } from './variants.ts';
import { processWays, waysOf } from './variants-counters.ts';
import { digestOf, passagesOf, pathOf } from './variants-path.ts';

const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');
const context = { timeZone: 'Asia/Shanghai', calendar };
/** Business hours after nine on Monday, 2 November, within a week of eight-hour days. */
const at = (hours: number): string => {
  const [day, hour] = [Math.floor(hours / 8), hours % 8];
  const clock = hour < 3 ? 9 + hour : 10 + hour;
  return new Date(Date.UTC(2026, 10, 2 + day, clock - 8)).toISOString();
};

type Taken = readonly [action: string, to: string, hours: number, parts?: Partial<TrailEntry>];

/** An order made on Monday at nine, after some steps. */
const order = (taken: readonly Taken[], parts: Partial<ProcessStanding> = {}): Rec => {
  let state = 'draft';
  const trail = taken.map(([action, to, hours, more], index): TrailEntry => {
    const entry = { n: index + 1, action, from: state, to, at: at(hours), by: 'mem_1', ...more };
    state = to;
    return entry;
  });
  const process: ProcessStanding = {
    id: 'order',
    version: 0,
    state,
    begun: 'draft',
    since: trail.at(-1)?.at ?? at(0),
    seq: trail.length,
    authors: [],
    trail,
    tally: {},
    ...parts,
  };
  return record('order', { status: state }, { createdAt: at(0), process });
};

/** Counter items as the table would hold them. */
const counted = (contributions: readonly Contribution[]): Ways => {
  const items = new Map<string, Record<string, number>>();
  for (const { item, field, amount } of contributions) {
    const name = item.slice(waysOf('order').length);
    const fields = items.get(name) ?? {};
    fields[field] = (fields[field] ?? 0) + amount;
    items.set(name, fields);
  }
  return readWays(items);
};
const mapOf = (orders: readonly Rec[]) =>
  processMap(orderProcess, counted(orders.flatMap((one) => processWays.contribute(one, context))));

const straight: readonly Taken[] = [
  ['submit', 'pending-approval', 2],
  ['approve', 'approved', 10],
  ['ship', 'shipped', 26],
  ['complete', 'completed', 34],
];
const leapt: readonly Taken[] = [
  ['set', 'shipped', 1, { deviations: 1 }],
  ['complete', 'completed', 2],
];
const bounced: readonly Taken[] = [
  ['submit', 'pending-approval', 1],
  ['send-back', 'draft', 2],
  ['submit', 'pending-approval', 4],
  ['approve', 'approved', 5],
  ['close', 'closed', 6],
];

describe('the way of a document', () => {
  it.each<[string, Rec, string | undefined]>([
    ['is its states in their order', order(straight), 'draft>pending-approval>approved>shipped>completed'],
    [
      'leaves signatures out that move nothing',
      order([
        ['submit', 'pending-approval', 1],
        ['approve', 'pending-approval', 2],
        ['approve', 'approved', 3],
      ]),
      'draft>pending-approval>approved',
    ],
    [
      'takes another version’s name of a state for the state',
      order([
        ['submit', 'pending-approval', 1],
        ['migrate', 'review', 2],
        ['approve', 'approved', 3],
      ]),
      'draft>review>approved',
    ],
    ['is unknown without a step', order([]), undefined],
    ['is unknown where the trail does not reach back', order(straight, { seq: 50 }), undefined],
    [
      'is no pattern after going round very often',
      order(Array.from({ length: 20 }, (_, n): Taken => ['x', n % 2 ? 'draft' : 'pending-approval', n])),
      undefined,
    ],
    [
      'does not repeat what an import said of the state',
      order([['set', 'approved', 1, { from: '已|审>批' }]], { begun: '已|审>批' }),
      '->approved',
    ],
  ])('%s', (_what, rec, wanted) => {
    expect(pathOf(rec.process!)).toBe(wanted);
  });

  it('says how long it waited in business time, where that is known', () => {
    const passages = passagesOf(order(straight).process!, at(0), calendar);
    expect(passages.map(({ minutes }) => minutes)).toEqual([120, 480, 960, 480]);
    expect(passagesOf(order(straight, { seq: 50 }).process!, at(0), calendar)[0]).not.toHaveProperty('minutes');
  });

  it('has a short name that tells ways apart', () => {
    const paths = [straight, leapt, bounced].map((one) => digestOf(pathOf(order(one).process!)!));
    expect(new Set(paths).size).toBe(3);
    for (const name of paths) expect(name).toMatch(/^[0-9a-z]{1,7}$/);
  });
});

describe('what the standard says of a way', () => {
  it.each([
    ['straight', straight, { bounces: 0, repeats: 0, skipped: [], strange: 0 }],
    ['leapt over two states', leapt, { bounces: 0, repeats: 0, skipped: ['pending-approval', 'approved'], strange: 1 }],
    ['sent back once', bounced, { bounces: 1, repeats: 2, skipped: [], strange: 0 }],
    [
      'out of order: nothing is skipped, for nothing leads there',
      [...straight, ['set', 'on-hold', 40, { deviations: 1 }]] as Taken[],
      { bounces: 0, repeats: 0, skipped: [], strange: 1 },
    ],
  ])('%s', (_what, taken, wanted) => {
    expect(judgePath(orderProcess, pathOf(order(taken).process!)!.split('>'))).toEqual(wanted);
  });

  it('skips nothing on a way that the process has', () => {
    const edges = edgesOf(orderProcess);
    expect(
      edges.filter(({ kind }) => kind === 'step').flatMap(({ from, to }) => skippedBetween(orderProcess, from, to)),
    ).toEqual([]);
  });
});

describe('the map of a process', () => {
  const map = mapOf([order(straight), order(straight), order(leapt), order(bounced), order(straight.slice(0, 2))]);
  const edge = (from: string, to: string) => map.edges.find((one) => one.from === from && one.to === to);

  it('counts ways, those of the process that nobody took too', () => {
    expect(edge('draft', 'pending-approval')).toMatchObject({ count: 5, departed: 0, standard: true, mean: 108 });
    expect(edge('draft', 'shipped')).toMatchObject({ count: 1, departed: 1, standard: false });
    expect(edge('approved', 'partially-shipped')).toEqual({
      from: 'approved',
      to: 'partially-shipped',
      count: 0,
      late: 0,
      departed: 0,
      standard: true,
    });
  });

  it('says how long states were waited in', () => {
    expect(map.nodes.find((one) => one.state === 'approved')).toEqual({
      state: 'approved',
      entered: 4,
      left: 3,
      late: 0,
      standard: true,
      mean: 660,
      median: 1320,
      most: 2184,
    });
  });

  it('shows ways of what has ended, most first, and not of what is under way', () => {
    expect(map).toMatchObject({ ended: 4, others: 0, straight: 3 });
    expect(map.variants.map(({ count, share, strange }) => [count, share, strange])).toEqual([
      [2, 50, 0],
      [1, 25, 0],
      [1, 25, 1],
    ]);
  });

  it('tells forty ways apart and adds the others up', () => {
    const paths = new Map(Array.from({ length: 45 }, (_, n) => [`draft>s${n}>closed`, 45 - n]));
    const many = processMap(orderProcess, { flows: [], paths });
    expect(many.variants).toHaveLength(40);
    expect(many).toMatchObject({ others: 5 + 4 + 3 + 2 + 1, ended: (45 * 46) / 2 });
  });

  it('leaves out what stands in a state that is no end of the version in force', () => {
    expect(processMap(orderProcess, { flows: [], paths: new Map([['draft>approved', 3]]) }).ended).toBe(0);
  });

  it('counts nothing of what was removed, and of what took no step', () => {
    expect(processWays.contribute(order([]), context)).toEqual([]);
    expect(processWays.contribute({ ...order(straight), removedAt: at(50) }, context)).toEqual([]);
  });
});

it('whatever documents do, the sums are those of a recount', () => {
  const states = orderProcess.states.map((state) => state.id);
  const step = fc.tuple(
    fc.constantFrom('submit', 'approve', 'set', 'edit'),
    fc.constantFrom(...states),
    fc.constantFrom({}, { late: true as const }, { deviations: 1 }),
  );
  const documents = fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(documents, (all) => {
      const orders = all.map((steps) =>
        order(steps.map(([action, to, parts], n): Taken => [action, to, n * 2, parts])),
      );
      const map = mapOf(orders);
      const passages = orders.flatMap((one) => passagesOf(one.process!, at(0), calendar));
      const total = (of: (edge: (typeof map.edges)[number]) => number) =>
        map.edges.reduce((sum, one) => sum + of(one), 0);
      expect(total(({ count }) => count)).toBe(passages.length);
      expect(total(({ late }) => late)).toBe(passages.filter(({ late }) => late).length);
      expect(total(({ departed }) => departed)).toBe(passages.filter(({ departed }) => departed).length);
      expect(map.ended).toBe(
        orders.filter(
          ({ process }) => process!.trail.length > 0 && ['completed', 'closed', 'cancelled'].includes(process!.state),
        ).length,
      );
      expect(map.variants.reduce((sum, { count }) => sum + count, map.others)).toBe(map.ended);
      expect(map.nodes.reduce((sum, { entered }) => sum + entered, 0)).toBe(
        passages.filter(({ from, to }) => from !== to).length,
      );
    }),
    { numRuns: 60 },
  );
});
