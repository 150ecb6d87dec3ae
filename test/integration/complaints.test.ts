import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toItem } from '../../functions/runtime/stored.ts';
import { product } from '../../shared/catalog/product.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { entityOf } from '../../shared/entities.ts';
import { carryOut, columnsTo, csv } from '../harness/imports.ts';
import { done, makeRecord, nextNumber, unlisted } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, OTHER, openWorld } from '../harness/world.ts';

/** Complaints (SRV-1 to SRV-3) over HTTP: their whole life, who hears what, who else is affected, and what comes back. */
let world: World;
let agent: Person;
let doer: Person;
let manager: Person;
let stranger: Person;
let accountId: string;
let productId: string;
let causeId: string;
beforeAll(async () => {
  world = await openWorld({ ticking: 'real' });
  agent = await world.person('service-agent');
  doer = await world.person('sales-rep', { scope: 'own', team: 'east' });
  manager = await world.person('administrator');
  stranger = await world.person('sales-rep', { scope: 'own', team: 'west' });
  accountId = (await makeRecord(doer, account)).id;
  productId = (await makeRecord(manager, product, unlisted)).id;
  causeId = (await makeRecord(agent, cause)).id;
});
afterAll(() => world.close());

type Body = Record<string, unknown>;
const MINUTE = 60_000;
const DAY = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();
/** The clock of the world goes on while the test runs. */
const now = (): number => world.stack.deps.now();
const take = async (parts: Body = {}): Promise<Any> =>
  done(await agent.call('POST', '/complaints', { body: { subject: '车架焊缝开裂', accountId, productId, ...parts } }));
