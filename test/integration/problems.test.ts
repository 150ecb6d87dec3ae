import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemJobs } from '../../functions/problems/jobs.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
let rep: Person;
let agent: Person;
let trainer: Person;
let finance: Person;
let admin: Person;
beforeAll(async () => {
  audit = await openAuditWorld();
  const { world } = audit;
  [rep, agent, trainer, finance, admin] = await Promise.all([
    world.person('sales-rep', { scope: 'all' }),
    world.person('service-agent', { scope: 'own' }),
    world.person('trainer', { scope: 'own' }),
    world.person('finance'),
    world.person('administrator'),
  ]);
});
afterAll(() => audit.world.close());

const words = { titleZh: '焊缝开裂怎么办', symptomZh: '客户反映焊缝开裂', rightWayZh: '先停用，再换货' };
const write = async (person: Person, body: object = {}): Promise<Any> =>
  done(await person.call('POST', '/problem-entries', { body: { ...words, ...body } }));
const act = (person: Person, entry: Any, action: string, body: object = {}) =>
  person.call('POST', `/problem-entries/${entry.id}/actions/${action}`, { version: entry.version, body });
const sign = (person: Person, entry: Any, verdict = 'approve') =>
  person.call('POST', `/problem-entries/${entry.id}/decisions`, { body: { verdict, comment: 'read' } });
const publish = async (entry: Any): Promise<Any> => {
  done(await act(agent, entry, 'submit'));
  return done(await sign(trainer, entry));
};
const help = async (person: Person, query: string): Promise<Any[]> =>
  done(await person.call('GET', `/help?${query}`)).items;
const draft = () => problemJobs['problems.draft']!({ job: 'problems.draft', ws: MAIN }, audit.world.stack.deps);
const entriesOf = async (rule: string): Promise<Any[]> =>
  done(await agent.call('GET', `/problem-entries?filter=auditRules:eq:${rule}&archived=all`)).items;
const notices = async (person: Person, kind: string): Promise<Any[]> => {
  await audit.world.settle();
  return done(await person.call('GET', '/notices')).items.filter((one: Any) => one.kind === kind);
};

describe('an entry of the book', () => {
  it('is published by somebody who did not write it, whatever their record scope', async () => {
    const entry = await write(agent);
    const waiting = done(await act(agent, entry, 'submit'));
    expect(waiting.status).toBe('in-review');
    const own = await sign(admin, await write(admin).then(async (mine) => done(await act(admin, mine, 'submit'))));
    expect(own.body.refusals[0].rule).toBe('self-approval');
    expect((await sign(agent, waiting)).status).toBe(409);
    const published = done(await sign(trainer, waiting));
    expect(published).toMatchObject({
      status: 'published',
      edition: 1,
      reviewOn: '2027-05-20',
      verifiedBy: trainer.memberId,
      lines: [{ edition: 1, by: trainer.memberId, ...words }],
    });
  });

  it('that is incomplete is not submitted', async () => {
    const refused = await act(agent, await write(agent, { rightWayZh: undefined }), 'submit');
    expect(refused.body.refusals).toMatchObject([{ rule: 'entry-complete', field: 'rightWayZh' }]);
  });

  it('stands as it was published while the next edition is written, and is gone once withdrawn', async () => {
    const published = await publish(await write(agent, { errorCodes: ['locked'] }));
    const read = async () => (await help(rep, 'code=locked')).map((one) => [one.id, one.title.zh, one.edition]);
    const pictures = async () => (await rep.call('GET', `/problem-entries/${published.id}/attachments`)).status;
    expect([await read(), await pictures()]).toEqual([[[published.id, words.titleZh, 1]], 200]);
    const revised = done(await act(agent, published, 'revise'));
    const changed = done(
      await agent.call('PATCH', `/problem-entries/${published.id}`, {
        version: revised.version,
        body: { titleZh: '改到一半', lines: [] },
      }),
    );
    expect(changed.lines).toHaveLength(1);
    expect(await read()).toEqual([[published.id, words.titleZh, 1]]);
    const second = await publish(changed);
    expect(await read()).toEqual([[published.id, '改到一半', 2]]);
    done(await act(agent, second, 'withdraw', { comment: '已改用新工艺' }));
    expect(await read()).toEqual([['builtin:code:locked', '单据在当前状态下已锁定。', undefined]]);
    expect(await pictures()).toBe(404);
  });

  it('says nothing of its drafts to those who do not write the book', async () => {
    const secret = await write(agent, { titleZh: '机密草稿', auditRules: ['stale-record'] });
    await audit.world.settle();
    for (const person of [rep, finance]) {
      const one = `/problem-entries/${secret.id}`;
      for (const path of [one, `${one}/history`, `${one}/process`, `${one}/steps`, `${one}/attachments`])
        expect((await person.call('GET', path)).status, path).toBe(404);
      expect(done(await person.call('GET', '/problem-entries?q=机密草稿'))).toMatchObject({ items: [], total: 0 });
      expect(done(await person.call('GET', '/problem-entries/summary?group=status')).total).toBe(0);
      expect(await help(person, 'q=机密草稿')).toEqual([]);
      expect(await help(person, `id=${secret.id}`)).toEqual([]);
      expect((await help(person, 'rule=stale-record')).map((found) => found.id)).toEqual(['builtin:rule:stale-record']);
    }
    expect((await trainer.call('GET', `/problem-entries/${secret.id}`)).status).toBe(200);
  });

  it('is confirmed with a click, and its owner is told once when nobody has', async () => {
    const { world } = audit;
    const published = await publish(await write(agent, { reviewOn: '2026-11-22' }));
    const confirm = (version: number, body: object = {}) =>
      agent.call('POST', `/problem-entries/${published.id}/confirm`, { version, body });
    expect((await confirm(published.version, { reviewOn: '2026-11-21' })).body.errors[0].field).toBe('reviewOn');
    expect((await confirm(published.version + 1)).status).toBe(412);
    world.clock.now += 2 * 86_400_000;
    [rep, agent, trainer, finance, admin] = (await Promise.all(
      [rep, agent, trainer, finance, admin].map((person) => world.again(person)),
    )) as [Person, Person, Person, Person, Person];
    const ring = async () => {
      await world.stack.deps.queue.send([{ job: 'documents.alarms', ws: MAIN }]);
      await world.settle();
    };
    await ring();
    await ring();
    expect(await notices(agent, 'entry-stale')).toMatchObject([{ subjectId: published.id }]);
    expect(await help(rep, `id=${published.id}`)).toMatchObject([{ stale: true, ownerId: agent.memberId }]);
    const stale = done(await agent.call('GET', `/problem-entries/${published.id}`));
    const confirmed = done(await confirm(stale.version));
    expect(confirmed).toMatchObject({ reviewOn: '2027-05-22', verifiedBy: agent.memberId, status: 'published' });
    expect(confirmed.staleSince).toBeUndefined();
    const [fresh] = await help(rep, `id=${published.id}`);
    expect([fresh.stale, fresh.verifiedBy]).toEqual([undefined, agent.memberId]);
    const unpublished = await write(agent);
    expect(
      (await agent.call('POST', `/problem-entries/${unpublished.id}/confirm`, { version: 1, body: {} })).body.code,
    ).toBe('conflict');
  });
});

