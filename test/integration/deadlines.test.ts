import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ringDeadlines } from '../../functions/notices/deadlines.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { workItemOf } from '../../functions/runtime/govern.ts';
import type { Item, Write } from '../../functions/runtime/table.ts';
import { metered } from '../../functions/runtime/table.ts';
import type { Work } from '../../shared/process/work.ts';
import { workKey } from '../../shared/table/keys.ts';
import { mailsTo, newestMail } from '../harness/mails.ts';
import { draftOrder, stepOrder, submittedOrder } from '../harness/orders.ts';
import { done } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/**
 * A draft is due after sixteen business hours, four hours before that its owner is reminded, and when it is overdue managers hear of
 * it (PRO-5). It begins on a Saturday, so that the sixteen hours are those of Monday and Tuesday in Shanghai.
 */
const REMIND = '2026-11-24T06:00:00.000Z';
const DUE = '2026-11-24T10:00:00.000Z';

let world: World;
let start: number;
beforeAll(async () => {
  world = await openWorld();
  start = world.clock.now;
});
afterAll(() => world.close());

/** A company of its own for each test: its people do not hear of the others' documents. */
let ws: string;
let admin: Person;
let rep: Person;
let boss: Person;
let westBoss: Person;
let director: Person;
beforeEach(async () => {
  ws = await openWorkspace(world);
  admin = await world.person('administrator', { ws });
  rep = await world.person('sales-rep', { ws, scope: 'own', team: 'east' });
  boss = await world.person('sales-manager', { ws, scope: 'team', team: 'east' });
  westBoss = await world.person('sales-manager', { ws, scope: 'team', team: 'west' });
  director = await world.person('sales-manager', { ws });
});
afterEach(() => {
  world.clock.now = start;
});

const run = async (): Promise<void> => {
  await world.stack.deps.queue.send([{ job: 'process.deadlines', ws }]);
  await world.settle();
};
const ring = (deps: Deps = world.stack.deps): Promise<void> => ringDeadlines({ job: 'process.deadlines', ws }, deps);
const at = (instant: string, minutes = 0): void => {
  world.clock.now = Date.parse(instant) + minutes * 60_000;
};
const LATE = ['due-soon', 'overdue', 'escalated'];
/** What somebody was told about the time of a document. */
const told = async (person: Person, id: string): Promise<string[]> => {
  await world.settle();
  const { items } = done(await (await world.again(person)).call('GET', '/notices?limit=100'));
  return items
    .filter((one: Any) => one.subjectId === id && LATE.includes(one.kind))
    .map((one: Any) => one.kind)
    .sort();
};
const workItem = (id: string, slot: string): Promise<Item | undefined> =>
  world.stack.deps.table.get(workKey(ws, id, slot));