const read = async (id: string, person = agent): Promise<Any> => done(await person.call('GET', `/complaints/${id}`));
const say = (rec: Any, body: Body = {}, { as = agent, key }: { as?: Person; key?: string } = {}) =>
  as.call('POST', `/complaints/${rec.id}/contacts`, {
    body: { answered: '骑了三天就裂了。', ...body },
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
const act = async (rec: Any, action: string, { as = agent, ...body }: { as?: Person; comment?: string } = {}) =>
  as.call('POST', `/complaints/${rec.id}/actions/${action}`, { version: (await read(rec.id)).version, body });
const change = async (rec: Any, body: Body, as = agent): Promise<Any> =>
  done(await as.call('PATCH', `/complaints/${rec.id}`, { version: (await read(rec.id)).version, body }));
const refusal = ({ status, body }: { status: number; body: Any }) => [
  status,
  ...(body.refusals ?? body.errors ?? []).map((one: Any) => `${one.rule ?? one.code} ${one.field}`),
];
const actions = (doneDate?: string) =>
  ['corrective', 'preventive'].map((kind) => ({ kind, action: kind, ...(doneDate ? { doneDate } : {}) }));
/** Everything that a step of a complaint asks for. */
const whole = () => ({
  containment: '换新车架',
  investigatorId: doer.memberId,
  causeId,
  causeNote: '焊接温度偏低',
  othersAffected: 'no',
  actionOwnerId: doer.memberId,
});
/** A complaint whose cause is about to be named. */
const investigated = async (parts: Body = {}): Promise<Any> => {
  const rec = await take({ ...whole(), ...parts });
  done(await say(rec));
  return done(await act(rec, 'investigate'));
};
/** A complaint of earlier days, as an import leaves it. */
const former = async (data: Body, parts: Body = {}): Promise<Any> => {
  const at = iso(now() - 400 * DAY);
  const id = world.stack.deps.newId('complaint');
  const rec = {
    type: 'complaint',
    id,
    ws: MAIN,
    version: 1,
    schemaVersion: 1,
    createdAt: at,
    createdBy: agent.memberId,
    updatedAt: iso(now()),
    updatedBy: agent.memberId,
    via: 'import' as const,
    occurredAt: at,
    enteredAt: at,
    source: 'import',
    ownerId: agent.memberId,
    data: { number: `CP-OLD-${nextNumber()}`, subject: 'Old', status: 'closed', productId, causeId, ...data },
    lines: [],
    ...parts,
  };
  await world.stack.deps.table.write([{ op: 'create', item: toItem(complaint, rec) }]);
  return rec;
};

it('a complaint goes from the call to its verified end, and each step asks for what belongs to it', async () => {
  const rec = await take();
  expect(rec).toMatchObject({ status: 'received', salesId: doer.memberId, number: expect.stringMatching(/^CP2026-/) });
  // Saturday: four business hours end on Monday at 14:00 in Shanghai.
  expect(rec.process.due).toBe('2026-11-23T06:00:00.000Z');
  expect(refusal(await act(rec, 'investigate'))).toEqual([
    409,
    'field-missing containment',
    'field-missing investigatorId',
    'contact-logged contacts',
  ]);
  await change(rec, { containment: '换新车架', investigatorId: doer.memberId });
  done(await say(rec));
  // Forty business hours: Monday to Friday.
  expect(done(await act(rec, 'investigate'))).toMatchObject({
    status: 'investigating',
    process: { due: '2026-11-27T10:00:00.000Z' },
  });
  await change(rec, { ...whole(), othersAffected: 'yes' }, doer);
  expect(refusal(await act(rec, 'act', { as: doer }))).toEqual([409, 'affected-told affectedNote']);
  await change(rec, { affectedNote: '已通知三家' }, doer);
  expect(done(await act(rec, 'act', { as: doer }))).toMatchObject({ process: { due: '2026-12-04T10:00:00.000Z' } });
  const locked = await doer.call('PATCH', `/complaints/${rec.id}`, {
    version: (await read(rec.id)).version,
    body: { causeNote: 'x' },
  });
  expect([locked.status, locked.body.code]).toEqual([409, 'document-locked']);
  await change(rec, { lines: actions(), verifyOn: '2026-11-22', verifierId: manager.memberId }, doer);
  expect(refusal(await act(rec, 'verify', { as: doer }))).toEqual([
    409,
    'actions-done lines.0.doneDate',
    'actions-done lines.1.doneDate',
    'verification-ahead verifyOn',
  ]);
  await change(rec, { lines: actions('2026-11-21'), verifyOn: '2026-12-21' }, doer);
  // Sixteen business hours from the day of verification, a Monday.
  expect(done(await act(rec, 'verify', { as: doer }))).toMatchObject({
    status: 'verifying',
    process: { due: '2026-12-22T10:00:00.000Z' },
  });
  await change(rec, { verifyResult: '未复发', confirmed: 'no' }, manager);
  expect(refusal(await act(rec, 'close', { as: manager }))).toEqual([
    409,
    'verification-due verifyOn',
    'customer-content confirmed',
  ]);
  const before = world.clock.now;
  world.clock.now += 30 * DAY;
  try {
    manager = await world.again(manager);
    agent = await world.again(agent);
    await change(rec, { confirmed: 'yes' }, manager);
    const closed = done(await act(rec, 'close', { as: manager }));
    expect(closed).toMatchObject({ status: 'closed', closedBy: manager.memberId, closedAt: expect.any(String) });
    expect(refusal(await act(rec, 'reopen', { as: manager }))).toEqual([409, 'comment-missing comment']);
    const again = done(await act(rec, 'reopen', { as: manager, comment: '又裂了' }));
    expect(again).toMatchObject({ status: 'investigating', reopened: 1 });
    for (const gone of ['closedAt', 'closedBy', 'confirmed', 'verifyResult']) expect(again[gone]).toBeUndefined();
  } finally {
    world.clock.now = before;
    manager = await world.again(manager);
    agent = await world.again(agent);
  }
});

describe('who is named in a complaint', () => {
  const listed = async (id: string): Promise<boolean> =>
    done(await stranger.call('GET', '/complaints?limit=200')).items.some((one: Any) => one.id === id);
  const hasWork = async (id: string): Promise<boolean> =>
    done(await stranger.call('GET', '/work')).items.some((one: Any) => one.id === id);

  it('sees it whatever their scope, and has its work, until another one is named', async () => {
    const rec = await investigated({ investigatorId: stranger.memberId });
    expect([await listed(rec.id), await hasWork(rec.id)]).toEqual([true, true]);
    expect((await read(rec.id, stranger)).id).toBe(rec.id);
    done(await say(rec, {}, { as: stranger }));
    await change(rec, { investigatorId: doer.memberId });
    expect([await listed(rec.id), await hasWork(rec.id)]).toEqual([false, false]);
    for (const path of ['', '/contacts', '/affected'])
      expect((await stranger.call('GET', `/complaints/${rec.id}${path}`)).status).toBe(404);
    expect((await say(rec, {}, { as: stranger })).status).toBe(404);
  });

  it('changes it with others of their list at once, as one by one', async () => {
    const [rec, other] = [await take({ verifierId: stranger.memberId }), await take()];
    const body = { selection: { ids: [rec.id, other.id] }, change: { set: { note: '一并处理' } } };
    const { id } = done(await stranger.call('POST', '/bulk-edits', { body: { entity: 'complaint', ...body } }));
    await world.settle();
    const { version } = done(await stranger.call('GET', `/bulk-edits/${id}`));
    done(await stranger.call('POST', `/bulk-edits/${id}/run`, { version, body: {} }));
    await world.settle();
    expect([(await read(rec.id)).note, (await read(other.id)).note]).toEqual(['一并处理', undefined]);
  });

  it('finds it in lists beside those of their team, and not when they are named no more', async () => {
    const colleague = await world.person('sales-rep', { scope: 'team', team: 'north' });
    const theirs = await take({ ownerId: colleague.memberId });
    const rec = await take({ verifierId: colleague.memberId });
    const found = async (query = '') => {
      const { items, total } = done(await colleague.call('GET', `/complaints?limit=200&sort=number${query}`));
      const one = done(await colleague.call('GET', `/complaints?limit=1&sort=-number${query}`));
      expect([total, one.total, one.items[0]?.id]).toEqual([items.length, items.length, items.at(-1)?.id]);
      return items.map((item: Any) => item.id);
    };
    expect(await found()).toEqual([theirs.id, rec.id]);
    expect(await found(`&filter=verifierId:eq:${colleague.memberId}`)).toEqual([rec.id]);
    const { total } = done(await colleague.call('GET', '/complaints/summary?group=status'));
    expect(total).toBe(2);
    await change(rec, { verifierId: manager.memberId });
    expect(await found()).toEqual([theirs.id]);
  });

  it('sees it for an action that is theirs, as long as it is', async () => {
    const rec = await take({ lines: [{ action: '换车架', responsibleId: stranger.memberId }] });
    const seen = [await listed(rec.id), (await read(rec.id, stranger)).id, await hasWork(rec.id)];
    expect(seen).toEqual([true, rec.id, false]);
    const line = { action: '换车架', responsibleId: stranger.memberId, dueDate: '2026-11-22' };
    await change(rec, { lines: [line] });
    expect(await hasWork(rec.id)).toBe(true);
    await change(rec, { lines: [{ ...line, doneDate: '2026-11-21' }] }, stranger);
    expect(await hasWork(rec.id)).toBe(false);
    await change(rec, { lines: [] });
    expect([await listed(rec.id), (await stranger.call('GET', `/complaints/${rec.id}`)).status]).toEqual([false, 404]);
  });

  it('is the account’s salesperson where nobody else is, as far as the actor sees whose it is', async () => {
    const { id: contactId } = await makeRecord(doer, contact, { accountId });
    const viaContact = await take({ accountId: undefined, contactId });
    expect(viaContact).toMatchObject({ accountId, salesId: doer.memberId });
    expect(await take({ salesId: agent.memberId })).toMatchObject({ salesId: agent.memberId });
    const blind = done(await stranger.call('POST', '/complaints', { body: { subject: '异响', accountId } }));
    expect(blind.salesId).toBeUndefined();
  });
});

it('is not told before it happened, nor ahead of today', async () => {
  const bad = async (times: Body) =>
    refusal(await agent.call('POST', '/complaints', { body: { subject: 'x', ...times } }));
  const [yesterday, today, tomorrow] = [-1, 0, 1].map((days) => iso(now() + days * DAY));
  expect(await bad({ happenedAt: today, reportedAt: yesterday })).toEqual([400, 'not-allowed-value reportedAt']);
  expect(await bad({ happenedAt: tomorrow })).toEqual([400, 'date-in-future happenedAt']);
  expect(await bad({ reportedAt: tomorrow })).toEqual([400, 'date-in-future reportedAt']);
});

describe('contacts about a complaint', () => {
  it('are counted with the record, each once, and tell everything to whoever sees the complaint', async () => {
    const rec = await take();
    const { id: contactId } = await makeRecord(doer, contact, { accountId });
    const early = iso(now() - DAY);
    const both = await Promise.all([say(rec, { happenedAt: early }), say(rec, { asked: '哪里裂了？', contactId })]);
    expect(both.map((one) => one.status)).toEqual([201, 201]);
    const key = `contact-${rec.id}`;
    const [first, again] = [await say(rec, { kind: 'visit' }, { key }), await say(rec, { kind: 'visit' }, { key })];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect((await say(rec, { kind: 'call' }, { key })).body.code).toBe('idempotency-reused');
    const { contacts, firstContactAt, lastContactAt } = await read(rec.id);
    expect([contacts, firstContactAt]).toEqual([3, early]);
    const told = done(await doer.call('GET', `/complaints/${rec.id}/contacts`));
    expect(told.total).toBe(3);
    expect(told.items.map((one: Any) => [one.kind, one.asked, one.answered])).toEqual([
      ['visit', undefined, '骑了三天就裂了。'],
      ['call', '哪里裂了？', '骑了三天就裂了。'],
      ['call', undefined, '骑了三天就裂了。'],
    ]);
    expect(told.items[0]).toMatchObject({ id: first.body.id, at: lastContactAt, by: agent.memberId });
    expect(told.items[1].contactId).toBe(contactId);
    expect(done(await agent.call('GET', `/activities/${first.body.id}`))).toMatchObject({
      complaintId: rec.id,
      accountId,
      done: true,
    });
  });

  it('begin with the enquiry that it came from', async () => {
    const asked = {
      channel: 'call',
      topic: 'product',
      question: '车架异响，正常吗？',
      answer: '请先停骑。',
      accountId,
    };
    const { id } = done(await agent.call('POST', '/enquiries', { body: asked }));
    const rec = done(await agent.call('POST', `/enquiries/${id}/complaint`, { body: {} }));
    done(await say(rec));
    const { items, total } = done(await agent.call('GET', `/complaints/${rec.id}/contacts`));
    expect(items.map((one: Any) => [one.type, one.asked, one.answered])).toEqual([
      ['activity', undefined, '骑了三天就裂了。'],
      ['enquiry', '请先停骑。', '车架异响，正常吗？'],
    ]);
    expect([total, (await read(rec.id)).contacts]).toEqual([2, 2]);
  });

  it('are logged wherever the complaint is open, in spite of its lock, and not once it is over', async () => {
    const rec = done(await act(await investigated(), 'act'));
    done(await say(rec));
    const { contacts, causeNote, process } = await read(rec.id);
    expect([contacts, causeNote, process.state, process.due]).toEqual([2, '焊接温度偏低', 'acting', rec.process.due]);
    const over = await former({ closedAt: iso(now() - 500 * DAY) });
    const refused = await say(over);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    const away = await take();
    done(await agent.call('POST', `/complaints/${away.id}/archive`, { version: away.version, body: {} }));
    expect((await say(away)).body.code).toBe('conflict');
  });

  it('that cannot be are refused, and leave nothing behind', async () => {
    const rec = await take();
    const ahead = iso(now() + 10 * MINUTE);
    const cases: [Body, (string | number)[]][] = [
      [{ answered: '' }, [400, 'required answered']],
      [{ answered: '  \n' }, [400, 'required answered']],
      [{ answered: 'x'.repeat(10_001) }, [400, 'too-long answered']],
      [{ asked: 'x'.repeat(10_001) }, [400, 'too-long asked']],
      [{ answered: 'a\u0000b' }, [400, 'control-character answered']],
      [{ happenedAt: ahead }, [400, 'too-large happenedAt']],
      [{ happenedAt: 'yesterday' }, [400, 'bad-format happenedAt']],
      [{ kind: 'task' }, [400, 'not-allowed-value kind']],
      [{ contactId: accountId }, [400, 'type contactId']],
      [{ contactId: `con_${'0'.repeat(26)}` }, [400, 'no-such-record contactId']],
      [{ durationMinutes: 0 }, [400, 'too-small durationMinutes']],
      [{ complaintId: rec.id }, [400, 'unknown complaintId']],
    ];
    for (const [body, expected] of cases)
      expect(refusal(await say(rec, body)), JSON.stringify(body).slice(0, 60)).toEqual(expected);
    expect((await say({ id: accountId })).status).toBe(400);
    expect((await say({ id: `cpl_${'0'.repeat(26)}` })).status).toBe(404);
    const theirs = await world.person('administrator', { ws: OTHER });
    expect((await say(rec, {}, { as: theirs })).status).toBe(404);
    const direct = { kind: 'call', subject: 'x', complaintId: rec.id, answered: 'x' };
    expect((await agent.call('POST', '/activities', { body: direct })).status).toBe(400);
    expect((await read(rec.id)).version).toBe(rec.version);
    expect(done(await agent.call('GET', `/complaints/${rec.id}/contacts`))).toEqual({ items: [], total: 0 });
  });
});

describe('who else is affected', () => {
  const sent = async (
    to: string,
    goods: [string, string | undefined, number],
    parts: Body = {},
    day = '2026-11-10',
  ) => {
    const [productId, batch, quantity] = goods;
    const id = world.stack.deps.newId('shipment');
    const at = iso(now());
    const rec = {
      type: 'shipment',
      id,
      ws: MAIN,
      version: 1,
      schemaVersion: 1,
      createdAt: at,
      createdBy: agent.memberId,
      updatedAt: at,
      updatedBy: agent.memberId,
      via: 'web' as const,
      occurredAt: `${day}T00:00:00.000Z`,
      enteredAt: at,
      source: 'web',
      ownerId: doer.memberId,
      teamId: 'east',
      data: { number: `SH-${nextNumber()}`, accountId: to, status: 'approved', shipDate: day },
      lines: [{ orderLine: 1, productId, quantity, ...(batch ? { batch } : {}) }],
      ...parts,
    };
    await world.stack.deps.table.write([{ op: 'create', item: toItem(entityOf('shipment'), rec) }]);
    return id;
  };
  const affected = async (rec: Any, as = agent, query = ''): Promise<Any> =>
    done(await as.call('GET', `/complaints/${rec.id}/affected${query}`));
  const quantities = ({ items }: Any) => items.map((one: Any) => [one.accountId, one.quantity]);

  it('is told from what went out, by batch, in the reader’s scope, with how many lie beyond it', async () => {
    const own = (await makeRecord(manager, product, unlisted)).id;
    const [near, far] = [(await makeRecord(doer, account)).id, (await makeRecord(stranger, account)).id];
    await sent(accountId, [own, 'B2611', 2]);
    await sent(near, [own, 'b2611 ', 3]);
    await sent(far, [own, 'B2611', 7], { ownerId: stranger.memberId, teamId: 'west' });
    await sent(far, [own, 'B2612', 9], { ownerId: stranger.memberId, teamId: 'west' });
    const rec = await take({ productId: own, batch: 'B2611' });
    const other = await take({ accountId: near, productId: own, batch: 'B2611', ownerId: doer.memberId });
    const all = await affected(rec);
    expect([all.by, all.total, all.beyond]).toEqual(['batch', 3, 0]);
    expect(quantities(all)).toEqual([
      [far, 7],
      [near, 3],
      [accountId, 2],
    ]);
    expect(all.items.map((one: Any) => [one.own, one.complaints.map((known: Any) => known.id)])).toEqual([
      [false, []],
      [false, [other.id]],
      [true, []],
    ]);
    const seen = await affected(rec, doer);
    expect([seen.total, seen.beyond, quantities(seen)]).toEqual([
      2,
      1,
      [
        [near, 3],
        [accountId, 2],
      ],
    ]);
    expect(JSON.stringify(seen)).not.toContain(far);
  });

  it('is told by product and days where no batch is named, and says so', async () => {
    const own = (await makeRecord(manager, product, unlisted)).id;
    const near = (await makeRecord(doer, account)).id;
    const shipmentId = await sent(accountId, [own, undefined, 1], {}, '2026-11-01');
    await sent(near, [own, 'B1', 4], {}, '2026-11-11');
    const rec = await take({ productId: own, shipmentId });
    expect(await affected(rec, agent, '?days=10')).toMatchObject({
      by: 'product',
      from: '2026-10-22',
      to: '2026-11-11',
      total: 2,
    });
    expect(quantities(await affected(rec, agent, '?days=9'))).toEqual([[accountId, 1]]);
    expect(await affected(await take({ productId: undefined }))).toEqual({
      by: 'nothing',
      items: [],
      total: 0,
      beyond: 0,
    });
    expect((await agent.call('GET', `/complaints/${rec.id}/affected?days=366`)).status).toBe(400);
  });
});

describe('a cause that comes back', () => {
  const ownKind = async () => ({
    causeId: (await makeRecord(agent, cause)).id,
    productId: (await makeRecord(manager, product, unlisted)).id,
  });
  const happenedAt = () => iso(now() - DAY);
  const ended = (days: number, ms = 0) => iso(now() - DAY - days * DAY + ms);

  it('opens the latest complaint that it was meant to be removed by, and both name each other', async () => {
    const kind = await ownKind();
    const older = await former({ ...kind, closedAt: ended(100) });
    const last = await former({ ...kind, closedAt: ended(90), confirmed: 'yes', investigatorId: stranger.memberId });
    const away = await former({ ...kind, closedAt: ended(50) }, { archivedAt: iso(now()) });
    const rec = await investigated({ ...kind, happenedAt: happenedAt() });
    expect(done(await act(rec, 'act'))).toMatchObject({ status: 'acting', recurrenceOfId: last.id });
    const opened = await read(last.id);
    expect(opened).toMatchObject({ status: 'investigating', reopened: 1, recurredById: rec.id });
    expect([opened.closedAt, opened.confirmed]).toEqual([undefined, undefined]);
    for (const other of [older, away]) expect((await read(other.id)).status).toBe('closed');
    const { items } = done(await agent.call('GET', `/complaints/${last.id}/steps`));
    expect(items[0]).toMatchObject({ action: 'reopen', comment: rec.number, by: agent.memberId });
    await world.settle();
    const notices = done(await stranger.call('GET', '/notices?limit=50')).items;
    expect(notices.filter((one: Any) => one.subjectId === last.id)).toMatchObject([{ kind: 'step-assigned' }]);

    // Found again with the same cause, it does not open the one that came after it: that is still worked on.
    await change(last, {
      containment: 'x',
      causeNote: 'x',
      othersAffected: 'no',
      actionOwnerId: doer.memberId,
      accountId,
    });
    expect(done(await act(last, 'act')).recurrenceOfId).toBeUndefined();
    expect((await read(rec.id)).status).toBe('acting');
  });

  it('is known to the day, by cause and product, under the name that a merged product has now', async () => {
    const other = await ownKind();
    const { id: productId } = await makeRecord(manager, product, unlisted);
    const cases: [string, Body, Body, boolean][] = [
      ['on the last day', { closedAt: ended(180, MINUTE) }, {}, true],
      ['a minute after it', { closedAt: ended(180, -MINUTE) }, {}, false],
      ['of another cause', { closedAt: ended(9), causeId: other.causeId }, {}, false],
      ['of another product', { closedAt: ended(9), productId: other.productId }, {}, false],
      ['of no product', { closedAt: ended(9) }, { productId: undefined }, false],
    ];
    for (const [name, before, now, found] of cases) {
      const fresh = { productId, causeId: (await makeRecord(agent, cause)).id };
      const old = await former({ ...fresh, ...before });
      const rec = await investigated({ ...fresh, ...now, happenedAt: happenedAt() });
      expect(done(await act(rec, 'act')).recurrenceOfId, name).toBe(found ? old.id : undefined);
      expect((await read(old.id)).status === 'investigating', name).toBe(found);
    }
  });

  it('is known at a product that was merged meanwhile', async () => {
    const kind = await ownKind();
    const winner = await makeRecord(manager, product, unlisted);
    const loser = done(await manager.call('GET', `/products/${kind.productId}`));
    const old = await former({ ...kind, closedAt: ended(9) });
    const body = {
      type: 'product',
      winnerId: winner.id,
      loserId: loser.id,
      winnerVersion: winner.version,
      loserVersion: loser.version,
    };
    done(await manager.call('POST', '/merges', { body }));
    const rec = await investigated({ causeId: kind.causeId, productId: winner.id, happenedAt: happenedAt() });
    expect(done(await act(rec, 'act')).recurrenceOfId).toBe(old.id);
  });

  it('that two find at one moment opens it once, and both name it', async () => {
    const kind = await ownKind();
    const old = await former({ ...kind, closedAt: ended(9) });
    const times = { happenedAt: happenedAt() };
    const two = [await investigated({ ...kind, ...times }), await investigated({ ...kind, ...times })];
    const answers = await Promise.all(two.map((one) => act(one, 'act')));
    expect(answers.map((one) => one.status)).toEqual([200, 200]);
    const opened = await read(old.id);
    expect([opened.status, opened.reopened]).toEqual(['investigating', 1]);
    expect(answers.map((one) => one.body.recurrenceOfId)).toEqual([old.id, old.id]);
    expect(two.map((one) => one.id)).toContain(opened.recurredById);
  });

  it('that is back already is named by whoever finds it once more, and nothing moves', async () => {
    const kind = await ownKind();
    const oldest = await former({ ...kind, closedAt: ended(100) });
    const old = await former({ ...kind, closedAt: ended(9) });
    const first = await investigated({ ...kind, happenedAt: happenedAt() });
    done(await act(first, 'act'));
    const opened = await read(old.id);
    const second = await investigated({ ...kind, happenedAt: happenedAt() });
    expect(done(await act(second, 'act')).recurrenceOfId).toBe(old.id);
    expect(await read(old.id)).toEqual(opened);
    expect(opened).toMatchObject({ reopened: 1, recurredById: first.id });
    // The one before it ended earlier: what is open again is the latest.
    expect(await read(oldest.id)).toMatchObject({ status: 'closed', version: 1 });
  });
});

describe('the tree of causes', () => {
  it('refuses a circle, and counts what was reported in the days that are asked for', async () => {
    const top = await makeRecord(agent, cause);
    const below = await makeRecord(agent, cause, { parentId: top.id });
    const deep = await makeRecord(agent, cause, { parentId: below.id });
    const circle = (id: string, version: number, parentId: string) =>
      agent.call('PATCH', `/causes/${id}`, { version, body: { parentId } });
    for (const parentId of [top.id, below.id, deep.id])
      expect(refusal(await circle(top.id, top.version, parentId))).toEqual([400, 'not-allowed-value parentId']);
    await take({ causeId: deep.id, reportedAt: '2026-10-31T15:59:00.000Z' });
    await take({ causeId: deep.id, reportedAt: '2026-10-31T16:00:00.000Z' });
    const { items } = done(await agent.call('GET', '/causes/tree?from=2026-11-01&to=2026-11-30'));
    const mine = items.filter((one: Any) => [top.id, below.id, deep.id].includes(one.id));
    expect(mine.map((one: Any) => [one.depth, one.own, one.all])).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [2, 1, 1],
    ]);
  });
});

