import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterKey } from '../../shared/table/keys.ts';
import { done } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, OTHER, openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let other: Person;
let trainer: Person;
let executive: Person;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  [rep, other, trainer, executive, admin] = await Promise.all([
    world.person('sales-rep', { scope: 'own' }),
    world.person('sales-rep', { scope: 'own' }),
    world.person('trainer', { scope: 'own' }),
    world.person('executive'),
    world.person('administrator'),
  ]);
});
afterAll(() => world.close());

const DAY = 86_400_000;
const act = (person: Person, record: Any, action: string, body: object = {}) =>
  person.call('POST', `/${collections[record.type]}/${record.id}/actions/${action}`, { version: record.version, body });
const collections: Record<string, string> = { tip: 'tips', need: 'needs' };
const patch = async (person: Person, record: Any, body: object): Promise<Any> =>
  done(
    await person.call('PATCH', `/${collections[record.type] ?? 'improvements'}/${record.id}`, {
      version: record.version,
      body,
    }),
  );
const notices = async (person: Person, kind: string): Promise<Any[]> => {
  await world.settle();
  return done(await person.call('GET', '/notices')).items.filter((one: Any) => one.kind === kind);
};
const ring = async () => {
  await world.stack.deps.queue.send([{ job: 'documents.alarms', ws: MAIN }]);
  await world.settle();
};
/** Time passes; tokens do not live that long. */
const later = async (days: number) => {
  world.clock.now += days * DAY;
  [rep, other, trainer, executive, admin] = (await Promise.all(
    [rep, other, trainer, executive, admin].map((person) => world.again(person)),
  )) as [Person, Person, Person, Person, Person];
};
/** A counter as the audit would leave it. */
const count = (item: string, fields: Record<string, number>) =>
  world.stack.deps.table.write([{ op: 'put', item: { ...counterKey(MAIN, 'now', item), ...fields } }]);

const words = { title: '报价先输客户料号', text: '系统会带出我们的产品和上次价格', processKey: 'quote' };
const tell = async (person: Person, body: object = {}): Promise<Any> =>
  done(await person.call('POST', '/tips', { body: { ...words, ...body } }));
const judge = (person: Person, tip: Any, verdict: string, comment?: string) =>
  person.call('POST', `/tips/${tip.id}/decisions`, { body: { verdict, ...(comment ? { comment } : {}) } });
const published = async (person: Person, query = ''): Promise<Any[]> =>
  done(await person.call('GET', `/published-tips?${query}`)).items;

describe('a tip', () => {
  it('is seen by its author and the judges alone until it is promoted, and then by everybody', async () => {
    const tip = await tell(rep);
    expect(tip).toMatchObject({ status: 'submitted', ownerId: rep.memberId });
    for (const path of [`/tips/${tip.id}`, `/tips/${tip.id}/history`, `/tips/${tip.id}/process`])
      expect((await other.call('GET', path)).status, path).toBe(404);
    expect(await published(other)).toEqual([]);
    expect((await trainer.call('GET', `/tips/${tip.id}`)).status).toBe(200);
    const judged = done(await judge(trainer, tip, 'approve', '省时间，也不易报错价'));
    expect(judged).toMatchObject({ status: 'promoted', judgement: '省时间，也不易报错价', judgedBy: trainer.memberId });
    expect(await published(other, 'process=quote&q=料号')).toEqual([
      expect.objectContaining({ id: tip.id, ...words, authorId: rep.memberId, judgement: '省时间，也不易报错价' }),
    ]);
    expect(await published(other, 'process=order')).toEqual([]);
    expect((await other.call('GET', `/tips/${tip.id}`)).status).toBe(404);
    expect(await notices(rep, 'tip-judged')).toMatchObject([{ subjectId: tip.id, comment: '省时间，也不易报错价' }]);
    const elsewhere = await world.person('administrator', { ws: OTHER });
    expect(await published(elsewhere)).toEqual([]);
  });

  it('is never judged by its author, and not declined without a reason', async () => {
    const own = await tell(trainer);
    expect((await judge(trainer, own, 'approve')).body.refusals[0].rule).toBe('self-approval');
    const tip = await tell(rep);
    expect((await judge(rep, tip, 'approve')).body.refusals[0].rule).toBe('not-a-signer');
    expect((await judge(admin, tip, 'reject')).body.refusals[0].rule).toBe('comment-missing');
    done(await judge(admin, tip, 'reject', '会绕过信用检查'));
    expect(await published(rep, 'q=不存在')).toEqual([]);
    expect(done(await rep.call('GET', `/tips/${tip.id}`))).toMatchObject({
      status: 'declined',
      judgement: '会绕过信用检查',
    });
  });

  it('goes to the expert who was asked, and back to the judges with their opinion', async () => {
    const tip = await tell(rep);
    expect((await act(admin, tip, 'ask-expert')).body.refusals[0].field).toBe('expertId');
    const named = await patch(admin, tip, { expertId: other.memberId });
    const asked = done(await act(admin, named, 'ask-expert'));
    const work = done(await other.call('GET', '/work')).items.find((one: Any) => one.id === tip.id);
    expect(work).toMatchObject({ process: 'tip', state: 'asked-expert' });
    const forged = await rep.call('PATCH', `/tips/${tip.id}`, {
      version: asked.version,
      body: { expertOpinion: '我觉得很好' },
    });
    expect(forged.body.errors[0].field).toBe('expertOpinion');
    const opinion = await patch(other, asked, { expertOpinion: '可行，但要先确认版本' });
    expect(done(await act(other, opinion, 'advise'))).toMatchObject({ status: 'submitted' });
    expect(done(await judge(trainer, tip, 'approve')).status).toBe('promoted');
  });
});

