import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOrder, shipAll, submittedOrder } from '../harness/orders.ts';
import { done } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** A deputy acts for a person in the named time and processes, under both names, and it ends by itself (PRO-9). */
let world: World;
let admin: Person;
let rep: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep', { scope: 'own', team: 'east' });
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(world.clock.now + hours * HOUR).toISOString();
const delegate = async (person: Person, deputy: Person, parts: Record<string, unknown> = {}): Promise<Any> =>
  done(
    await person.call('POST', '/delegations', {
      body: { deputyId: deputy.memberId, from: at(-1), until: at(10), ...parts },
    }),
  );
const submitted = (person: Person = rep): Promise<Any> => submittedOrder(admin, person);
const approve = (person: Person, id: string, body: Record<string, unknown> = {}) =>
  person.call('POST', `/orders/${id}/decisions`, { body: { verdict: 'approve', ...body } });
const sees = async (person: Person, id: string): Promise<Any[]> =>
  done(await person.call('GET', '/work?limit=200')).items.filter((item: Any) => item.id === id);

/** A manager, and a colleague with no right of their own to sign an order. */
const pair = async (): Promise<{ boss: Person; deputy: Person }> => ({
  boss: await world.person('sales-manager', { scope: 'team', team: 'east' }),
  deputy: await world.person('marketing'),
});

describe('a delegation', () => {
  it('brings the deputy what is the person’s by name and what they would sign by role, and nothing else', async () => {
    const { boss, deputy } = await pair();
    const named = await draftOrder(admin, admin, { ownerId: boss.memberId });
    const sent = await submitted();
    const west = await world.person('sales-rep', { scope: 'own', team: 'west' });
    const elsewhere = await submitted(west);
    const ownersown = await submitted(boss);
    expect(await sees(deputy, named.id)).toEqual([]);
    await delegate(boss, deputy);
    const onBehalfOf = boss.memberId;
    expect(await sees(deputy, named.id)).toMatchObject([{ kind: 'step', onBehalfOf }]);
    expect(await sees(deputy, sent.id)).toMatchObject([{ kind: 'approval', role: 'sales-manager', onBehalfOf }]);
    expect(await sees(deputy, elsewhere.id)).toEqual([]);
    // Nobody signs a person’s own document for them.
    expect(await sees(deputy, ownersown.id)).toEqual([]);
    // What the person does by role, other than signing, is left to others who hold the role.
    const clerk = await world.person('finance');
    const second = await world.person('marketing');
    await delegate(clerk, second);
    const owned = await submitted();
    const approved = done(await approve(boss, owned.id));
    await shipAll(rep, boss, approved);
    expect(await sees(clerk, owned.id)).toMatchObject([{ kind: 'step', role: 'finance' }]);
    expect(await sees(second, owned.id)).toEqual([]);
  });

  it('is signed under both names', async () => {
    const { boss, deputy } = await pair();
    await delegate(boss, deputy);
    const sent = await submitted();
    expect((await approve(deputy, sent.id)).status).toBe(409);
    const signed = done(await approve(deputy, sent.id, { onBehalfOf: boss.memberId }));
    expect(signed.status).toBe('approved');
    const { items } = done(await admin.call('GET', `/orders/${sent.id}/steps`));
    expect(items[0]).toMatchObject({ action: 'approve', by: deputy.memberId, onBehalfOf: boss.memberId });
    await world.settle();
    const history = done(await admin.call('GET', `/orders/${sent.id}/history`)).items;
    expect(history[0]).toMatchObject({ by: deputy.memberId, onBehalfOf: boss.memberId });
  });

  it('lets nobody act for whom they are not the deputy, nor a deputy of a deputy', async () => {
    const { boss, deputy } = await pair();
    const third = await world.person('marketing');
    const sent = await submitted();
    await delegate(boss, deputy);
    await delegate(deputy, third);
    // And back: a circle is nobody's harm.
    await delegate(third, boss);
    for (const onBehalfOf of [boss.memberId, rep.memberId, 'mem_nobody']) {
      const refused = await approve(third, sent.id, { onBehalfOf });
      expect([refused.status, refused.body.code], onBehalfOf).toEqual([403, 'forbidden']);
    }
    // As the deputy’s deputy they have the deputy’s rights, which sign nothing.
    expect((await approve(third, sent.id, { onBehalfOf: deputy.memberId })).status).toBe(409);
    expect(await sees(third, sent.id)).toEqual([]);
  });

  it('holds for the processes that it names', async () => {
    const { boss, deputy } = await pair();
    await delegate(boss, deputy, { processes: ['price-change', 'opportunity'] });
    const sent = await submitted();
    expect(await sees(deputy, sent.id)).toEqual([]);
    expect((await approve(deputy, sent.id, { onBehalfOf: boss.memberId })).status).toBe(403);
    await delegate(boss, deputy, { processes: ['order'] });
    expect(await sees(deputy, sent.id)).toHaveLength(1);
    expect((await approve(deputy, sent.id, { onBehalfOf: boss.memberId })).status).toBe(200);
  });

  it('begins and ends by its dates alone', async () => {
    let { boss, deputy } = await pair();
    await delegate(boss, deputy, { from: at(24), until: at(48) });
    const sent = await submitted();
    const tried = async (): Promise<[number, number]> => [
      (await sees(deputy, sent.id)).length,
      (await approve(deputy, sent.id, { onBehalfOf: boss.memberId, round: 99 })).status,
    ];
    expect(await tried()).toEqual([0, 403]);
    const begun = world.clock.now;
    world.clock.now = begun + 24 * HOUR;
    [boss, deputy, rep, admin] = (await Promise.all([boss, deputy, rep, admin].map(world.again))) as [
      Person,
      Person,
      Person,
      Person,
    ];
    // A round that is not open is refused by the process: the right to act is there.
    expect(await tried()).toEqual([1, 409]);
    world.clock.now = begun + 48 * HOUR - 1;
    deputy = await world.again(deputy);
    expect(await tried()).toEqual([1, 409]);
    world.clock.now = begun + 48 * HOUR;
    expect(await tried()).toEqual([0, 403]);
    [rep, admin] = [await world.again(rep), await world.again(admin)];
  });

  it('ends early at once, once, by whose work it is or who may change members', async () => {
    const { boss, deputy } = await pair();
    const made = await delegate(boss, deputy);
    const sent = await submitted();
    const end = (person: Person, version: number) =>
      person.call('POST', `/delegations/${made.id}/end`, { version, body: {} });
    expect((await end(deputy, 1)).status).toBe(403);
    expect((await end(boss, 7)).status).toBe(412);
    const ended = await end(boss, 1);
    expect(ended.body).toMatchObject({ endedAt: at(0), version: 2 });
    expect(await sees(deputy, sent.id)).toEqual([]);
    expect((await approve(deputy, sent.id, { onBehalfOf: boss.memberId })).status).toBe(403);
    expect((await end(boss, 2)).status).toBe(409);
    const other = await delegate(boss, deputy);
    expect((await admin.call('POST', `/delegations/${other.id}/end`, { version: 1, body: {} })).status).toBe(200);
  });

  it('of a person who left gives nobody their rights', async () => {
    const { boss, deputy } = await pair();
    await delegate(boss, deputy);
    const sent = await submitted();
    expect(await sees(deputy, sent.id)).toHaveLength(1);
    done(await admin.call('PATCH', `/members/${boss.memberId}`, { version: 1, body: { status: 'disabled' } }));
    expect(await sees(deputy, sent.id)).toEqual([]);
    expect((await approve(deputy, sent.id, { onBehalfOf: boss.memberId })).status).toBe(403);
  });

  it('is made once however often the request comes', async () => {
    const { boss, deputy } = await pair();
    const body = { deputyId: deputy.memberId, from: at(0), until: at(5) };
    const headers = { 'idempotency-key': 'leave-1' };
    const [first, again] = [
      await boss.call('POST', '/delegations', { body, headers }),
      await boss.call('POST', '/delegations', { body, headers }),
    ];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const other = await boss.call('POST', '/delegations', { body: { ...body, why: '年假' }, headers });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-reused']);
  });
});

