import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importJobs } from '../../functions/imports/jobs.ts';
import { readImport, saveImport } from '../../functions/imports/store.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { Job } from '../../functions/runtime/queue.ts';
import type { Table, Write } from '../../functions/runtime/table.ts';
import { account } from '../../shared/customers/account.ts';
import { allItems, effects } from '../harness/effects.ts';
import { carryOut, prepare, step } from '../harness/imports.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
});
afterAll(() => world.close());

const code = (): string => `C${String(nextNumber()).padStart(6, '0')}`;
const csv = (...rows: string[][]): string =>
  `${[['code', 'name', 'city', 'birth date'], ...rows].map((row) => row.join(',')).join('\n')}\n`;
const columns = ['code', 'name', 'city', 'birth date'].map((column) => ({
  column,
  field: column === 'birth date' ? 'birthDate' : column,
}));
const plan = (...rows: string[][]) => ({
  target: 'account',
  files: [{ name: 'accounts.csv', bytes: csv(...rows), columns }],
});
const byCode = async (one: string): Promise<Any> => {
  const { items } = done(await admin.call('GET', `/accounts?archived=all&filter=code:eq:${one}`));
  return items.length === 0 ? undefined : done(await admin.call('GET', `/accounts/${items[0].id}`));
};
const plain = ({ version: _v, updatedAt: _a, updatedBy: _b, ...rest }: Any) => rest;

describe('an import that is undone', () => {
  let created: string;
  let updated: Any;
  let touched: string;
  let removed: Any;
  let ended: Any;

  beforeAll(async () => {
    [created, touched] = [code(), code()];
    updated = await makeRecord(admin, account, { name: 'Ocean', city: '上海', externalIds: { erp: `E${created}` } });
    const job = await carryOut(
      world,
      admin,
      plan(
        [created, 'New', '', '31 April'],
        [touched, 'Touched', '', ''],
        [updated.code, 'Ocean Ltd', '苏州', '1985-04-17'],
      ),
    );
    removed = await byCode(created);
    expect(job.counts).toEqual({ created: 2, updated: 1, flagged: 1 });
    const [hers] = [await byCode(touched)];
    done(await admin.call('PATCH', `/accounts/${hers.id}`, { version: hers.version, body: { city: '无锡' } }));
    ended = await step(world, admin, job.id, 'undo');
  });

  it('takes back what it made: gone from everywhere, and its keys are free', async () => {
    expect(await byCode(created)).toBeUndefined();
    const one = `/accounts/${removed.id}`;
    for (const reply of [
      await admin.call('GET', one),
      await admin.call('GET', `${one}/history`),
      await admin.call('PATCH', one, { version: 2, body: { name: 'Back' } }),
      await admin.call('POST', `${one}/restore`, { version: 2, body: {} }),
    ]) {
      expect(refusal(reply)).toEqual([404, 'not-found']);
    }
    expect(done(await admin.call('GET', '/search?q=New')).items).toEqual([]);
    expect(
      done(await admin.call('GET', '/accounts/summary?group=name&archived=all')).groups.map(({ value }: Any) => value),
    ).not.toContain('New');
    expect((await makeRecord(admin, account, { code: created })).code).toBe(created);
  });

  it('puts back what it changed, as a change of its own', async () => {
    const now = await byCode(updated.code);
    expect(plain(now)).toEqual(plain(updated));
    expect(now.version).toBe(3);
    const { items } = done(await admin.call('GET', `/accounts/${updated.id}/history`));
    expect(items.map(({ operation, reason, via }: Any) => [operation, via, reason])).toEqual([
      ['changed', 'import', `undo ${ended.id}`],
      ['changed', 'import', undefined],
      ['created', 'api', undefined],
    ]);
    expect(items[0].changes.map(({ field }: Any) => field)).toEqual(['birthDate', 'city', 'name']);
  });

  it('leaves what somebody changed since, and lists it', async () => {
    expect(await byCode(touched)).toMatchObject({ name: 'Touched', city: '无锡', version: 2 });
    expect(ended).toMatchObject({ state: 'undone', counts: { undone: 2, changedSince: 1 } });
    const { items } = done(await admin.call('GET', `/imports/${ended.id}/rows`));
    expect(items.map(({ row, undo }: Any) => [row, undo])).toEqual([
      [2, 'undone'],
      [3, 'changed-since'],
      [4, 'undone'],
    ]);
  });

  it('is not undone twice, nor run again', async () => {
    const before = await effects(world);
    for (const name of ['undo', 'run', 'check', 'read'])
      expect(refusal(await admin.call('POST', `/imports/${ended.id}/${name}`, { body: {} }))).toEqual([
        409,
        'conflict',
      ]);
    expect(await effects(world)).toEqual(before);
  });

  it('can be imported anew', async () => {
    const again = code();
    const first = await carryOut(world, admin, plan([again, 'Once', '', '']));
    await step(world, admin, first.id, 'undo');
    const second = await carryOut(world, admin, plan([again, 'Twice', '', '']));
    expect(second.counts).toEqual({ created: 1 });
    expect(await byCode(again)).toMatchObject({ name: 'Twice', version: 1 });
  });

  it('of a file without a row has nothing to undo, and ends', async () => {
    const empty = await carryOut(world, admin, plan());
    expect(empty).toMatchObject({ state: 'done', counts: {} });
    expect(await step(world, admin, empty.id, 'undo')).toMatchObject({ state: 'undone' });
  });

  it('does not bring back what was erased meanwhile', async () => {
    const target = await makeRecord(admin, account, { name: 'Zhao Min', phone: '+86 138 0013 8009' });
    const job = await carryOut(world, admin, plan([target.code, 'Zhao Min-Li', '', '']));
    done(await admin.call('POST', `/accounts/${target.id}/erase`, { version: 2, body: { reason: 'asked for' } }));
    expect(await step(world, admin, job.id, 'undo')).toMatchObject({ counts: { changedSince: 1 } });
    expect(JSON.stringify(done(await admin.call('GET', `/accounts/${target.id}`)))).not.toMatch(/Zhao|138 ?0013 ?8009/);
  });
});

