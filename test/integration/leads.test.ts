import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/access/permissions.ts';
import { activity } from '../../shared/activities/activity.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { lead } from '../../shared/leads/lead.ts';
import { leadForm } from '../../shared/leads/lead-form.ts';
import { leadRuleMakers } from '../../shared/leads/leads.contract.ts';
import { defaultLeadPolicy } from '../../shared/leads/policy.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld, request } from '../harness/world.ts';

let world: World;
let admin: Person;
let rep: Person;
let other: Person;
let manager: Person;

beforeAll(async () => {
  world = await openWorld();
  [admin, rep, other, manager] = [
    await world.person('administrator'),
    await world.person('sales-rep', { scope: 'own', team: 'east' }),
    await world.person('sales-rep', { scope: 'own', team: 'west' }),
    await world.person('sales-manager', { team: 'east' }),
  ];
});
afterAll(() => world.close());

/** Time passes, and everybody signs in again. */
const later = async (ms: number): Promise<void> => {
  world.clock.now += ms;
  const people = await Promise.all([admin, rep, other, manager].map(world.again));
  [admin, rep, other, manager] = people as [Person, Person, Person, Person];
};
const act = (person: Person, rec: Any, action: string, body: object = {}) =>
  person.call('POST', `/leads/${rec.id}/actions/${action}`, { version: rec.version, body });
const read = async (id: string): Promise<Any> => done(await admin.call('GET', `/leads/${id}`));
const setPolicy = async (changes: object): Promise<Any> => {
  const { version, policy } = done(await admin.call('GET', '/leads/policy'));
  return done(await admin.call('PUT', '/leads/policy', { version, body: { policy: { ...policy, ...changes } } }));
};
const pooled = (changes: object = {}) => makeRecord(admin, lead, { status: 'recycled', ...changes });
const claim = (person: Person, rec: Any) =>
  person.call('POST', `/leads/${rec.id}/claim`, { version: rec.version, body: {} });
const worked = async (person: Person, changes: object = {}): Promise<Any> =>
  done(await act(person, await makeRecord(person, lead, changes as never), 'start'));

