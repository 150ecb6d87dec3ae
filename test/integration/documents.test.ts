import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { makeRecord, unlisted } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let manager: Person;
let finance: Person;
let executive: Person;
let admin: Person;
let accountId: string;
let productId: string;
beforeAll(async () => {
  world = await openWorld();
  rep = await world.person('sales-rep', { team: 'east', scope: 'own' });
  manager = await world.person('sales-manager', { team: 'east' });
  finance = await world.person('finance');
  executive = await world.person('executive');
  admin = await world.person('administrator');
  accountId = (await makeRecord(rep, account)).id;
  productId = (await makeRecord(admin, product, unlisted)).id;
});
afterAll(() => world.close());

let count = 0;
const orderBody = (amount = 34_990) => ({
  number: `SO2026-${String(++count).padStart(5, '0')}`,
  accountId,
  orderDate: '2026-11-20',
  currency: 'CNY',
  // A little below what was approved before: no order goes out without a signature, and none is the executive's for its price.
  lines: [{ productId, quantity: Math.ceil(amount / 3400), unitPrice: 3499 - count }],
});
const make = async (amount?: number): Promise<Any> => {
  const made = await rep.call('POST', '/orders', { body: orderBody(amount) });
  expect(made.status).toBe(201);
  return made.body;
};
const act = (person: Person, order: Any, action: string, body: object = {}) =>
  person.call('POST', `/orders/${order.id}/actions/${action}`, { version: order.version, body });
const decide = (person: Person, order: Any, verdict: string, body: object = {}) =>
  person.call('POST', `/orders/${order.id}/decisions`, { body: { verdict, ...body } });
const submitted = async (amount?: number) => (await act(rep, await make(amount), 'submit')).body;

