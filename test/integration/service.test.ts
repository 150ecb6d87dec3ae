import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { account } from '../../shared/customers/account.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** What the page of service and the review are told must be what the records say, whatever happened to them since. */
let world: World;
let admin: Person;
let agent: Person;
let customer: Any;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  agent = await world.person('service-agent', { scope: 'all' });
  customer = await makeRecord(admin, account, {});
});
afterAll(() => world.close());

const figures = async (query = 'from=2026-11&to=2026-11', who = admin): Promise<Any> => {
  await world.settle();
  return done(await who.call('GET', `/service/figures?${query}`));
};
const ask = (data: object) =>
  makeRecord(agent, enquiry, {
    accountId: customer.id,
    topic: 'delivery',
    receivedAt: '2026-11-20T02:00:00.000Z',
    resolved: 'yes',
    waitingSeconds: 10,
    handleSeconds: 60,
    ...data,
  });
const change = async (person: Person, path: string, body: object): Promise<Any> => {
  const { version } = done(await person.call('GET', path));
  return done(await person.call('PATCH', path, { version, body }));
};

describe('the figures of service', () => {
  it('put resolution beside speed: who had to ask again was not helped at once', async () => {
    const first = await ask({ topic: 'invoice' });
    expect((await figures()).total).toMatchObject({
      enquiries: 1,
      firstContact: 1,
      handleSeconds: 60,
      waitingSeconds: 10,
    });
    await ask({ topic: 'invoice', receivedAt: '2026-11-20T06:00:00.000Z', handleSeconds: 180, waitingSeconds: 30 });
    const { total, months } = await figures();
    expect(total).toMatchObject({ enquiries: 2, firstContact: 0, handleSeconds: 120, waitingSeconds: 20 });
    expect(months).toHaveLength(1);
    expect(total.handlingCost).toEqual({ CNY: 100 + 300 });
    // What it cost is for those who read the review.
    expect(await figures('from=2026-11&to=2026-11', agent)).toMatchObject({
      costs: false,
      total: { handlingCost: {} },
    });
    const { version } = done(await agent.call('GET', `/enquiries/${first.id}`));
    done(await agent.call('POST', `/enquiries/${first.id}/archive`, { version, body: {} }));
    expect((await figures()).total).toMatchObject({ enquiries: 1, handleSeconds: 180, handlingCost: { CNY: 300 } });
  });

  it('count complaints by the month of the customer’s word, where they stand, and their causes by name', async () => {
    const root = await makeRecord(admin, cause, { code: 'MAT-9', name: '焊材', nameEn: 'Weld' });
    const made = await makeRecord(agent, complaint, {
      accountId: customer.id,
      severity: 'major',
      happenedAt: '2026-10-30T02:00:00.000Z',
      reportedAt: '2026-10-31T15:59:59.000Z',
      causeId: root.id,
    });
    const october = await figures('from=2026-10&to=2026-10');
    expect(october.total).toMatchObject({ opened: 1, closed: 0, confirmed: null, bySeverity: { major: 1 } });
    expect(october.causes).toEqual([{ id: root.id, name: '焊材', nameEn: 'Weld', count: 1 }]);
    expect(october.open).toEqual({ byState: { received: 1 }, bySeverity: { major: 1 } });
    // One second later it is November at the company.
    await change(agent, `/complaints/${made.id}`, { reportedAt: '2026-10-31T16:00:00.000Z' });
    const both = await figures();
    expect(both.total).toMatchObject({ opened: 1 });
    expect(both.before).toMatchObject({ opened: 0 });
  });

  it('show who was lost, and why, beside what it cost; one who is back was not lost', async () => {
    const path = `/accounts/${customer.id}`;
    const { version } = done(await admin.call('GET', path));
    const refused = await admin.call('PATCH', path, { version, body: { status: 'lost' } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((one: Any) => one.field).sort()).toEqual(['lostOn', 'lostReason']);
    await change(admin, path, { status: 'lost', lostReason: 'price', lostOn: '2026-11-18' });
    expect((await figures()).total).toMatchObject({ lost: 1, lostReasons: { price: 1 } });
    const back = await change(admin, path, { status: 'customer' });
    expect(back).not.toHaveProperty('lostReason');
    expect((await figures()).total).toMatchObject({ lost: 0, lostReasons: {} });
  });

  it.each([
    ['more than three years', 'from=2023-01&to=2026-11'],
    ['an end before its beginning', 'from=2026-11&to=2026-10'],
    ['no month', 'from=2026-13&to=2026-11'],
  ])('are not told for %s', async (_name, query) => {
    const answer = await agent.call('GET', `/service/figures?${query}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-input']);
  });
});

describe('the rules of service', () => {
  it('are changed by a steward, each version on the one that was read, and hold for what comes after', async () => {
    const steward = await world.person('data-steward');
    const { version, policy } = done(await steward.call('GET', '/service-policy'));
    const wanted = { policy: { ...policy, hourCost: 12_000, crmOwnerId: agent.memberId } };
    expect((await agent.call('PUT', '/service-policy', { version, body: wanted })).status).toBe(403);
    const stranger = { policy: { ...policy, crmOwnerId: 'mem_nobody' } };
    const refused = await steward.call('PUT', '/service-policy', { version, body: stranger });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'policy.crmOwnerId']);
    expect(done(await steward.call('PUT', '/service-policy', { version, body: wanted }))).toEqual({
      version: 1,
      ...wanted,
    });
    expect((await steward.call('PUT', '/service-policy', { version, body: wanted })).status).toBe(412);
    const dearer = await ask({ topic: 'use', handleSeconds: 3600 });
    expect(dearer.cost).toBe(12_000);
  });
});
