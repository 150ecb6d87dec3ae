import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lists } from '../../functions/runtime/lists.ts';
import { toItem, toRec } from '../../functions/runtime/stored.ts';
import { sendSurveys } from '../../functions/surveys/send.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { order } from '../../shared/sales/order.ts';
import { ListView } from '../../shared/search/list-view.ts';
import { suggestion } from '../../shared/surveys/suggestion.ts';
import { survey } from '../../shared/surveys/survey.ts';
import { recordKey, surveyLinkKey, watermarkKey } from '../../shared/table/keys.ts';
import { mailsTo, newestMail } from '../harness/mails.ts';
import { done, makeRecord } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, OTHER, openWorld, request } from '../harness/world.ts';

let world: World;
let admin: Person;
let agent: Person;

beforeAll(async () => {
  world = await openWorld();
  [admin, agent] = [await world.person('administrator'), await world.person('service-agent', { team: 'desk' })];
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Time passes, every bucket is full again, and everybody signs in anew. */
const later = async (ms: number): Promise<void> => {
  world.clock.now += ms;
  [admin, agent] = [await world.again(admin), await world.again(agent)];
};
// Whoever guesses in one test is not held up in the next one: they all come from one address.
beforeEach(() => later(2 * HOUR));

/** What is so once others have done their work: the record as their steps would leave it. */
const become = async (rec: { id: string }, data: object, ws = MAIN): Promise<Rec> => {
  const { table } = world.stack.deps;
  const current = toRec((await table.get(recordKey(ws, rec.id)))!);
  const updatedAt = new Date(world.clock.now).toISOString();
  const next = { ...current, version: current.version + 1, updatedAt, data: { ...current.data, ...data } };
  await table.write([{ op: 'replace', item: toItem(entityOf(next.type), next), version: current.version }]);
  return next;
};
const run = async (job: string, ws = MAIN): Promise<void> => {
  await world.stack.deps.queue.send([{ job, ws }]);
  await world.settle();
};
const send = async (ws = MAIN): Promise<void> => {
  await run('surveys.send', ws);
  await run('documents.alarms', ws);
};

let people = 0;
/** A customer with somebody to write to. */
const customer = async (owner: Person = agent, more: object = {}) => {
  const email = `customer${++people}@buyer.example`;
  const acc = await makeRecord(owner, account, { name: `Buyer ${people}`, ...more });
  const con = await makeRecord(owner, contact, { accountId: acc.id, email, primary: true });
  return { acc, con, email };
};
const madeSurvey = (more: object = {}): Promise<Any> =>
  makeRecord(admin, survey, { trigger: 'by-hand', ...more } as never);
const handOut = (body: object, person = agent) => person.call('PUT', '/survey-links', { body });
const tokenIn = (text: string): string => {
  const [, id, secret] = /\/survey\/ws_\w+\/(svq_\w+)\/([\w-]{43})/.exec(text)!;
  return `${id}.${secret}`;
};
/** A link that somebody was handed, and its request. */
const link = async (more: object = {}) => {
  const [of, { acc }] = [await madeSurvey(more), await customer()];
  const { link: address, request: req } = done(await handOut({ surveyId: of.id, accountId: acc.id }));
  return { token: tokenIn(address), req, of, acc };
};
const at = (token: string, ws = MAIN) => `${world.url}/v1/public/${ws}/surveys/${token}`;
const ask = (token: string, ws = MAIN) => request(at(token, ws), 'GET');
const answer = (token: string, body: object = { score: 5 }, ws = MAIN) => request(at(token, ws), 'POST', { body });
const said = (reply: Any) => [reply.status, reply.body.code];
const requestNow = async (id: string): Promise<Any> => done(await admin.call('GET', `/survey-requests/${id}`));
const requestsOf = async (of: Any): Promise<Any[]> =>
  done(await admin.call('GET', `/survey-requests?filter=surveyId:eq:${of.id}`)).items;
const tasksOf = async (accountId: string): Promise<Any[]> =>
  done(await admin.call('GET', `/activities?filter=accountId:eq:${accountId}`)).items;
const suggestionsOf = async (accountId: string): Promise<Any[]> =>
  done(await admin.call('GET', `/suggestions?filter=accountId:eq:${accountId}`)).items;

describe('the link of a survey', () => {
  it('asks one question without a sign-in, and names nobody', async () => {
    const { token } = await link({ kind: 'nps', threshold: 7, questionZh: '愿意推荐我们吗？' });
    const reply = await ask(token);
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        company: 'Evergreen Bicycles',
        kind: 'nps',
        question: { zh: '愿意推荐我们吗？', en: 'How likely are you to recommend us to a colleague or friend?' },
        least: 0,
        most: 10,
        language: 'zh-CN',
      },
    ]);
  });

  it('has a secret of 256 bits of which nothing but the digest is stored', async () => {
    const { token, req } = await link();
    const secret = token.split('.')[1]!;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const { table } = world.stack.deps;
    const stored = await table.batchGet([recordKey(MAIN, req.id), surveyLinkKey(MAIN, req.id)]);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect((stored[1]!['digests'] as string[])[0]).toHaveLength(43);
    expect(JSON.stringify(await requestNow(req.id))).not.toContain(String((stored[1]!['digests'] as string[])[0]));
  });

  it('takes an answer once: whoever comes again is told that it was used, and nothing is stored twice', async () => {
    const { token, req, acc } = await link();
    const first = await answer(token, { score: 5, comment: ' 很快\n谢谢 ', suggestion: '送货前\n 发短信' });
    expect([first.status, first.body]).toEqual([201, { received: true }]);
    expect(said(await answer(token, { score: 1, suggestion: 'again' }))).toEqual([410, 'link-used']);
    expect(said(await ask(token))).toEqual([410, 'link-used']);
    expect(await requestNow(req.id)).toMatchObject({ status: 'answered', score: 5, comment: '很快\n谢谢', version: 2 });
    expect(await suggestionsOf(acc.id)).toMatchObject([
      { text: '送货前 发短信', channel: 'survey', status: 'new', surveyRequestId: req.id },
    ]);
    expect(await tasksOf(acc.id)).toEqual([]);
  });

  it('takes one of two answers that come at one moment', async () => {
    const { token, req, acc } = await link();
    const replies = await Promise.all([1, 2, 1, 2].map((score) => answer(token, { score, suggestion: `S${score}` })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410]);
    expect((await requestNow(req.id)).version).toBe(2);
    expect([(await tasksOf(acc.id)).length, (await suggestionsOf(acc.id)).length]).toEqual([1, 1]);
  });

  it('ends by its date, though the clock has not looked at it', async () => {
    const { token, req } = await link({ expiresDays: 3 });
    await later(3 * DAY);
    expect(said(await ask(token))).toEqual([410, 'link-expired']);
    expect(said(await answer(token))).toEqual([410, 'link-expired']);
    expect(await requestNow(req.id)).toMatchObject({ status: 'sent', version: 1 });
    await run('documents.alarms');
    expect(await requestNow(req.id)).toMatchObject({ status: 'expired' });
    expect(said(await answer(token))).toEqual([410, 'link-expired']);
  });

  it.each([
    ['below the scale', { score: 0 }],
    ['above the scale', { score: 6 }],
    ['between two', { score: 2.5 }],
    ['without one', {}],
    ['with a field of its own', { score: 5, status: 'answered' }],
    ['with a long comment', { score: 5, comment: 'x'.repeat(2001) }],
  ])('refuses a score %s, and stays open', async (_, body) => {
    const { token, req } = await link();
    expect(said(await answer(token, body))).toEqual([400, 'invalid-input']);
    expect(await requestNow(req.id)).toMatchObject({ status: 'sent', version: 1 });
  });
});