describe('a form on a website', () => {
  const send = (form: Any, body: unknown, type = 'text/plain') =>
    request(`${world.url}/v1/public/${MAIN}/forms/${form.id}`, 'POST', {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': type },
    });
  const mail = (() => {
    let n = 0;
    return () => `visitor${++n}@factory.example`;
  })();
  const leadsOf = async (form: Any): Promise<Any[]> =>
    done(await admin.call('GET', `/leads?filter=source:eq:form:${form.id}`)).items;

  it('makes a lead that says where it came from, whoever reads the answer', async () => {
    const form = await makeRecord(admin, leadForm, { campaign: 'Spring', origin: 'fair' });
    const reply = await send(form, { name: '陈静', email: mail(), message: 'Twenty racks' });
    expect([reply.status, reply.body, reply.headers.get('access-control-allow-origin')]).toEqual([
      202,
      { received: true, thanks: form.thanks },
      '*',
    ]);
    const [made] = await leadsOf(form);
    // Without a rule it is anybody's, and no form shows who works there.
    expect(made).toMatchObject({
      name: '陈静',
      campaign: 'Spring',
      origin: 'fair',
      status: 'recycled',
      formId: form.id,
    });
    expect(made.ownerId).toBeUndefined();
  });

  it('is understood without a script, and leads to a page that says thanks', async () => {
    const form = await makeRecord(admin, leadForm);
    const text = new URLSearchParams({ name: 'Li Na', email: mail(), phone: '', message: 'a\r\nb', website_url: '' });
    const reply = await send(form, text.toString(), 'application/x-www-form-urlencoded');
    expect([reply.status, reply.headers.get('refresh')]).toEqual([202, `0; url=/form/${MAIN}/${form.id}?sent=1`]);
    expect(await read((await leadsOf(form))[0]!.id)).toMatchObject({ name: 'Li Na', message: 'a\nb' });
  });

  it.each([
    ['fills what nobody sees', { website_url: 'http://spam.example' }],
    ['is faster than a hand', { elapsed: 1.2 }],
  ])('answers a machine that %s like anybody, and keeps nothing', async (_what, trap) => {
    const form = await makeRecord(admin, leadForm);
    const reply = await send(form, { name: 'Bot', email: mail(), ...trap });
    expect([reply.status, reply.body.received]).toEqual([202, true]);
    expect(await leadsOf(form)).toEqual([]);
  });

  it.each([
    ['one address', { perAddressHour: 2, perHour: 100 }],
    ['everybody', { perAddressHour: 100, perHour: 2 }],
  ])('takes no more from %s than it is to, and again with time', async (_who, limits) => {
    const form = await makeRecord(admin, leadForm, limits);
    const replies = await Promise.all(Array.from({ length: 6 }, () => send(form, { name: 'X', email: mail() })));
    expect(replies.map((one) => one.status).sort()).toEqual([202, 202, 429, 429, 429, 429]);
    const refused = replies.find((one) => one.status === 429)!;
    expect([refused.body.code, refused.headers.get('retry-after')]).toEqual(['too-many-requests', '1800']);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    await later(1_800_000);
    expect((await send(form, { name: 'X', email: mail() })).status).toBe(202);
    expect(await leadsOf(form)).toHaveLength(3);
  });

  it('adds to the lead of somebody who writes again, also at the same moment', async () => {
    const form = await makeRecord(admin, leadForm);
    const email = mail();
    const replies = await Promise.all(['First', 'Second'].map((message) => send(form, { name: 'Wu', email, message })));
    expect(replies.map((one) => one.status)).toEqual([202, 202]);
    await send(form, { name: 'Wu', email: email.toUpperCase(), message: 'Third' });
    const found = await leadsOf(form);
    expect(found).toHaveLength(1);
    const { message } = await read(found[0]!.id);
    for (const word of ['First', 'Second', 'Third']) expect(message).toContain(word);
    await later(25 * 3_600_000);
    await send(form, { name: 'Wu', email, message: 'A day later' });
    expect(await leadsOf(form)).toHaveLength(2);
  });

  it.each([
    ['no way to answer', { name: 'X' }, 400, 'email'],
    ['no name', { email: 'a@b.example' }, 400, 'name'],
    ['an address that is none', { name: 'X', email: 'no' }, 400, 'email'],
    ['a field of the company’s', { name: 'X', email: 'a@b.example', status: 'converted' }, 400, 'status'],
  ])('refuses %s', async (_what, body, status, field) => {
    const form = await makeRecord(admin, leadForm);
    const reply = await send(form, body);
    expect([reply.status, reply.body.errors[0].field]).toEqual([status, field]);
  });

  it('is not there when it is switched off, or of another company', async () => {
    const off = await makeRecord(admin, leadForm, { active: false });
    const form = await makeRecord(admin, leadForm);
    expect((await send(off, { name: 'X', email: mail() })).status).toBe(404);
    const elsewhere = await request(`${world.url}/v1/public/ws_other/forms/${form.id}`, 'GET');
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'not-found']);
  });
});

describe('assignment', () => {
  it('goes round among those that a rule names, and says why', async () => {
    await setPolicy({
      assignment: [
        {
          id: 'fair',
          name: 'Fairs in turn',
          when: ['origin:eq:fair', 'region:eq:浙江'],
          to: { kind: 'members', members: [rep.memberId, other.memberId] },
        },
        { id: 'west', name: 'West', when: ['region:eq:四川'], to: { kind: 'team', team: 'west' } },
      ],
    });
    const take = async (changes: object) =>
      done(await admin.call('POST', '/leads/captures', { body: { ...lead.example, ...changes } }));
    const owners = [await take({}), await take({}), await take({})].map((one) => one.ownerId);
    expect(owners).toEqual([rep.memberId, other.memberId, rep.memberId]);
    expect(await take({ region: '四川' })).toMatchObject({ ownerId: other.memberId, teamId: 'west', status: 'new' });
    expect(await take({ region: '广东' })).toMatchObject({ status: 'recycled' });
    expect(await take({ ownerId: manager.memberId })).toMatchObject({ ownerId: manager.memberId });
    const { id } = await take({});
    await world.settle();
    const { items } = done(await admin.call('GET', `/leads/${id}/history`));
    expect(items[0].reason).toContain('Fairs in turn');
    await setPolicy({ assignment: [] });
  });

  it('follows rules that are set by whoever answers for leads, not by everybody who works on them', async () => {
    const put = async (role: Role) => {
      const person = await world.person(role);
      const { version, policy } = done(await person.call('GET', '/leads/policy'));
      return (await person.call('PUT', '/leads/policy', { version, body: { policy } })).status;
    };
    for (const role of leadRuleMakers) expect([role, await put(role)]).toEqual([role, 200]);
    for (const role of ['sales-rep', 'service-agent', 'finance'] as const)
      expect([role, await put(role)]).toEqual([role, 403]);
  });

  it('names what is wrong with a rule at its place', async () => {
    const { version } = done(await admin.call('GET', '/leads/policy'));
    const policy = {
      ...defaultLeadPolicy,
      assignment: [
        { id: 'a', name: 'A', when: ['creditLimit:gt:1'], to: { kind: 'members', members: ['mem_nobody'] } },
        { id: 'a', name: 'B', when: ['nonsense'], to: { kind: 'team', team: 'moon' } },
      ],
    };
    const reply = await admin.call('PUT', '/leads/policy', { version, body: { policy } });
    expect([reply.status, reply.body.errors.map((one: Any) => [one.field, one.code])]).toEqual([
      400,
      [
        ['policy.assignment.1.id', 'duplicate'],
        ['policy.assignment.0.when.0', 'unknown'],
        ['policy.assignment.0.to.members.0', 'no-such-record'],
        ['policy.assignment.1.when.0', 'bad-format'],
        ['policy.assignment.1.to.team', 'not-allowed-value'],
      ],
    ]);
  });

  it('scores every open lead anew when the rules change', async () => {
    const made = await worked(rep);
    expect(made.score).toBeGreaterThan(0);
    await setPolicy({ scoring: [{ id: 'all', label: { en: 'All', zh: '全部' }, points: 77, when: ['name:filled'] }] });
    await world.settle();
    expect((await read(made.id)).score).toBe(77);
    await setPolicy({ scoring: defaultLeadPolicy.scoring });
  });
});