describe('help', () => {
  it('comes by error, audit rule, step and page, the company’s own word first and the reader’s role', async () => {
    const own = await publish(
      await write(agent, {
        titleEn: 'Our way with phones',
        auditRules: ['bad-phone'],
        processSteps: ['order/submit'],
        pages: ['/payments'],
        roles: ['finance'],
      }),
    );
    const first = async (query: string, person = rep) => (await help(person, query))[0]?.id;
    expect((await help(rep, 'rule=bad-phone')).map((one) => one.id)).toEqual([own.id]);
    expect(await first('step=order/submit', finance)).toBe(own.id);
    expect(await first('code=stale-version')).toBe('builtin:code:stale-version');
    const page = encodeURIComponent('/ws_main/payments?sort=date');
    expect(await first(`page=${page}`, finance)).toBe(own.id);
    expect(await first(`page=${page}`)).toBe('builtin:page:/payments');
    expect(await first('page=/complaints/cpl_01ABC')).toBe('builtin:page:/complaints/:id');
    expect(await first('q=our way with phones')).toBe(own.id);
    expect(await help(rep, 'code=no-such-code')).toEqual([]);
  });

  it('is the whole book, page by page, and no further than asked', async () => {
    const seen: string[] = [];
    let cursor = '';
    let total = 0;
    do {
      const { body } = await rep.call('GET', `/help?limit=100${cursor}`);
      seen.push(...body.items.map((one: Any) => one.id));
      total = body.total;
      cursor = body.cursor ? `&cursor=${encodeURIComponent(body.cursor)}` : '';
    } while (cursor !== '');
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
    expect(await help(rep, '')).toHaveLength(20);
    const { body } = await rep.call('GET', '/help?limit=10');
    expect((await finance.call('GET', `/help?limit=10&cursor=${encodeURIComponent(body.cursor)}`)).body.code).toBe(
      'invalid-cursor',
    );
    for (const bad of ['limit=0', 'limit=101', 'colour=red', `q=${'x'.repeat(101)}`])
      expect((await rep.call('GET', `/help?${bad}`)).status, bad).toBe(400);
  });
});

