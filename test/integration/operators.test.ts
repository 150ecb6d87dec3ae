import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorJobs } from '../../functions/operators/jobs.ts';
import { account } from '../../shared/customers/account.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { mailsTo, newestMail } from '../harness/mails.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
let rep: Person;
let other: Person;
let manager: Person;
let stranger: Person;
let boss: Person;
const found: string[] = [];

/** Findings on what is somebody's, opened at instants: what audits of several nights leave behind. */
const putFindings = async (of: Person, opened: readonly string[]): Promise<string[]> => {
  const recs = await audit.put(
    opened.map((openedAt, index) => ({
      type: 'finding' as const,
      data: {
        rule: 'bad-phone',
        area: 'master-data',
        severity: index === 0 ? 'high' : 'low',
        subjectType: 'account',
        subjectId: `acc_${index}`,
        subjectTitle: `Ocean ${index}`,
        locator: 'phone',
        state: 'open',
        openedAt,
        times: 1,
      },
      parts: { ownerId: of.memberId, teamId: 'east' },
    })),
  );
  return recs.map(({ id }) => id);
};

beforeAll(async () => {
  audit = await openAuditWorld();
  const { world } = audit;
  [rep, other, manager, stranger, boss] = await Promise.all([
    world.person('sales-rep', { scope: 'own', team: 'east', name: 'Li' }),
    world.person('sales-rep', { scope: 'all', team: 'east', name: 'Wang' }),
    world.person('sales-manager', { scope: 'team', team: 'east', name: 'Chen' }),
    world.person('sales-manager', { scope: 'team', team: 'west', name: 'Zhao' }),
    world.person('executive', { name: 'Boss' }),
  ]);
  // Saturday, 21 November. Faults of five nights, two of them in the last seven days before Monday.
  found.push(
    ...(await putFindings(
      rep,
      ['2026-11-20', '2026-11-18', '2026-11-11', '2026-11-10', '2026-10-30'].map((day) => `${day}T02:00:00.000Z`),
    )),
  );
  for (let n = 0; n < 2; n++) await makeRecord(rep, account);
  await world.settle();
});
afterAll(() => audit.world.close());

const run = async (job: 'operators.week' | 'operators.month'): Promise<void> => {
  await operatorJobs[job]!({ job, ws: MAIN }, audit.world.stack.deps);
  await audit.world.settle();
};
const noticesOf = async (person: Person, kind: string): Promise<Any[]> =>
  done(await person.call('GET', '/notices')).items.filter((one: Any) => one.kind === kind);
const act = (who: Person, of: Any, action: string, comment?: string) =>
  who.call('POST', `/warnings/${of.id}/actions/${action}`, {
    version: of.version,
    body: comment ? { comment } : {},
  });
const cardOf = (who: Person, of: Person, query = '') =>
  who.call('GET', `/operators/${of.memberId}/scorecard?from=2026-10&to=2026-11${query}`);

