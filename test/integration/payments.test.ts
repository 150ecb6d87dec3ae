import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { receivableOf, storedDocument } from '../harness/receivables.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let manager: Person;
let executive: Person;
let finance: Person;
beforeAll(async () => {
  world = await openWorld();
  rep = await world.person('sales-rep', { team: 'east', scope: 'own' });
  manager = await world.person('sales-manager', { team: 'east' });
  executive = await world.person('executive');
  finance = await world.person('finance');
});
afterAll(() => world.close());

/** A customer of its own for each test. */
let accountId: string;
beforeEach(async () => {
  accountId = (await makeRecord(rep, account)).id;
});

const receivable = (data: Record<string, unknown> = {}, of = accountId): Promise<Rec> =>
  receivableOf(world, of, data, { ownerId: rep.memberId, teamId: 'east' });
const pay = (amount: number, parts: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  finance.call('POST', '/payments', {
    body: { accountId, date: '2026-11-20', currency: 'CNY', amount, ...parts },
    headers,
  });
const paid = async (amount: number, parts: Record<string, unknown> = {}): Promise<Any> =>
  done(await pay(amount, parts));
const on = (rec: Rec, amount: number) => ({ receivableId: rec.id, amount });
const now = async ({ id }: { id: string }, kind = 'receivables'): Promise<Any> =>
  done(await finance.call('GET', `/${kind}/${id}`));
const allocate = (payment: Any, body: object) => finance.call('POST', `/payments/${payment.id}/allocations`, { body });
const reverse = (payment: Any, reason = 'Draft was not honoured') =>
  finance.call('POST', `/payments/${payment.id}/reverse`, { version: payment.version, body: { reason } });
const faultsOf = ({ status, body }: Reply<Any>) => [
  status,
  body.code,
  ...(body.errors ?? []).map((one: Any) => [one.field, one.code]),
];
const statement = async (query = 'from=2026-01-01&to=2026-12-31'): Promise<Any> =>
  done(await finance.call('GET', `/accounts/${accountId}/statement?${query}`));

describe('a payment', () => {
  it('settles what it names, and stays the customer’s credit for the rest', async () => {
    const one = await receivable();
    const two = await receivable();
    const payment = await paid(170_000, { allocations: [on(one, 100_000), on(two, 50_000)], reference: 'B-1' });
    expect(payment).toMatchObject({ status: 'received', unallocated: 20_000, ownerId: rep.memberId, teamId: 'east' });
    expect(payment.number).toMatch(/^PM2026-\d{5}$/);
    expect(payment.lines.map((line: Any) => [line.receivableId, line.amount])).toEqual([
      [one.id, 100_000],
      [two.id, 50_000],
    ]);
    expect(await now(one)).toMatchObject({ status: 'paid', paid: 100_000, balance: 0, settledDate: '2026-11-20' });
    expect(await now(two)).toMatchObject({ status: 'partially-paid', paid: 50_000, balance: 50_000 });
    const { body } = await finance.call('GET', `/receivables/${one.id}/steps`);
    expect(body.items).toMatchObject([{ action: 'settle', to: 'paid', by: finance.memberId, comment: payment.number }]);
  });

  it('settles the oldest due first, with the named ones before them', async () => {
    const late = await receivable({ dueDate: '2026-10-01', status: 'overdue' });
    const soon = await receivable({ dueDate: '2026-11-25' });
    const far = await receivable({ dueDate: '2027-01-01' });
    await receivable({ dueDate: '2026-09-01', status: 'pending-write-off' });
    await receivable({ dueDate: '2026-09-01', currency: 'USD' });
    const payment = await paid(230_000, { oldestFirst: true, allocations: [on(far, 40_000)] });
    expect(payment.lines.map((line: Any) => [line.receivableId, line.amount])).toEqual([
      [far.id, 40_000],
      [late.id, 100_000],
      [soon.id, 90_000],
    ]);
    expect((await now(soon)).status).toBe('partially-paid');
  });

  it('leaves what is overdue overdue until nothing is owed', async () => {
    const late = await receivable({ dueDate: '2026-10-01', status: 'overdue', nextReminder: '2026-11-22' });
    await paid(60_000, { oldestFirst: true });
    expect(await now(late)).toMatchObject({ status: 'overdue', balance: 40_000, nextReminder: '2026-11-22' });
    await paid(40_000, { oldestFirst: true });
    const settled = await now(late);
    expect(settled).toMatchObject({ status: 'paid', balance: 0 });
    expect(settled.nextReminder).toBeUndefined();
  });

  it('is kept as credit where nothing is owed yet, and used later', async () => {
    const payment = await paid(150_000, { oldestFirst: true });
    expect(payment).toMatchObject({ unallocated: 150_000, lines: [] });
    const one = await receivable();
    const used = done(await allocate(payment, { oldestFirst: true }));
    expect(used).toMatchObject({ unallocated: 50_000, version: 2 });
    expect(await now(one)).toMatchObject({ status: 'paid' });
    // Nothing is left to allocate it to: it stays as it is.
    expect(done(await allocate(used, { oldestFirst: true }))).toMatchObject({ version: 2 });
    const two = await receivable();
    expect(faultsOf(await allocate(used, { allocations: [on(two, 50_001)] }))).toEqual([
      409,
      'more-than-open',
      ['allocations.0.amount', 'more-than-open'],
    ]);
  });

  it('settles twelve at once at most, in one transaction', async () => {
    const many = [];
    for (let i = 0; i < 14; i++)
      many.push(await receivable({ total: 1000, dueDate: `2026-10-${10 + i}`, status: 'overdue' }));
    const reply = await pay(20_000, { oldestFirst: true });
    expect(reply.body).toMatchObject({ unallocated: 8_000 });
    expect(reply.body.lines.map((line: Any) => line.receivableId)).toEqual(many.slice(0, 12).map((one) => one.id));
    const single = await pay(1_000, { oldestFirst: true });
    const written = [reply, single].map(({ headers }) => /(\d+)w/.exec(headers.get('x-capacity-units') ?? '')?.[1]);
    // Each receivable costs its record, its step, its place in the indexes and what leaves the work lists.
    expect(Number(written[0])).toBeLessThanOrEqual(150);
    expect(Number(written[1])).toBeLessThanOrEqual(25);
    const back = done(await reverse(reply.body));
    expect(back).toMatchObject({ status: 'reversed', unallocated: 0 });
    expect(await now(many[0]!)).toMatchObject({ status: 'overdue', balance: 1000, paid: 0 });
  });

  it('settles no more in all than can be taken back at once', async () => {
    const late = { total: 100, dueDate: '2026-10-10', status: 'overdue' };
    const many = await Promise.all(Array.from({ length: 31 }, () => receivable(late)));
    let payment = await paid(10_000);
    for (const left of [8_800, 7_600, 7_000, 7_000]) {
      payment = done(await allocate(payment, { oldestFirst: true }));
      expect(payment.unallocated).toBe(left);
    }
    const last = many.find((one) => !payment.lines.some((line: Any) => line.receivableId === one.id))!;
    expect(faultsOf(await allocate(payment, { allocations: [on(last, 100)] }))).toEqual([
      400,
      'invalid-input',
      ['allocations', 'too-long'],
    ]);
    done(await reverse(payment));
    expect(await now(many[30]!)).toMatchObject({ status: 'overdue', balance: 100 });
  });

  it.each<[string, () => Promise<Record<string, unknown>>, unknown[]]>([
    ['tomorrow', async () => ({ date: '2026-11-22' }), [400, 'invalid-input', ['date', 'date-in-future']]],
    ['of nobody', async () => ({ accountId: 'acc_nobody' }), [400, 'invalid-input', ['accountId', 'no-such-record']]],
    [
      'over what is owed',
      async () => ({ allocations: [on(await receivable({ paid: 90_000 }), 10_001)] }),
      [409, 'more-than-open', ['allocations.0.amount', 'more-than-open']],
    ],
    [
      'over the money',
      async () => ({ allocations: [on(await receivable(), 60_000), on(await receivable(), 40_001)] }),
      [409, 'more-than-open', ['allocations.1.amount', 'more-than-open']],
    ],
    [
      'in another currency',
      async () => ({ allocations: [on(await receivable({ currency: 'USD' }), 1)] }),
      [400, 'invalid-input', ['allocations.0.receivableId', 'not-allowed-value']],
    ],
    [
      'of another customer',
      async () => ({ allocations: [on(await receivable({}, (await makeRecord(rep, account)).id), 1)] }),
      [400, 'invalid-input', ['allocations.0.receivableId', 'not-allowed-value']],
    ],
    [
      'on one that is not there',
      async () => ({ allocations: [{ receivableId: 'rcv_nothing', amount: 1 }] }),
      [400, 'invalid-input', ['allocations.0.receivableId', 'no-such-record']],
    ],
    [
      'on one that is about to be written off',
      async () => ({ allocations: [on(await receivable({ status: 'pending-write-off' }), 1)] }),
      [409, 'conflict', ['allocations.0.receivableId', 'not-allowed-value']],
    ],
    ['of nothing', async () => ({ amount: 0 }), [400, 'invalid-input', ['amount', 'too-small']]],
  ])('%s is refused, and nothing is written', async (_name, parts, expected) => {
    expect(faultsOf(await pay(100_000, await parts()))).toEqual(expected);
    const { body } = await finance.call('GET', `/payments?filter=accountId:eq:${accountId}`);
    expect(body.total).toBe(0);
  });

  it('is entered and taken back by finance alone', async () => {
    const payment = await paid(100);
    const body = { accountId, date: '2026-11-20', currency: 'CNY', amount: 1 };
    expect((await rep.call('POST', '/payments', { body })).status).toBe(403);
    const back = { version: payment.version, body: { reason: 'x' } };
    expect((await manager.call('POST', `/payments/${payment.id}/reverse`, back)).status).toBe(403);
    expect((await rep.call('GET', `/payments/${payment.id}`)).status).toBe(200);
  });
});

describe('the customer’s credit', () => {
  /** What the account takes of its credit in CNY: what it owes, money that waits, what is overdue. */
  const taken = async () => {
    const { account: subject } = done(await finance.call('GET', `/accounts/${accountId}/credit`));
    const line = subject.lines.find((one: Any) => one.currency === 'CNY');
    return line ? [line.receivables, line.credits, line.overdue] : [0, 0, 0];
  };

  it('follows every payment, use, reversal and write-off', async () => {
    const late = await receivable({ dueDate: '2026-10-01', status: 'overdue' });
    await receivable();
    expect(await taken()).toEqual([200_000, 0, 100_000]);
    const payment = await paid(250_000, { allocations: [on(late, 70_000)] });
    expect(await taken()).toEqual([130_000, -180_000, 30_000]);
    done(await allocate(payment, { oldestFirst: true }));
    expect(await taken()).toEqual([0, -50_000, 0]);
    done(await reverse(await now(payment, 'payments')));
    expect(await taken()).toEqual([200_000, 0, 100_000]);
    const body = { comment: '破产清算' };
    const { version } = await now(late);
    done(await finance.call('POST', `/receivables/${late.id}/actions/write-off`, { version, body }));
    // It is not less late because somebody asked to give it up.
    expect(await taken()).toEqual([200_000, 0, 100_000]);
    done(await manager.call('POST', `/receivables/${late.id}/decisions`, { body: { verdict: 'approve' } }));
    expect(await taken()).toEqual([100_000, 0, 0]);
  });
});

describe('the same money twice', () => {
  it('is one payment however often the request is sent, one after the other or at once', async () => {
    const one = await receivable();
    const send = () => pay(60_000, { oldestFirst: true }, { 'idempotency-key': `pay-${accountId}` });
    const first = await send();
    const rest = [await send(), ...(await Promise.all([send(), send(), send()]))];
    expect(rest.map((reply) => [reply.status, reply.body.id])).toEqual(rest.map(() => [201, first.body.id]));
    expect(await now(one)).toMatchObject({ paid: 60_000 });
    const together = () => pay(10_000, { oldestFirst: true }, { 'idempotency-key': `again-${accountId}` });
    const replies = await Promise.all([together(), together(), together(), together()]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(await now(one)).toMatchObject({ paid: 70_000 });
    const other = await pay(1, {}, { 'idempotency-key': `pay-${accountId}` });
    expect(faultsOf(other)).toEqual([409, 'idempotency-reused']);
  });

  it('ten payments on one receivable never pay more than it owes', async () => {
    const one = await receivable();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => pay(20_000, { allocations: [on(one, 20_000)] })),
    );
    const codes = replies.map((reply) => (reply.status === 201 ? 'taken' : reply.body.code)).sort();
    expect(codes).toEqual([...Array(5).fill('more-than-open'), ...Array(5).fill('taken')]);
    expect(await now(one)).toMatchObject({ status: 'paid', paid: 100_000, balance: 0 });
  });

  it('ten uses of one credit never use more than there is', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, () => receivable({ total: 20_000 })));
    const payment = await paid(100_000);
    const replies = await Promise.all(many.map((one) => allocate(payment, { allocations: [on(one, 20_000)] })));
    expect(replies.filter((reply) => reply.status === 200).length).toBe(5);
    expect(await now(payment, 'payments')).toMatchObject({ unallocated: 0 });
    const states = await Promise.all(many.map(async (one) => (await now(one)).status));
    expect(states.filter((state) => state === 'paid').length).toBe(5);
  });
});