describe('whoever guesses', () => {
  it('hears the same, whatever is wrong', async () => {
    const { token, req, of } = await link();
    const [id, secret] = token.split('.') as [string, string];
    const other = secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    const wrong: [string, string?][] = [
      [`${id}.${other}`],
      [`svq_01HNOBODY.${secret}`],
      [`${id}.${secret}`, OTHER],
      [`${id}.${secret}`, 'ws_nowhere'],
      [`${id}.${secret}`, 'no-workspace'],
      [`${id}.`],
      [`${of.id}.${secret}`],
      ['x'],
    ];
    const replies = await Promise.all(wrong.map(([guess, ws]) => ask(guess, ws)));
    const [first] = replies;
    expect(said(first)).toEqual([404, 'not-found']);
    for (const reply of replies) expect([reply.status, reply.body]).toEqual([404, first!.body]);
    done(await admin.call('POST', `/surveys/${of.id}/archive`, { version: of.version, body: {} }));
    const archived = await answer(token);
    expect([archived.status, archived.body]).toEqual([404, first!.body]);
    expect(await requestNow(req.id)).toMatchObject({ status: 'sent', version: 1 });
  });

  it('is held up after twenty, until time has passed; nothing is compared meanwhile', async () => {
    const { token } = await link();
    const guess = (n: number) => ask(`svq_0.${String(n).padStart(43, '0')}`);
    const replies = await Promise.all(Array.from({ length: 26 }, (_, n) => guess(n)));
    const codes = replies.map(({ status }) => status);
    expect([codes.filter((one) => one === 404).length, codes.filter((one) => one === 429).length]).toEqual([20, 6]);
    const held = replies.find(({ status }) => status === 429)!;
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(token)).status).toBe(429);
    await later(2 * HOUR);
    expect((await ask(token)).status).toBe(200);
  });

  it('cannot flood a link that they have: after sixty answers the address waits', async () => {
    const { token, req } = await link();
    expect((await answer(token)).status).toBe(201);
    const replies: Any[] = [];
    for (let n = 0; n < 8; n++) replies.push(...(await Promise.all(Array.from({ length: 8 }, () => answer(token)))));
    const codes = replies.map(({ status }) => status);
    expect([codes.filter((one) => one === 410).length, codes.filter((one) => one === 429).length]).toEqual([59, 5]);
    expect((await requestNow(req.id)).version).toBe(2);
  });
});