describe('what is to be done', () => {
  it('is reminded of before, told of when it is overdue, and escalated within the team: once each', async () => {
    const made = await draftOrder(admin, rep);
    expect(made.process.due).toBe(DUE);
    at(REMIND, -1);
    await run();
    expect(await told(rep, made.id)).toEqual([]);
    at(REMIND);
    for (let times = 0; times < 3; times++) await run();
    expect(await told(rep, made.id)).toEqual(['due-soon']);
    at(DUE, -1);
    await run();
    expect(await told(rep, made.id)).toEqual(['due-soon']);
    expect(await told(boss, made.id)).toEqual([]);
    at(DUE);
    for (let times = 0; times < 3; times++) await run();
    at(DUE, 10_000);
    await run();
    expect(await told(rep, made.id)).toEqual(['due-soon', 'overdue']);
    expect(await told(boss, made.id)).toEqual(['escalated']);
    expect(await told(director, made.id)).toEqual(['escalated']);
    expect(await told(westBoss, made.id)).toEqual([]);
    expect(await told(admin, made.id)).toEqual([]);
    // It has left the alarms and stays on the work list.
    expect(await workItem(made.id, 's0')).toMatchObject({ data: { due: DUE } });
    expect((await workItem(made.id, 's0'))?.['g3p']).toBeUndefined();
    const { items } = done(await (await world.again(rep)).call('GET', '/work'));
    expect(items).toMatchObject([{ id: made.id, due: DUE }]);
  });

  it('is told once though several runs come at the same time, each with its mail', async () => {
    const made = await draftOrder(admin, rep);
    for (const [instant, kinds] of [
      [REMIND, ['due-soon']],
      [DUE, ['due-soon', 'overdue']],
    ] as const) {
      at(instant);
      await Promise.all([ring(), ring(), ring()]);
      expect(await told(rep, made.id)).toEqual(kinds);
      expect(mailsTo(world, rep.email)).toBe(kinds.length);
    }
    expect(await told(boss, made.id)).toEqual(['escalated']);
    expect(newestMail(world, boss.email)).toMatch(/^Overdue, and yours to look after: Sales order SO/);
    expect(newestMail(world, boss.email)).toContain('Assigned to: sales-rep');
  });

  it('is told once though a run breaks off between telling and moving on', async () => {
    const made = await draftOrder(admin, rep);
    const { deps } = world.stack;
    const breaking = (writes: readonly Write[], token?: string) =>
      writes.some((write) => write.op === 'check') ? Promise.reject(new Error('off')) : deps.table.write(writes, token);
    for (const instant of [REMIND, DUE]) {
      at(instant);
      await expect(ring({ ...deps, table: { ...deps.table, write: breaking } })).rejects.toThrow('off');
      await run();
    }
    expect(await told(rep, made.id)).toEqual(['due-soon', 'overdue']);
    expect(mailsTo(world, rep.email)).toBe(2);
  });

  it('is not announced any more when both times have passed', async () => {
    const made = await draftOrder(admin, rep);
    at(DUE, 60);
    await run();
    await run();
    expect(await told(rep, made.id)).toEqual(['overdue']);
  });

  it('is told to nobody when it was done in time, and the next step has a time of its own', async () => {
    const sent = await submittedOrder(admin, rep);
    at(sent.process.due, -1);
    await run();
    // The signature is asked for within eight hours, and reminded of two hours before.
    expect(await told(rep, sent.id)).toEqual([]);
    expect(await told(boss, sent.id)).toEqual(['due-soon']);
    const manager = await world.again(boss);
    done(await manager.call('POST', `/orders/${sent.id}/decisions`, { body: { verdict: 'approve' } }));
    at(sent.process.due, 1);
    await run();
    expect(await told(boss, sent.id)).toEqual(['due-soon']);
  });

  it('is told to whom it is asked of, not to whose document waits for it, and executives hear that it waits', async () => {
    const executive = await world.person('executive', { ws });
    const sent = await submittedOrder(admin, boss);
    at(sent.process.due);
    await run();
    expect(await told(admin, sent.id)).toEqual(['overdue']);
    expect(await told(director, sent.id)).toEqual(['overdue']);
    expect(await told(executive, sent.id)).toEqual(['escalated']);
    expect(await told(boss, sent.id)).toEqual([]);
  });

  it('is told to deputies while they are', async () => {
    const deputy = await world.person('marketing', { ws });
    const made = await draftOrder(admin, rep);
    const body = { deputyId: deputy.memberId, from: new Date(start).toISOString(), until: '2026-11-24T08:00:00.000Z' };
    done(await rep.call('POST', '/delegations', { body }));
    at(REMIND);
    await run();
    at(DUE);
    await run();
    expect(await told(deputy, made.id)).toEqual(['due-soon']);
    expect(await told(rep, made.id)).toEqual(['due-soon', 'overdue']);
  });

  it('is not told to whoever turned it off', async () => {
    const settings = { 'due-soon': { app: false, mail: false }, overdue: { app: true, mail: false } };
    done(await rep.call('PUT', '/notices/settings', { body: { settings } }));
    const made = await draftOrder(admin, rep);
    for (const instant of [REMIND, DUE]) {
      at(instant);
      await run();
    }
    expect(await told(rep, made.id)).toEqual(['overdue']);
    expect(mailsTo(world, rep.email)).toBe(0);
  });
});