describe('a payment that is taken back', () => {
  it('leaves the customer owing what it had settled, and can still be read', async () => {
    const late = await receivable({ dueDate: '2026-11-10' });
    const part = await receivable({ dueDate: '2026-12-24' });
    const other = await paid(30_000, { allocations: [on(part, 30_000)] });
    const payment = await paid(180_000, { allocations: [on(late, 100_000), on(part, 70_000)] });
    expect(await now(late)).toMatchObject({ status: 'paid' });
    const back = done(await reverse(payment));
    expect(back).toMatchObject({ status: 'reversed', unallocated: 0, reversedOn: '2026-11-21', amount: 180_000 });
    const owing = await now(late);
    expect(owing).toMatchObject({ status: 'overdue', paid: 0, balance: 100_000, nextReminder: '2026-11-30' });
    expect(owing.settledDate).toBeUndefined();
    expect(await now(part)).toMatchObject({ status: 'partially-paid', paid: 30_000 });
    expect(faultsOf(await reverse(back))).toEqual([409, 'conflict']);
    expect(faultsOf(await allocate(back, { oldestFirst: true }))).toEqual([409, 'conflict']);
    expect((await reverse(payment)).status).toBe(412);
    await reverse(other);
    expect(await now(part)).toMatchObject({ status: 'open', balance: 100_000 });
    await world.settle();
    const { body } = await finance.call('GET', `/payments/${payment.id}/history`);
    expect(JSON.stringify(body)).toContain('Draft was not honoured');
    expect((await statement()).closing).toBe(200_000);
  });

  it('is taken back once, whoever tries at the same moment', async () => {
    const one = await receivable();
    const payment = await paid(100_000, { oldestFirst: true });
    const replies = await Promise.all(Array.from({ length: 5 }, () => reverse(payment)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await now(one)).toMatchObject({ status: 'open', paid: 0 });
  });
});

describe('a write-off', () => {
  const step = (person: Person, rec: Any, action: string, body: object = { comment: '破产清算' }) =>
    person.call('POST', `/receivables/${rec.id}/actions/${action}`, { version: rec.version, body });
  const decide = (person: Person, rec: Any, verdict: string, body: object = {}) =>
    person.call('POST', `/receivables/${rec.id}/decisions`, { body: { verdict, ...body } });

  it('is asked for by one and agreed to by another; then nothing is owed', async () => {
    const one = await receivable({ dueDate: '2026-06-01', status: 'overdue', total: 2_000_000 });
    await paid(500_000, { oldestFirst: true });
    const asked = done(await step(finance, await now(one), 'write-off'));
    expect(asked).toMatchObject({ status: 'pending-write-off', balance: 1_500_000 });
    expect((await decide(finance, asked, 'approve')).status).not.toBe(200);
    expect((await decide(rep, asked, 'approve')).status).not.toBe(200);
    expect((await pay(1_000, { allocations: [on(one, 1_000)] })).body.detail).toContain('recalled');
    expect(done(await decide(manager, asked, 'approve'))).toMatchObject({ status: 'pending-write-off' });
    const given = done(await decide(executive, asked, 'approve'));
    expect(given).toMatchObject({
      status: 'written-off',
      writtenOff: 1_500_000,
      balance: 0,
      settledDate: '2026-11-21',
    });
    expect((await pay(1_000, { allocations: [on(one, 1_000)] })).status).toBe(409);
    const { closing, lines } = await statement();
    expect([closing, lines.at(-1)]).toMatchObject([0, { type: 'write-off', credit: 1_500_000 }]);
  });

  it('that is turned down leaves the receivable overdue', async () => {
    const one = await receivable({ dueDate: '2026-06-01', status: 'overdue' });
    const asked = done(await step(finance, await now(one), 'write-off'));
    const payment = await paid(10);
    expect(done(await decide(manager, asked, 'reject', { comment: '继续催收' }))).toMatchObject({ status: 'overdue' });
    expect(done(await allocate(payment, { oldestFirst: true }))).toMatchObject({ unallocated: 0 });
  });

  it('does not hide that a payment was taken back afterwards', async () => {
    const one = await receivable({ dueDate: '2026-06-01', status: 'overdue' });
    const payment = await paid(60_000, { oldestFirst: true });
    const asked = done(await step(finance, await now(one), 'write-off'));
    expect(faultsOf(await reverse(payment))).toEqual([409, 'conflict']);
    done(await decide(manager, asked, 'approve'));
    done(await reverse(payment));
    expect(await now(one)).toMatchObject({ status: 'overdue', writtenOff: 40_000, paid: 0, balance: 60_000 });
  });
});

describe('what a credit note left over', () => {
  it('settles another receivable', async () => {
    const billed = await receivable({ status: 'paid', paid: 100_000 });
    const note = await storedDocument(world, 'creditNote', {
      accountId,
      receivableId: billed.id,
      status: 'approved',
      currency: 'CNY',
      total: 30_000,
      unallocated: 30_000,
      date: '2026-11-20',
      reason: 'Returned',
    });
    const stored = await world.stack.deps.table.get(recordKey(MAIN, note.id));
    expect(stored!['data']).toMatchObject({ unallocated: 30_000 });
    const one = await receivable({ total: 20_000 });
    const body = { oldestFirst: true };
    const used = done(await finance.call('POST', `/credit-notes/${note.id}/allocations`, { body }));
    expect(used).toMatchObject({ unallocated: 10_000, status: 'approved' });
    expect(await now(one)).toMatchObject({ status: 'paid', credited: 20_000 });
  });
});

describe('ageing and statement', () => {
  it('show what is owed, each within the caller’s scope', async () => {
    const stranger = await world.person('sales-rep', { team: 'west', scope: 'own' });
    await receivable({ dueDate: '2026-10-10', status: 'overdue' });
    await receivable({ dueDate: '2026-08-01', status: 'overdue', total: 5_000 });
    await paid(20_000);
    const aged = done(await rep.call('GET', `/receivables/ageing?accountId=${accountId}&asOf=2026-11-21`));
    expect(aged).toMatchObject({
      asOf: '2026-11-21',
      totals: [{ currency: 'CNY', total: 105_000, overdue: 105_000, buckets: { days60: 100_000, over90: 5_000 } }],
      accounts: [{ accountId, oldest: 112 }],
    });
    expect(aged.accounts[0].name).not.toBe('');
    expect(done(await stranger.call('GET', '/receivables/ageing')).totals).toEqual([]);
    const shown = await statement('from=2026-11-01&to=2026-11-30');
    expect(shown).toMatchObject({ currency: 'CNY', opening: 0, closing: 85_000 });
    expect(shown.lines.map((one: Any) => one.type)).toEqual(['receivable', 'receivable', 'payment']);
    expect((await stranger.call('GET', `/accounts/${accountId}/statement?from=2026-11-01&to=2026-11-30`)).status).toBe(
      404,
    );
    expect(faultsOf(await rep.call('GET', `/accounts/${accountId}/statement?from=2026-12-01&to=2026-11-30`))).toEqual([
      400,
      'invalid-input',
      ['query.to', 'out-of-order'],
    ]);
  });
});
