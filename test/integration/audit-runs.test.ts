import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditJobs } from '../../functions/audit/jobs.ts';
import { openLists } from '../../functions/runtime/lists.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { dying, MINUTE, openAuditWorld, silent } from './audit-world.ts';

/** Enough for a run of several portions. */
const SIZE = 2_600;
/** Every tenth has one fault. */
const FAULTS = SIZE / 10;
/** With the steward and the pipeline, whose histories are looked at too. */
const CHECKED = SIZE + 2;

let audit: AuditWorld;
let recs: Rec[];

const make = (index: number) =>
  audit.account({ name: `Customer ${index}`, ...(index % 10 === 0 ? { email: 'bad' } : {}) });
const runOf = async (id: string) => (await audit.steward.call('GET', `/audit-runs/${id}`)).body;
const portion = (message: unknown, deps = audit.world.stack.deps) =>
  auditJobs['audit.portion']!(message as never, deps);

beforeAll(async () => {
  audit = await openAuditWorld();
  recs = await audit.put(Array.from({ length: SIZE }, (_, index) => ({ type: 'account' as const, data: make(index) })));
  await audit.world.settle();
  audit.world.clock.now += MINUTE;
}, 120_000);
afterAll(() => audit.world.close());

it('goes on where it was killed, does nothing twice, and comes to the same counts', async () => {
  const { deps } = audit.world.stack;
  const first = silent(deps);
  const job = { job: 'audit.sweep', ws: MAIN, scheduledFor: '2026-12-01T19:00:00.000Z' };
  await auditJobs['audit.sweep']!(job, first.deps);
  const total = first.sent.length;
  expect(total).toBeGreaterThan(2);
  const [one] = first.sent;
  // Killed in the middle of its findings: some are written, the portion is not done.
  await expect(portion(one, dying(deps, 2))).rejects.toThrow('killed');
  expect(await runOf(one.run)).toMatchObject({ state: 'running', progress: { done: 0, total } });
  expect((await audit.findings('rule:eq:bad-email')).length).toBeGreaterThan(0);
  // Delivered again, in two processes at once that remember nothing of it, and once more after it was done.
  const fresh = () => ({ ...deps, lists: openLists(deps.objects, deps.now) });
  await Promise.all([portion(one, fresh()), portion(one, fresh())]);
  await portion(one);
  expect((await runOf(one.run)).progress).toEqual({ done: 1, total });
  // All other messages were lost: the message of the schedule takes the run up again.
  const again = silent(deps);
  await auditJobs['audit.sweep']!(job, again.deps);
  expect(again.sent).toHaveLength(total - 1);
  for (const message of again.sent) await portion(message);
  const done = await runOf(one.run);
  expect(done).toMatchObject({
    state: 'done',
    progress: { done: total, total },
    byRule: { 'bad-email': FAULTS },
    counts: { checked: CHECKED, faults: FAULTS, opened: FAULTS, unchanged: 0, closed: 0 },
  });
  await auditJobs['audit.finish']!({ job: 'audit.finish', ws: MAIN, run: one.run }, deps);
  expect(await runOf(one.run)).toEqual(done);
}, 120_000);

it('comes to the same over the same data, and writes nothing the second time', async () => {
  const again = await audit.run({ kind: 'sweep' });
  expect(again.counts).toMatchObject({
    checked: CHECKED,
    faults: FAULTS,
    opened: 0,
    reopened: 0,
    closed: 0,
    unchanged: FAULTS,
  });
  expect(again.units.write).toBeLessThan(10);
}, 120_000);

it('makes one finding of a fault when two sweeps run side by side', async () => {
  for (const rec of recs.slice(1, 6)) await audit.overwrite(rec, { data: { ...rec.data, phone: '1' } });
  await audit.world.settle();
  audit.world.clock.now += MINUTE;
  const { deps } = audit.world.stack;
  await Promise.all(
    [1, 2, 3].map((hour) =>
      auditJobs['audit.sweep']!({ job: 'audit.sweep', ws: MAIN, scheduledFor: `2026-12-0${hour}T00:00:00.000Z` }, deps),
    ),
  );
  await audit.world.settle();
  const found = await audit.findings('rule:eq:bad-phone');
  expect(found.map((finding) => [finding.state, finding.times, finding.version])).toEqual(
    Array(5).fill(['open', 1, 1]),
  );
}, 120_000);