describe('a notice or warning', () => {
  const body = (evidence = found.slice(0, 2)) => ({ memberId: rep.memberId, subject: 'Phones', evidence });
  const draft = async (): Promise<Any> =>
    done(await manager.call('POST', '/warnings', { body: { ...body(), text: 'With the area code' } }));

  it.each<[string, () => Person, () => object, number]>([
    ['a colleague, whatever they see', () => other, () => body(), 403],
    ['the manager of another team', () => stranger, () => body(), 400],
    ['a manager to themselves', () => manager, () => ({ ...body(), memberId: manager.memberId }), 400],
    ['about somebody who is not there', () => boss, () => ({ ...body(), memberId: 'mem_none' }), 400],
    ['on faults of somebody else', () => boss, () => ({ ...body(), memberId: other.memberId }), 400],
    ['on what is no finding', () => boss, () => body([rep.memberId.replace('mem_', 'fnd_')]), 400],
    ['without evidence', () => boss, () => body([]), 400],
  ])('is not given: %s', async (_, who, what, status) => {
    const reply = await who().call('POST', '/warnings', { body: what() });
    expect(reply.status).toBe(status);
  });

  it('is its writer’s alone until it is issued', async () => {
    const one = await draft();
    const sees = async (who: Person) => (await who.call('GET', `/warnings/${one.id}`)).status;
    expect([await sees(rep), await sees(other), await sees(stranger), await sees(manager), await sees(boss)]).toEqual([
      404, 404, 404, 200, 200,
    ]);
    // Who may see it may not put other words into its writer's mouth, nor issue it in their place.
    const edit = (who: Person) => who.call('PATCH', `/warnings/${one.id}`, { version: 1, body: { text: 'You liar' } });
    expect((await edit(boss)).status).toBe(403);
    expect((await act(boss, one, 'issue')).body.refusals).toMatchObject([{ rule: 'by-owner' }]);
    const issued = done(await act(manager, one, 'issue'));
    expect(issued).toMatchObject({ status: 'issued', shownTo: rep.memberId, issuedBy: manager.memberId });
    expect([await sees(rep), await sees(other), await sees(stranger)]).toEqual([200, 404, 404]);
    expect((await manager.call('PATCH', `/warnings/${one.id}`, { version: 2, body: { text: 'x' } })).status).toBe(409);
    const listed = async (who: Person) => done(await who.call('GET', '/warnings')).items.map(({ id }: Any) => id);
    expect(await listed(rep)).toEqual([one.id]);
    expect(await listed(other)).toEqual([]);
    // Its answer is on its person's own work list.
    const work = done(await rep.call('GET', '/work')).items;
    expect(work.map((item: Any) => item.id)).toContain(one.id);
  });

  it('is answered by its person alone, and an appeal is decided by somebody else than its issuer', async () => {
    const byBoss = done(await boss.call('POST', '/warnings', { body: { ...body(), kind: 'warning', text: 'Again' } }));
    const issued = done(await act(boss, byBoss, 'issue'));
    expect((await act(boss, issued, 'answer', 'All right')).body.refusals).toMatchObject([{ rule: 'by-addressee' }]);
    expect((await act(rep, issued, 'answer')).body.refusals).toMatchObject([{ rule: 'comment-missing' }]);
    const answered = done(await act(rep, issued, 'answer', 'They were imported'));
    const appealed = done(await act(rep, answered, 'appeal', 'Look at the import'));
    expect(appealed.status).toBe('appealed');
    const decide = (who: Person) =>
      who.call('POST', `/warnings/${byBoss.id}/decisions`, { body: { verdict: 'approve', comment: 'So it is' } });
    expect((await decide(boss)).body.refusals[0].rule).toBe('self-approval');
    const recall = await boss.call('POST', `/warnings/${byBoss.id}/decisions`, { body: { verdict: 'recall' } });
    expect(recall.body.refusals[0].rule).toBe('not-yours-to-recall');
    // Neither side picks its judge.
    for (const [side, friend] of [
      [boss, stranger],
      [rep, other],
    ] as const) {
      const body = { verdict: 'add-signer', signer: friend.memberId };
      const asked = await side.call('POST', `/warnings/${byBoss.id}/decisions`, { body });
      expect(asked.body.refusals[0].rule).toBe('not-a-signer');
    }
    expect((await decide(manager)).status).toBe(404);
    const auditor = await audit.world.person('auditor');
    expect(done(await decide(auditor)).status).toBe('withdrawn');
    expect((await rep.call('GET', `/warnings/${byBoss.id}`)).body.status).toBe('withdrawn');
  });
});