describe('a run', () => {
  it('leaves alone what somebody changes at the same moment', async () => {
    const made = await draftOrder(admin, rep);
    at(REMIND);
    const { deps } = world.stack;
    const seller = await world.again(rep);
    let edited = false;
    const write: Deps['table']['write'] = async (writes, token) => {
      if (!edited && writes.some((one) => one.op === 'check')) {
        edited = true;
        done(await seller.call('PATCH', `/orders/${made.id}`, { version: 1, body: { number: `${made.number}-B` } }));
      }
      return deps.table.write(writes, token);
    };
    await ring({ ...deps, table: { ...deps.table, write } });
    expect(edited).toBe(true);
    expect(await workItem(made.id, 's0')).toMatchObject({ version: 1, data: { title: `${made.number}-B` } });
    // Its alarm rings again, and nobody is told again.
    await run();
    expect(await told(rep, made.id)).toEqual(['due-soon']);
    expect(await workItem(made.id, 's0')).toMatchObject({ version: 2, data: { title: `${made.number}-B` } });
  });

  it('does not bring back what a step has done at the same moment', async () => {
    const made = await draftOrder(admin, rep);
    at(DUE);
    const { deps } = world.stack;
    const seller = await world.again(rep);
    const batchGet: Deps['table']['batchGet'] = async (keys) => {
      const items = await deps.table.batchGet(keys);
      if (keys.some((key) => key.sk === 'w#s0')) await stepOrder(seller, made, 'submit');
      return items;
    };
    await ring({ ...deps, table: { ...deps.table, batchGet } });
    expect(await workItem(made.id, 's0')).toBeUndefined();
  });

  const pieces = (count: number, id: string, parts: Partial<Work>): Work[] =>
    Array.from({ length: count }, (_, index) => ({
      ws,
      id,
      type: 'order',
      slot: `x${index}`,
      kind: 'step',
      assignee: `m:${rep.memberId}`,
      process: 'order',
      state: 'draft',
      title: `SO${index}`,
      since: new Date(start).toISOString(),
      due: DUE,
      ...parts,
    }));
  const put = async (works: readonly Work[]): Promise<void> => {
    for (let from = 0; from < works.length; from += 90)
      await world.stack.deps.table.write(
        works.slice(from, from + 90).map((work) => ({ op: 'put', item: workItemOf(work) })),
      );
  };

  it('costs nothing for what is not due', async () => {
    const cost = async (): Promise<{ read: number; write: number }> => {
      const units = { read: 0, write: 0 };
      await ring({ ...world.stack.deps, table: metered(world.stack.deps.table, units) });
      return units;
    };
    const idle = await cost();
    await put(pieces(200, 'ord_later', { due: '2027-01-04T02:00:00.000Z' }));
    expect(await cost()).toEqual(idle);
    // What an empty query costs.
    expect(idle).toEqual({ read: 0.5, write: 0 });
  });

  it('comes to everything that is due, however much it is', async () => {
    const made = await draftOrder(admin, rep);
    await put(pieces(130, made.id, {}));
    at(DUE);
    await run();
    const { deps } = world.stack;
    const left = await deps.table.query({ index: 'due', partition: `${ws}#deadline` });
    expect(left.items).toEqual([]);
    // 130 pieces and the draft itself, each with its mail.
    expect(world.stack.aws.outbox.list({ to: rep.email, limit: 1000 })).toHaveLength(131);
  });

  it('comes to what follows though one piece of work cannot be told', async () => {
    const first = await draftOrder(admin, rep);
    const second = await draftOrder(admin, rep);
    at(DUE);
    const { deps } = world.stack;
    const write: Deps['table']['write'] = (writes, token) =>
      writes.some((one) => 'item' in one && (one.item['data'] as Any)?.subjectId === first.id)
        ? Promise.reject(new Error('off'))
        : deps.table.write(writes, token);
    await expect(ring({ ...deps, table: { ...deps.table, write } })).rejects.toThrow('off');
    expect(await told(rep, second.id)).toEqual(['overdue']);
    expect(await told(rep, first.id)).toEqual([]);
    await run();
    expect(await told(rep, first.id)).toEqual(['overdue']);
  });
});
