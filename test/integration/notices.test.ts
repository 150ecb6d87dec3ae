import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailNotice } from '../../functions/notices/mail.ts';
import { notices } from '../../functions/notices/projector.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { itemOf } from '../../functions/runtime/records.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import type { RecordChange } from '../../functions/runtime/stream.ts';
import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { mailedKinds, noticeKinds } from '../../shared/notices/notices.contract.ts';
import { proposal } from '../../shared/process/proposal.ts';
import { noticePartition, recordKey } from '../../shared/table/keys.ts';
import { mailsTo, newestMail } from '../harness/mails.ts';
import { draftOrder, stepOrder, submittedOrder } from '../harness/orders.ts';
import { done, makeRecord, unique } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

/** People are told what they have to do and what became of theirs: once, in their language, and only what they want to hear (PLT-8). */
let world: World;
let admin: Person;
let rep: Person;
let boss: Person;
let westBoss: Person;
let finance: Person;
let steward: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep', { scope: 'own', team: 'east', name: '李娜' });
  boss = await world.person('sales-manager', { scope: 'team', team: 'east' });
  westBoss = await world.person('sales-manager', { scope: 'team', team: 'west' });
  finance = await world.person('finance');
  steward = await world.person('data-steward');
});
afterAll(() => world.close());

const noticesOf = async (person: Person, query = 'limit=100'): Promise<Any> =>
  done(await person.call('GET', `/notices?${query}`));
/** What somebody was told about a record, oldest first. */
const told = async (person: Person, id: string): Promise<Any[]> => {
  await world.settle();
  return (await noticesOf(person)).items
    .filter((one: Any) => one.subjectId === id)
    .sort((a: Any, b: Any) => (a.at + a.kind < b.at + b.kind ? -1 : 1));
};
const kinds = async (person: Person, id: string): Promise<string[]> =>
  (await told(person, id)).map((one) => (one.action ? `${one.kind} ${one.action}` : one.kind)).sort();
const decide = async (person: Person, id: string, body: Record<string, unknown>): Promise<Any> =>
  done(await person.call('POST', `/orders/${id}/decisions`, { body }));
const stored = async (id: string, ws = MAIN): Promise<Rec> =>
  toRec((await world.stack.deps.table.get(recordKey(ws, id)))!);
const setChannels = async (person: Person, settings: Record<string, { app: boolean; mail: boolean }>): Promise<Any> =>
  done(await person.call('PUT', '/notices/settings', { body: { settings } })).settings;