describe('an answer below the threshold', () => {
  it('opens one call, due by the end of the next working day, for whoever looks after the customer', async () => {
    const [of, { acc, con }] = [await madeSurvey({ threshold: 3 }), await customer()];
    const handed = done(await handOut({ surveyId: of.id, accountId: acc.id, contactId: con.id }));
    done(await answer(tokenIn(handed.link), { score: 2, comment: '等了三天' }));
    const [task, ...others] = await tasksOf(acc.id);
    expect(others).toEqual([]);
    expect(task).toMatchObject({ kind: 'task', ownerId: agent.memberId, teamId: 'desk', contactId: con.id });
    expect(done(await admin.call('GET', `/activities/${task.id}`)).note).toContain('等了三天');
    const due = new Date(task.dueAt);
    expect([due.getTime() > world.clock.now, due.getUTCHours(), [0, 6].includes(due.getUTCDay())]).toEqual([
      true,
      10,
      false,
    ]);
    expect(await requestNow(handed.request.id)).toMatchObject({ score: 2, followUpId: task.id });
  });

  it('goes to the owner of the complaint first, and never to somebody who has left', async () => {
    const gone = await world.person('service-agent');
    const [of, { acc }] = [await madeSurvey(), await customer()];
    const about = async (owner: Person) => {
      const rec = await makeRecord(owner, complaint, { accountId: acc.id });
      const handed = done(await handOut({ surveyId: of.id, subjectType: 'complaint', subjectId: rec.id }));
      return tokenIn(handed.link);
    };
    const [theirs, mine] = [await about(gone), await about(admin)];
    const member = await admin.call('GET', `/members/${gone.memberId}`);
    const body = { status: 'disabled' };
    done(await admin.call('PATCH', `/members/${gone.memberId}`, { version: member.version, body }));
    await answer(mine, { score: 1 });
    await answer(theirs, { score: 1 });
    const tasks = (await tasksOf(acc.id)).filter((one) => one.kind === 'task');
    expect(tasks.map((one) => one.ownerId).sort()).toEqual([admin.memberId, agent.memberId].sort());
  });
});

