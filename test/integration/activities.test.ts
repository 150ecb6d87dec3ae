import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let rep: Person;
let other: Person;
beforeAll(async () => {
  world = await openWorld();
  [admin, rep, other] = [
    await world.person('administrator'),
    await world.person('sales-rep', { scope: 'own', team: 'east' }),
    await world.person('sales-rep', { scope: 'own', team: 'west' }),
  ];
});
afterAll(() => world.close());

const entered = async (body: Record<string, unknown>, person = rep): Promise<Any> =>
  done(await person.call('POST', '/activities', { body: { kind: 'task', subject: `Task ${nextNumber()}`, ...body } }));
const change = (record: Any, body: Record<string, unknown>, person = rep): Promise<Reply<Any>> =>
  person.call('PATCH', `/activities/${record.id}`, { version: record.version, body });
const read = async (id: string, person = rep): Promise<Any> => done(await person.call('GET', `/activities/${id}`));
const named = async (subject: string, person = rep): Promise<Any[]> =>
  done(await person.call('GET', `/activities?filter=${encodeURIComponent(`subject:eq:${subject}`)}&sort=dueAt`)).items;

describe('one of a series that is done', () => {
  const weekly = () =>
    entered({ dueAt: '2026-11-23T01:00:00.000Z', repeat: 'weekly', remindAt: '2026-11-23T00:45:00.000Z' });

  it('makes the next, with its reminder, and none after the last day', async () => {
    const first = await entered({ dueAt: '2026-11-23T01:00:00.000Z', repeat: 'weekly', repeatUntil: '2026-11-30' });
    const closed = done(await change(first, { done: true }));
    const second = await read(closed.nextId);
    expect(second).toMatchObject({
      subject: first.subject,
      dueAt: '2026-11-30T01:00:00.000Z',
      seriesId: first.id,
      ownerId: rep.memberId,
    });
    expect(done(await change(second, { done: true })).nextId).toBeUndefined();
    const reminding = await weekly();
    const { nextId } = done(await change(reminding, { done: true }));
    expect(await read(nextId)).toMatchObject({ remindAt: '2026-11-30T00:45:00.000Z', repeat: 'weekly' });
  });

  it('makes one, whoever says so at the same moment and however often the request comes', async () => {
    const task = await weekly();
    const replies = await Promise.all([1, 2, 3, 4].map(() => change(task, { done: true })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await change(task, { done: true })).status).toBe(412);
    const now = await read(task.id);
    done(await change(now, { done: true, outcome: 'Settled' }));
    expect(await named(task.subject)).toHaveLength(2);
  });

  it('takes the next one back with the mark, and makes it anew; one that was worked on stays', async () => {
    const task = await weekly();
    const closed = done(await change(task, { done: true }));
    const open = done(await change(closed, { done: false }));
    expect(open.nextId).toBeUndefined();
    expect((await rep.call('GET', `/activities/${closed.nextId}`)).status).toBe(404);
    const again = done(await change(open, { done: true }));
    expect(await named(task.subject)).toHaveLength(2);
    done(await change(await read(again.nextId), { note: 'Prepared' }));
    const reopened = done(await change(again, { done: false }));
    expect(reopened.nextId).toBe(again.nextId);
    expect(done(await change(reopened, { done: true })).nextId).toBe(again.nextId);
    expect(await named(task.subject)).toHaveLength(2);
  });

  it('keeps its rhythm when one of it is put off', async () => {
    const first = await weekly();
    const second = await read(done(await change(first, { done: true })).nextId);
    const late = done(await change(second, { dueAt: '2026-12-02T01:00:00.000Z' }));
    expect(await read(done(await change(late, { done: true })).nextId)).toMatchObject({
      dueAt: '2026-12-07T01:00:00.000Z',
    });
  });

  it('needs a day on which it begins', async () => {
    const reply = await rep.call('POST', '/activities', { body: { kind: 'task', subject: 'x', repeat: 'daily' } });
    expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([400, 'dueAt']);
  });
});

it('stands on the account’s timeline though only its contact was named', async () => {
  const person = await makeRecord(rep, contact, { accountId: (await makeRecord(rep, account)).id });
  const call = await entered({ kind: 'call', contactId: person.id });
  expect(call.accountId).toBe(person.accountId);
  const { items } = done(await rep.call('GET', `/accounts/${person.accountId}/timeline`));
  expect(items.map((one: Any) => one.id)).toContain(call.id);
  // Whose customer a contact is stays hidden from whoever may not see the contact.
  expect((await entered({ kind: 'call', contactId: person.id }, other)).accountId).toBeUndefined();
});

