import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../shared/kernel/time.ts';
import { done } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
let people: Record<'rep' | 'boss' | 'auditor' | 'admin', Person>;
beforeAll(async () => {
  audit = await openAuditWorld();
  const { world } = audit;
  people = {
    rep: await world.person('sales-rep', { scope: 'own', team: 'east' }),
    boss: await world.person('sales-manager', { scope: 'team', team: 'east' }),
    auditor: await world.person('auditor'),
    admin: await world.person('administrator'),
  };
});
afterAll(() => audit.world.close());

/** Noon in Shanghai. */
const on = (date: string): void => {
  audit.world.clock.now = Date.parse(`${date}T12:00:00+08:00`);
};
const as = (who: keyof typeof people): Promise<Person> => audit.world.again(people[who]);
const job = async (name: string): Promise<void> => {
  await audit.world.stack.deps.queue.send([{ job: name, ws: MAIN }]);
  await audit.world.settle();
};

/** A finding as an audit left it. */
const found = async (data: Record<string, unknown> = {}, owner: Partial<Person> = people.rep): Promise<Any> => {
  const now = new Date(audit.world.clock.now).toISOString();
  const about = { rule: 'bad-phone', area: 'master-data', severity: 'medium', subjectType: 'account' };
  const subject = { subjectId: 'acc_00000001', subjectTitle: 'Ocean', locator: 'phone' };
  const life = { state: 'open', openedAt: now, dueDate: addDays(now.slice(0, 10), 14), times: 1, lastRun: 'run_1' };
  const parts = { teamId: 'east', ...(owner.memberId ? { ownerId: owner.memberId } : {}) };
  const [rec] = await audit.put([{ type: 'finding', data: { ...about, ...subject, ...life, ...data }, parts }]);
  await audit.world.settle();
  return rec;
};
const change = (person: Person, { id, version }: Any, body: object) =>
  person.call('PATCH', `/findings/${id}`, { version, body });
const read = async (id: string): Promise<Any> => done(await (await as('admin')).call('GET', `/findings/${id}`));

it('is accepted until a day by whoever may, and is open again from the next one on, which its history says', async () => {
  const one = await found();
  const body = { state: 'accepted', causeKind: 'data-from-outside', acceptedUntil: '2026-12-31' };
  const refused = await change(people.rep, one, body);
  expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'state']);
  done(await change(people.boss, one, body));

  on('2026-12-31');
  await job('documents.alarms');
  expect((await read(one.id)).state).toBe('accepted');
  on('2027-01-01');
  await job('documents.alarms');
  await job('documents.alarms');
  const again = await read(one.id);
  expect(again).toMatchObject({ state: 'open', dueDate: '2027-01-08', causeKind: 'data-from-outside', version: 3 });
  for (const name of ['acceptedUntil', 'acceptedAt', 'closedAt']) expect(again).not.toHaveProperty(name);
  const { items } = done(await (await as('admin')).call('GET', `/findings/${one.id}/history`));
  expect(items[0]).toMatchObject({ by: 'job:clock', reason: '接受期至 2026-12-31，已到期' });
});

it('is explained together with others by one cause, which is taken back as it was', async () => {
  const [one, two, high] = [
    await found(),
    await found({ state: 'recurred', times: 2 }),
    await found({ severity: 'high' }),
  ];
  const boss = await as('boss');
  const bulk = async (set: object): Promise<Any> => {
    const body = { entity: 'finding', selection: { ids: [one.id, two.id, high.id] }, change: { set } };
    const { id } = done(await boss.call('POST', '/bulk-edits', { body }));
    await audit.world.settle();
    return done(await boss.call('GET', `/bulk-edits/${id}`));
  };
  const step = async (edit: Any, name: string): Promise<Any> => {
    done(await boss.call('POST', `/bulk-edits/${edit.id}/${name}`, { version: edit.version, body: {} }));
    await audit.world.settle();
    return done(await boss.call('GET', `/bulk-edits/${edit.id}`));
  };
  const accepting = { state: 'accepted', causeKind: 'no-time', acceptedUntil: '2027-03-01' };
  // What one may not do one by one, one may not do together.
  expect((await bulk(accepting)).preview).toMatchObject({ changed: 2, refused: 1 });
  const explained = await step(await bulk({ state: 'explained', causeKind: 'no-time' }), 'run');
  expect(explained.counts).toMatchObject({ changed: 3 });
  expect(await read(two.id)).toMatchObject({ state: 'explained', causeKind: 'no-time' });
  expect((await step(explained, 'undo')).undone).toMatchObject({ undone: 3 });
  expect(await read(two.id)).toMatchObject({ state: 'recurred', times: 2 });
  expect(await read(one.id)).not.toHaveProperty('causeKind');
});