describe('a link by hand', () => {
  it('is one request however often it is asked for; three secrets work', async () => {
    const [of, { acc }] = [await madeSurvey(), await customer()];
    const body = { surveyId: of.id, accountId: acc.id };
    const replies = [];
    for (let n = 0; n < 4; n++) replies.push(done(await handOut(body)));
    expect(new Set(replies.map((one) => one.request.id)).size).toBe(1);
    expect((await requestsOf(of)).length).toBe(1);
    const tokens = replies.map((one) => tokenIn(one.link));
    const codes = [];
    for (const token of tokens) codes.push((await ask(token)).status);
    expect(codes).toEqual([404, 200, 200, 200]);
    done(await answer(tokens[1]!));
    expect(said(await answer(tokens[3]!))).toEqual([410, 'link-used']);
    expect(said(await handOut(body))).toEqual([409, 'conflict']);
  });

  it('is one request for two who ask at once', async () => {
    const [of, { acc }] = [await madeSurvey(), await customer()];
    const body = { surveyId: of.id, accountId: acc.id };
    const replies = await Promise.all([handOut(body), handOut(body, admin), handOut(body)]);
    for (const reply of replies) expect((await ask(tokenIn(done(reply).link))).status).toBe(200);
    expect((await requestsOf(of)).length).toBe(1);
  });

  it('is refused for what the caller does not see, and for a survey that is stopped', async () => {
    const outsider = await world.person('service-agent', { scope: 'own' });
    const [of, { acc, con }, stopped] = [await madeSurvey(), await customer(), await madeSurvey({ active: false })];
    const rec = await makeRecord(agent, complaint, { accountId: acc.id });
    const { acc: another } = await customer();
    const refusals: [object, Person, string][] = [
      [{ surveyId: of.id, accountId: acc.id }, outsider, 'accountId'],
      [{ surveyId: of.id, subjectType: 'complaint', subjectId: rec.id }, outsider, 'subjectId'],
      [{ surveyId: of.id, subjectType: 'shipment', subjectId: rec.id }, agent, 'subjectId'],
      [{ surveyId: of.id, subjectId: rec.id }, agent, 'subjectId'],
      [{ surveyId: of.id, accountId: another.id, subjectType: 'complaint', subjectId: rec.id }, agent, 'accountId'],
      [{ surveyId: of.id, accountId: another.id, contactId: con.id }, agent, 'contactId'],
      [{ surveyId: stopped.id, accountId: acc.id }, agent, 'surveyId'],
      [{ surveyId: 'svy_none', accountId: acc.id }, agent, 'surveyId'],
      [{ surveyId: of.id }, agent, 'accountId'],
    ];
    for (const [body, person, field] of refusals) {
      const reply = await handOut(body, person);
      expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    expect(await requestsOf(of)).toEqual([]);
  });
});

describe('a rule', () => {
  const closed = async (more: object = {}) => {
    const who = await customer(agent, more);
    const rec = await makeRecord(agent, complaint, { accountId: who.acc.id });
    return { ...who, rec };
  };
  const close = (rec: Any) => become(rec, { status: 'closed', closedAt: new Date(world.clock.now).toISOString() });
  const stop = async (of: Any): Promise<void> => {
    const { version } = await admin.call('GET', `/surveys/${of.id}`);
    done(await admin.call('PATCH', `/surveys/${of.id}`, { version, body: { active: false } }));
  };

  /** Mails to customers fail; each of them would be tried again later, with a secret of its own. @returns what they said */
  const withoutPost = async (work: () => Promise<void>): Promise<string[]> => {
    const { deps } = world.stack;
    const whole = deps.mail;
    const texts: string[] = [];
    deps.mail = {
      send: (kind, mail) => {
        if (!mail.to[0]!.endsWith('@buyer.example')) return whole.send(kind, mail);
        texts.push(mail.text);
        return Promise.reject(new Error('no connection'));
      },
    };
    try {
      await work();
    } finally {
      deps.mail = whole;
    }
    return texts;
  };

  it('asks once after a closure, in the customer’s language, however often it runs', async () => {
    const before = await closed();
    await close(before.rec);
    await later(HOUR);
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const [{ rec, email, con }, open] = [await closed({ language: 'en' }), await closed()];
    await close(rec);
    await send();
    await Promise.all([run('surveys.send'), run('surveys.send')]);
    await later(20 * 60_000);
    await send();
    expect(await requestsOf(of)).toMatchObject([
      { status: 'sent', way: 'mail', subjectId: rec.id, contactId: con.id, ownerId: agent.memberId, language: 'en' },
    ]);
    expect([before, open].map((one) => mailsTo(world, one.email))).toEqual([0, 0]);
    expect(mailsTo(world, email)).toBe(1);
    const text = newestMail(world, email);
    expect(text).toContain('How satisfied are you');
    // What was closed, reopened and closed again is not asked about again.
    await become(rec, { status: 'investigating' });
    await close(rec);
    await send();
    expect(mailsTo(world, email)).toBe(1);
    expect((await answer(tokenIn(text), { score: 5 })).status).toBe(201);
    await stop(of);
  });

  it('leaves people in peace who were asked a short while ago, and says so', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const [{ rec, acc, email }, nameless] = [await closed(), await makeRecord(agent, account, { email: undefined })];
    await close(rec);
    await send();
    const [second, third] = [
      await makeRecord(agent, complaint, { accountId: acc.id }),
      await makeRecord(agent, complaint, { accountId: nameless.id }),
    ];
    await close(second);
    await close(third);
    await send();
    const found = await requestsOf(of);
    expect(new Map(found.map((one) => [one.subjectId, one.skipReason ?? one.status]))).toEqual(
      new Map([
        [rec.id, 'sent'],
        [second.id, 'quiet'],
        [third.id, 'no-address'],
      ]),
    );
    expect(mailsTo(world, email)).toBe(1);
    await stop(of);
  });

  it('asks a person once, though a run does not see yet what another one has asked', async () => {
    const of = [await madeSurvey({ trigger: 'complaint-closed' }), await madeSurvey({ trigger: 'complaint-closed' })];
    const { rec, email } = await closed();
    await close(rec);
    const { deps } = world.stack;
    const fresh: Lists['fresh'] = (ws, type, table) =>
      type === 'surveyRequest' ? Promise.resolve(new ListView()) : deps.lists.fresh(ws, type, table);
    const blind = { ...deps, lists: { ...deps.lists, fresh } };
    await Promise.all([1, 2].map(() => sendSurveys({ job: 'surveys.send', ws: MAIN }, blind)));
    await run('documents.alarms');
    const found = (await Promise.all(of.map(requestsOf))).flat();
    expect(found.map((one) => one.skipReason ?? one.status).sort()).toEqual(['quiet', 'sent']);
    expect(mailsTo(world, email)).toBe(1);
    for (const one of of) await stop(one);
  });

  it('makes a part of many in each run, and goes on behind it', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const recs: Any[] = [];
    for (let one = 0; one < 5; one++) {
      const { rec } = await closed();
      recs.push(rec);
      world.clock.now += 60_000;
      await close(rec);
    }
    const { deps } = world.stack;
    const counts: number[] = [];
    const marks: unknown[] = [];
    for (let round = 0; round < 4; round++) {
      await sendSurveys({ job: 'surveys.send', ws: MAIN }, deps, 2);
      counts.push((await requestsOf(of)).length);
      marks.push((await deps.table.get(watermarkKey(MAIN, `survey#${of.id}`)))?.['at']);
    }
    expect(counts).toEqual([2, 4, 5, 5]);
    const closedAt = await Promise.all(
      recs.map(async ({ id }) => (await deps.table.get(recordKey(MAIN, id)))!['updatedAt']),
    );
    const now = new Date(world.clock.now).toISOString();
    expect(marks).toEqual([closedAt[2], closedAt[4], now, now]);
    await stop(of);
  });

  it('asks a customer who is called otherwise since, once, and at the address of today', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const [{ acc: loser, con, rec }, { acc: winner }] = [await closed(), await customer()];
    const second = await makeRecord(agent, complaint, { accountId: winner.id, contactId: con.id });
    const merge = { type: 'account', winnerId: winner.id, loserId: loser.id, take: [], reason: 'entered twice' };
    done(await admin.call('POST', '/merges', { body: { ...merge, winnerVersion: 1, loserVersion: 1 } }));
    await become(rec, { contactId: con.id });
    await close(rec);
    await send();
    await close(second);
    await send();
    const found = await requestsOf(of);
    expect(
      new Map(found.map((one) => [one.subjectId, [one.accountId, one.contactId, one.skipReason ?? one.status]])),
    ).toEqual(
      new Map([
        [rec.id, [winner.id, con.id, 'sent']],
        [second.id, [winner.id, con.id, 'quiet']],
      ]),
    );
    await stop(of);
  });

  it('waits with its question while the complaint is open again', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const { rec, email } = await closed();
    await close(rec);
    await run('surveys.send');
    await become(rec, { status: 'investigating' });
    await run('documents.alarms');
    await close(rec);
    await run('documents.alarms');
    expect(mailsTo(world, email)).toBe(0);
    await later(DAY);
    await send();
    expect(mailsTo(world, email)).toBe(1);
    expect((await requestsOf(of)).length).toBe(1);
    await stop(of);
  });

  it('goes on where a run was killed, and asks nobody twice', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const all = [await closed(), await closed(), await closed()];
    for (const { rec } of all) await close(rec);
    const { deps } = world.stack;
    let writes = 0;
    const write: typeof deps.table.write = (items) => {
      if (++writes > 1) return Promise.reject(new Error('killed'));
      return deps.table.write(items);
    };
    const broken = { ...deps, table: { ...deps.table, write } };
    await expect(sendSurveys({ job: 'surveys.send', ws: MAIN }, broken)).rejects.toThrow('killed');
    expect((await requestsOf(of)).length).toBe(1);
    await send();
    await send();
    expect((await requestsOf(of)).map((one) => one.subjectId).sort()).toEqual(all.map(({ rec }) => rec.id).sort());
    expect(all.map(({ email }) => mailsTo(world, email))).toEqual([1, 1, 1]);
    await stop(of);
  });

  it('makes one request and loses no mail where the post is down', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const { rec, email } = await closed();
    await close(rec);
    await run('surveys.send');
    await withoutPost(async () => {
      await run('documents.alarms');
      await run('documents.alarms');
    });
    expect(await requestsOf(of)).toMatchObject([{ status: 'waiting', tries: 1 }]);
    await run('documents.alarms');
    expect(mailsTo(world, email)).toBe(0);
    await later(16 * 60_000);
    await run('documents.alarms');
    expect(await requestsOf(of)).toMatchObject([{ status: 'sent', tries: 2 }]);
    expect(mailsTo(world, email)).toBe(1);
    await stop(of);
  });

  it('gives up after three tries; a mail that arrived after all can be answered', async () => {
    const of = await madeSurvey({ trigger: 'complaint-closed' });
    const { rec } = await closed();
    await close(rec);
    await run('surveys.send');
    const texts = await withoutPost(async () => {
      for (let n = 0; n < 5; n++) {
        await run('documents.alarms');
        await later(HOUR);
      }
    });
    expect(texts.length).toBe(3);
    expect(await requestsOf(of)).toMatchObject([{ status: 'failed', tries: 3 }]);
    expect((await answer(tokenIn(texts[0]!))).status).toBe(201);
    expect(said(await answer(tokenIn(texts[2]!)))).toEqual([410, 'link-used']);
    await stop(of);
  });

  it('asks each quarter whoever ordered in the one before, once', async () => {
    const of = await madeSurvey({ kind: 'nps', threshold: 7, trigger: 'quarter' });
    const [buyer, early, only] = [await customer(), await customer(), await customer()];
    const ordered = async (accountId: string, orderDate: string, status: string) =>
      become(await makeRecord(admin, order, { accountId }), { orderDate, status });
    await ordered(buyer.acc.id, '2026-10-03', 'completed');
    await ordered(buyer.acc.id, '2026-12-31', 'approved');
    await ordered(early.acc.id, '2026-09-30', 'completed');
    await ordered(only.acc.id, '2026-11-03', 'draft');
    await send();
    expect(await requestsOf(of)).toEqual([]);
    await later(Date.parse('2027-01-01T00:30:00.000Z') - world.clock.now);
    await send();
    await later(DAY);
    await send();
    const found = await requestsOf(of);
    expect(found.map((one) => [one.accountId, one.period])).toEqual([[buyer.acc.id, '2026-Q4']]);
    expect([buyer, early, only].map((one) => mailsTo(world, one.email))).toEqual([1, 0, 0]);
    await stop(of);
  });

  it('sends nothing from a place for practice', async () => {
    const ws = await openWorkspace(world, 'sandbox');
    const trainee = await world.person('administrator', { ws });
    const email = 'practice@buyer.example';
    const acc = await makeRecord(trainee, account);
    await makeRecord(trainee, contact, { accountId: acc.id, email });
    await makeRecord(trainee, survey, { trigger: 'complaint-closed' });
    const rec = await makeRecord(trainee, complaint, { accountId: acc.id });
    await become(rec, { status: 'closed', closedAt: new Date(world.clock.now).toISOString() }, ws);
    await send(ws);
    const { items } = done(await trainee.call('GET', '/survey-requests'));
    expect(items).toMatchObject([{ status: 'sent', subjectId: rec.id }]);
    expect(mailsTo(world, email)).toBe(0);
  });
});

