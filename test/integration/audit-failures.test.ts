import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditFollowUps } from '../../functions/audit/follow-ups.ts';
import { auditJobs } from '../../functions/audit/jobs.ts';
import type { Task } from '../../functions/audit/runs.ts';
import { newRun, portionWrites, runItem, runWrite } from '../../functions/audit/runs.ts';
import { deadLetterHandler } from '../../functions/runtime/dead-letters.ts';
import { createWorkspace } from '../../functions/runtime/provision.ts';
import { scheduleHandler } from '../../functions/runtime/schedule.ts';
import { toWorkspace } from '../../functions/runtime/settings.ts';
import { toItem } from '../../functions/runtime/stored.ts';
import { workerHandler } from '../../functions/runtime/worker.ts';
import { FIRST } from '../../shared/audit/run.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Any } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld, Parts } from './audit-world.ts';
import { dying, MINUTE, openAuditWorld, silent } from './audit-world.ts';

const HOUR = 60 * MINUTE;
const NEW_YORK = 'ws_ny';

let audit: AuditWorld;

const now = () => new Date(audit.world.clock.now).toISOString();
const runs = async (): Promise<Any[]> => (await audit.steward.call('GET', '/audit-runs?limit=200')).body.items;
const runOf = async (id: string): Promise<Any> => (await audit.steward.call('GET', `/audit-runs/${id}`)).body;
const one = async (type: Parts['type'], data: Record<string, unknown>, parts: Partial<Rec> = {}): Promise<Rec> =>
  (await audit.put([{ type, data, parts }]))[0]!;
const letter = (body: unknown, id = 'letter-1'): SQSEvent =>
  ({
    Records: [{ messageId: id, body: JSON.stringify(body), attributes: { SentTimestamp: String(Date.parse(now())) } }],
  }) as unknown as SQSEvent;
/** What the queue does with a message that fails at each try: it hands it to the consumer of the dead letters. */
const bury = (body: unknown, id?: string) =>
  deadLetterHandler(auditFollowUps, () => audit.world.stack.deps)(letter(body, id));
/** Stores a record past everything that looks at records: in the same version, so that nothing follows the change. */
const spoil = (rec: Rec, parts: Record<string, unknown>) =>
  audit.world.stack.deps.table.write([
    { op: 'put', item: { ...toItem(entityOf(rec.type), { ...rec, updatedAt: now() }), ...parts } },
  ]);
/** A tick of the clock for all workspaces, and everything that comes of it. */
const tick = async (job: 'audit.clock' | 'audit.due', at = now()) => {
  await scheduleHandler(() => audit.world.stack.deps)({ job, scheduledFor: at });
  await audit.world.settle();
};

const quiet = () => void vi.spyOn(console, 'error').mockImplementation(() => undefined);

beforeEach(quiet);
beforeAll(async () => {
  quiet();
  audit = await openAuditWorld();
  await createWorkspace(
    { id: NEW_YORK, name: 'Hudson', kind: 'production', timeZone: 'America/New_York', currency: 'USD', country: 'US' },
    audit.world.stack.deps,
  );
  await audit.world.settle();
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await audit.world.close();
});