it('names what came of it: something that is there, and in force', async () => {
  const one = await found();
  const link = async (prevention: object | null, who: keyof typeof people = 'rep') => {
    const { version } = await read(one.id);
    return (await as(who)).call('PUT', `/findings/${one.id}/prevention`, { version, body: { prevention } });
  };
  const today = new Date(audit.world.clock.now).toISOString().slice(0, 10);
  for (const [prevention, field] of [
    [{ type: 'standard' }, 'version'],
    [{ type: 'standard', version: 7 }, 'version'],
    [{ type: 'rule', version: 1 }, 'version'],
    [{ type: 'process', ref: 'order' }, 'version'],
    [{ type: 'process', ref: 'nothing' }, 'ref'],
    [{ type: 'process' }, 'ref'],
    [{ type: 'entry', ref: 'prb_00000001' }, 'ref'],
    [{ type: 'lesson' }, 'ref'],
    [{ type: 'lesson', ref: '电话', since: addDays(today, 1) }, 'since'],
    [{ type: 'lesson', ref: '电话', since: '2026-02-30' }, 'since'],
  ] as const) {
    const { status, body } = await link(prevention);
    expect([status, body.errors?.[0]?.field], JSON.stringify(prevention)).toEqual([400, `prevention.${field}`]);
  }
  expect(done(await link({ type: 'lesson', ref: '电话', since: '2026-12-01' }))).toMatchObject({
    preventionType: 'lesson',
    preventionRef: '电话',
    preventionSince: '2026-12-01',
  });
  expect(done(await link(null))).not.toHaveProperty('preventionType');
  // It is linked here alone, and by nobody to whom the finding does not belong.
  const past = await change(await as('rep'), await read(one.id), { preventionType: 'lesson' });
  expect(past.status).toBe(400);
  const other = await audit.world.person('sales-rep', { scope: 'own', team: 'west' });
  const stranger = await other.call('PUT', `/findings/${one.id}/prevention`, {
    version: 1,
    body: { prevention: null },
  });
  expect(stranger.status).toBe(404);
});

it('is told to its owner the day after it was due and to the manager a week later, once', async () => {
  on('2027-02-01');
  const lone = { rule: 'bad-email', locator: 'email' };
  const owner = await audit.world.person('sales-rep', { scope: 'own', team: 'south' });
  const boss = await audit.world.person('sales-manager', { scope: 'team', team: 'south' });
  const now = new Date(audit.world.clock.now).toISOString();
  await audit.put(
    [1, 2].map((n) => ({
      type: 'finding',
      data: {
        ...lone,
        subjectId: `acc_${n}`,
        subjectTitle: 'Ocean',
        state: 'open',
        openedAt: now,
        dueDate: '2027-02-01',
        times: 1,
      },
      parts: { ownerId: owner.memberId, teamId: 'south' },
    })),
  );
  const kinds = async (person: Person): Promise<string[]> =>
    done(await (await audit.world.again(person)).call('GET', '/notices')).items.map(
      (one: Any) => `${one.kind} ${one.title}`,
    );
  for (const [day, told, manager] of [
    ['2027-02-01', [], []],
    ['2027-02-02', ['findings-overdue Ocean (+1)'], []],
    ['2027-02-08', ['findings-overdue Ocean (+1)'], []],
    ['2027-02-09', ['findings-overdue Ocean (+1)'], ['findings-escalated Ocean (+1)']],
    ['2027-02-20', ['findings-overdue Ocean (+1)'], ['findings-escalated Ocean (+1)']],
  ] as const) {
    on(day);
    await job('findings.overdue');
    expect([await kinds(owner), await kinds(boss)], day).toEqual([told, manager]);
  }
});

it('shows the rate of its fault before and after its prevention, from counters, to those who read the audit', async () => {
  on('2027-03-03');
  const admin = await as('admin');
  const { version, standard } = done(await admin.call('GET', '/standards'));
  done(await admin.call('PUT', '/standards', { version, body: { standard } }));
  // A changed standard has everything audited anew.
  await audit.world.settle();
  const one = await found({ rule: 'bad-country', locator: 'country' });
  const linked = { version: one.version, body: { prevention: { type: 'standard' } } };
  done(await admin.call('PUT', `/findings/${one.id}/prevention`, linked));
  // Two a week from the sixth week before on; none after but one that came back.
  const week = (n: number) => `${addDays('2027-03-02', 7 * n)}T02:00:00.000Z`;
  const base = { rule: 'bad-country', subjectId: 'acc_x', subjectTitle: 'x', state: 'open', dueDate: '2028-01-01' };
  await audit.put(
    [-6, -5, -4, -3, -2, -1].flatMap((n) =>
      [1, 2].map((times) => ({
        type: 'finding' as const,
        data: { ...base, openedAt: week(n), times, ...(n === -6 && times === 2 ? { cameBack: ['2027-03-16'] } : {}) },
      })),
    ),
  );
  on('2027-04-07');
  await audit.world.settle();
  const listed = done(await (await as('auditor')).call('GET', '/findings/preventions'));
  const [told] = listed.items.filter((item: Any) => item.rule === 'bad-country');
  expect(told).toMatchObject({
    type: 'standard',
    version: version + 1,
    since: '2027-03-03',
    findings: 1,
    verdict: 'better',
    withoutEffect: false,
    beforeRate: 1.5,
    afterRate: 0.25,
  });
  expect(told.before.map((one: Any) => one.count)).toEqual([0, 0, 2, 2, 2, 2, 2, 2]);
  expect(told.after).toEqual([
    { from: '2027-03-08', count: 0 },
    { from: '2027-03-15', count: 1 },
    { from: '2027-03-22', count: 0 },
    { from: '2027-03-29', count: 0 },
  ]);
  expect((await (await as('rep')).call('GET', '/findings/preventions')).status).toBe(403);
});