describe('results', () => {
  it('are those of the records that the caller sees', async () => {
    const own = await world.person('sales-rep', { scope: 'own' });
    const of = await madeSurvey();
    const [mine, theirs] = [await customer(own), await customer()];
    for (const [acc, score, comment] of [
      [mine.acc, 5, 'Good'],
      [theirs.acc, 1, 'Bad'],
    ] as const)
      done(await answer(tokenIn(done(await handOut({ surveyId: of.id, accountId: acc.id })).link), { score, comment }));
    const seen = async (person: Person) =>
      done(await person.call('GET', `/survey-results?surveyId=${of.id}&from=2026-01-01&to=2030-01-01`));
    const [all, part] = [await seen(admin), await seen(own)];
    expect(all.surveys).toMatchObject([{ sent: 2, answered: 2, low: 1, average: 3 }]);
    expect(all.distribution.map((one: Any) => one.count)).toEqual([1, 0, 0, 0, 1]);
    expect(all.comments.map((one: Any) => one.comment).sort()).toEqual(['Bad', 'Good']);
    expect(part.surveys).toMatchObject([{ sent: 1, answered: 1, low: 0, average: 5 }]);
    expect(part.comments.map((one: Any) => one.comment)).toEqual(['Good']);
    const none = done(await admin.call('GET', `/survey-results?surveyId=${of.id}&from=2030-01-01`));
    expect([none.surveys, none.comments]).toEqual([[], []]);
  });

  it('leave a suggestion to be answered by whoever may', async () => {
    const made = await makeRecord(agent, suggestion);
    const body = { status: 'accepted', answer: '下月起执行' };
    const reply = await agent.call('PATCH', `/suggestions/${made.id}`, { version: made.version, body });
    expect(done(reply)).toMatchObject(body);
  });
});