describe('a question', () => {
  const ask = async (person: Person, body: object = {}, headers?: Record<string, string>): Promise<Any> =>
    done(
      await person.call('POST', '/help-requests', {
        body: { question: '这张订单为什么提交不了？\n急', page: '/orders/ord_1', errorCode: 'step-refused', ...body },
        ...(headers ? { headers } : {}),
      }),
    );

  it('goes to whoever answers for the CRM, with where it was asked; the answer goes back and becomes an entry', async () => {
    const asked = await ask(rep, { context: { screen: '360x740' } });
    expect(asked).toMatchObject({
      status: 'open',
      subject: '这张订单为什么提交不了？',
      askerId: rep.memberId,
      ownerId: admin.memberId,
    });
    expect(JSON.parse(asked.context)).toEqual({ screen: '360x740', roles: ['sales-rep'] });
    expect(await notices(admin, 'help-asked')).toMatchObject([{ subjectId: asked.id, by: rep.memberId }]);
    const one = `/help-requests/${asked.id}`;
    const answer = (person: Person, version: number) =>
      person.call('POST', `${one}/answer`, { version, body: { answer: '先填交货日期' } });
    expect((await answer(rep, 1)).body.code).toBe('forbidden');
    expect((await answer(finance, 1)).status).toBe(404);
    expect((await admin.call('POST', `${one}/entry`, { body: {} })).body.code).toBe('conflict');
    const answered = done(await answer(admin, 1));
    expect(answered).toMatchObject({ status: 'answered', answeredBy: admin.memberId });
    expect((await answer(agent, 1)).status).toBe(412);
    expect(await notices(rep, 'help-answered')).toMatchObject([{ subjectId: asked.id, comment: '先填交货日期' }]);
    const headers = { 'idempotency-key': 'entry-of-question' };
    const made = [
      await admin.call('POST', `${one}/entry`, { body: {}, headers }),
      await admin.call('POST', `${one}/entry`, { body: {}, headers }),
    ];
    expect(made.map((reply) => [reply.status, reply.body.id])).toEqual([
      [201, made[0]!.body.id],
      [201, made[0]!.body.id],
    ]);
    expect(made[0]!.body).toMatchObject({
      status: 'draft',
      kind: 'answer',
      titleZh: '这张订单为什么提交不了？',
      rightWayZh: '先填交货日期',
      errorCodes: ['step-refused'],
      pages: ['/orders/:id'],
      origin: `question:${asked.id}`,
      ownerId: admin.memberId,
    });
    expect(done(await rep.call('GET', one)).entryId).toBe(made[0]!.body.id);
    expect((await admin.call('POST', `${one}/entry`, { body: {} })).body.code).toBe('conflict');
  });

  it('is its asker’s and theirs who write the book, and is asked once however often it is sent', async () => {
    const key = { 'idempotency-key': 'one-question' };
    const [first, again] = [await ask(finance, {}, key), await ask(finance, {}, key)];
    expect(again.id).toBe(first.id);
    const seenBy = async (person: Person) =>
      done(await person.call('GET', `/help-requests?filter=id:eq:${first.id}`)).total;
    expect(await Promise.all([finance, agent, admin, rep].map(seenBy))).toEqual([1, 1, 1, 0]);
    expect((await rep.call('GET', `/help-requests/${first.id}`)).status).toBe(404);
  });

  it('goes to whoever the policy names while they work here, and is kept where nobody answers for the CRM', async () => {
    const { version, policy } = done(await admin.call('GET', '/service-policy'));
    const executive = await audit.world.person('executive');
    done(
      await admin.call('PUT', '/service-policy', {
        version,
        body: { policy: { ...policy, crmOwnerId: executive.memberId } },
      }),
    );
    const asked = await ask(rep);
    expect(asked.ownerId).toBe(executive.memberId);
    const answer = { version: 1, body: { answer: '见附件' } };
    expect((await executive.call('POST', `/help-requests/${asked.id}/answer`, answer)).status).toBe(200);
    const member = await admin.call('GET', `/members/${executive.memberId}`);
    const off = { version: member.version, body: { status: 'disabled' } };
    done(await admin.call('PATCH', `/members/${executive.memberId}`, off));
    expect((await ask(rep)).ownerId).toBe(admin.memberId);
    const alone = await audit.world.person('sales-rep', { ws: 'ws_other' });
    const kept = await ask(alone);
    expect(kept).not.toHaveProperty('ownerId');
    expect(done(await alone.call('GET', '/help-requests')).items).toMatchObject([{ id: kept.id }]);
  });

  it('is refused where it is none, or too much', async () => {
    for (const [body, field] of [
      [{ question: ' ' }, 'question'],
      [{ question: 'x'.repeat(1001) }, 'question'],
      [{ question: 'a\u0000b' }, 'question'],
      [{ page: 'https://evil.example' }, 'page'],
      [{ recordId: '../../x' }, 'recordId'],
      [{ context: Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`k${n}`, 1])) }, 'context'],
      [{ ownerId: 'mem_1' }, 'ownerId'],
    ] as const) {
      const reply = await rep.call('POST', '/help-requests', { body: { question: 'Why?', ...body } });
      expect([reply.status, reply.body.errors?.[0].field], JSON.stringify(body).slice(0, 60)).toEqual([400, field]);
    }
  });
});