describe('the public pool', () => {
  it('shows everybody what there is, but not how to reach it', async () => {
    const made = await pooled({ company: 'Pool Works', message: 'Secret need' });
    expect((await rep.call('GET', `/leads/${made.id}`)).status).toBe(404);
    const page = done(await rep.call('GET', '/leads/pool?q=pool%20works&filter=city:eq:宁波&sort=-score'));
    expect([page.total, page.items[0].id]).toEqual([1, made.id]);
    for (const secret of ['mobile', 'phone', 'email', 'message', 'website'])
      expect(page.items[0]).not.toHaveProperty(secret);
    for (const query of ['filter=mobile:filled', 'sort=email', 'q=139%201234'])
      expect((await rep.call('GET', `/leads/pool?${query}`)).body.total ?? 'refused').toBeOneOf(['refused', 0]);
  });

  it('gives a lead to one of two who claim it at once', async () => {
    const made = await pooled();
    const replies = await Promise.all([claim(rep, made), claim(other, made)]);
    expect(replies.map((one) => one.status).sort()).toEqual([200, 409]);
    const winner = replies.find((one) => one.status === 200)!;
    expect(winner.body).toMatchObject({ status: 'working', mobile: made.mobile, recallOn: expect.any(String) });
    expect(replies.find((one) => one.status === 409)!.body.code).toBe('conflict');
    // The winner asks again because the answer was lost: nothing is taken twice.
    const mine = winner.body.ownerId === rep.memberId ? rep : other;
    expect((await claim(mine, made)).body.code).toBe('stale-version');
    expect((await read(made.id)).version).toBe(winner.body.version);
  });

  it('is no way round by a plain step or by naming oneself', async () => {
    const made = await pooled();
    const seller = await world.person('sales-rep');
    expect((await act(seller, made, 'claim')).body.code).toBe('step-refused');
    const named = await seller.call('PATCH', `/leads/${made.id}`, {
      version: made.version,
      body: { ownerId: seller.memberId },
    });
    expect((await act(seller, { ...made, version: named.version }, 'claim')).body.code).toBe('step-refused');
    expect((await act(seller, { ...made, version: named.version }, 'hand-out')).body.code).toBe('step-refused');
    const handed = await act(manager, { ...made, version: named.version }, 'hand-out');
    expect(handed.body).toMatchObject({ status: 'working', ownerId: seller.memberId });
  });

  it('gives nobody more than a day’s share, or more than they can hold, however fast they ask', async () => {
    const [greedy, busy] = [
      await world.person('sales-rep', { scope: 'own' }),
      await world.person('sales-rep', { scope: 'own' }),
    ];
    await setPolicy({ claimsPerDay: 3, maxHeld: 50 });
    const some = await Promise.all(Array.from({ length: 6 }, () => pooled()));
    const replies = await Promise.all(some.map((one) => claim(greedy, one)));
    expect(replies.map((one) => one.body.code ?? 'taken').sort()).toEqual([
      ...Array(3).fill('limit-reached'),
      ...Array(3).fill('taken'),
    ]);
    expect(replies.find((one) => one.status === 409)!.body.errors[0]).toMatchObject({
      field: 'claimsPerDay',
      expected: '3',
    });
    await setPolicy({ claimsPerDay: 20, maxHeld: 2 });
    const left = some.filter((_one, index) => replies[index]!.status === 409);
    const held = await Promise.all(left.map((one) => claim(busy, one)));
    expect(held.map((one) => one.body.errors?.[0].field ?? 'taken').sort()).toEqual(['maxHeld', 'taken', 'taken']);
    const { allowance } = done(await busy.call('GET', '/leads/pool'));
    expect(allowance).toEqual({ today: 2, perDay: 20, held: 2, maxHeld: 2, left: 0 });
    await setPolicy({ claimsPerDay: 20, maxHeld: 50 });
  });

  it('takes back what a colleague returns, with the reason', async () => {
    const made = await worked(rep);
    expect((await act(rep, made, 'to-pool')).body.code).toBe('step-refused');
    const back = done(await act(rep, made, 'to-pool', { comment: 'Not my region' }));
    expect(back).toMatchObject({ status: 'recycled', recalledFrom: rep.memberId });
    expect(back.ownerId ?? back.recallOn).toBeUndefined();
    expect((await claim(other, back)).body.ownerId).toBe(other.memberId);
  });
});