describe('by what work is judged', () => {
  it('is decided by those who look over warnings, counts at once, and every version is kept', async () => {
    const { version, policy } = done(await rep.call('GET', '/operator-policy'));
    expect(version).toBe(0);
    const stricter = { ...policy, enoughRecords: 2, accurateRate: 100 };
    const put = (who: Person, body: Any, at = 0) => who.call('PUT', '/operator-policy', { version: at, body });
    expect((await put(manager, { policy: stricter })).status).toBe(403);
    expect((await put(boss, { policy: { ...policy, teamAtLeast: 1 } })).body.errors[0].field).toBe(
      'policy.teamAtLeast',
    );
    expect(done(await put(boss, { policy: stricter }))).toEqual({ version: 1, policy: stricter });
    expect((await put(boss, { policy })).status).toBe(412);
    expect(done(await put(boss, { policy }, 1)).version).toBe(2);
  });

  it('shows certificates with how they stand, entered by who may change members', async () => {
    const admin = await audit.world.person('administrator');
    const { version } = done(await admin.call('GET', `/members/${rep.memberId}`));
    const certificates = [
      { topic: '报价', passedOn: '2026-01-05' },
      { topic: '出货复核', passedOn: '2025-01-05', until: '2026-01-04' },
    ];
    const enter = (who: Person, body: Any) => who.call('PATCH', `/members/${rep.memberId}`, { version, body });
    expect((await enter(rep, { certificates })).status).toBe(403);
    done(await enter(admin, { certificates }));
    expect((await cardOf(rep, rep)).body.certificates).toEqual([
      { ...certificates[1], standing: 'lapsed' },
      { ...certificates[0], standing: 'valid' },
    ]);
  });
});

describe('a scorecard', () => {
  it('counts what a person entered and what was found on it, for themselves at once', async () => {
    const { months } = done(await cardOf(rep, rep));
    expect(months.map((one: Any) => [one.month, one.own?.entered, one.own?.findings])).toEqual([
      ['2026-10', {}, { 'bad-phone': 1 }],
      ['2026-11', { account: 2 }, { 'bad-phone': 4 }],
    ]);
    expect(months[1].own.scores).toMatchObject({ entered: 2, findings: 4, errorRate: 200 });
  });

  it('is shown to its person first: to others once the month is over and three days old', async () => {
    const months = async (who: Person) => {
      const reply = await cardOf(who, rep);
      return reply.status === 200 ? reply.body.months.map((one: Any) => one.own !== undefined) : reply.status;
    };
    expect(await months(manager)).toEqual([true, false]);
    expect(await months(other)).toBe(404);
    expect(await months(stranger)).toBe(404);
    const list = done(await manager.call('GET', '/operators?month=2026-11'));
    expect(list.items[0].memberId).toBe(manager.memberId);
    expect(list.items.find((one: Any) => one.memberId === rep.memberId)).toEqual({
      memberId: rep.memberId,
      team: 'east',
    });
    expect(done(await other.call('GET', '/operators')).items.map((one: Any) => one.memberId)).toEqual([other.memberId]);
  });

  it.each([
    ['a month ahead', 'to=2027-01'],
    ['a beginning after its end', 'from=2026-11&to=2026-10'],
    ['more than thirteen months', 'from=2025-01&to=2026-10'],
    ['no month at all', 'from=2026-13'],
  ])('is refused for %s', async (_, query) => {
    const reply = await rep.call('GET', `/operators/${rep.memberId}/scorecard?${query}`);
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid-input']);
  });

  it('of a month that runs is not noted as seen', async () => {
    expect((await rep.call('PUT', '/operators/me/opened', { body: { month: '2026-11' } })).status).toBe(409);
  });
});