describe('a record that cannot be read', () => {
  it.each([
    ['has no data', { data: null }, /data is not an object/],
    ['comes from a later product', { schemaVersion: 99 }, /schemaVersion 99/],
  ])(
    'is named when it %s; what others are found for is found, and what it was found for stands',
    async (_name, parts, why) => {
      const [sick, sound] = [
        await one('account', audit.account({ email: 'bad' })),
        await one('account', audit.account({ email: 'bad' })),
      ];
      await audit.run({ kind: 'incremental' });
      await spoil(sick, parts);
      await spoil(sound, { data: { ...sound.data, phone: '1' }, version: 2 });
      const run = await audit.run({ kind: 'incremental' });
      expect(run).toMatchObject({ state: 'done', counts: { checked: 1, unreadable: 1, closed: 0, ruleErrors: 0 } });
      expect(run.failures).toEqual([
        { of: 'record', id: sick.id, times: 1, message: expect.stringMatching(why), at: [sick.id] },
      ]);
      expect(await audit.findings(`subjectId:eq:${sick.id}`)).toMatchObject([{ rule: 'bad-email', state: 'open' }]);
      expect((await audit.findings(`subjectId:eq:${sound.id}`)).map(({ rule }) => rule).sort()).toEqual([
        'bad-email',
        'bad-phone',
      ]);
      await spoil(sick, {});
      await spoil(sound, { version: 3 });
      expect((await audit.run({ kind: 'incremental' })).counts).toMatchObject({ checked: 2, unreadable: 0, closed: 1 });
    },
  );
});

describe('a finding that names a record that cannot be read', () => {
  it('stands until that one is mended, whatever changes beside it, and goes when the fault is really gone', async () => {
    const same = { name: '海港机械有限公司', taxId: '91310000MA1K35XY4D', city: '上海' };
    const [first, second] = [await one('account', audit.account(same)), await one('account', audit.account(same))];
    const doubles = async () =>
      (await audit.findings('rule:eq:duplicate-account'))
        .filter(({ subjectId, related }) =>
          [first.id, second.id].some((id) => id === subjectId || related?.includes(id)),
        )
        .map(({ state }) => state);
    await audit.run({ kind: 'incremental' });
    expect(await doubles()).toEqual(['open']);
    // The subject is the older one; another process has only what can be read in its lists.
    await spoil(second, { data: null });
    await audit.run({ kind: 'incremental' });
    audit.world.stack.deps.lists.forget();
    await spoil(first, { data: { ...first.data, city: 'Berlin' }, version: 2 });
    await audit.run({ kind: 'incremental' });
    expect(await doubles()).toEqual(['open']);
    await audit.run({ kind: 'sweep', rules: ['duplicate-account'] });
    expect(await doubles()).toEqual(['open']);
    await spoil(second, { data: audit.account({ name: '北山', city: '上海' }), version: 2 });
    await audit.run({ kind: 'incremental' });
    expect(await doubles()).toEqual(['fixed']);
  });
});

