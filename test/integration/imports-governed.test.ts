import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { order, orderStatuses } from '../../shared/sales/order.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { ImportPlan } from '../harness/imports.ts';
import { carryOut, columnsTo, csv, step } from '../harness/imports.ts';
import { done, makeRecord, nextNumber, unlisted } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let manager: Person;
let admin: Person;
let productId: string;
beforeAll(async () => {
  world = await openWorld();
  rep = await world.person('sales-rep');
  manager = await world.person('sales-manager');
  admin = await world.person('administrator');
  productId = (await makeRecord(admin, product, unlisted)).id;
});
afterAll(() => world.close());

const ordersFrom = (rows: (string | string[])[], columns: Record<string, string>): ImportPlan => ({
  target: 'order',
  keyField: 'number',
  files: [{ name: 'orders.csv', bytes: csv(...rows), columns: columnsTo(columns) }],
});
const stored = async (id: string): Promise<Any> => world.stack.deps.table.get(recordKey(MAIN, id));
const rowsOf = async (id: string): Promise<Any[]> => done(await admin.call('GET', `/imports/${id}/rows`)).items;

describe('orders of another system', () => {
  it('come in every state that there is, with who approved them, and stand where the file says', async () => {
    const states = Object.keys(orderStatuses);
    const numbers = states.map(() => `SO-OLD-${nextNumber()}`);
    const ended = await carryOut(
      world,
      admin,
      ordersFrom(['no,status,approver', ...states.map((state, index) => [numbers[index]!, state, manager.email])], {
        no: 'number',
        status: 'status',
        approver: 'approvedBy',
      }),
    );
    expect(ended.counts).toEqual({ created: states.length });
    for (const [index, state] of states.entries()) {
      const [found] = done(await admin.call('GET', `/orders?filter=number:eq:${numbers[index]}`)).items;
      const one = done(await admin.call('GET', `/orders/${found.id}`));
      expect(one).toMatchObject({ status: state, approvedBy: manager.memberId });
      expect(one.process).toBeUndefined();
    }
  });
});

describe('an order that is under way here', () => {
  const draft = () => makeRecord(rep, order, { lines: [{ productId, quantity: 10, unitPrice: 3499 }] });
  const submitted = async (): Promise<Any> => {
    const made = await draft();
    return done(await rep.call('POST', `/orders/${made.id}/actions/submit`, { version: made.version, body: {} }));
  };
  const read = async (id: string): Promise<Any> => done(await admin.call('GET', `/orders/${id}`));

  it.each([
    ['is not taken a step by an import', draft, 'status', 'approved', ['step-refused', 'status']],
    ['is not signed by an import', draft, 'approvedBy', () => manager.email, ['step-refused', 'approvedBy']],
    [
      'is not changed by an import where it is locked',
      submitted,
      'dueDate',
      '2027-01-01',
      ['document-locked', 'dueDate'],
    ],
  ] as const)('%s', async (_name, make, field, value, wanted) => {
    const before = await read((await make()).id);
    const cell = typeof value === 'function' ? value() : value;
    const ended = await carryOut(
      world,
      admin,
      ordersFrom(['no,value', [before.number, cell]], { no: 'number', value: field }),
    );
    expect(ended.counts).toEqual({ refused: 1 });
    const [row] = await rowsOf(ended.id);
    expect([row.problem.code, row.problem.field]).toEqual(wanted);
    expect(await read(before.id)).toEqual(before);
  });

  it('may get a note while it is locked, and an import that says nothing new leaves it alone', async () => {
    const before = await submitted();
    const plan = (note: string) =>
      ordersFrom(['no,status,note', [before.number, 'pending-approval', note]], {
        no: 'number',
        status: 'status',
        note: 'note',
      });
    expect((await carryOut(world, admin, plan('called'))).counts).toEqual({ updated: 1 });
    expect((await carryOut(world, admin, plan('called'))).counts).toEqual({ unchanged: 1 });
    expect(await read(before.id)).toMatchObject({ note: 'called', process: before.process });
  });

  it('has whoever changed it by a file for an author: they do not approve it', async () => {
    const made = await draft();
    await carryOut(world, admin, ordersFrom(['no,due', [made.number, '2027-01-01']], { no: 'number', due: 'dueDate' }));
    const changed = await read(made.id);
    expect(changed.dueDate).toBe('2027-01-01');
    done(await rep.call('POST', `/orders/${made.id}/actions/submit`, { version: changed.version, body: {} }));
    const approve = (person: Person) =>
      person.call('POST', `/orders/${made.id}/decisions`, { body: { verdict: 'approve', round: 1 } });
    const refused = await approve(admin);
    expect([refused.status, refused.body.refusals.map((one: Any) => one.rule)]).toEqual([409, ['self-approval']]);
    expect(done(await approve(manager)).status).toBe('approved');
  });

  it('goes onto the work list of whom an import makes its owner, and back when the import is undone', async () => {
    const made = await draft();
    const assignees = async () => {
      const items: Any[] = [];
      for await (const item of world.stack.deps.table.queryAll({
        partition: recordKey(MAIN, made.id).pk,
        begins: 'w#',
      }))
        items.push(item);
      return items.map((item) => item.data.assignee);
    };
    expect(await assignees()).toEqual([`m:${rep.memberId}`]);
    const { id } = await carryOut(
      world,
      admin,
      ordersFrom(['no,owner', [made.number, manager.email]], { no: 'number', owner: 'ownerId' }),
    );
    expect(await assignees()).toEqual([`m:${manager.memberId}`]);
    expect((await step(world, admin, id, 'undo')).counts).toMatchObject({ undone: 1 });
    expect(await assignees()).toEqual([`m:${rep.memberId}`]);
  });
});

