import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../functions/history/chain.ts';
import { historyAndCounters } from '../../functions/history/projector.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { RecordChange } from '../../functions/runtime/stream.ts';
import type { Table, Write } from '../../functions/runtime/table.ts';
import { complaintStates } from '../../shared/complaints/complaint.ts';
import { findingStates } from '../../shared/findings/finding.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { governedEntities } from '../../shared/process/documents.contract.ts';
import { quoteStatuses } from '../../shared/quotes/quote.ts';
import { receivableStatuses } from '../../shared/receivables/receivable.ts';
import { contributionsOf, countedTypes } from '../../shared/review/projections.ts';
import { orderStatuses } from '../../shared/sales/order.ts';
import { stageNames } from '../../shared/sales/pipeline.ts';
import { shipmentStatuses } from '../../shared/shipments/shipment.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import { chainOf, headOf } from '../harness/chains.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** Figures of a review are never counted from records: they must be what counting the records would give, whatever the stream does. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');
const PERIODS = ['2026-09', '2026-10', '2026-11', '2026-12'];

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 4 });
const day = fc.constantFrom('2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01', '2026-11-30');
/** Either side of midnight at the company, which is 16:00 UTC. */
const instant = fc.constantFrom(
  '2026-09-30T15:59:59.999Z',
  '2026-09-30T16:00:00.000Z',
  '2026-10-31T16:00:00.000Z',
  '2026-11-15T04:00:00.000Z',
);
const amount = fc.constantFrom(-500, 0, 1, 4711, 99_999_999_999);
const money = { amount: maybe(amount), currency: maybe(fc.constantFrom('CNY', 'USD')) };
/** How a quote or order was submitted and released. */
const released = {
  submittedAt: maybe(instant),
  approvedAt: maybe(instant),
  lane: maybe(fc.constantFrom('fast', 'deviation')),
};

/** What a record of each counted type may say at any time. */
const contents: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  account: fc.record({
    name: fc.constant('Ocean'),
    code: maybe(fc.constant('C000001')),
    phone: maybe(fc.constant('')),
    city: maybe(fc.constant('上海')),
    status: fc.constantFrom('customer', 'lost'),
    lostReason: maybe(fc.constant('price')),
    lostOn: maybe(day),
  }),
  contact: fc.record({ name: fc.constant('王小明'), title: maybe(fc.constant('采购')) }),
  category: fc.record({ code: fc.constant('AC') }),
  product: fc.record({ code: fc.constant('HL-1'), price: maybe(amount) }),
  order: fc.record({
    ...money,
    orderDate: maybe(day),
    dueDate: maybe(day),
    shipDate: maybe(day),
    openTotal: maybe(amount),
    holdReason: maybe(fc.constantFrom('credit', 'overdue')),
    status: fc.constantFrom(...Object.keys(orderStatuses)),
    ...released,
  }),
  quote: fc.record({
    ...money,
    ...released,
    quoteDate: maybe(day),
    status: fc.constantFrom(...Object.keys(quoteStatuses)),
  }),
  shipment: fc.record({
    total: maybe(amount),
    currency: money.currency,
    shipDate: maybe(day),
    status: fc.constantFrom(...Object.keys(shipmentStatuses)),
  }),
  receivable: fc.record({
    balance: maybe(amount),
    currency: money.currency,
    dueDate: maybe(day),
    status: fc.constantFrom(...Object.keys(receivableStatuses)),
  }),
  payment: fc.record({ ...money, date: maybe(day), status: fc.constantFrom('received', 'reversed') }),
  opportunity: fc.record({
    ...money,
    stage: fc.constantFrom(...stageNames),
    closeDate: maybe(day),
    nextStep: maybe(fc.constant('call')),
    prospectedAt: maybe(instant),
    proposedAt: maybe(instant),
    closedAt: maybe(instant),
  }),
  activity: fc.record({ dueAt: maybe(instant), done: maybe(fc.boolean()) }),
  finding: fc.record({
    rule: fc.constantFrom('bad-email', 'bad-phone'),
    area: fc.constantFrom('master-data', 'process'),
    state: fc.constantFrom(...Object.keys(findingStates)),
    openedAt: instant,
    closedAt: maybe(instant),
    dueDate: maybe(day),
    times: fc.integer({ min: 1, max: 3 }),
    cameBack: maybe(fc.array(day, { maxLength: 3 })),
  }),
  changeRequest: fc.record({ status: fc.constant('pending') }),
  proposal: fc.record({ status: fc.constant('open') }),
  problemEntry: fc.record({ status: fc.constantFrom('draft', 'published') }),
  meeting: fc.record({ status: fc.constantFrom('planned', 'closed') }),
  warning: fc.record({ status: fc.constantFrom('draft', 'issued') }),
  interview: fc.record({
    status: fc.constantFrom('planned', 'passed', 'failed', 'cancelled'),
    kind: fc.constantFrom('interview', 'spot-check'),
    processKey: fc.constantFrom('quote', 'order'),
    memberTeam: maybe(fc.constant('east')),
    dueOn: maybe(day),
    heldAt: maybe(instant),
    result: maybe(fc.constantFrom('passed', 'failed')),
  }),
  priceList: fc.record({ status: fc.constant('draft') }),
  tip: fc.record({ status: fc.constantFrom('submitted', 'promoted', 'declined'), judgedAt: maybe(instant) }),
  need: fc.record({
    status: fc.constantFrom('wish', 'checked'),
    outcome: maybe(fc.constantFrom('reached', 'missed')),
    actualAt: maybe(instant),
  }),
  improvement: fc.record({
    day: maybe(day),
    effect: maybe(fc.constantFrom('better', 'worse')),
    afterAt: maybe(instant),
  }),
  systemIssue: fc.record({
    status: fc.constantFrom('open', 'answered', 'closed'),
    wantsPaper: maybe(fc.boolean()),
    kind: maybe(fc.constantFrom('fault', 'error')),
    outcome: maybe(fc.constantFrom('fix', 'lesson')),
    answeredAt: maybe(instant),
  }),
  creditNote: fc.record({
    status: fc.constantFrom('draft', 'approved'),
    date: maybe(day),
    total: maybe(amount),
    currency: money.currency,
  }),
  complaint: fc.record({
    status: fc.constantFrom(...Object.keys(complaintStates)),
    severity: maybe(fc.constantFrom('minor', 'critical')),
    reportedAt: maybe(instant),
    closedAt: maybe(instant),
    confirmed: maybe(fc.constantFrom('yes', 'no')),
    causeId: maybe(fc.constant('cau_1')),
    cost: maybe(amount),
    currency: money.currency,
  }),
  enquiry: fc.record({
    receivedAt: maybe(instant),
    channel: fc.constantFrom('call', 'visit'),
    topic: maybe(fc.constant('order')),
    resolved: maybe(fc.constantFrom('yes', 'no', 'unasked')),
    repeated: maybe(fc.boolean()),
    handleSeconds: maybe(fc.nat(9000)),
    waitingSeconds: maybe(fc.nat(9000)),
    cost: maybe(amount),
    currency: money.currency,
  }),
  surveyRequest: fc.record({
    kind: fc.constantFrom('csat', 'ces', 'nps'),
    sentAt: maybe(instant),
    answeredAt: maybe(instant),
    score: maybe(fc.integer({ min: 0, max: 10 })),
    followUpId: maybe(fc.constant('act_1')),
  }),
  suggestion: fc.record({ status: fc.constantFrom('new', 'done') }),
  lead: fc.record({ status: fc.constantFrom('new', 'working', 'dead') }),
  campaign: fc.record({ state: fc.constantFrom('running', 'closed') }),
};