describe('a part that fails at each of its tries', () => {
  let run: Any;
  let part: Any;
  let kept: Rec;

  beforeAll(async () => {
    quiet();
    const { deps } = audit.world.stack;
    audit.world.clock.now += MINUTE;
    kept = await one('account', audit.account({ email: 'no', phone: '2' }));
    await one('product', { code: 'bad code 1', name: 'Rim' });
    await audit.world.settle();
    audit.world.clock.now += MINUTE;
    const workspace = toWorkspace((await deps.table.get(workspaceKey(MAIN)))!);
    const made = newRun(
      { id: deps.newId('auditRun'), kind: 'sweep', trigger: 'person', by: 'job:test' },
      workspace,
      now(),
    );
    const stretch = (type: string): Task => ({ kind: 'records', type, from: FIRST, to: `${now()}#~` });
    await deps.table.write([{ op: 'create', item: runItem(made) }]);
    await deps.table.write([
      runWrite(made, { state: 'running', total: 2 }),
      ...portionWrites(made, [[stretch('account')], [stretch('product'), { kind: 'leftovers' }]]),
    ]);
    run = made;
    part = { job: 'audit.portion', ws: MAIN, run: made.id, part: '0001' };
    const worker = (broken: typeof deps) => workerHandler(auditJobs, () => broken);
    for (let time = 0; time < 5; time++)
      expect((await worker(dying(deps, 0))(letter(part))).batchItemFailures).toHaveLength(1);
    await auditJobs['audit.portion']!({ ...part, part: '0002' }, deps);
    expect(await runOf(run.id)).toMatchObject({ state: 'running', progress: { done: 1, total: 2 } });
    // The dead letter is delivered twice, as anything may be.
    for (let time = 0; time < 2; time++) expect((await bury(part)).batchItemFailures).toEqual([]);
    await audit.world.settle();
  });

  it('is given up: the run ends and says why, with what the other parts came to', async () => {
    const done = await runOf(run.id);
    expect(done).toMatchObject({ state: 'done', progress: { done: 2, total: 2 } });
    expect(done.failures).toEqual([{ of: 'part', id: '0001', times: 1, message: 'killed', at: [] }]);
    expect(done.counts.checked).toBe(1);
    expect(await audit.findings(`subjectId:eq:${kept.id}`)).toEqual([]);
  });

  it('leaves the mark where it was: the next run looks at what was lost', async () => {
    const { followed } = (await audit.steward.call('GET', '/audit-clock')).body;
    expect(Object.values(followed).every((at) => String(at) < run.now)).toBe(true);
  });

  it('waits among the failed jobs, once, and is done when it is sent again', async () => {
    const { items } = (await audit.steward.call('GET', '/failed-jobs')).body;
    expect(items).toMatchObject([{ job: 'audit.portion', ids: [run.id], tries: 5, state: 'waiting' }]);
    const send = (version: number) =>
      audit.steward.call('POST', `/failed-jobs/${items[0].id}/send`, { version, body: {} });
    expect((await send(1)).body).toMatchObject({ state: 'sent', by: audit.steward.memberId });
    expect([(await send(1)).status, (await send(2)).body.code]).toEqual([412, 'conflict']);
    await audit.world.settle();
    const done = await runOf(run.id);
    expect(done).toMatchObject({ state: 'done', progress: { done: 2, total: 2 } });
    expect(done.failures).toBeUndefined();
    expect((await audit.findings(`subjectId:eq:${kept.id}`)).map(({ rule }) => rule).sort()).toEqual([
      'bad-email',
      'bad-phone',
    ]);
  });

  it('can be dropped; nobody of another company sees it, and what cannot be read stays a dead letter', async () => {
    // Of a message are shown the ids of the product, and nothing that only looks like one.
    const said = { note: 'li.na@example.com', token: 'sk_li.na1', key: 'secret_li9na', ids: ['acc_1', 'acc_li.na', 7] };
    await bury({ job: 'audit.finish', ws: MAIN, run: 'run_gone', ...said }, 'letter-2');
    const { items } = (await audit.steward.call('GET', '/failed-jobs?limit=1')).body;
    expect(items[0].ids.sort()).toEqual(['acc_1', 'run_gone']);
    expect(JSON.stringify(items)).not.toMatch(/li.na|secret/);
    const drop = await audit.steward.call('POST', `/failed-jobs/${items[0].id}/drop`, { version: 1, body: {} });
    expect(drop.body).toMatchObject({ job: 'audit.finish', state: 'dropped' });
    const stranger = await audit.world.person('administrator', { ws: 'ws_other' });
    expect((await stranger.call('GET', '/failed-jobs')).body.items).toEqual([]);
    expect((await bury('no job')).batchItemFailures).toHaveLength(1);
    expect((await bury({ job: 'audit.finish', ws: 'ws_gone' }, 'letter-3')).batchItemFailures).toEqual([]);
    audit.world.clock.now += 31 * 24 * HOUR;
    expect((await audit.steward.call('GET', '/failed-jobs')).body.items).toEqual([]);
  });

  it('fails the run when there is no other part, and when it could not even be planned', async () => {
    const { deps } = audit.world.stack;
    const { deps: mute, sent } = silent(deps);
    await auditJobs['audit.clock']!({ job: 'audit.clock', ws: MAIN, scheduledFor: '2026-12-24T17:00:00.000Z' }, mute);
    const id = sent.find((message) => message.run)?.run;
    await bury({ job: 'audit.run', ws: MAIN, run: id }, 'letter-4');
    await audit.world.settle();
    expect(await runOf(id)).toMatchObject({ state: 'failed', failures: [{ of: 'part', id: 'plan' }] });
    const { items } = (await audit.steward.call('GET', '/failed-jobs?limit=1')).body;
    await audit.steward.call('POST', `/failed-jobs/${items[0].id}/send`, { version: 1, body: {} });
    await audit.world.settle();
    expect(await runOf(id)).toMatchObject({ state: 'done', area: 'documents' });
  });
});