describe('people are told', () => {
  it('who is to sign, not whose document it is, nor whom it does not reach', async () => {
    const sent = await submittedOrder(admin, rep);
    expect(await kinds(boss, sent.id)).toEqual(['approval-asked']);
    expect((await told(boss, sent.id))[0]).toMatchObject({
      title: sent.number,
      process: 'order',
      state: 'pending-approval',
      due: sent.process.due,
      by: rep.memberId,
    });
    expect(await kinds(admin, sent.id)).toEqual(['approval-asked']);
    for (const person of [rep, westBoss, finance, steward]) expect(await kinds(person, sent.id)).toEqual([]);
  });

  it('once, though they hold two of the roles that may sign', async () => {
    const chief = await world.person('sales-manager', { scope: 'team', team: 'middle' });
    const seller = await world.person('sales-rep', { scope: 'own', team: 'middle' });
    const grants = ['sales-manager', 'administrator'].map((role) => ({
      role,
      basis: 'test',
      from: '2026-01-01T00:00:00.000Z',
    }));
    const rec = await stored(chief.memberId);
    await world.stack.deps.table.write([
      { op: 'replace', item: itemOf({ ...rec, version: 2, data: { ...rec.data, grants } }), version: 1 },
    ]);
    const sent = await submittedOrder(admin, seller);
    expect(await kinds(chief, sent.id)).toEqual(['approval-asked']);
    expect(mailsTo(world, chief.email)).toBe(1);
  });

  it('of the next level when the first has signed', async () => {
    const lines = [{ description: 'Frame', quantity: 1000, unitPrice: 20_000 }];
    const sent = await submittedOrder(admin, rep, { lines });
    expect(await kinds(finance, sent.id)).toEqual([]);
    await decide(boss, sent.id, { verdict: 'approve' });
    expect(await kinds(finance, sent.id)).toEqual(['approval-asked']);
    // A level is no outcome.
    expect(await kinds(rep, sent.id)).toEqual([]);
    await decide(finance, sent.id, { verdict: 'approve' });
    expect(await kinds(rep, sent.id)).toEqual(['approval-decided approve']);
  });

  it.each([
    ['approve', 'approved', undefined],
    ['reject', 'cancelled', '客户信用不足'],
    ['send-back', 'draft', 'The price is last year’s.'],
  ])('what was decided (%s), once, with the reason', async (verdict, state, comment) => {
    const sent = await submittedOrder(admin, rep);
    await decide(boss, sent.id, { verdict, ...(comment ? { comment } : {}) });
    const [notice, ...more] = await told(rep, sent.id);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ kind: 'approval-decided', action: verdict, state, by: boss.memberId });
    expect(notice.comment).toBe(comment);
    expect(await kinds(boss, sent.id)).toEqual(['approval-asked']);
  });

  it('that a document came to them, unless they brought it there themselves', async () => {
    const own = await draftOrder(admin, rep);
    const given = await draftOrder(admin, admin, { ownerId: rep.memberId });
    expect(await kinds(rep, own.id)).toEqual([]);
    expect(await kinds(rep, given.id)).toEqual(['step-assigned']);
    done(
      await admin.call('PATCH', `/orders/${given.id}`, { version: given.version, body: { ownerId: boss.memberId } }),
    );
    expect(await kinds(boss, given.id)).toEqual(['step-assigned']);
    expect(await kinds(rep, given.id)).toEqual(['step-assigned']);
  });

  it('nothing when a document only leaves their list', async () => {
    const sent = await submittedOrder(admin, rep);
    await decide(rep, sent.id, { verdict: 'recall' });
    expect(await kinds(boss, sent.id)).toEqual(['approval-asked']);
    const before = await kinds(rep, sent.id);
    const { version } = done(await rep.call('GET', `/orders/${sent.id}`));
    const archived = done(await rep.call('POST', `/orders/${sent.id}/archive`, { version, body: {} }));
    done(await admin.call('POST', `/orders/${sent.id}/restore`, { version: archived.version, body: {} }));
    expect(await kinds(boss, sent.id)).toEqual(['approval-asked']);
    expect(await kinds(rep, sent.id)).toEqual([...before, 'step-assigned']);
  });

  it('as deputies while they are deputies', async () => {
    const deputy = await world.person('marketing', { name: '王芳' });
    const early = await submittedOrder(admin, rep);
    await world.settle();
    const instant = (hours: number) => new Date(world.clock.now + hours * 3_600_000).toISOString();
    const body = { deputyId: deputy.memberId, from: instant(-1), until: instant(2), why: '年假' };
    const made = done(await boss.call('POST', '/delegations', { body }));
    expect(await told(deputy, made.id)).toMatchObject([
      { kind: 'delegated', title: 'sales-manager 3', comment: '年假', due: body.until },
    ]);
    expect(newestMail(world, deputy.email)).toContain('You are the deputy of sales-manager 3');
    const during = await submittedOrder(admin, rep);
    expect(await kinds(deputy, during.id)).toEqual(['approval-asked']);
    done(await boss.call('POST', `/delegations/${made.id}/end`, { version: 1, body: {} }));
    const after = await submittedOrder(admin, rep);
    expect(await kinds(deputy, after.id)).toEqual([]);
    expect(await kinds(deputy, early.id)).toEqual([]);
  });

  it('what became of a change that waits for a second person', async () => {
    const asker = await world.person('administrator');
    const customer = await makeRecord(admin, account);
    const patched = done(
      await asker.call('PATCH', `/accounts/${customer.id}`, { version: 1, body: { creditLimit: 5_000_000 } }),
    );
    const id = patched.pending.creditLimit;
    for (const person of [finance, steward, admin]) expect(await kinds(person, id)).toEqual(['approval-asked']);
    // Change requests are everybody's to see: no team stands between them and the second person.
    expect(await kinds(westBoss, id)).toEqual(['approval-asked']);
    expect(await kinds(asker, id)).toEqual([]);
    const body = { verdict: 'reject', comment: '无依据' };
    done(await finance.call('POST', `/change-requests/${id}/decisions`, { body }));
    expect(await told(asker, id)).toMatchObject([{ kind: 'change-decided', action: 'reject', comment: '无依据' }]);
  });

  it('what became of their proposal', async () => {
    const body = { ...proposal.example, title: '小额订单免财务审批' };
    const made = done(await rep.call('POST', '/proposals', { body }));
    done(
      await admin.call('POST', `/proposals/${made.id}/actions/reject`, {
        version: made.version,
        body: { comment: '金额虽小，风险不小。' },
      }),
    );
    expect(await told(rep, made.id)).toMatchObject([
      { kind: 'proposal-decided', action: 'reject', comment: '金额虽小，风险不小。' },
    ]);
  });
});