describe('recall', () => {
  const noticesOf = async (person: Person, id: string) =>
    done(await (await world.again(person)).call('GET', '/notices'))
      .items.filter((one: Any) => one.subjectId === id && one.kind.startsWith('lead-'))
      .map((one: Any) => one.kind);
  const wait = async (days: number) => {
    await later(days * 86_400_000);
    await world.stack.deps.queue.send([{ job: 'documents.alarms', ws: MAIN }]);
    await world.settle();
  };

  it('warns, waits for work, and takes what nobody works on to the pool', async () => {
    const idle = await worked(rep);
    const busy = await worked(rep);
    await wait(11);
    expect(await noticesOf(rep, idle.id)).toEqual(['lead-recall-soon']);
    done(
      await rep.call('POST', '/activities', {
        body: { ...activity.example, leadId: busy.id, happenedAt: new Date(world.clock.now).toISOString() },
      }),
    );
    await wait(3);
    expect(await read(idle.id)).toMatchObject({ status: 'recycled', recalledFrom: rep.memberId });
    expect(await read(busy.id)).toMatchObject({ status: 'working', ownerId: rep.memberId });
    expect(await noticesOf(rep, idle.id)).toEqual(['lead-recalled', 'lead-recall-soon']);
    const { items } = done(await admin.call('GET', `/leads/${idle.id}/steps`));
    expect(items[0]).toMatchObject({ action: 'recall', from: 'working', to: 'recycled', by: 'job:clock' });
    await wait(0);
    expect(await noticesOf(rep, idle.id)).toHaveLength(2);
    await wait(12);
    expect((await read(busy.id)).status).toBe('recycled');
  });
});