describe('an improvement', () => {
  const entered = { change: '电话默认带区号', day: '2026-11-20', measure: 'findings-of-rule', rule: 'bad-phone' };

  it('has its measure before from the counters at once, and after some weeks with its effect', async () => {
    await count('findings.rule', { 'bad-phone': 12 });
    const headers = { 'idempotency-key': 'improvement-once' };
    const make = () => rep.call('POST', '/improvements', { body: entered, headers });
    const made = done(await make());
    expect(made).toMatchObject({ before: 12, measureOn: '2027-01-16', weeks: 8 });
    expect(made.effect).toBeUndefined();
    expect((await make()).body).toMatchObject({ id: made.id, version: 1 });
    expect((await rep.call('POST', '/improvements', { body: { ...entered, after: 1 } })).status).toBe(400);
    await ring();
    expect(done(await other.call('GET', `/improvements/${made.id}`)).after).toBeUndefined();
    await count('findings.rule', { 'bad-phone': 3 });
    await later(60);
    await ring();
    const seen = done(await other.call('GET', `/improvements/${made.id}`));
    expect(seen).toMatchObject({ before: 12, after: 3, effect: 'better' });
    await ring();
    expect(done(await other.call('GET', `/improvements/${made.id}`)).version).toBe(seen.version);
  });

  it('whose measure is another one is read anew by the clock', async () => {
    await count('findings', { open: 7 });
    const made = done(await rep.call('POST', '/improvements', { body: entered }));
    const moved = await patch(rep, made, { measure: 'findings-open', rule: null });
    expect(moved.before).toBeUndefined();
    await ring();
    expect(done(await rep.call('GET', `/improvements/${made.id}`)).before).toBe(7);
  });
});

describe('a need', () => {
  it('goes from a wish to what it brought, each step with who may and what it asks for', async () => {
    const body = { title: '手机看库存', department: 'sales', measure: 'findings-open', target: 2 };
    const wish = done(await rep.call('POST', '/needs', { body }));
    expect((await act(trainer, wish, 'analyse')).body.refusals.map((one: Any) => one.field)).toEqual([
      'lines',
      'benefit',
      'benefitScore',
      'costScore',
      'urgencyScore',
    ]);
    const scores = { benefitScore: 5, costScore: 2, urgencyScore: 4, benefit: '少打电话' };
    const ready = await patch(rep, wish, { ...scores, lines: [{ who: '张伟', said: '每天问五次仓库' }] });
    expect(ready.priority).toBe(18);
    const analysed = done(await act(rep, ready, 'analyse'));
    expect((await act(rep, analysed, 'decide', { comment: '我要' })).body.refusals[0].rule).toBe('wrong-role');
    expect((await act(executive, analysed, 'decide')).body.refusals[0].rule).toBe('comment-missing');
    expect((await act(trainer, analysed, 'decide', { comment: '做' })).body.refusals[0].rule).toBe('wrong-role');
    const decided = done(await act(executive, analysed, 'decide', { comment: '客户天天问' }));
    await count('findings', { open: 9 });
    await ring();
    const measured = done(await rep.call('GET', `/needs/${decided.id}`));
    expect(measured.before).toBe(9);
    expect(
      (await rep.call('PATCH', `/needs/${decided.id}`, { version: measured.version, body: { target: 9 } })).status,
    ).toBe(409);
    const pilot = done(await act(rep, measured, 'pilot'));
    const dated = await patch(rep, pilot, { checkOn: '2027-03-31' });
    const released = done(await act(executive, dated, 'release'));
    const told = await patch(rep, released, { actualNote: '没人再打电话' });
    expect((await act(executive, told, 'check')).body.refusals[0].rule).toBe('benefit-measured');
    await count('findings', { open: 2 });
    await later(90);
    await ring();
    const seen = done(await rep.call('GET', `/needs/${decided.id}`));
    expect(seen).toMatchObject({ before: 9, actual: 2, outcome: 'reached' });
    expect(done(await act(executive, seen, 'check')).status).toBe('checked');
    const steps = done(await other.call('GET', `/needs/${decided.id}/steps`)).items.map((one: Any) => one.action);
    expect(steps).toEqual(['check', 'release', 'pilot', 'decide', 'analyse']);
  });
});