/** The queue in our own hands: its messages are ours to bring late, twice, at once, or never. */
const inOurHands = (table: Partial<Table> = {}): { deps: Deps; sent: Job[] } => {
  const sent: Job[] = [];
  const { deps } = world.stack;
  return {
    deps: { ...deps, table: { ...deps.table, ...table }, queue: { send: async (jobs) => void sent.push(...jobs) } },
    sent,
  };
};
const act = (job: Job, deps: Deps) => importJobs[job.job]!(job, deps);

/** Begins a step past the API, so that nobody but us hears of it. @returns its first message */
const beginStep = async (id: string, name: 'check' | 'run'): Promise<Job> => {
  const { table } = world.stack.deps;
  const job = await readImport(MAIN, id, table);
  const next = await saveImport(
    job,
    { state: name === 'run' ? 'running' : 'checking', attempt: job.attempt + 1, counts: {} },
    table,
  );
  return { job: 'imports.cut', ws: MAIN, id, step: name, attempt: next.attempt };
};

/** The versions of the records that some rows made. */
const versionsOf = async (rows: string[][]): Promise<number[]> => {
  const codes = new Set(rows.map(([one]) => one));
  const stored = (await allItems(world, `${MAIN}#acc_`)) as Any[];
  return stored.filter(({ sk, data }) => sk === '#' && codes.has(data.code)).map(({ version }) => version);
};

const storedRecords = async () =>
  (await allItems(world, `${MAIN}#acc_`))
    .filter(({ sk }) => sk === '#')
    .map(({ id, version }) => `${id} ${version}`)
    .sort();

