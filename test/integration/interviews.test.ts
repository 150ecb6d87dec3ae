import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionSet } from '../../shared/interviews/question-set.ts';
import { counterKey } from '../../shared/table/keys.ts';
import { done, makeRecord } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
let trainer: Person;
let auditor: Person;
let rep: Person;
let other: Person;
let list: Any;

const questions = [
  { key: 'who', step: 'quote#draft', questionZh: '谁提交？', answerZh: '负责人', points: 1 },
  {
    key: 'sign',
    step: 'quote#pending-approval',
    questionZh: '谁审批？',
    answerZh: '销售经理',
    points: 3,
    critical: true,
  },
];
const DUE = '2026-12-01';

const plan = (who: Person, body: Record<string, unknown> = {}, headers = {}) =>
  who.call('POST', '/interviews', {
    body: { memberId: rep.memberId, processKey: 'quote', dueOn: DUE, ...body },
    headers,
  });
const answer = async (who: Person, one: Any, judged: readonly string[]): Promise<Any> =>
  done(
    await who.call('PATCH', `/interviews/${one.id}`, {
      version: one.version,
      body: { lines: judged.map((judgement) => ({ answer: '不清楚', judgement })) },
    }),
  );
const finish = (who: Person, one: Any, body = {}) =>
  who.call('POST', `/interviews/${one.id}/finish`, { version: one.version, body });
const held = async (judged: readonly string[], body = {}): Promise<Any> =>
  done(await finish(trainer, await answer(trainer, done(await plan(trainer)), judged), body));
const get = async (who: Person, id: string): Promise<Any> => done(await who.call('GET', `/interviews/${id}`));
const workOf = async (who: Person, id: string): Promise<Any[]> =>
  done(await who.call('GET', '/work')).items.filter((one: Any) => one.id === id);
const counted = async (period: string, item: string): Promise<Record<string, number>> => {
  const {
    pk: _pk,
    sk: _sk,
    ...fields
  } = (await audit.world.stack.deps.table.get(counterKey(MAIN, period, item))) ?? {
    pk: '',
    sk: '',
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value === 'number' && value !== 0),
  ) as Record<string, number>;
};

beforeAll(async () => {
  audit = await openAuditWorld();
  const { world } = audit;
  [trainer, auditor, rep, other] = await Promise.all([
    world.person('trainer', { name: 'Tao' }),
    world.person('auditor', { name: 'An' }),
    world.person('sales-rep', { name: 'Li', team: 'east', scope: 'own' }),
    world.person('sales-rep', { name: 'Wang', team: 'east', scope: 'all' }),
  ]);
  expect(refusal(await plan(trainer))).toEqual([409, 'conflict']);
  list = await makeRecord(trainer, questionSet, { lines: questions });
  expect(refusal(await plan(trainer))).toEqual([409, 'conflict']);
  list = done(
    await trainer.call('PATCH', `/question-sets/${list.id}`, { version: list.version, body: { status: 'published' } }),
  );
});
afterAll(() => audit.world.close());

describe('a list of questions', () => {
  it('is in use once for each process, and is for those who hold interviews', async () => {
    const second = await makeRecord(trainer, questionSet, { lines: questions });
    const publish = { version: second.version, body: { status: 'published' } };
    expect(refusal(await auditor.call('PATCH', `/question-sets/${second.id}`, publish))).toEqual([
      409,
      'duplicate-key',
    ]);
    expect((await rep.call('GET', `/question-sets/${list.id}`)).status).toBe(403);
  });
});