describe('a complaint about the system', () => {
  const report = async (body: object = {}): Promise<Any> =>
    done(await rep.call('POST', '/system-issues', { body: { text: '太慢，不如写本子', wantsPaper: true, ...body } }));
  const answer = (person: Person, issue: Any, body: object = {}) =>
    person.call('POST', `/system-issues/${issue.id}/answer`, {
      version: issue.version,
      body: { kind: 'error', outcome: 'lesson', answer: '按 Ctrl+Enter 一次提交', ...body },
    });
  const settle = (person: Person, issue: Any, body: object) =>
    person.call('POST', `/system-issues/${issue.id}/settle`, { version: issue.version, body });

  it('is answered with what it ended in, and closed by whoever made it, or brought back', async () => {
    const issue = await report();
    expect(issue).toMatchObject({ status: 'open', reporterId: rep.memberId, ownerId: admin.memberId });
    expect(await notices(admin, 'issue-reported')).toMatchObject([{ subjectId: issue.id }]);
    expect((await other.call('GET', `/system-issues/${issue.id}`)).status).toBe(404);
    expect((await answer(rep, issue)).status).toBe(403);
    expect((await answer(trainer, issue, { needId: 'ned_none' })).body.errors).toMatchObject([
      { field: 'needId', code: 'no-such-record' },
    ]);
    expect((await settle(rep, issue, { satisfied: true })).status).toBe(409);
    const answered = done(await answer(trainer, issue));
    expect(await notices(rep, 'issue-answered')).toMatchObject([{ comment: '按 Ctrl+Enter 一次提交' }]);
    expect((await settle(rep, answered, { satisfied: false })).body.errors[0].field).toBe('comment');
    const back = done(await settle(rep, answered, { satisfied: false, comment: '还是慢' }));
    expect(back).toMatchObject({ status: 'open', notSettled: '还是慢', times: 1 });
    const again = done(await answer(trainer, back, { kind: 'fault', outcome: 'fix' }));
    expect((await settle(executive, again, { satisfied: true })).status).toBe(404);
    const closed = done(await settle(rep, again, { satisfied: true }));
    expect(closed).toMatchObject({ status: 'closed', kind: 'fault', outcome: 'fix' });
    expect((await answer(trainer, closed)).status).toBe(409);
  });

  it('that asks for paper is counted', async () => {
    const of = async (value: string) =>
      done(await trainer.call('GET', '/system-issues/summary?group=wantsPaper')).groups.find(
        (one: Any) => String(one.value) === value,
      )?.count ?? 0;
    const counted = async () => {
      await world.settle();
      const month = new Date(world.clock.now).toISOString().slice(0, 7);
      const item = await world.stack.deps.table.get(counterKey(MAIN, month, 'improvement.issues'));
      return [Number(item?.['paper'] ?? 0), Number(item?.['count'] ?? 0)];
    };
    const [paper, plain] = [await of('true'), await of('null')];
    const [papers, all] = (await counted()) as [number, number];
    await report();
    await report({ wantsPaper: undefined });
    expect([await of('true'), await of('null')]).toEqual([paper + 1, plain + 1]);
    expect(await counted()).toEqual([papers + 1, all + 2]);
  });
});