describe('the messages of an import', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => [code(), `Company ${index}`, '', index % 3 === 0 ? '31 April' : '']);

  it('do nothing when they come again after the end', async () => {
    const job = await carryOut(world, admin, plan(...rows(3)));
    const before = [await storedRecords(), await effects(world), done(await admin.call('GET', `/imports/${job.id}`))];
    const common = { ws: MAIN, id: job.id, step: 'run', attempt: 1 };
    await world.stack.deps.queue.send([
      { ...common, job: 'imports.cut' },
      { ...common, job: 'imports.portion', portion: 0 },
      { ...common, job: 'imports.finish' },
    ]);
    await world.settle();
    expect([await storedRecords(), await effects(world), done(await admin.call('GET', `/imports/${job.id}`))]).toEqual(
      before,
    );
  });

  it('do nothing twice when they come twice, one after the other or at the same moment', async () => {
    const file = rows(130);
    const { id } = await prepare(admin, plan(...file));
    const { deps, sent } = inOurHands();
    const first = await beginStep(id, 'run');
    await act(first, deps);
    await act(first, deps);
    const portions = sent.filter(({ job }) => job === 'imports.portion');
    expect(portions).toHaveLength(2);
    await Promise.all([act(portions[0]!, deps), act(portions[1]!, deps)]);
    await act(portions[0]!, deps);
    const ends = sent.filter(({ job }) => job === 'imports.finish');
    expect(ends.length).toBeGreaterThan(0);
    await act(ends[0]!, deps);
    for (const late of [ends[0]!, portions[0]!, first]) await act(late, deps);
    expect(done(await admin.call('GET', `/imports/${id}`))).toMatchObject({
      state: 'done',
      counts: { created: 130, flagged: 44 },
      progress: { done: 130, total: 130 },
    });
    expect(done(await admin.call('GET', `/imports/${id}/rows?limit=200`)).items).toHaveLength(130);
    expect(await versionsOf(file)).toEqual(file.map(() => 1));
  });

  it.each([
    ['before', 0],
    ['after', 0],
    ['before', 1],
  ] as const)('go on where the power failed: %s write %i', async (moment, at) => {
    const file = rows(100);
    const { id } = await prepare(admin, plan(...file));
    const begun = inOurHands();
    await act(await beginStep(id, 'run'), begun.deps);
    const [portion] = begun.sent;
    let count = 0;
    const { table } = world.stack.deps;
    const write = async (writes: readonly Write[]) => {
      const fails = count++ === at;
      if (!fails || moment === 'after') await table.write(writes);
      if (fails) throw new Error('the power is off');
    };
    await importJobs['imports.portion']!(portion!, inOurHands({ write }).deps).catch(() => undefined);
    const again = inOurHands();
    await act(portion!, again.deps);
    await act(again.sent.find(({ job }) => job === 'imports.finish')!, again.deps);
    expect(done(await admin.call('GET', `/imports/${id}`))).toMatchObject({
      state: 'done',
      counts: { created: 100, flagged: 34 },
    });
    expect(await versionsOf(file)).toEqual(file.map(() => 1));
  });

  it('of a dry run that was overtaken change nothing', async () => {
    const { id } = await prepare(admin, plan(...rows(2)));
    const check = inOurHands();
    const late = await beginStep(id, 'check');
    await act(late, check.deps);
    const job = await readImport(MAIN, id, world.stack.deps.table);
    await saveImport(job, { state: 'mapping' }, world.stack.deps.table);
    const ended = await step(world, admin, id, 'run');
    expect(ended.counts).toMatchObject({ created: 2 });
    for (const message of [late, ...check.sent]) await act(message, check.deps);
    expect(done(await admin.call('GET', `/imports/${id}`))).toEqual(ended);
  });

  it('of an undo do nothing twice', async () => {
    const job = await carryOut(world, admin, plan(...rows(100)));
    const { table } = world.stack.deps;
    const stored = await readImport(MAIN, job.id, table);
    await saveImport(stored, { state: 'undoing' }, table);
    const { deps, sent } = inOurHands();
    const message = { job: 'imports.portion', ws: MAIN, id: job.id, step: 'undo', attempt: stored.attempt, portion: 0 };
    await Promise.all([act(message, deps), act(message, deps)]);
    const after = await storedRecords();
    await act(message, deps);
    expect(await storedRecords()).toEqual(after);
    await act(sent.find(({ job: name }) => name === 'imports.finish')!, deps);
    await act(message, deps);
    expect(await storedRecords()).toEqual(after);
    expect(done(await admin.call('GET', `/imports/${job.id}`))).toMatchObject({
      state: 'undone',
      counts: { undone: 100, changedSince: 0 },
    });
    const { items } = done(await admin.call('GET', `/imports/${job.id}/rows?limit=200`));
    expect(new Set(items.map(({ undo }: Any) => undo))).toEqual(new Set(['undone']));
  });
});

describe('an import whose message was lost between its state and the queue', () => {
  it('is taken up by the schedule and ends, and one that ended is left alone', async () => {
    const one = code();
    const { id } = await prepare(admin, plan([one, 'Lost and found', '', '']));
    const { table } = world.stack.deps;
    const waiting = await readImport(MAIN, id, table);
    await saveImport(waiting, { state: 'running', attempt: waiting.attempt + 1 }, table);
    await world.stack.runSchedule('unfinished-imports');
    await world.settle();
    expect(done(await admin.call('GET', `/imports/${id}`)).counts).toEqual({ created: 1 });
    const before = await byCode(one);
    await world.stack.runSchedule('unfinished-imports');
    await world.settle();
    expect(await byCode(one)).toEqual(before);
  });
});