describe('those who look after the data', () => {
  const change = (parts: Partial<Rec>, from: Rec): RecordChange => ({
    old: from,
    next: { ...from, version: from.version + 1, updatedBy: admin.memberId, via: 'web', ...parts },
    sequence: '',
  });

  it('hear of a controlled field that somebody else changed by hand', async () => {
    const made = await makeRecord(admin, account);
    const next = done(
      await admin.call('PATCH', `/accounts/${made.id}`, {
        version: 1,
        body: { code: unique(made.code), city: '宁波' },
      }),
    );
    expect(await told(steward, made.id)).toMatchObject([
      { kind: 'controlled-changed', fields: ['code'], by: admin.memberId, title: made.name },
    ]);
    expect(await kinds(admin, made.id)).toEqual([]);
    done(await steward.call('PATCH', `/accounts/${made.id}`, { version: next.version, body: { code: made.code } }));
    expect(await told(steward, made.id)).toHaveLength(1);
  });

  it.each<[string, (rec: Rec) => Partial<Rec>, number]>([
    ['a change of an import', (rec) => ({ via: 'import', data: { ...rec.data, code: 'C9' } }), 0],
    ['a change of another field', (rec) => ({ data: { ...rec.data, city: '宁波' } }), 0],
    ['the same change by hand', (rec) => ({ data: { ...rec.data, code: 'C9' } }), 1],
  ])('and as to %s', async (_, parts, times) => {
    const made = await makeRecord(admin, account);
    const rec = await stored(made.id);
    await notices([change(parts(rec), rec)], world.stack.deps);
    expect(await told(steward, made.id)).toHaveLength(times);
  });
});

describe('one event is one notice', () => {
  /** The stream record of a submission, as if it had not come yet: of a document that only it knows. */
  let count = 0;
  const submission = async (): Promise<RecordChange> => {
    const made = await draftOrder(admin, rep);
    const old = await stored(made.id);
    await stepOrder(rep, made, 'submit');
    const next = await stored(made.id);
    await world.settle();
    const id = `ord_again${++count}`;
    return { old: { ...old, id }, next: { ...next, id }, sequence: '' };
  };

  it('however often the stream brings it, at the same time or later', async () => {
    const change = await submission();
    const { deps } = world.stack;
    const mails = mailsTo(world, boss.email);
    await Promise.all([notices([change], deps), notices([change, change], deps)]);
    world.clock.now += 60_000;
    await notices([change], deps);
    expect(await kinds(boss, change.next.id)).toEqual(['approval-asked']);
    expect(mailsTo(world, boss.email)).toBe(mails + 1);
  });

  it.each<[string, (deps: Deps) => Deps]>([
    [
      'before the notice',
      (deps) => ({ ...deps, table: { ...deps.table, write: () => Promise.reject(new Error('off')) } }),
    ],
    [
      'between the notice and its mail',
      (deps) => ({ ...deps, queue: { send: () => Promise.reject(new Error('off')) } }),
    ],
  ])('though it breaks off %s', async (_, breaking) => {
    const change = await submission();
    const mails = mailsTo(world, boss.email);
    await expect(notices([change], breaking(world.stack.deps))).rejects.toThrow('off');
    await notices([change], world.stack.deps);
    expect(await kinds(boss, change.next.id)).toEqual(['approval-asked']);
    expect(mailsTo(world, boss.email)).toBe(mails + 1);
  });

  it('and one mail, also when the mail server is down the first time, and when two hand it over at once', async () => {
    const change = await submission();
    const sent: Any[] = [];
    const { deps } = world.stack;
    await notices([change], { ...deps, queue: { send: async (jobs) => void sent.push(...jobs) } });
    const job = sent.find((one) => one.memberId === boss.memberId);
    const mails = mailsTo(world, boss.email);
    await expect(mailNotice(job, { ...deps, mail: { send: () => Promise.reject(new Error('down')) } })).rejects.toThrow(
      'down',
    );
    expect(mailsTo(world, boss.email)).toBe(mails);
    await Promise.all([mailNotice(job, deps), mailNotice(job, deps), mailNotice(job, deps)]);
    expect(mailsTo(world, boss.email)).toBe(mails + 1);
  });
});