describe('Monday’s morning', () => {
  const monday = Date.parse('2026-11-23T00:30:00.000Z');

  it('tells each person whose faults are open what, where and how, once', async () => {
    const { clock } = audit.world;
    await putFindings(boss, ['2026-11-20T02:00:00.000Z']);
    // More people than proposals of a week, all before anybody who is here, with as many faults as theirs; but they left.
    const days = ['2026-11-20', '2026-11-18', '2026-11-11', '2026-11-10', '2026-10-30'];
    for (let left = 0; left < 21; left++)
      await putFindings(
        { ...rep, memberId: `mem_!${left}` },
        days.map((day) => `${day}T02:00:00.000Z`),
      );
    const settings = { 'weekly-errors': { app: false, mail: false } };
    done(await boss.call('PUT', '/notices/settings', { body: { settings } }));
    // Sunday, and Monday before eight: nothing.
    clock.now = monday - DAY;
    await run('operators.week');
    clock.now = monday - 3_600_000;
    await run('operators.week');
    clock.now = monday;
    await run('operators.week');
    await run('operators.week');
    rep = await audit.world.again(rep);
    other = await audit.world.again(other);
    manager = await audit.world.again(manager);
    boss = await audit.world.again(boss);
    const [told, ...more] = await noticesOf(rep, 'weekly-errors');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ page: 'operators/me', at: new Date(monday).toISOString() });
    expect(told.title).toBe('2 new last week, 5 open. New in the weeks before: 0, 1, 0, 2.');
    expect(told.details[0]).toEqual({
      text: expect.stringMatching(/Ocean 0, Phone — How to do it right: /),
      path: 'accounts/acc_0?fix=phone',
    });
    expect(await noticesOf(other, 'weekly-errors')).toEqual([]);
    // By mail too, with the way to the record; who turned it off hears nothing.
    expect(newestMail(audit.world, rep.email)).toMatch(/accounts\/acc_0/);
    expect(mailsTo(audit.world, rep.email)).toBe(1);
    expect(await noticesOf(boss, 'weekly-errors')).toEqual([]);
    expect(mailsTo(audit.world, boss.email)).toBe(0);
    const week = done(await rep.call('GET', '/operators/me/week'));
    expect([week.week, week.open, week.opened, week.mistakes[0].findingId]).toEqual(['2026-11-23', 5, 2, found[0]]);
    expect(done(await other.call('GET', '/operators/me/week'))).toMatchObject({ open: 0, mistakes: [] });
  });

  it('proposes a notice for whose faults recur, to their manager, and issues nothing; who left takes nobody’s place', async () => {
    expect(done(await boss.call('GET', '/warnings?filter=status:eq:draft')).items).toHaveLength(1);
    const drafts = done(await manager.call('GET', '/warnings?filter=rule:eq:bad-phone')).items;
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ status: 'draft', memberId: rep.memberId, ownerId: manager.memberId });
    expect((await rep.call('GET', `/warnings/${drafts[0].id}`)).status).toBe(404);
    // The person's first one stands by now.
    expect(drafts[0].kind).toBe('notice');
    expect(done(await act(manager, drafts[0], 'issue')).evidence).toHaveLength(5);
  });
});

describe('the first of a month', () => {
  it('tells who worked that their month is ready, and shows it to others when its person opened it', async () => {
    const { clock } = audit.world;
    clock.now = Date.parse('2026-12-01T01:00:00.000Z');
    await run('operators.month');
    await run('operators.month');
    rep = await audit.world.again(rep);
    manager = await audit.world.again(manager);
    expect(await noticesOf(rep, 'scorecard-ready')).toMatchObject([
      { title: '2026-11', page: `operators/${rep.memberId}?month=2026-11` },
    ]);
    const shown = async () => done(await cardOf(manager, rep)).months[1].own !== undefined;
    expect(await shown()).toBe(false);
    const first = done(await rep.call('PUT', '/operators/me/opened', { body: { month: '2026-11' } }));
    clock.now += 60_000;
    const again = done(await rep.call('PUT', '/operators/me/opened', { body: { month: '2026-11' } }));
    expect(again).toEqual(first);
    expect(await shown()).toBe(true);
    const list = done(await manager.call('GET', '/operators'));
    expect(list.month).toBe('2026-11');
    expect(list.items.find((one: Any) => one.memberId === rep.memberId).scores.entered).toBe(2);
  });
});