/** What the steps of a document add up to: `month|member|team|action`. A job's are nobody's habit, and count in nothing. */
const tally = fc.dictionary(
  fc.constantFrom(
    '2026-10|mem_a|east|submit',
    '2026-11|mem_a|east|approve',
    '2026-11|mem_b||set',
    '2026-11|mem_b|east|west|set',
    '2026-11|job:import||set',
  ),
  fc.tuple(fc.nat(3), fc.nat(1), fc.nat(1)),
);
const governed = new Set(governedEntities.map((entity) => entity.name as string));

const types = Object.keys(contents);
/** One write: to which of a few records, and what it is then. */
const write = fc.integer({ min: 0, max: 4 }).chain((record) =>
  fc.record({
    record: fc.constant(record),
    occurredAt: instant,
    ownerId: maybe(fc.constantFrom('mem_a', 'mem_b')),
    state: fc.constantFrom('alive', 'alive', 'alive', 'archived', 'removed', 'merged'),
    all: fc.record(contents),
    tally: maybe(tally),
  }),
);
type WriteOf = typeof write extends fc.Arbitrary<infer W> ? W : never;

/** How the stream hands the writes over. */
const delivery = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  /** Begins so many writes earlier than where the last one ended. */
  again: fc.integer({ min: 0, max: 5 }),
  /** Carried out by two at the same moment. */
  twice: fc.boolean(),
  /** Breaks off at this write of the table, before or after it was done; and comes again. */
  breaksAt: fc.constantFrom(undefined, undefined, 0, 1),
  done: fc.boolean(),
});
type Delivery = typeof delivery extends fc.Arbitrary<infer D> ? D : never;

const standing = { version: 0, state: 'draft', begun: 'draft', since: '', seq: 0, authors: [], trail: [] };