describe('a fault that recurs', () => {
  const RULE = 'bad-phone';

  it('drafts its entry out of the rule’s words and what people wrote, once for ever', async () => {
    const own = done(await agent.call('GET', `/problem-entries?filter=auditRules:eq:${RULE}`)).items;
    for (const { id } of own) {
      const entry = done(await agent.call('GET', `/problem-entries/${id}`));
      const open = done(await act(agent, entry, 'revise'));
      done(await agent.call('PATCH', `/problem-entries/${id}`, { version: open.version, body: { auditRules: null } }));
    }
    let [rec] = await audit.put([{ type: 'account', data: audit.account({ phone: '12345' }) }]);
    const right = { ...rec!.data, phone: '+86 21 5555 0000' };
    const wrong = { ...rec!.data };
    await audit.run({ kind: 'incremental' });
    const [found] = await audit.findings(`subjectId:eq:${rec!.id}`, `rule:eq:${RULE}`);
    const finding = done(await audit.steward.call('GET', `/findings/${found.id}`));
    done(
      await audit.steward.call('PATCH', `/findings/${finding.id}`, {
        version: finding.version,
        body: { state: 'explained', cause: '手工抄写名片', prevention: '扫码添加' },
      }),
    );
    for (let back = 1; back <= 3; back++) {
      rec = await audit.overwrite(rec!, { data: right });
      await audit.run({ kind: 'incremental' });
      rec = await audit.overwrite(rec, { data: wrong });
      await audit.run({ kind: 'incremental' });
      await Promise.all([draft(), draft()]);
      expect(await entriesOf(RULE), `came back ${back} times`).toHaveLength(back < 3 ? 0 : 1);
    }
    const [entry] = await entriesOf(RULE);
    const drafted = done(await agent.call('GET', `/problem-entries/${entry.id}`));
    expect(drafted).toMatchObject({
      status: 'draft',
      origin: `rule:${RULE}`,
      createdBy: 'job:problems',
      ownerId: admin.memberId,
      causeZh: '手工抄写名片',
    });
    expect(drafted.rightWayZh).toMatch(/预防：扫码添加$/);
    const withdrawn = done(await act(agent, drafted, 'withdraw', { comment: '不需要' }));
    done(await agent.call('POST', `/problem-entries/${entry.id}/archive`, { version: withdrawn.version, body: {} }));
    await draft();
    expect(await entriesOf(RULE)).toHaveLength(1);
  }, 30_000);

  it('drafts the entry of a cause of which complaints keep coming', async () => {
    const { id: causeId } = await makeRecord(admin, cause, { name: '焊接温度低' });
    const make = () => makeRecord(admin, complaint, { causeId, causeNote: '车间冬天太冷' });
    const drafts = async () => {
      await Promise.all([draft(), draft()]);
      return done(await agent.call('GET', `/problem-entries?filter=origin:eq:cause:${causeId}`)).items;
    };
    await Promise.all([make(), make()]);
    expect(await drafts()).toEqual([]);
    await make();
    expect(await drafts()).toMatchObject([{ titleZh: '客诉反复出现：焊接温度低' }]);
    await make();
    expect(await drafts()).toHaveLength(1);
  });

  it('drafts the others where one cannot be written, and that one the next night', async () => {
    const causes = await Promise.all(['漏喷', '缺件'].map((name) => makeRecord(admin, cause, { name })));
    for (const { id: causeId } of causes)
      await Promise.all([1, 2, 3].map(() => makeRecord(admin, complaint, { causeId })));
    const { deps } = audit.world.stack;
    let failures = 1;
    const write: typeof deps.table.write = (...given) =>
      failures-- > 0 ? Promise.reject(new Error('down')) : deps.table.write(...given);
    const broken = { ...deps, table: { ...deps.table, write } };
    const drafted = async (): Promise<number> => {
      const filters = causes.map(({ id }) => `/problem-entries?filter=origin:eq:cause:${id}`);
      const lists = await Promise.all(filters.map(async (path) => done(await agent.call('GET', path)).items));
      return lists.flat().length;
    };
    await expect(problemJobs['problems.draft']!({ job: 'problems.draft', ws: MAIN }, broken)).rejects.toThrow('down');
    expect(await drafted()).toBe(1);
    await draft();
    expect(await drafted()).toBe(2);
  });
});