describe('what somebody wants to hear', () => {
  it('is everything in the app and the urgent kinds by e-mail, until they say otherwise', async () => {
    const { settings } = done(await rep.call('GET', '/notices/settings'));
    expect(Object.keys(settings).sort()).toEqual(Object.keys(noticeKinds).sort());
    for (const [kind, channels] of Object.entries(settings))
      expect(channels, kind).toEqual({ app: true, mail: (mailedKinds as readonly string[]).includes(kind) });
    const set = await setChannels(rep, { 'due-soon': { app: true, mail: false } });
    expect(set['due-soon']).toEqual({ app: true, mail: false });
    const again = await setChannels(rep, { overdue: { app: false, mail: false } });
    expect([again['due-soon'], again.overdue, again.escalated]).toEqual([
      { app: true, mail: false },
      { app: false, mail: false },
      { app: true, mail: true },
    ]);
    expect(done(await rep.call('GET', '/notices/settings')).settings).toEqual(again);
  });

  it.each([
    [{ app: true, mail: true }, 1, 1],
    [{ app: true, mail: false }, 1, 0],
    [{ app: false, mail: true }, 0, 1],
    [{ app: false, mail: false }, 0, 0],
  ])('decides: %j', async (channels, inApp, byMail) => {
    const manager = await world.person('sales-manager', { scope: 'team', team: 'north' });
    const seller = await world.person('sales-rep', { scope: 'own', team: 'north' });
    await setChannels(manager, { 'approval-asked': channels });
    const sent = await submittedOrder(admin, seller);
    expect(await kinds(manager, sent.id)).toHaveLength(inApp);
    expect((await noticesOf(manager)).unread).toBe(inApp);
    expect(mailsTo(world, manager.email)).toBe(byMail);
  });

  it.each<[unknown, string]>([
    [{ 'no-such-kind': { app: true, mail: true } }, 'settings.no-such-kind'],
    [{ overdue: { app: 'yes', mail: true } }, 'settings.overdue.app'],
    [{ overdue: { app: true } }, 'settings.overdue.mail'],
    [[], 'settings'],
  ])('is refused when it is %j', async (settings, field) => {
    const refused = await rep.call('PUT', '/notices/settings', { body: { settings } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((one: Any) => one.field)).toContain(field);
  });
});

describe('a mail', () => {
  const chinese = async (person: Person): Promise<Person> => {
    done(await admin.call('PATCH', `/members/${person.memberId}`, { version: 1, body: { language: 'zh-CN' } }));
    return person;
  };

  it('is in the reader’s language and leads to the document', async () => {
    const seller = await world.person('sales-rep', { scope: 'own', team: 'south', name: '陈晨' });
    const zh = await chinese(await world.person('sales-manager', { scope: 'team', team: 'south' }));
    const en = await world.person('sales-manager', { scope: 'team', team: 'south' });
    const sent = await submittedOrder(admin, seller);
    await world.settle();
    const address = `/${MAIN}/orders/${sent.id}`;
    for (const [person, first, due, by] of [
      [zh, `请您审批：销售订单 ${sent.number}`, '截止时间：', '操作人：陈晨'],
      [en, `Your approval is asked for: Sales order ${sent.number}`, 'Due: ', 'By: 陈晨'],
    ] as const) {
      const text = newestMail(world, person.email);
      expect(text.split('\n')[0]).toBe(first);
      for (const part of [due, by, address]) expect(text).toContain(part);
    }
  });

  it('shows what people wrote as text', async () => {
    const seller = await world.person('sales-rep', { scope: 'own', team: 'islands' });
    const manager = await world.person('sales-manager', { scope: 'team', team: 'islands' });
    const sent = await submittedOrder(admin, seller, { number: `<b>SO&"1"` });
    await world.settle();
    const [summary] = world.stack.aws.outbox.list({ to: manager.email });
    const mail = world.stack.aws.outbox.get(summary!.id)!;
    expect(mail.html).not.toContain('<b>SO');
    expect(mail.html).toContain('&#60;b&#62;SO&#38;&#34;1&#34;');
    expect(mail.subject).toContain(sent.number);
  });

  it('never leaves a sandbox, whose people are told in the app', async () => {
    const ws = await openWorkspace(world, 'sandbox');
    const chief = await world.person('administrator', { ws });
    const seller = await world.person('sales-rep', { ws });
    const sent = await submittedOrder(chief, seller);
    expect(await kinds(chief, sent.id)).toEqual(['approval-asked']);
    expect(mailsTo(world, chief.email)).toBe(0);
  });
});

describe('the list of notices', () => {
  let ws: string;
  let chief: Person;
  let seller: Person;
  beforeAll(async () => {
    ws = await openWorkspace(world);
    chief = await world.person('administrator', { ws });
    seller = await world.person('sales-rep', { ws });
    for (let index = 0; index < 7; index++) {
      await submittedOrder(chief, seller);
      world.clock.now += 1_000;
    }
    await world.settle();
  });

  it('is newest first, page by page, each notice once', async () => {
    const all = await noticesOf(chief);
    const times = all.items.map((one: Any) => one.at);
    expect(times).toHaveLength(7);
    expect([...times].sort().reverse()).toEqual(times);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Any = await noticesOf(chief, `limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map((one: Any) => one.id));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(all.items.map((one: Any) => one.id));
    const { cursor: mine } = await noticesOf(chief, 'limit=3');
    expect((await seller.call('GET', `/notices?limit=3&cursor=${mine}`)).body.code).toBe('invalid-cursor');
  });

  it('says what was read, and counts what was not', async () => {
    const { items, unread } = await noticesOf(chief);
    expect(unread).toBe(7);
    const ids = [items[0].id, items[3].id, 'ntc_nothing', ''];
    const mark = (person: Person) => person.call('POST', '/notices/read', { body: { ids } });
    expect((await mark(seller)).body).toEqual({ read: 0 });
    const [one, two] = [(await mark(chief)).body.read, (await mark(chief)).body.read];
    expect([one, two]).toEqual([2, 0]);
    const after = await noticesOf(chief);
    expect(after.unread).toBe(5);
    expect(after.items.filter((item: Any) => item.readAt).map((item: Any) => item.id)).toEqual([ids[0], ids[1]]);
  });

  it('counts the last thirty days, and lets go of a notice after ninety', async () => {
    const item = (
      await world.stack.deps.table.query({ partition: noticePartition(ws, chief.memberId), begins: 'n#', limit: 1 })
    ).items[0]!;
    const at = Date.parse((item['data'] as Any).at);
    expect(item['ttl']).toBe(Math.floor(at / 1000) + 90 * 86_400);
    const before = world.clock.now;
    world.clock.now += 31 * 86_400_000;
    const later = await world.again(chief);
    expect((await noticesOf(later)).unread).toBe(0);
    expect((await noticesOf(later)).items).toHaveLength(7);
    world.clock.now = before;
  });
});

describe('a step that came late or departed from the process', () => {
  const late = async (person: Person): Promise<string> => {
    const draft = await draftOrder(admin, person);
    world.clock.now = Date.parse(draft.process.due) + 60_000;
    const again = await world.again(person);
    admin = await world.again(admin);
    await stepOrder(again, draft, 'submit');
    return draft.id;
  };
  const toldOf = async (id: string): Promise<string[]> => {
    boss = await world.again(boss);
    return (await kinds(boss, id)).filter((one) => one.startsWith('supervised-step'));
  };

  it('is told to the manager while the person is supervised, and not once it has become habit', async () => {
    const newcomer = await world.person('sales-rep', { scope: 'own', team: 'east' });
    expect(await toldOf(await late(newcomer))).toEqual(['supervised-step submit']);
    const threshold = { ends: 40, starts: 10, steps: 2 };
    admin = await world.again(admin);
    done(await admin.call('PUT', '/processes/threshold', { body: threshold }));
    const settled = await world.person('sales-rep', { scope: 'own', team: 'east' });
    for (let step = 0; step < 4; step++) await submittedOrder(admin, settled);
    await world.settle();
    expect(await toldOf(await late(settled))).toEqual([]);
  });
});