describe('an interview', () => {
  it('has the questions as they stood, whatever becomes of the list', async () => {
    const one = done(await plan(trainer));
    expect(one).toMatchObject({
      status: 'planned',
      interviewerId: trainer.memberId,
      questionSetVersion: list.version,
      memberTeam: 'east',
      asked: 2,
      attempt: 1,
    });
    list = done(
      await trainer.call('PATCH', `/question-sets/${list.id}`, {
        version: list.version,
        body: { lines: questions.map((line) => ({ ...line, answerZh: `${line.answerZh}。` })) },
      }),
    );
    // Nobody words the question, or its worth, to suit the answer.
    const judged = done(
      await trainer.call('PATCH', `/interviews/${one.id}`, {
        version: one.version,
        body: { lines: [{ judgement: 'right', points: 99, answerZh: 'x' }, { judgement: 'partly' }] },
      }),
    );
    expect(judged.lines.map((line: Any) => [line.key, line.answerZh, line.points])).toEqual([
      ['who', '负责人', 1],
      ['sign', '销售经理', 3],
    ]);
    const fewer = { version: judged.version, body: { lines: [{ judgement: 'right' }] } };
    expect(refusal(await trainer.call('PATCH', `/interviews/${one.id}`, fewer))).toEqual([400, 'invalid-input']);
    expect(await workOf(trainer, one.id)).toMatchObject([{ type: 'interview', state: 'planned' }]);
  });

  it('is held by somebody who may, and never by the person themselves', async () => {
    const faultsOf = async (body: Record<string, unknown>) =>
      (await plan(trainer, body)).body.errors.map((one: Any) => `${one.field} ${one.code}`);
    expect(await faultsOf({ memberId: trainer.memberId })).toEqual(['memberId not-allowed-value']);
    expect(await faultsOf({ interviewerId: other.memberId })).toEqual(['interviewerId not-allowed-value']);
    expect(await faultsOf({ memberId: 'mem_nobody' })).toEqual(['memberId no-such-record']);
    expect(await faultsOf({ dueOn: '2020-01-01' })).toEqual(['dueOn too-small']);
    expect((await plan(rep)).status).toBe(403);
    const one = done(await plan(auditor, { memberId: trainer.memberId }));
    const judge = { version: one.version, body: { lines: [{ judgement: 'right' }, { judgement: 'right' }] } };
    expect(refusal(await trainer.call('PATCH', `/interviews/${one.id}`, judge))).toEqual([400, 'invalid-input']);
    expect(refusal(await finish(trainer, one))).toEqual([403, 'forbidden']);
    const turned = { version: one.version, body: { interviewerId: trainer.memberId } };
    expect(refusal(await auditor.call('PATCH', `/interviews/${one.id}`, turned))).toEqual([400, 'invalid-input']);
  });

  it('ends by its own page alone, when every answer is judged', async () => {
    const one = done(await plan(trainer));
    expect(refusal(await finish(trainer, one))).toEqual([400, 'invalid-input']);
    const judged = await answer(trainer, one, ['right', 'right']);
    for (const action of ['pass', 'fail'])
      expect(
        refusal(
          await trainer.call('POST', `/interviews/${one.id}/actions/${action}`, { version: judged.version, body: {} }),
        ),
      ).toEqual([409, 'step-refused']);
    expect((await rep.call('GET', `/interviews/${one.id}`)).status).toBe(404);
    const passed = done(await finish(trainer, judged));
    expect(passed).toMatchObject({ status: 'passed', percent: 100, result: 'passed', heldBy: trainer.memberId });
    expect(passed).not.toHaveProperty('repeatId');
    expect(refusal(await finish(trainer, passed))).toEqual([409, 'conflict']);
    // The person sees their own; nobody else does who does not hold interviews.
    expect((await get(rep, one.id)).percent).toBe(100);
    expect((await other.call('GET', `/interviews/${one.id}`)).status).toBe(404);
    expect(done(await rep.call('GET', '/interviews')).items.map(({ id }: Any) => id)).toContain(one.id);
    expect(done(await other.call('GET', '/interviews')).total).toBe(0);
  });

  it('is seen by the manager of the person asked, or by whom it is held, and by no other team', async () => {
    const [east, west] = await Promise.all(
      ['east', 'west'].map((team) => audit.world.person('sales-manager', { team, scope: 'team' })),
    );
    const ofEast = done(await plan(trainer));
    const byWest = done(await plan(west!));
    const listed = async (who: Person): Promise<string[]> =>
      done(await who.call('GET', '/interviews?limit=200')).items.map(({ id }: Any) => id);
    expect((await get(east!, ofEast.id)).memberTeam).toBe('east');
    expect((await west!.call('GET', `/interviews/${ofEast.id}`)).status).toBe(404);
    expect(refusal(await finish(west!, ofEast))[0]).toBe(404);
    expect(await listed(east!)).toEqual(expect.arrayContaining([ofEast.id, byWest.id]));
    expect(await listed(west!)).toEqual([byWest.id]);
    // Whoever hands it to somebody of another team takes it from no manager.
    const handed = { version: ofEast.version, body: { ownerId: west!.memberId } };
    expect((await trainer.call('PATCH', `/interviews/${ofEast.id}`, handed)).status).toBe(200);
    expect((await get(east!, ofEast.id)).id).toBe(ofEast.id);
  });

  it('that fails leads to a lesson and a repeat, in one step', async () => {
    const failed = await held(['right', 'wrong']);
    expect(failed).toMatchObject({
      status: 'failed',
      result: 'failed',
      percent: 25,
      lessonDue: '2026-11-28',
      repeatOn: '2026-12-05',
      lessonText: expect.stringContaining('销售经理'),
    });
    const repeat = await get(trainer, failed.repeatId);
    expect(repeat).toMatchObject({
      status: 'planned',
      repeatOf: failed.id,
      attempt: 2,
      dueOn: '2026-12-05',
      judged: 0,
    });
    expect(repeat.questionSetVersion).toBe(list.version);
    expect(await workOf(trainer, repeat.id)).toHaveLength(1);
    expect(await workOf(rep, failed.id)).toMatchObject([{ state: 'failed' }]);
    // What is asked next time is not for the person to read before.
    expect((await rep.call('GET', `/interviews/${repeat.id}`)).status).toBe(404);
    const learn = (who: Person) =>
      who.call('POST', `/interviews/${failed.id}/actions/learn`, { version: failed.version, body: {} });
    expect(refusal(await learn(trainer))).toEqual([409, 'step-refused']);
    const edit = { version: failed.version, body: { note: 'I knew it' } };
    expect((await rep.call('PATCH', `/interviews/${failed.id}`, edit)).status).toBe(400);
    expect(done(await learn(rep)).status).toBe('learnt');
    expect(await workOf(rep, failed.id)).toEqual([]);
    const again = done(
      await finish(trainer, await answer(trainer, repeat, ['wrong', 'wrong']), { repeatOn: '2026-12-30' }),
    );
    expect(await get(trainer, again.repeatId)).toMatchObject({ attempt: 3, dueOn: '2026-12-30', repeatOf: repeat.id });
  });

  it('is planned and finished once, however often the request comes', async () => {
    const headers = { 'idempotency-key': 'plan-once' };
    const [first, second] = [done(await plan(trainer, {}, headers)), done(await plan(trainer, {}, headers))];
    expect(second.id).toBe(first.id);
    const judged = await answer(trainer, first, ['wrong', 'wrong']);
    const replies = await Promise.all([finish(trainer, judged), finish(trainer, judged), finish(auditor, judged)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const repeats = done(await trainer.call('GET', `/interviews?filter=repeatOf:eq:${first.id}`));
    expect(repeats.total).toBe(1);
  });

  it('is linked to findings of its person alone', async () => {
    const put = (ownerId: string, subjectType: string) => ({
      type: 'finding' as const,
      data: {
        rule: 'bad-phone',
        area: 'documents',
        severity: 'low',
        subjectType,
        subjectId: 'quo_1',
        subjectTitle: 'Q-1',
        locator: 'phone',
        state: 'open',
        openedAt: '2026-11-20T02:00:00.000Z',
        times: 1,
      },
      parts: { ownerId, teamId: 'east' },
    });
    const [mine, elsewhere, theirs] = await audit.put([
      put(rep.memberId, 'quote'),
      put(rep.memberId, 'account'),
      put(other.memberId, 'quote'),
    ]);
    const one = await held(['partly', 'right']);
    const hints = done(await trainer.call('GET', `/interviews/${one.id}/hints`));
    expect(hints.findings.map(({ id }: Any) => id)).toEqual([mine!.id]);
    expect(hints.lesson.zh).toContain('谁提交');
    const link = (findings: string[]) =>
      trainer.call('POST', `/interviews/${one.id}/findings`, { version: one.version, body: { findings } });
    for (const wrong of [[theirs!.id], [mine!.id, mine!.id], ['fnd_none']])
      expect(refusal(await link(wrong))).toEqual([400, 'invalid-input']);
    expect(done(await link([mine!.id, elsewhere!.id])).findings).toEqual([mine!.id, elsewhere!.id]);
  });
});

describe('a draw', () => {
  it('asks those who work by the process, repeats by its seed, and asks nobody twice', async () => {
    const { world } = audit;
    const others = await Promise.all(Array.from({ length: 3 }, () => world.person('sales-rep', { team: 'west' })));
    await makeRecord(trainer, questionSet, { processKey: 'lead', status: 'published', lines: questions });
    const draw = (body = {}, headers = {}) =>
      auditor.call('POST', '/interviews/draw', {
        body: { processKey: 'lead', count: 2, dueOn: DUE, seed: 's1', ...body },
        headers,
      });
    const headers = { 'idempotency-key': 'draw-once' };
    const first = done(await draw({}, headers));
    expect(first).toMatchObject({ seed: 's1', items: [{ kind: 'spot-check', drawSeed: 's1' }, { status: 'planned' }] });
    const again = done(await draw({}, headers));
    expect(again.among).toBe(first.among);
    const ids = (reply: Any): string[] => reply.items.map(({ id }: Any) => id).sort();
    expect(ids(again)).toEqual(ids(first));
    const rest = done(await draw({ count: 20 }));
    const asked = [...first.items, ...rest.items].map(({ memberId }: Any) => memberId);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toEqual(expect.arrayContaining([rep.memberId, other.memberId, ...others.map((one) => one.memberId)]));
    expect(asked).not.toContain(auditor.memberId);
    expect(refusal(await draw())).toEqual([409, 'conflict']);
    expect(
      (await rep.call('POST', '/interviews/draw', { body: { processKey: 'lead', count: 1, dueOn: DUE } })).status,
    ).toBe(403);
  });
});

describe('the figures', () => {
  it('are what the interviews add up to', async () => {
    await audit.world.settle();
    const { items } = done(await trainer.call('GET', '/interviews?limit=200'));
    const of = (test: (one: Any) => boolean): number => items.filter(test).length;
    const [passed, failed] = [
      of((one) => one.result === 'passed' && one.heldAt),
      of((one) => one.result === 'failed' && one.heldAt),
    ];
    expect(passed).toBeGreaterThan(0);
    expect(await counted('2026-11', 'interviews')).toMatchObject({ held: passed + failed, passed, failed });
    expect(await counted('2026-11', 'interviews.by#quote')).toEqual({
      'held|east': passed + failed,
      'passed|east': passed,
    });
    const wrong = await counted('2026-11', 'interviews.wrong#quote');
    expect(wrong['q|sign']).toBeGreaterThan(wrong['q|who'] ?? 0);
    const due = await counted('now', 'interviews.due');
    expect(Object.values(due).reduce((sum, n) => sum + n, 0)).toBe(of((one) => one.status === 'planned'));
    const known = done(await trainer.call('GET', '/interview-knowledge'));
    expect(known.months.at(-1)).toEqual({ month: '2026-11', held: passed + failed, passed, failed });
    expect(known.processes).toMatchObject([
      {
        processKey: 'quote',
        passed,
        teams: [{ team: 'east' }],
        wrong: [{ key: 'sign', question: { zh: '谁审批？' } }, { key: 'who' }],
      },
    ]);
    // Who reads the records of a team learns the figures of that team.
    const [east, west] = await Promise.all(
      ['east', 'west'].map(async (team) => {
        const manager = await audit.world.person('sales-manager', { team, scope: 'team' });
        return done(await manager.call('GET', '/interview-knowledge'));
      }),
    );
    expect(east.months).toEqual(known.months);
    expect(east.processes).toMatchObject([{ passed, teams: [{ team: 'east' }], wrong: [] }]);
    expect(west.processes).toEqual([]);
    expect(west.months.at(-1)).toMatchObject({ held: 0, passed: 0, failed: 0 });
    expect((await rep.call('GET', '/interview-knowledge')).status).toBe(403);
    expect((await trainer.call('GET', '/interview-knowledge?from=2020-01')).status).toBe(400);
  });
});