describe('a reminder', () => {
  const clock = async () => {
    await world.stack.deps.queue.send([{ job: 'documents.alarms', ws: MAIN }]);
    await world.settle();
  };
  const reminders = async (id: string) =>
    done(await rep.call('GET', '/notices')).items.filter((one: Any) => one.subjectId === id && one.kind === 'reminder');

  it('comes once, at its time, and again where another time is asked for', async () => {
    const start = world.clock.now;
    const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
    const task = await entered({ dueAt: at(60), remindAt: at(20) });
    const closed = await entered({ dueAt: at(60), remindAt: at(20) });
    done(await change(closed, { done: true }));
    await clock();
    expect(await reminders(task.id)).toHaveLength(0);
    world.clock.now = start + 21 * 60_000;
    await clock();
    await clock();
    expect(await reminders(task.id)).toMatchObject([{ title: task.subject, due: at(60) }]);
    expect(await reminders(closed.id)).toHaveLength(0);
    const seen = await read(task.id);
    done(await change(seen, { note: 'Still to do' }));
    await clock();
    expect(await reminders(task.id)).toHaveLength(1);
    done(await change(await read(task.id), { remindAt: at(30) }));
    world.clock.now = start + 31 * 60_000;
    await clock();
    expect(await reminders(task.id)).toHaveLength(2);
  });
});

describe('the calendar', () => {
  const feed = async (address: string) => world.anyone()('GET', new URL(address).pathname);

  it('is for whoever has the address, of one’s own, until it ends', async () => {
    expect(done(await rep.call('GET', '/calendar-feed'))).toEqual({ exists: false });
    const { address } = done(await rep.call('PUT', '/calendar-feed', { body: {} }));
    const mine = await entered({ dueAt: '2026-11-24T01:00:00.000Z' });
    await entered({ subject: 'Not mine', dueAt: '2026-11-24T01:00:00.000Z' }, other);
    const reply = await feed(address);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(reply.headers.get('cache-control')).toContain('private');
    expect(reply.body).toContain(mine.subject);
    expect(reply.body).not.toContain('Not mine');
    expect(done(await rep.call('GET', '/calendar-feed'))).toMatchObject({ exists: true, readAt: expect.any(String) });
    const renewed = done(await rep.call('PUT', '/calendar-feed', { body: {} })).address;
    expect([(await feed(address)).status, (await feed(renewed)).status]).toEqual([404, 200]);
    done(await rep.call('DELETE', '/calendar-feed'));
    expect((await feed(renewed)).status).toBe(404);
  });

  it('cannot be guessed, and keeps no secret in the table', async () => {
    const { address } = done(await rep.call('PUT', '/calendar-feed', { body: {} }));
    const file = address.split('/').at(-1)!;
    const [ws, member, secret] = file.split('.');
    const stored = JSON.stringify(await world.stack.deps.table.get({ ...recordKey(MAIN, rep.memberId), sk: 'feed' }));
    expect(stored).not.toContain(secret);
    for (const bad of [
      `${ws}.${member}.${'A'.repeat(43)}.ics`,
      `${ws}.${other.memberId}.${secret}.ics`,
      `ws_other.${member}.${secret}.ics`,
      `ws_none.${member}.${secret}.ics`,
      `${ws}.${member}.ics`,
      'x'.repeat(200),
      '%2e%2e%2f',
      '%00',
    ])
      expect((await world.anyone()('GET', `/v1/public/feeds/${bad}`)).status, bad).toBe(404);
  });

  it('ends with the membership', async () => {
    const leaver = await world.person('sales-rep');
    const { address } = done(await leaver.call('PUT', '/calendar-feed', { body: {} }));
    expect((await feed(address)).status).toBe(200);
    const member = done(await admin.call('GET', `/members/${leaver.memberId}`));
    done(
      await admin.call('PATCH', `/members/${leaver.memberId}`, {
        version: member.version,
        body: { status: 'disabled' },
      }),
    );
    expect((await feed(address)).status).toBe(404);
  });
});