/** The changes that some writes make, in their order. */
const changesOf = (ws: string, typeOf: readonly string[], writes: readonly WriteOf[]): RecordChange[] => {
  const last = new Map<number, Rec>();
  return writes.map((one, index) => {
    const old = last.get(one.record);
    const type = typeOf[one.record]!;
    const at = '2026-11-21T02:00:00.000Z';
    const next: Rec = {
      type,
      id: `${type}_${one.record}`,
      ws,
      version: (old?.version ?? 0) + 1,
      schemaVersion: 1,
      createdAt: at,
      createdBy: 'mem_a',
      updatedAt: at,
      updatedBy: 'mem_a',
      via: 'api',
      occurredAt: one.occurredAt,
      enteredAt: at,
      source: 'api',
      data: Object.fromEntries(Object.entries(one.all[type]!).filter(([, value]) => value !== undefined)),
      ...(one.tally && governed.has(type) ? { process: { ...standing, id: type, tally: one.tally } } : {}),
      ...(one.ownerId ? { ownerId: one.ownerId } : {}),
      ...(one.state === 'archived' ? { archivedAt: at } : {}),
      ...(one.state === 'removed' ? { archivedAt: at, removedAt: at } : {}),
      ...(one.state === 'merged' ? { aliasOf: 'acc_x' } : {}),
    };
    last.set(one.record, next);
    return { next, old, sequence: String(index) };
  });
};

/** A table that breaks off at one of its writes. */
const breaking = (deps: Deps, { breaksAt, done }: Delivery): Deps => {
  if (breaksAt === undefined) return deps;
  let count = 0;
  const table: Table = {
    ...deps.table,
    write: async (writes: readonly Write[]) => {
      const breaks = count++ === breaksAt;
      if (!breaks || done) await deps.table.write(writes);
      if (breaks) throw new Error('the power is off');
    },
  };
  return { ...deps, table };
};

const deliver = async (changes: readonly RecordChange[], how: Delivery): Promise<void> => {
  const { deps } = world.stack;
  const attempt = () => historyAndCounters(changes, deps);
  await historyAndCounters(changes, breaking(deps, how)).catch(() => undefined);
  await (how.twice ? Promise.all([attempt(), attempt()]) : attempt());
};

const deliverAll = async (changes: readonly RecordChange[], deliveries: readonly Delivery[]): Promise<void> => {
  let handed = 0;
  for (let round = 0; handed < changes.length; round++) {
    const how = deliveries[round % deliveries.length]!;
    const from = Math.max(0, handed - how.again);
    await deliver(changes.slice(from, handed + how.size), how);
    handed += how.size;
  }
};

type Figures = Record<string, number>;

const counted = async (ws: string): Promise<Figures> => {
  const figures: Figures = {};
  for (const period of ['now', 'undated', ...PERIODS]) {
    for await (const { pk: _pk, sk, ...fields } of world.stack.deps.table.queryAll({
      partition: counterPartition(ws, period),
      consistent: true,
    })) {
      for (const [field, value] of Object.entries(fields))
        if (value !== 0) figures[`${period} ${sk} ${field}`] = Number(value);
    }
  }
  return figures;
};

const recomputed = (changes: readonly RecordChange[]): Figures => {
  const figures: Figures = {};
  const last = new Map(changes.map(({ next }) => [next.id, next]));
  for (const { period, item, field, amount: value } of [...last.values()].flatMap((rec) =>
    contributionsOf(rec, calendar),
  )) {
    figures[`${period} ${item} ${field}`] = (figures[`${period} ${item} ${field}`] ?? 0) + value;
  }
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0));
};

describe('the counters', () => {
  it('are tried with every type that counts', () => {
    expect(types.sort()).toEqual([...countedTypes].sort());
  });

  it('are what counting the records would give, however often the stream brings a change and wherever it breaks off', async () => {
    const run = fc.record({
      types: fc.array(fc.constantFrom(...types), { minLength: 5, maxLength: 5 }),
      writes: fc.array(write, { minLength: 1, maxLength: 25 }),
      deliveries: fc.array(delivery, { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(run, async (one) => {
        const ws = await openWorkspace(world);
        const changes = changesOf(ws, one.types, one.writes);
        await deliverAll(changes, one.deliveries);
        expect(await counted(ws)).toEqual(recomputed(changes));
        for (const [id, next] of new Map(changes.map((change) => [change.next.id, change.next]))) {
          const chain = await chainOf(world, ws, id);
          expect(chain.map(({ version }) => version)).toEqual(
            Array.from({ length: next.version }, (_, index) => index + 1),
          );
          expect(verifyChain(chain)).toEqual([]);
          expect(await headOf(world, ws, id)).toMatchObject({ version: next.version, hash: chain.at(-1)!.hash });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold with more changes of one record in a batch than a transaction takes', async () => {
    const ws = await openWorkspace(world);
    const writes = fc.sample(write, { numRuns: 130, seed: 7 }).map((one) => ({ ...one, record: 0 }));
    const changes = changesOf(ws, ['order'], writes);
    await historyAndCounters(changes, world.stack.deps);
    expect(await counted(ws)).toEqual(recomputed(changes));
    expect(verifyChain(await chainOf(world, ws, 'order_0'))).toEqual([]);
    expect(await headOf(world, ws, 'order_0')).toMatchObject({ version: 130 });
  });
});