describe('an order under its process', () => {
  it('begins as a draft that its owner is to submit', async () => {
    const order = await make();
    expect(order).toMatchObject({ status: 'draft', process: { id: 'order', version: 0, state: 'draft', seq: 0 } });
    // 16 business hours from Saturday, 10:00 in Shanghai: the end of Tuesday.
    expect(order.process.due).toBe('2026-11-24T10:00:00.000Z');
  });

  it('says which steps lead on, and why one does not', async () => {
    const { body: order } = await rep.call('POST', '/orders', {
      body: { number: 'SO-EMPTY', accountId, orderDate: '2026-11-20' },
    });
    const { body } = await rep.call('GET', `/orders/${order.id}/process`);
    const submit = body.options.find((one: Any) => one.action === 'submit');
    expect(submit.allowed).toBe(false);
    expect(submit.refusals.map((one: Any) => [one.rule, one.field])).toEqual([['field-missing', 'lines']]);
    const refused = await act(rep, order, 'submit');
    expect(refused).toMatchObject({ status: 409, body: { code: 'step-refused' } });
    expect(refused.body.refusals[0]).toMatchObject({
      rule: 'field-missing',
      field: 'lines',
      help: '/docs#rule-field-missing',
    });
    expect(refused.body.errors[0]).toMatchObject({ field: 'lines', code: 'required' });
  });

  it('is approved by the levels that its amount asks for, each by another person', async () => {
    let order = await submitted(150_000_000);
    expect(order.process.approval.levels.map((one: Any) => one.id)).toEqual(['sales', 'finance', 'board']);
    for (const person of [manager, finance, executive]) {
      const done = await decide(person, order, 'approve', { round: 1 });
      expect(done.status).toBe(200);
      order = done.body;
    }
    expect(order).toMatchObject({ status: 'approved', approvedBy: executive.memberId });
    const { body } = await rep.call('GET', `/orders/${order.id}/steps`);
    expect(body.items.map((one: Any) => [one.action, one.by]).reverse()).toEqual([
      ['submit', rep.memberId],
      ['approve', manager.memberId],
      ['approve', finance.memberId],
      ['approve', executive.memberId],
    ]);
  });

  it('is locked while it waits and once it is approved', async () => {
    const order = await submitted();
    const edit = await rep.call('PATCH', `/orders/${order.id}`, {
      version: order.version,
      body: { lines: [{ productId, quantity: 99, unitPrice: 3_499 }] },
    });
    expect(edit).toMatchObject({ status: 409, body: { code: 'document-locked' } });
    const note = await rep.call('PATCH', `/orders/${order.id}`, { version: order.version, body: { note: '加急' } });
    expect(note.status).toBe(200);
  });

  it('opens again with its approval void', async () => {
    const order = (await decide(manager, await submitted(), 'approve')).body;
    const revised = await act(rep, order, 'revise', { comment: '数量有误' });
    expect(revised.body).toMatchObject({ status: 'draft', process: { approval: { outcome: 'voided' } } });
    const again = await act(rep, revised.body, 'submit');
    expect(again.body.process.approval).toMatchObject({ round: 2, level: 0 });
  });

  it('takes a change of its state as the step that leads there', async () => {
    const order = await make();
    const jump = await rep.call('PATCH', `/orders/${order.id}`, {
      version: order.version,
      body: { status: 'approved' },
    });
    expect(jump.body.refusals.map((one: Any) => one.rule)).toEqual(['no-such-step']);
    const step = await rep.call('PATCH', `/orders/${order.id}`, {
      version: order.version,
      body: { status: 'pending-approval' },
    });
    expect(step.body).toMatchObject({ status: 'pending-approval', process: { seq: 1 } });
  });

  it('repeats nothing when a request is sent again', async () => {
    const order = await make();
    const first = await act(rep, order, 'submit');
    const second = await act(rep, order, 'submit');
    expect([first.status, second.status]).toEqual([200, 412]);
    const headers = { 'idempotency-key': `approve-${order.id}` };
    const sign = () =>
      manager.call('POST', `/orders/${order.id}/decisions`, { body: { verdict: 'approve', round: 1 }, headers });
    const [once, again] = [await sign(), await sign()];
    expect([once.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(once.body);
  });
});

describe('ways round an approval', () => {
  const refusedFor = async (reply: Promise<Any>) => {
    const { status, body } = await reply;
    return [status, ...(body.refusals ?? [{ rule: body.code }]).map((one: Any) => one.rule)];
  };

  it('none of them leads to an approved order', async () => {
    expect(await refusedFor(decide(manager, await make(), 'approve'))).toEqual([409, 'nothing-to-approve']);
    expect(await refusedFor(rep.call('POST', '/orders', { body: { ...orderBody(), status: 'approved' } }))).toEqual([
      409,
      'no-such-start',
    ]);
    const own = (await manager.call('POST', '/orders', { body: orderBody() })).body;
    const ownSubmitted = (await act(manager, own, 'submit')).body;
    expect(await refusedFor(decide(manager, ownSubmitted, 'approve'))).toEqual([409, 'self-approval']);
    const edited = await make();
    const changed = await manager.call('PATCH', `/orders/${edited.id}`, {
      version: 1,
      body: { dueDate: '2026-12-24' },
    });
    const waiting = (await act(rep, changed.body, 'submit')).body;
    expect(await refusedFor(decide(manager, waiting, 'approve'))).toEqual([409, 'self-approval']);
    const approved = (await decide(manager, await submitted(), 'approve')).body;
    const closed = (await act(manager, approved, 'close', { comment: '客户取消' })).body;
    const reopened = (await act(manager, closed, 'reopen', { comment: '客户又要了' })).body;
    expect(reopened).toMatchObject({ status: 'draft', process: { approval: { outcome: 'voided' } } });
  });
});

describe('signatures at one moment', () => {
  it('ten decisions on one slot: one counts', async () => {
    const managers = await Promise.all(Array.from({ length: 10 }, () => world.person('sales-manager')));
    const order = await submitted();
    const answers = await Promise.all(managers.map((one) => decide(one, order, 'approve', { round: 1 })));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(new Set(answers.filter((one) => one.status !== 200).map((one) => one.status))).toEqual(new Set([409]));
    const { body } = await rep.call('GET', `/orders/${order.id}/steps`);
    expect(body.items.filter((one: Any) => one.action === 'approve')).toHaveLength(1);
  });
});

describe('a change of a critical field', () => {
  it('waits for a second person; the old value stands', async () => {
    const helmet = await makeRecord(admin, product);
    const asked = await admin.call('PATCH', `/products/${helmet.id}`, {
      version: 1,
      body: { price: 3_699, name: 'Sport helmet', reason: '2027 price list' },
    });
    expect(asked.body).toMatchObject({ price: 3_499, name: 'Sport helmet' });
    const requestId = asked.body.pending.price;
    const twice = await admin.call('PATCH', `/products/${helmet.id}`, { version: 2, body: { price: 1 } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const self = await admin.call('POST', `/change-requests/${requestId}/decisions`, { body: { verdict: 'approve' } });
    expect(self.body.refusals[0].rule).toBe('self-approval');
    const done = await manager.call('POST', `/change-requests/${requestId}/decisions`, {
      body: { verdict: 'approve' },
    });
    expect(done.body.status).toBe('applied');
    const { body: after } = await admin.call('GET', `/products/${helmet.id}`);
    expect(after).toMatchObject({ price: 3_699, version: 3 });
    expect(after.pending).toBeUndefined();
    await world.settle();
    const { body: history } = await admin.call('GET', `/products/${helmet.id}/history`);
    expect(history.items[0]).toMatchObject({
      by: admin.memberId,
      approvedBy: manager.memberId,
      reason: '2027 price list',
    });
  });

  it('is let go when it is rejected', async () => {
    const customer = await makeRecord(rep, account);
    const asked = await rep.call('PATCH', `/accounts/${customer.id}`, {
      version: 1,
      body: { taxId: '91310000MA1K35UB19' },
    });
    expect(asked.body).toMatchObject({ pending: { taxId: expect.stringMatching(/^chg_/) } });
    const path = `/change-requests/${asked.body.pending.taxId}/decisions`;
    expect((await finance.call('POST', path, { body: { verdict: 'reject' } })).status).toBe(409);
    const rejected = await finance.call('POST', path, { body: { verdict: 'reject', comment: '没有证照' } });
    expect(rejected.body.status).toBe('rejected');
    const { body: after } = await rep.call('GET', `/accounts/${customer.id}`);
    expect([after.taxId, after.pending, after.version]).toEqual([undefined, undefined, 3]);
  });
});