/** A customer with a person who writes e-mails. */
const correspondent = async (person = rep) => {
  const email = `buyer-${nextNumber()}@customer.example`;
  const accountId = String((await makeRecord(person, account)).id);
  const { id: contactId } = await makeRecord(person, contact, { accountId, email });
  return { email, accountId, contactId };
};
const message = (from: string, id = `m${nextNumber()}@customer.example`) =>
  `Message-ID: <${id}>\r\nFrom: Buyer <${from}>\r\nTo: ${rep.email}\r\nDate: Fri, 20 Nov 2026 10:30:00 +0800\r\nSubject: Delivery\r\n\r\nWhen?`;
const log = (raw: string, person = rep, more = {}) =>
  person.call('POST', '/activities/email', { body: { raw, ...more } });

describe('an e-mail that is pasted', () => {
  it('is put on record with whoever wrote it, and the newest open deal is proposed', async () => {
    const { email, accountId, contactId } = await correspondent();
    const deal = await makeRecord(rep, opportunity, { accountId });
    const { activity, known, proposed } = done(await log(message(email.toUpperCase())));
    expect(activity).toMatchObject({
      kind: 'email',
      subject: 'Delivery',
      note: 'When?',
      happenedAt: '2026-11-20T02:30:00.000Z',
      occurredAt: '2026-11-20T02:30:00.000Z',
      accountId,
      contactId,
      ownerId: rep.memberId,
    });
    expect(activity.opportunityId).toBeUndefined();
    expect([known, proposed?.opportunityId]).toEqual([false, deal.id]);
  });

  it('twice is one entry', async () => {
    const { email } = await correspondent();
    const raw = message(email);
    const [first, second] = [done(await log(raw)), done(await log(raw))];
    expect([first.activity.id, first.known]).toEqual([second.activity.id, false]);
    expect(second.known).toBe(true);
    const stranger = await log(raw, other);
    expect([stranger.status, stranger.body.code]).toEqual([409, 'conflict']);
    expect(JSON.stringify(stranger.body)).not.toContain(first.activity.id);
  });

  it('tells nothing of customers that one may not see, nor takes a colleague for one', async () => {
    const { email } = await correspondent(other);
    expect(done(await log(message(email))).activity.accountId).toBeUndefined();
    await makeRecord(rep, contact, { email: other.email, accountId: (await makeRecord(rep, account)).id });
    expect(done(await log(message(other.email))).activity.contactId).toBeUndefined();
  });

  it('that is none is refused with the field', async () => {
    for (const raw of ['hello', 'Subject: x\r\n\r\ny', '\u0000\u0001'])
      expect((await log(raw)).body.errors, raw).toMatchObject([{ field: 'raw' }]);
    expect((await log(message('a@b.example'), rep, { accountId: 'acc_none' })).body.errors).toMatchObject([
      { field: 'accountId', code: 'no-such-record' },
    ]);
  });
});

describe('a copy of an e-mail', () => {
  const send = async (to: string, raw: string | Uint8Array) => {
    const reply = await fetch(`${world.url}/inbound?to=${encodeURIComponent(to)}`, {
      method: 'POST',
      body: raw as string,
    });
    expect(reply.status).toBe(202);
  };
  const withBuyer = async (accountId: string) =>
    done(await rep.call('GET', `/activities?filter=accountId:eq:${accountId}`)).items;

  it('to one’s secret address is put on record once, and no more after the address ended', async () => {
    const { address } = done(await rep.call('PUT', '/members/me/mailbox', { body: {} }));
    const { email, accountId } = await correspondent();
    const raw = message(email);
    await send(address.toUpperCase(), raw);
    await send(address, raw);
    expect(await withBuyer(accountId)).toMatchObject([{ kind: 'email', subject: 'Delivery', ownerId: rep.memberId }]);
    expect(done(await rep.call('GET', '/members/me/mailbox'))).toMatchObject({
      available: true,
      exists: true,
      readAt: expect.any(String),
    });
    done(await rep.call('DELETE', '/members/me/mailbox'));
    await send(address, message(email));
    expect(await withBuyer(accountId)).toHaveLength(1);
    expect(await world.stack.deps.objects.list('inbound/')).toEqual([]);
  });

  it('to nobody, or one that is no message, is dropped', async () => {
    const { address } = done(await rep.call('PUT', '/members/me/mailbox', { body: {} }));
    await send(`${'a'.repeat(24)}@in.evergreen.example`, message('a@b.example'));
    await send(address.replace('@in.', '@other.'), message('a@b.example'));
    await send(address, new Uint8Array([0, 255, 13, 10, 7]));
    await send(address, '');
    expect(await world.stack.deps.objects.list('inbound/')).toEqual([]);
  });
});