describe('conversion', () => {
  const convert = (person: Person, rec: Any, body: object) =>
    person.call('POST', `/leads/${rec.id}/convert`, { version: rec.version, body });
  const all = (rec: Any) => ({
    account: { create: { name: rec.company, country: 'CN' } },
    contact: { create: { name: rec.name, mobile: rec.mobile } },
    opportunity: { create: { name: 'Racks', amount: 100_000, currency: 'CNY', closeDate: '2027-06-30' } },
  });

  it('makes account, contact and opportunity of a lead, and its story goes along', async () => {
    const made = await worked(rep);
    const call = await makeRecord(rep, activity, { leadId: made.id });
    const proposal = done(await rep.call('GET', `/leads/${made.id}/conversion`));
    expect(proposal).toMatchObject({ account: { name: made.company }, contact: { name: made.name } });
    const reply = await convert(rep, made, all(made));
    expect(reply.status).toBe(200);
    const { lead: after, accountId, contactId, opportunityId } = reply.body;
    expect(after).toMatchObject({ status: 'converted', accountId, contactId, opportunityId });
    expect(after.recallOn).toBeUndefined();
    expect(done(await rep.call('GET', `/contacts/${contactId}`))).toMatchObject({ accountId, ownerId: rep.memberId });
    expect(done(await rep.call('GET', `/opportunities/${opportunityId}`))).toMatchObject({
      accountId,
      contactId,
      leadId: made.id,
      origin: 'fair',
    });
    const { items } = done(await rep.call('GET', `/accounts/${accountId}/timeline`));
    expect(items.map((one: Any) => one.id)).toEqual(expect.arrayContaining([call.id, made.id, opportunityId]));
    const again = await convert(rep, made, all(made));
    expect([again.status, again.body.code]).toEqual([412, 'stale-version']);
    expect((await convert(rep, after, all(made))).body.code).toBe('conflict');
  });

  it('happens once of two at the same moment', async () => {
    const made = await worked(rep, { company: 'Once Only' });
    const replies = await Promise.all([convert(rep, made, all(made)), convert(manager, made, all(made))]);
    expect(replies.map((one) => one.status).sort()).toEqual([200, 412]);
    expect(done(await admin.call('GET', '/accounts?q=Once%20Only')).total).toBe(1);
  });

  it('takes an account that is there', async () => {
    const made = await worked(rep);
    const known = await makeRecord(rep, account, { name: made.company });
    const { candidates } = done(await rep.call('GET', `/leads/${made.id}/conversion`));
    expect(candidates.map((one: Any) => one.id)).toContain(known.id);
    // Somebody of another company is not its person.
    const stranger = await makeRecord(rep, contact);
    const wrong = await convert(rep, made, { account: { id: known.id }, contact: { id: stranger.id } });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'contact.id']);
    const reply = await convert(rep, made, { account: { id: known.id }, contact: null, opportunity: null });
    expect(reply.body).toMatchObject({ accountId: known.id, lead: { status: 'converted' } });
    expect(reply.body.contactId).toBeUndefined();
  });

  it('moves a story that is longer than a transaction', async () => {
    const made = await worked(rep);
    const calls = await Promise.all(Array.from({ length: 35 }, () => makeRecord(rep, activity, { leadId: made.id })));
    const { accountId } = done(await convert(rep, made, all(made)));
    await world.settle();
    const { items } = done(await rep.call('GET', `/accounts/${accountId}/timeline?limit=60`));
    expect(items.filter((one: Any) => one.type === activity.name)).toHaveLength(calls.length);
  });

  const taken = async () => (await makeRecord(rep, account)).code;
  it.each([
    ['no account', async () => ({ account: {} }), 400, 'account.id'],
    ['both', async (rec: Any) => ({ account: { ...all(rec).account, id: 'acc_1' } }), 400, 'account.create'],
    ['an account of nobody', async () => ({ account: { id: 'acc_none' } }), 400, 'account.id'],
    [
      'a colleague’s account',
      async () => ({ account: { id: (await makeRecord(other, account)).id } }),
      400,
      'account.id',
    ],
    [
      'a country that is none',
      async () => ({ account: { create: { name: 'X', country: 'Nowhere' } } }),
      400,
      'account.create.country',
    ],
    [
      'a code that is taken',
      async () => ({ account: { create: { name: 'X', country: 'CN', code: await taken() } } }),
      409,
      'account.create.code',
    ],
    [
      'a telephone number that is none',
      async (rec: Any) => ({ ...all(rec), contact: { create: { name: 'X', mobile: '12' } } }),
      400,
      'contact.create.mobile',
    ],
    [
      'a deal without a date',
      async (rec: Any) => ({ ...all(rec), opportunity: { create: { name: 'X' } } }),
      400,
      'opportunity.create.closeDate',
    ],
  ])('refuses %s, and nothing is made', async (_what, body, status, field) => {
    const made = await worked(rep);
    const wanted = await body(made);
    const count = async () => done(await admin.call('GET', '/accounts')).total;
    const before = await count();
    const reply = await convert(rep, made, wanted);
    expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([status, field]);
    expect(await count()).toBe(before);
    expect((await read(made.id)).status).toBe('working');
  });

  it('is for whoever may make what it makes, of leads that are theirs', async () => {
    const made = await worked(rep);
    expect((await convert(other, made, all(made))).status).toBe(404);
    const agent = await world.person('service-agent');
    expect((await convert(agent, made, all(made))).status).toBe(403);
    const fresh = await makeRecord(rep, lead);
    expect((await convert(rep, fresh, all(fresh))).body.code).toBe('conflict');
    expect((await act(rep, made, 'convert')).body.code).toBe('step-refused');
  });
});