describe('the clock', () => {
  it('begins the night of each company by its own zone, each run once', async () => {
    const { deps } = audit.world.stack;
    audit.world.clock.now += HOUR;
    const begun = async (at: string): Promise<Any[]> => {
      const { deps: mute, sent } = silent(deps);
      for (const ws of [MAIN, NEW_YORK])
        await auditJobs['audit.clock']!({ job: 'audit.clock', ws, scheduledFor: at }, mute);
      return sent.filter(({ job }) => job === 'audit.run').map(({ ws }) => ws);
    };
    // One o'clock at night in Shanghai is noon in New York, and five hours and a half later it is the other way round.
    expect(await begun('2027-03-01T17:00:00.000Z')).toEqual([MAIN]);
    expect(await begun('2027-03-02T06:00:00.000Z')).toEqual([NEW_YORK]);
    // A message that comes twice sends to the run that waits; two hours later it is joined by those of the other areas.
    expect(await begun('2027-03-01T17:00:00.000Z')).toEqual([MAIN]);
    await tick('audit.clock', '2027-03-01T19:00:00.000Z');
    const nights = (await runs()).filter((run) => run.trigger === 'schedule' && run.startedAt === now());
    expect(nights.map(({ area, state }) => [area, state]).sort()).toEqual([
      ['documents', 'done'],
      ['master-data', 'done'],
      ['process', 'done'],
    ]);
  });

  it('finds within the hour what has fallen due, and makes no run where nothing has', async () => {
    // A Wednesday at nine in Shanghai: eight business hours are over at six.
    const morning = Date.parse('2027-01-13T01:00:00.000Z');
    expect(audit.world.clock.now).toBeLessThan(morning);
    audit.world.clock.now = morning;
    await tick('audit.due');
    const order = await one(
      'order',
      { number: 'SO-9001', status: 'pending-approval', submittedAt: now() },
      { source: 'web', via: 'api' },
    );
    await audit.world.settle();
    const late = () => audit.findings(`subjectId:eq:${order.id}`, 'rule:eq:order-not-approved-in-time');
    audit.world.clock.now += 7 * HOUR;
    await tick('audit.due');
    expect(await late()).toEqual([]);
    const before = await runs();
    audit.world.clock.now += HOUR;
    await tick('audit.due');
    expect(await runs()).toHaveLength(before.length);
    expect((await audit.steward.call('GET', '/audit-clock')).body.lookedAt).toBe(now());
    audit.world.clock.now += HOUR;
    await tick('audit.due');
    expect(await late()).toMatchObject([{ state: 'open', times: 1 }]);
    const [run] = await runs();
    expect(run).toMatchObject({ kind: 'due', counts: { checked: 1 } });
    await tick('audit.due', run.now);
    expect(await runs()).toHaveLength(before.length + 1);
  });

  it('costs a look a handful of units when nothing is due', async () => {
    const { table } = audit.world.stack.deps;
    const spent = { ...table.units };
    await auditJobs['audit.due']!({ job: 'audit.due', ws: MAIN, scheduledFor: now() }, audit.world.stack.deps);
    expect(table.units.read - spent.read).toBeLessThanOrEqual(2);
    expect(table.units.write - spent.write).toBeLessThanOrEqual(1);
  });
});

