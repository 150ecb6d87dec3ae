import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { lead } from '../../shared/leads/lead.ts';
import { carryOut, columnsTo, csv } from '../harness/imports.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let admin: Person;
let agent: Person;
let own: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  agent = await world.person('service-agent');
  own = await world.person('service-agent', { scope: 'own' });
});
afterAll(() => world.close());

/** A number that nobody has had yet: Shanghai, eight digits. */
const number = (): string => `021 5${String(nextNumber()).padStart(7, '0')}`;
const ask = (body: Any, person = agent, key?: string) =>
  person.call('POST', '/enquiries', {
    body: { channel: 'call', topic: 'delivery', question: 'Where is order 17?', ...body },
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
const read = async (id: string, person = agent): Promise<Any> => done(await person.call('GET', `/enquiries/${id}`));
const change = async (id: string, body: object): Promise<Any> =>
  done(await agent.call('PATCH', `/enquiries/${id}`, { version: (await read(id)).version, body }));
const archive = async (id: string): Promise<Any> =>
  done(await agent.call('POST', `/enquiries/${id}/archive`, { version: (await read(id)).version, body: {} }));
const ago = (ms: number) => ({ receivedAt: new Date(world.clock.now - ms).toISOString() });

describe('an enquiry', () => {
  it('is taken down with a channel, a topic and a question, and knows the rest itself', async () => {
    const made = done(await ask({}));
    expect(made).toMatchObject({
      number: expect.stringMatching(/^EQ2026-\d{5}$/),
      subject: 'Where is order 17?',
      receivedAt: new Date(world.clock.now).toISOString(),
      occurredAt: new Date(world.clock.now).toISOString(),
      resolved: 'unasked',
      currency: 'CNY',
      ownerId: agent.memberId,
    });
    expect(made).not.toHaveProperty('cost');
  });

  it.each([
    [{ question: undefined }, 'question'],
    [{ handleSeconds: 86_401 }, 'handleSeconds'],
    [{ waitingSeconds: -1 }, 'waitingSeconds'],
    [{ receivedAt: '2031-01-01T00:00:00.000Z' }, 'receivedAt'],
    [{ contactId: 'con_1' }, 'contactId'],
    [{ topic: 'weather' }, 'topic'],
  ])('is refused with %j', async (body, field) => {
    const reply = await ask(body);
    expect([reply.status, reply.body.errors?.map((one: Any) => one.field)]).toEqual([400, [field]]);
  });

  it('costs what its time costs; nobody says otherwise, and another rate changes nothing old', async () => {
    const made = done(await ask({ handleSeconds: 180 }));
    expect(made).toMatchObject({ cost: 300, hourCost: 6000 });
    for (const name of ['cost', 'hourCost', 'currency']) {
      const reply = await agent.call('PATCH', `/enquiries/${made.id}`, { version: made.version, body: { [name]: 1 } });
      expect(reply.status).toBe(400);
    }
    const { version, policy } = done(await admin.call('GET', '/service-policy'));
    const raised = { policy: { ...policy, hourCost: 12_000 } };
    const { version: raisedVersion } = done(await admin.call('PUT', '/service-policy', { version, body: raised }));
    expect(done(await ask({ handleSeconds: 180 }))).toMatchObject({ cost: 600, hourCost: 12_000 });
    expect(await change(made.id, { handleSeconds: 240 })).toMatchObject({ cost: 400, hourCost: 6000 });
    done(await admin.call('PUT', '/service-policy', { version: raisedVersion, body: { policy } }));
  });

  it('of a file costs what its time costs by the rate of today, and repeats nothing', async () => {
    const [a, b, phone] = [`EQ-OLD-${nextNumber()}`, `EQ-OLD-${nextNumber()}`, number()];
    const head = ['number', 'channel', 'topic', 'question', 'phone', 'received', 'handle'];
    const row = (no: string, handle: string) => [no, 'call', 'price', 'How much?', phone, ago(HOUR).receivedAt, handle];
    await carryOut(world, admin, {
      target: 'enquiry',
      keyField: 'number',
      files: [
        {
          name: 'enquiries.csv',
          bytes: csv(head, row(a, '180'), row(b, '')),
          columns: columnsTo({
            ...Object.fromEntries(head.slice(0, 5).map((name) => [name, name])),
            received: 'receivedAt',
            handle: 'handleSeconds',
          }),
        },
      ],
    });
    const [timed, untimed] = await Promise.all(
      [a, b].map(async (no) => done(await agent.call('GET', `/enquiries?filter=number:eq:${no}`)).items[0]),
    );
    expect(timed).toMatchObject({ cost: 300, hourCost: 6000, currency: 'CNY', receivedAt: ago(HOUR).receivedAt });
    for (const gap of [untimed.cost, timed.repeatOfId, untimed.repeatOfId, timed.repeated]) expect(gap).toBeUndefined();
    // Whoever asks now, as they did then, asks again.
    expect([timed.id, untimed.id]).toContain(done(await ask({ phone, topic: 'price' })).repeatOfId);
  });
});

describe('who asks again', () => {
  it('was not helped at the first contact: both records say so', async () => {
    const { id: accountId } = await makeRecord(agent, account, { phone: number() });
    const first = done(await ask({ accountId, ...ago(9 * DAY + 1) }));
    const other = done(await ask({ accountId, topic: 'price', ...ago(8 * DAY) }));
    const second = done(await ask({ accountId, ...ago(7 * DAY + 1) }));
    expect(other).not.toHaveProperty('repeatOfId');
    expect(second).toMatchObject({ repeatOfId: first.id });
    expect(await read(first.id)).toMatchObject({ repeated: true, version: 2 });
    expect(done(await ask({ accountId }))).not.toHaveProperty('repeatOfId');
    expect(await read(second.id)).not.toHaveProperty('repeated');
  });

  it('is known by the number where there is no account', async () => {
    const phone = number();
    const first = done(await ask({ phone, ...ago(HOUR) }));
    const second = done(await ask({ phone: `+86 ${phone.slice(1)}` }));
    expect(second).toMatchObject({ repeatOfId: first.id });
    expect(await read(first.id)).toMatchObject({ repeated: true });
  });

  it('no more does when it turns out to be about something else, or was taken back', async () => {
    const { id: accountId } = await makeRecord(agent, account, { phone: number() });
    const first = done(await ask({ accountId, ...ago(HOUR) }));
    const second = done(await ask({ accountId }));
    expect(await change(second.id, { topic: 'repair' })).not.toHaveProperty('repeatOfId');
    expect(await read(first.id)).not.toHaveProperty('repeated');
    expect(await change(second.id, { topic: 'delivery' })).toMatchObject({ repeatOfId: first.id });
    expect(await read(first.id)).toMatchObject({ repeated: true });
    await archive(second.id);
    expect(await read(first.id)).not.toHaveProperty('repeated');
  });

  it('is known though the first call was written down after the second; one that is taken back leaves the others', async () => {
    const { id: accountId } = await makeRecord(agent, account);
    const marks = async (id: string) => {
      const { repeatOfId, repeated } = await read(id);
      return [repeatOfId, repeated];
    };
    const first = done(await ask({ accountId, ...ago(3 * DAY) }));
    const third = done(await ask({ accountId, ...ago(DAY) }));
    expect(await marks(third.id)).toEqual([first.id, undefined]);
    const second = done(await ask({ accountId, ...ago(2 * DAY) }));
    expect(await marks(first.id)).toEqual([undefined, true]);
    expect(await marks(second.id)).toEqual([first.id, true]);
    expect(await marks(third.id)).toEqual([second.id, undefined]);
    await archive(second.id);
    expect(await marks(third.id)).toEqual([first.id, undefined]);
    expect(await marks(first.id)).toEqual([undefined, true]);
    await change(first.id, { topic: 'use' });
    expect(await marks(third.id)).toEqual([undefined, undefined]);
    expect(await marks(first.id)).toEqual([undefined, undefined]);
    await change(first.id, { topic: 'delivery', ...ago(HOUR) });
    expect(await marks(first.id)).toEqual([third.id, undefined]);
    expect(await marks(third.id)).toEqual([undefined, true]);
  });

  it('may do so twice in one moment: both are taken down, once each', async () => {
    const { id: accountId } = await makeRecord(agent, account, { phone: number() });
    const first = done(await ask({ accountId, ...ago(HOUR) }));
    const replies = await Promise.all(['a', 'b', 'c'].map((key) => ask({ accountId }, agent, `${accountId}-${key}`)));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await read(first.id)).toMatchObject({ repeated: true, version: 2 });
    const again = await ask({ accountId }, agent, `${accountId}-a`);
    expect(again.body.id).toBe(replies[0]!.body.id);
    const { total } = done(await agent.call('GET', `/enquiries?filter=accountId:eq:${accountId}`));
    expect(total).toBe(4);
  });
});

describe('an enquiry that turns out to be a complaint', () => {
  const promote = (id: string, person = agent, body: Any = {}) =>
    person.call('POST', `/enquiries/${id}/complaint`, { body });

  it('begins it with what was said, as its first contact', async () => {
    const { id: accountId } = await makeRecord(agent, account, { phone: number() });
    const receivedAt = new Date(world.clock.now - HOUR).toISOString();
    const made = done(
      await ask({ accountId, receivedAt, question: 'The frame is cracked', answer: 'We look into it' }),
    );
    const complaint = done(await promote(made.id, agent, { severity: 'critical', batch: 'B2611' }));
    expect(complaint).toMatchObject({
      type: 'complaint',
      status: 'received',
      number: expect.stringMatching(/^CP2026-\d{5}$/),
      subject: 'The frame is cracked',
      description: 'The frame is cracked\n\nWe look into it',
      accountId,
      severity: 'critical',
      batch: 'B2611',
      reportedAt: receivedAt,
      enquiryId: made.id,
      contacts: 1,
      firstContactAt: receivedAt,
      process: { id: 'complaint', state: 'received' },
    });
    const { items } = done(await agent.call('GET', `/complaints?filter=enquiryId:eq:${made.id}`));
    expect(items).toMatchObject([{ id: complaint.id, channel: 'enquiry' }]);
    expect(await read(made.id)).toMatchObject({ complaintId: complaint.id, resolved: 'unasked' });
  });

  it('is made once, though it is asked for twice at once and again', async () => {
    const made = done(await ask({}));
    const replies = await Promise.all([promote(made.id), promote(made.id, admin), promote(made.id)]);
    const ids = new Set(replies.map((reply) => done(reply).id));
    ids.add(done(await promote(made.id)).id);
    expect(ids.size).toBe(1);
    const { total } = done(await admin.call('GET', `/complaints?filter=enquiryId:eq:${made.id}`));
    expect(total).toBe(1);
    expect((await read(made.id)).version).toBe(2);
  });

  it('is refused for whom it is not there, with what does not exist, and once archived', async () => {
    const made = done(await ask({}));
    expect((await promote(made.id, own)).status).toBe(404);
    const wrong = await promote(made.id, agent, { productId: 'prd_1' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'productId']);
    await archive(made.id);
    expect((await promote(made.id)).status).toBe(409);
    // Whoever shares the enquiry and not the complaint learns that there is one, and not what it says.
    const shared = done(await ask({ ownerId: own.memberId }));
    done(await promote(shared.id));
    const told = await promote(shared.id, own);
    expect([told.status, told.body.errors[0].field, JSON.stringify(told.body).includes('cpl_')]).toEqual([
      409,
      'complaintId',
      false,
    ]);
  });
});

describe('who calls', () => {
  const who = async (phone: string, person = agent): Promise<Any> =>
    done(await person.call('GET', `/enquiries/caller?phone=${encodeURIComponent(phone)}`));
  const names = (found: Any): string[] => found.items.map((one: Any) => `${one.type} ${one.name} ${one.match}`);

  it('is told by the number as it is typed, with what is open with them', async () => {
    const phone = number();
    const mobile = `138 ${String(nextNumber()).padStart(8, '0')}`;
    const { id: accountId, name } = await makeRecord(agent, account, { phone, name: `Ocean ${nextNumber()}` });
    const person = await makeRecord(agent, contact, { accountId, name: '王小明', mobile, phone: undefined });
    await makeRecord(agent, lead, { name: 'Chen Jing', phone, mobile: undefined });
    const complaint = done(
      await agent.call('POST', '/complaints', { body: { subject: 'Cracked', accountId, severity: 'major' } }),
    );
    const past: string[] = [];
    for (const [hours, topic] of [...['use', 'price', 'order', 'repair'].entries()].reverse())
      past.push(done(await ask({ accountId, topic, answer: 'On Friday', ...ago((4 - hours) * HOUR) })).id);
    expect(names(await who(phone))).toEqual([`account ${name} same`, 'lead Chen Jing same']);
    const digits = phone.replace(/\D/g, '');
    for (const typed of [`+86${digits.slice(1)}`, `0086 ${digits.slice(1)}`, digits.slice(3)])
      expect(names(await who(typed))[0]).toBe(`account ${name} same`);
    expect(names(await who(mobile.replace(/\D/g, '').slice(0, 9)))).toContain('contact 王小明 part');
    const [found] = (await who(mobile)).items;
    expect(found).toMatchObject({
      type: 'contact',
      id: person.id,
      match: 'same',
      accountId,
      accountName: name,
      complaints: [{ id: complaint.id, subject: 'Cracked', severity: 'major', status: 'received' }],
      orders: [],
    });
    expect(found.enquiries.map((one: Any) => one.id)).toEqual(past.slice(0, 3));
    expect(found.enquiries[0]).toMatchObject({
      topic: 'repair',
      answer: 'On Friday',
      resolved: 'unasked',
      recent: true,
    });
    const known = done(await agent.call('GET', `/enquiries/caller?accountId=${accountId}`));
    expect(known).toMatchObject({ items: [{ id: accountId, enquiries: found.enquiries }], enquiries: [] });
    expect(done(await own.call('GET', `/enquiries/caller?accountId=${accountId}`)).items).toEqual([]);
  });

  it('may be nobody who is known, but has asked before', async () => {
    const phone = number();
    const { id } = done(await ask({ phone, ...ago(7 * DAY + 1) }));
    expect(await who(phone)).toMatchObject({ items: [], enquiries: [{ id, recent: false }] });
    expect(await who('12')).toEqual({ items: [], enquiries: [] });
    expect(await who('x'.repeat(60))).toEqual({ items: [], enquiries: [] });
    expect((await agent.call('GET', `/enquiries/caller?phone=${'1'.repeat(61)}`)).status).toBe(400);
  });

  it('is told to each as far as they see customers', async () => {
    const phone = number();
    const theirs = await makeRecord(agent, account, { phone });
    done(await ask({ phone, accountId: theirs.id }));
    expect(await who(phone, own)).toEqual({ items: [], enquiries: [] });
    const mine = await makeRecord(own, contact, { name: 'Mine', accountId: theirs.id, phone, mobile: undefined });
    expect((await who(phone, own)).items).toEqual([
      expect.objectContaining({
        type: 'contact',
        id: mine.id,
        name: 'Mine',
        enquiries: [],
        complaints: [],
        orders: [],
      }),
    ]);
    expect((await who(phone, own)).items[0]).not.toHaveProperty('accountName');
  });

  it('is nobody who was archived', async () => {
    const phone = number();
    const gone = await makeRecord(agent, account, { phone });
    done(await agent.call('POST', `/accounts/${gone.id}/archive`, { version: gone.version, body: {} }));
    expect((await who(phone)).items).toEqual([]);
  });
});
