import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../functions/audit/facts.ts';
import { writeNotes } from '../../functions/audit/notes.ts';
import type { Units } from '../../functions/runtime/table.ts';
import { metered } from '../../functions/runtime/table.ts';
import { areas } from '../../shared/audit/audit.contract.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { auditNoteKey, duePartition, dueSort, groupMarkPartition } from '../../shared/table/keys.ts';
import type { Any } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { MINUTE, openAuditWorld } from './audit-world.ts';

/** Records of the company, and of the same one grown. `npm run bench` does it with 200,000. */
const [SMALL, LARGE] = [200, 2_000];
const CHANGED = 50;
const DUE = 20;

let audit: AuditWorld;
let customers: Rec[];
/** When the deals of the first night, and those of the second, have been in their stage for too long. */
let begun: number;
const nights = [120 * MINUTE, 240 * MINUTE];

const accounts = (count: number) =>
  audit.put(Array.from({ length: count }, () => ({ type: 'account' as const, data: audit.account({ city: '上海' }) })));
const deals = (becomeDue: number) =>
  Array.from({ length: DUE }, (_, index) => ({
    type: 'opportunity' as const,
    data: {
      name: `Deal ${index}`,
      accountId: customers[index]!.id,
      stage: 'proposal',
      stageSince: new Date(begun + becomeDue - 30 * DAY).toISOString(),
      closeDate: '2027-06-30',
      nextStep: 'call',
    },
  }));

/** A night after a day on which so many customers were changed, and so many deals have become stuck by the clock. */
const night = async (index: 0 | 1): Promise<Any> => {
  audit.world.clock.now = begun + nights[index]!;
  const changed = customers.slice(CHANGED * index, CHANGED * (index + 1));
  for (const rec of changed) await audit.overwrite(rec, { data: { ...rec.data, city: 'Berlin' } });
  return audit.run({ kind: 'incremental' });
};
/** Nights until nothing is left to look at; the last of them. */
const idle = async (area?: string): Promise<Any> => {
  const body = { kind: 'incremental', ...(area ? { area } : {}) };
  await audit.run(body);
  return audit.run(body);
};

/** Read units of the three areas of a night on which nothing is left to look at. */
const idleAreas = async (): Promise<number> => {
  let read = 0;
  for (const area of areas) read += (await audit.run({ kind: 'incremental', area })).units.read;
  return read;
};

beforeAll(async () => {
  audit = await openAuditWorld();
  begun = audit.world.clock.now;
  customers = await accounts(SMALL);
  await audit.put([...deals(nights[0]!), ...deals(nights[1]!)]);
}, 120_000);
afterAll(() => audit.world.close());

it('costs what has changed and what is due, and not what is stored', async () => {
  const quiet = await idle();
  const quietAreas = await idleAreas();
  const small = await night(0);
  await accounts(LARGE - SMALL);
  const quietLarge = await idle();
  const quietAreasLarge = await idleAreas();
  const large = await night(1);
  for (const one of [quiet, quietLarge]) expect(one.counts.checked).toBe(0);
  for (const one of [small, large]) expect(one.counts).toMatchObject({ checked: CHANGED + DUE, opened: DUE });
  // Ten times the records, the same to read and to write.
  expect(Math.abs(quietLarge.units.read - quiet.units.read)).toBeLessThanOrEqual(3);
  expect(Math.abs(large.units.read - small.units.read)).toBeLessThanOrEqual(6);
  expect(Math.abs(large.units.write - small.units.write)).toBeLessThanOrEqual(3);
  // Record, history and note of each.
  expect(large.units.read - quietLarge.units.read).toBeLessThan(4 * (CHANGED + DUE));
  // A look at each kind of record and at the run itself.
  expect(quiet.units.read).toBeLessThan(34);
  // Night by area each of the three looks for itself.
  expect(Math.abs(quietAreasLarge - quietAreas)).toBeLessThanOrEqual(3);
  expect(quietAreas).toBeLessThan(3 * 34);
}, 120_000);

it('finds in the night what a group becomes by time alone, though nothing changed, and reads no more for it', async () => {
  const { world, put } = audit;
  const accountId = customers.at(-1)!.id;
  const owner = { accountId, currency: 'CNY' };
  const day = (ahead: number) => new Date(world.clock.now + ahead * DAY).toISOString().slice(0, 10);
  const [, payment] = await put([
    { type: 'receivable', data: { ...owner, number: 'RV-1', status: 'open', dueDate: day(60), balance: 900 } },
    {
      type: 'payment',
      data: { ...owner, number: 'PM-1', status: 'received', date: day(0), amount: 500, unallocated: 500 },
    },
  ]);
  const lying = () => audit.findings(`subjectId:eq:${payment!.id}`, 'rule:eq:payment-unallocated');
  const quiet = await idle('documents');
  expect(await lying()).toEqual([]);
  world.clock.now += 16 * DAY;
  const found = await audit.run({ kind: 'incremental', area: 'documents' });
  expect(await lying()).toMatchObject([{ state: 'open', times: 1 }]);
  expect(found.counts).toMatchObject({ checked: 0, opened: 1 });
  expect(found.units.read - quiet.units.read).toBeLessThanOrEqual(3);
  // What a change left behind is done with too: no mark waits for ever.
  await audit.overwrite(payment!, { data: { ...payment!.data, unallocated: 0 } });
  await audit.run({ kind: 'incremental', area: 'documents' });
  expect(await lying()).toMatchObject([{ state: 'fixed' }]);
  const { items } = await world.stack.deps.table.query({ partition: groupMarkPartition(MAIN), begins: 'payment-un' });
  expect(items).toEqual([]);
}, 60_000);

describe('notes of when to look again', () => {
  const LATER = '2099-01-01T00:00:00.000Z';
  let stored = 0;
  /** Stores notes until there are so many. */
  const storeTo = async (count: number): Promise<void> => {
    const { table } = audit.world.stack.deps;
    const ids = Array.from({ length: count - stored }, (_, index) => `opp_${String(stored + index).padStart(8, 'N')}`);
    stored = count;
    for (let from = 0; from < ids.length; from += 100) {
      await table.write(
        ids.slice(from, from + 100).map((id) => ({
          op: 'put',
          item: { ...auditNoteKey(MAIN, id), at: LATER, g3p: duePartition(MAIN), g3s: dueSort(LATER, id) },
        })),
      );
    }
  };
  /** What it costs a run to note down when to look at some records again, each a second before the note that stands. */
  const noting = async (kind: 'incremental' | 'sweep', count: number): Promise<Units> => {
    const units: Units = { read: 0, write: 0 };
    const run = { ws: MAIN, kind, now: '2026-11-21T00:00:00.000Z' };
    const part = { run, table: metered(audit.world.stack.deps.table, units), facts: {} } as unknown as Audit;
    await writeNotes(
      new Map(Array.from({ length: count }, (_, index) => [`opp_${String(index).padStart(8, 'N')}`, LATER])),
      part,
    );
    return units;
  };

  it('cost a night by the records that it looked at, and not by the notes that are stored', async () => {
    await storeTo(500);
    const few = await noting('incremental', 250);
    await storeTo(2_000);
    const many = await noting('incremental', 250);
    expect(few).toEqual({ read: 250, write: 0 });
    expect(many).toEqual(few);
  }, 60_000);

  it('are read all at once by a sweep alone, which looks at everything', async () => {
    expect((await noting('sweep', 250)).read).toBeLessThan(100);
  });
});