describe('one fault through thirty nights', () => {
  it('is one finding; mended it closes, and broken again it comes back', async () => {
    let rec = await one('account', audit.account({ email: 'bad' }));
    const found = async () => (await audit.findings(`subjectId:eq:${rec.id}`))[0];
    const night = async (data: Record<string, unknown> = {}) => {
      audit.world.clock.now += 24 * HOUR;
      rec = await audit.overwrite(rec, { data: { ...rec.data, ...data } });
      audit.world.clock.now += MINUTE;
      // At six in the morning, when only the last area's time is not over yet, and the sweep's on Sundays.
      const { deps } = audit.world.stack;
      const { deps: mute, sent } = silent(deps);
      const at = `${now().slice(0, 10)}T22:00:00.000Z`;
      await auditJobs['audit.clock']!({ job: 'audit.clock', ws: MAIN, scheduledFor: at }, mute);
      for (const message of sent) await auditJobs['audit.run']!(message, deps);
    };
    await night();
    const first = await found();
    const begun = now();
    expect(first).toMatchObject({ state: 'open', times: 1, version: 1 });
    for (let count = 2; count <= 30; count++) await night({ city: `City ${count}` });
    expect(await found()).toEqual(first);
    const nights = (await runs()).filter((run) => run.startedAt > begun && run.area === 'master-data');
    expect(
      nights.map(({ counts: { checked, opened, closed, unchanged } }) => [checked, opened, closed, unchanged]),
    ).toEqual(Array(29).fill([1, 0, 0, 1]));
    await night({ email: 'li@example.com' });
    expect(await found()).toMatchObject({ state: 'fixed', times: 1 });
    await night({ email: 'bad again' });
    const [last] = (await runs()).filter(({ area }) => area === 'master-data');
    expect(await found()).toMatchObject({ id: first.id, state: 'recurred', times: 2, lastRun: last.id });
    expect(last.counts).toMatchObject({ checked: 1, reopened: 1, opened: 0, closed: 0 });
  });
});

describe('a spot check', () => {
  it('draws the work of people on probation more readily, and says how much of it there was', async () => {
    const learner = await audit.world.person('sales-rep', { name: 'Learner' });
    const { body: member } = await audit.steward.call('GET', `/members/${learner.memberId}`);
    const { deps } = audit.world.stack;
    const stored = (await deps.table.get({ pk: `${MAIN}#${learner.memberId}`, sk: '#' })) as Any;
    await deps.table.write([
      {
        op: 'put',
        item: {
          ...stored,
          version: 2,
          updatedAt: now(),
          g1s: `${now()}#${member.id}`,
          data: { ...stored.data, probationUntil: '2099-12-31' },
        },
      },
    ]);
    const make = (owner?: string): Parts => ({
      type: 'account',
      data: audit.account(),
      parts: owner ? { ownerId: owner } : {},
    });
    await audit.put(Array.from({ length: 60 }, (_, index) => make(index < 10 ? learner.memberId : undefined)));
    const run = await audit.run({ kind: 'spot-check', sample: 25, seed: 'mid-winter' });
    expect(run.drawn.records).toBe(25);
    // A seventh of all records; every second of the sample.
    expect(run.drawn.probation).toBeGreaterThan(6);
    const again = await audit.run({ kind: 'spot-check', sample: 25, seed: 'mid-winter' });
    expect(again.drawn).toEqual(run.drawn);
  });
});

describe('what a run would cost', () => {
  it('is told before it is started, by what the last one like it cost', async () => {
    const sweep = await audit.run({ kind: 'sweep' });
    const { body } = await audit.steward.call('GET', '/audit-estimate?kind=sweep');
    expect(body.by).toBe(sweep.id);
    expect(Math.abs(body.records - sweep.counts.checked)).toBeLessThan(5);
    expect(Math.abs(body.units.read - sweep.units.read)).toBeLessThan(20);
    const { body: idle } = await audit.steward.call('GET', '/audit-estimate?kind=incremental&area=documents');
    expect(idle.records).toBeLessThan(body.records);
  });
});