it('complaints of another system keep their gaps, and say when they ended', async () => {
  const [bare, ended] = [`CP-X-${nextNumber()}`, `CP-X-${nextNumber()}`];
  const head = ['number', 'subject', 'status', 'closed'];
  await carryOut(world, manager, {
    target: 'complaint',
    keyField: 'number',
    files: [
      {
        name: 'complaints.csv',
        bytes: csv(head, [bare, '漏油', 'closed', ''], [ended, '异响', 'closed', '2026-03-01T02:00:00Z']),
        columns: columnsTo({ number: 'number', subject: 'subject', status: 'status', closed: 'closedAt' }),
      },
    ],
  });
  const [one, two] = await Promise.all(
    [bare, ended].map(
      async (number) => done(await agent.call('GET', `/complaints?filter=number:eq:${number}`)).items[0],
    ),
  );
  expect(one).toMatchObject({ status: 'closed', subject: '漏油' });
  for (const gap of ['salesId', 'accountId', 'closedAt', 'contacts', 'process']) expect(one[gap]).toBeUndefined();
  expect(Date.parse(two.closedAt)).toBe(Date.parse('2026-03-01T02:00:00Z'));
});

// The last one: it leaves the clock where it is.
it('whoever is named hears that their time is nearly up, and that it is', async () => {
  const rec = await investigated({ investigatorId: stranger.memberId });
  const heard = async (at: string): Promise<string[]> => {
    world.clock.now = Date.parse(at) + MINUTE;
    await world.stack.deps.queue.send([{ job: 'process.deadlines', ws: MAIN }]);
    await world.settle();
    const { items } = done(await (await world.again(stranger)).call('GET', '/notices?limit=100'));
    return items
      .filter((one: Any) => one.subjectId === rec.id)
      .map((one: Any) => one.kind)
      .sort();
  };
  // Eight business hours before the end of the fortieth, which is Friday evening in Shanghai.
  expect(await heard('2026-11-26T10:00:00.000Z')).toEqual(['due-soon', 'step-assigned']);
  expect(await heard('2026-11-27T10:00:00.000Z')).toEqual(['due-soon', 'overdue', 'step-assigned']);
});