describe('a delegation that makes no sense', () => {
  let boss: Person;
  let deputy: Person;
  beforeAll(async () => {
    ({ boss, deputy } = await pair());
  });
  it.each<[string, () => Record<string, unknown>, string, string]>([
    ['to oneself', () => ({ deputyId: boss.memberId }), 'deputyId', 'not-allowed-value'],
    ['to nobody', () => ({ deputyId: 'mem_nobody' }), 'deputyId', 'no-such-record'],
    ['to something that is no person', () => ({ deputyId: 'acc_1' }), 'deputyId', 'type'],
    ['that ends before it begins', () => ({ from: at(5), until: at(4) }), 'until', 'out-of-order'],
    ['of no length', () => ({ from: at(5), until: at(5) }), 'until', 'out-of-order'],
    ['that is over', () => ({ from: at(-5), until: at(0) }), 'until', 'out-of-order'],
    ['of more than a year', () => ({ from: at(0), until: at(24 * 367) }), 'until', 'too-large'],
    ['for a process that does not exist', () => ({ processes: ['order', 'tea'] }), 'processes.1', 'not-allowed-value'],
    ['without an end', () => ({ until: undefined }), 'until', 'required'],
    ['with something else in it', () => ({ forever: true }), 'forever', 'unknown'],
  ])('%s is refused', async (_, parts, field, code) => {
    const body = { deputyId: deputy.memberId, from: at(-1), until: at(10), ...parts() };
    const refused = await boss.call('POST', '/delegations', { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ field, code }]);
  });

  it('to a disabled member is refused', async () => {
    const gone = await world.person('marketing');
    done(await admin.call('PATCH', `/members/${gone.memberId}`, { version: 1, body: { status: 'disabled' } }));
    const body = { deputyId: gone.memberId, from: at(-1), until: at(10) };
    const refused = await boss.call('POST', '/delegations', { body });
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'deputyId']);
  });

  it('of somebody else’s work is for those who may change members', async () => {
    const body = { memberId: rep.memberId, deputyId: deputy.memberId, from: at(-1), until: at(10) };
    expect((await boss.call('POST', '/delegations', { body })).status).toBe(403);
    const made = done(await admin.call('POST', '/delegations', { body }));
    expect(made).toMatchObject({ memberId: rep.memberId, createdBy: admin.memberId });
  });
});