describe('a critical value in an import', () => {
  const code = () => `HL-X${nextNumber()}-R`;
  const productsFrom = (...files: [header: string, ...rows: string[][]][]): ImportPlan => ({
    target: 'product',
    keyField: 'code',
    files: files.map(([header, ...rows], index) => ({
      name: `${index}.csv`,
      bytes: csv(header, ...rows),
      columns: columnsTo(Object.fromEntries(header.split(',').map((name) => [name, name]))),
    })),
  });
  const found = async (id: string): Promise<string[]> => {
    await world.settle();
    world.clock.now += 60_000;
    done(await admin.call('POST', '/audit-runs', { body: { kind: 'sweep', rules: ['critical-change-unreviewed'] } }));
    await world.settle();
    const { items } = done(
      await admin.call('GET', `/findings?filter=subjectId:eq:${id}&filter=state:in:open|recurred`),
    );
    return items
      .filter((one: Any) => one.rule === 'critical-change-unreviewed')
      .map((one: Any) => one.locator)
      .sort();
  };

  it('of a record that was there is found until it is looked at; undoing the import takes it back', async () => {
    const made = await makeRecord(admin, product, { code: code() });
    const ended = await carryOut(
      world,
      admin,
      productsFrom(['code,price,cost,name', [made.code, '99.00', '13.09', 'Helmet']]),
    );
    expect((await stored(made.id)).unreviewed).toEqual({ price: { import: ended.id, by: admin.memberId } });
    expect(await found(made.id)).toEqual(['price']);
    const path = `/findings?filter=subjectId:eq:${made.id}&filter=rule:eq:critical-change-unreviewed`;
    const [finding] = done(await admin.call('GET', path)).items;
    const accept = { version: finding.version, body: { state: 'accepted', cause: 'supplier’s letter of May' } };
    const own = await admin.call('PATCH', `/findings/${finding.id}`, accept);
    expect([own.status, own.body.errors?.[0]]).toMatchObject([400, { field: 'state', expected: 'another person' }]);
    const second = await world.person('auditor');
    expect((await second.call('PATCH', `/findings/${finding.id}`, accept)).status).toBe(200);
    await step(world, admin, ended.id, 'undo');
    expect((await stored(made.id)).unreviewed).toBeUndefined();
    expect(await found(made.id)).toEqual([]);
  });

  it('stays marked when another import changes another one', async () => {
    const made = await makeRecord(admin, account, {});
    const accounts = (...cells: [string, string]): ImportPlan => ({
      target: 'account',
      keyField: 'code',
      files: [
        {
          name: 'a.csv',
          bytes: csv(`code,${cells[0]}`, [made.code, cells[1]]),
          columns: columnsTo({ code: 'code', [cells[0]]: cells[0] }),
        },
      ],
    });
    const first = await carryOut(world, admin, accounts('taxId', '91310000MA1FL0XX0X'));
    const second = await carryOut(world, admin, accounts('creditLimit', '5000'));
    await carryOut(world, admin, accounts('city', '苏州'));
    expect((await stored(made.id)).unreviewed).toEqual({
      taxId: { import: first.id, by: admin.memberId },
      creditLimit: { import: second.id, by: admin.memberId },
    });
  });

  it('of a record that the import makes is its beginning, whichever of its files says it', async () => {
    const made = code();
    await carryOut(
      world,
      admin,
      productsFrom(['code,name', [made, 'Helmet']], ['code,price', [made, '88.00']], ['code,cost', [made, '44.00']]),
    );
    const [one] = done(await admin.call('GET', `/products?filter=code:eq:${made}`)).items;
    expect(one.price).toBe(8800);
    expect((await stored(one.id)).unreviewed).toBeUndefined();
    expect(await found(one.id)).toEqual([]);
  });
});
