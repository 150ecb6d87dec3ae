import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { entities } from '../../shared/entities.ts';
import { allOperations, entityFields } from '../../shared/kernel/entity.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { order } from '../../shared/sales/order.ts';
import { approvedBy } from '../harness/approve.ts';
import { bodyFor, done, makeRecord, unique } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
/** Who approves what the first one asks for. */
let second: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator', { team: 'east' });
  second = await world.person('administrator');
});
afterAll(() => world.close());

const faults = ({ body }: Reply<Any>) => body.errors?.map((one: Any) => `${one.field} ${one.code}`);
const read = async (collection: string, id: string) => done(await admin.call('GET', `/${collection}/${id}`));
const change = (collection: string, record: Any, body: unknown, person = admin) =>
  person.call('PATCH', `/${collection}/${record.id}`, { version: record.version, body });
const archive = (collection: string, record: Any) =>
  admin.call('POST', `/${collection}/${record.id}/archive`, { version: record.version, body: {} });
const restore = (collection: string, record: Any) =>
  admin.call('POST', `/${collection}/${record.id}/restore`, { version: record.version, body: {} });

const made = entities
  .filter((entity) => (entity.operations ?? allOperations).includes('create'))
  .map((entity) => ({ entity, name: entity.name }));

describe.each(made)('a record: $name', ({ entity }) => {
  const base = `/${entity.collection}`;

  it('is read as it was written, with who and when', async () => {
    const body = await bodyFor(admin, entity);
    const created = done(await admin.call('POST', base, { body }));
    const { lines, ...fields } = body as { lines?: object[] };
    expect(created).toMatchObject(fields);
    if (lines) expect(created.lines).toMatchObject(lines);
    const at = new Date(world.clock.now).toISOString();
    expect(created).toMatchObject({
      type: entity.name,
      version: 1,
      createdAt: at,
      updatedAt: at,
      enteredAt: at,
      createdBy: admin.memberId,
      updatedBy: admin.memberId,
      source: 'api',
    });
    expect(await read(entity.collection, created.id)).toEqual(created);
    if (entity.owned) expect(created).toMatchObject({ ownerId: admin.memberId, teamId: 'east' });
    else expect(created.ownerId).toBeUndefined();
  });

  it('keeps what a change does not name', async () => {
    // Each choice stands at its last value: a default that came back would show.
    const choices = Object.fromEntries(
      entityFields(entity)
        .filter((field) => field.type === 'enum' && !field.computed && field.name !== entity.process?.field)
        .map((field) => [field.name, field.values!.at(-1)!.value]),
    );
    // A customer who is lost was lost on a day.
    const beside = entity.name === 'account' ? { lostOn: '2026-10-01' } : {};
    const created = await makeRecord(admin, entity, { ...choices, ...beside, externalIds: { legacy: unique('L1') } });
    const computed = entityFields(entity).flatMap((field) => (field.computed ? [field.name] : []));
    // A record that the system names is changed elsewhere.
    const field = computed.includes(entity.title) ? 'note' : entity.title;
    const value = unique(String(created[field] ?? 'N-1'));
    // What waits for a signature from its first moment is locked.
    if (created.process?.approval && created.process.approval.outcome === undefined) return;
    const changed = done(await change(entity.collection, created, { [field]: value }));
    const asEntered = ({ version: _v, ...record }: Any) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !computed.includes(name)));
    expect(changed.version).toBe(2);
    expect(asEntered(changed)).toEqual({ ...asEntered(created), [field]: value });
  });

  const archives = (entity.operations ?? allOperations).includes('archive');
  it.runIf(archives)('is archived, brought back, and neither twice', async () => {
    const created = await makeRecord(admin, entity);
    const archived = await archive(entity.collection, created);
    expect(archived).toMatchObject({
      status: 200,
      version: 2,
      body: { archivedAt: new Date(world.clock.now).toISOString() },
    });
    expect(refusal(await archive(entity.collection, archived.body))).toEqual([409, 'conflict']);
    expect(refusal(await change(entity.collection, archived.body, { reason: 'mistake' }))).toEqual([409, 'conflict']);
    const listed = async (query: string) =>
      done(await admin.call('GET', `${base}?filter=id:eq:${created.id}${query}`)).total;
    expect(await Promise.all(['', '&archived=only', '&archived=all'].map(listed))).toEqual([0, 1, 1]);
    const restored = await restore(entity.collection, archived.body);
    const { version: _v, ...before } = created;
    expect(restored.body).toEqual({ ...before, version: 3 });
    expect(refusal(await restore(entity.collection, restored.body))).toEqual([409, 'conflict']);
    expect(await Promise.all(['', '&archived=only', '&archived=all'].map(listed))).toEqual([1, 0, 1]);
  });
});

const keyed = made.filter(({ entity }) =>
  entityFields(entity).some((field) => field.name === entity.keys[0]?.field && !field.computed),
);

describe.each(keyed)('the key of a record: $name', ({ entity }) => {
  const { field } = entity.keys[0]!;
  const create = async (value: unknown, changes = {}) =>
    admin.call('POST', `/${entity.collection}`, {
      body: { ...(await bodyFor(admin, entity)), [field]: value, ...changes },
    });

  it('is one record’s alone, however it is written', async () => {
    const first = await makeRecord(admin, entity);
    for (const same of [first[field], ` ${first[field]} `]) {
      const reply = await create(same);
      expect(refusal(reply)).toEqual([409, 'duplicate-key']);
      expect(reply.body.errors).toMatchObject([{ field, code: 'duplicate', recordId: first.id }]);
    }
  });

  it('is free again once its record has another one, is archived, or lets it go', async () => {
    const [renamed, archived] = [await makeRecord(admin, entity), await makeRecord(admin, entity)];
    const asked = done(await change(entity.collection, renamed, { [field]: unique(renamed[field]) }));
    await approvedBy([second], entity.collection, asked);
    const gone = done(await archive(entity.collection, archived));
    const heirs = [await create(renamed[field]), await create(archived[field])];
    expect(heirs.map(({ status }) => status)).toEqual([201, 201]);
    const refused = await restore(entity.collection, gone);
    expect(refusal(refused)).toEqual([409, 'duplicate-key']);
    expect(refused.body.errors).toMatchObject([{ field, recordId: heirs[1]!.body.id }]);
    done(await archive(entity.collection, heirs[1]!.body));
    expect((await restore(entity.collection, gone)).status).toBe(200);
    expect(refusal(await create(archived[field]))).toEqual([409, 'duplicate-key']);
  });

  it('goes to one of two who ask at the same moment', async () => {
    const value = unique(String(entity.example[field]));
    const replies = await Promise.all([create(value), create(value), create(value)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is not taken by a change that is refused', async () => {
    const [mine, other] = [await makeRecord(admin, entity), await makeRecord(admin, entity)];
    expect(refusal(await change(entity.collection, mine, { [field]: other[field] }))).toEqual([409, 'duplicate-key']);
    expect(await read(entity.collection, mine.id)).toEqual(mine);
    const free = unique(String(mine[field]));
    expect(refusal(await change(entity.collection, { ...mine, version: 7 }, { [field]: free }))).toEqual([
      412,
      'stale-version',
    ]);
    expect((await create(free)).status).toBe(201);
  });
});

describe('an id in another system', () => {
  it('leads to one record, and is free once it is taken off', async () => {
    const legacy = unique('L1');
    const first = await makeRecord(admin, account, { externalIds: { legacy, erp: unique('E1') } });
    const again = await admin.call('POST', '/accounts', {
      body: await bodyFor(admin, account, { externalIds: { legacy } }),
    });
    expect(refusal(again)).toEqual([409, 'duplicate-key']);
    const cleared = done(await change('accounts', first, { externalIds: null }));
    expect(cleared.externalIds).toBeUndefined();
    expect((await makeRecord(admin, account, { externalIds: { legacy } })).externalIds).toEqual({ legacy });
  });
});

describe('names that objects have of themselves', () => {
  it('are names like any other where a company chooses them', async () => {
    const ids = { constructor: unique('X1'), tostring: unique('X1') };
    const created = await makeRecord(admin, account, { externalIds: ids });
    expect(await read('accounts', created.id)).toMatchObject({ externalIds: ids });
    expect(
      refusal(await admin.call('POST', '/accounts', { body: await bodyFor(admin, account, { externalIds: ids }) })),
    ).toEqual([409, 'duplicate-key']);
  });
});

describe('null', () => {
  it('empties a field, and sets one that always has a value back to where it began', async () => {
    const deal = await makeRecord(admin, opportunity, { stage: 'negotiation', note: 'call back' });
    const changed = done(
      await change('opportunities', deal, { note: null, nextStep: null, amount: null, stage: null }),
    );
    expect(changed).toMatchObject({ stage: 'prospecting', name: deal.name });
    for (const name of ['note', 'nextStep', 'amount']) expect(changed).not.toHaveProperty(name);
  });

  it.each([
    ['required', 'name'],
    ['required by the data standard', 'country'],
  ])('is refused for a field that is %s', async (_, name) => {
    const created = await makeRecord(admin, account);
    expect(refusal(await change('accounts', created, { [name]: null }))).toEqual([400, 'invalid-input']);
    expect(await read('accounts', created.id)).toEqual(created);
  });

  it('takes a record from its owner and their team', async () => {
    const created = await makeRecord(admin, account);
    const changed = done(await change('accounts', created, { ownerId: null }));
    expect(changed).not.toHaveProperty('ownerId');
    expect(changed).not.toHaveProperty('teamId');
    const back = done(await change('accounts', changed, { ownerId: admin.memberId }));
    expect(back).toMatchObject({ ownerId: admin.memberId, teamId: 'east' });
  });

  it('empties the lines of a document', async () => {
    const created = await makeRecord(admin, order);
    expect(created).toMatchObject({ amount: 34_990 });
    expect(done(await change('orders', created, { lines: null }))).toMatchObject({ lines: [], amount: 0 });
  });
});

describe('two who change a record', () => {
  it('at the same moment: one of them is told to read it again, and nothing is lost', async () => {
    const created = await makeRecord(admin, account);
    const replies = await Promise.all(
      ['上海', '苏州', '无锡', '南京'].map((city) => change('accounts', created, { city })),
    );
    expect(replies.map(refusal).filter(([status]) => status !== 200)).toEqual(Array(3).fill([412, 'stale-version']));
    expect(await read('accounts', created.id)).toEqual(replies.find(({ status }) => status === 200)!.body);
  });
});

describe('a reference', () => {
  it.each(['acc_nobody', 'con_1', ''])('to something that is not there is refused: %j', async (accountId) => {
    const reply = await admin.call('POST', '/contacts', { body: { name: '王小明', accountId } });
    expect(refusal(reply)).toEqual([400, 'invalid-input']);
    expect(reply.body.errors[0].field).toBe('accountId');
  });

  it('into another workspace is refused as one to nothing', async () => {
    const stranger = await world.person('administrator', { ws: 'ws_other' });
    const theirs = await makeRecord(stranger, account);
    expect(faults(await admin.call('POST', '/contacts', { body: { name: '王小明', accountId: theirs.id } }))).toEqual([
      'accountId no-such-record',
    ]);
    const mine = await makeRecord(admin, contact);
    expect(faults(await change('contacts', mine, { ownerId: stranger.memberId }))).toEqual(['ownerId no-such-record']);
  });
});

describe('the data standard', () => {
  it.each([
    [{ email: 'info@' }, 'email bad-email'],
    [{ phone: '12345' }, 'phone bad-phone'],
    [{ country: 'Atlantis' }, 'country bad-country'],
    [{ taxId: '91310000MA1FL0XX0Y' }, 'taxId bad-tax-id'],
    [{ code: 'X-1' }, 'code bad-code'],
    [{ customerSince: '2026-11-22' }, 'customerSince date-in-future'],
    [{ customerSince: '2026-02-30' }, 'customerSince not-a-date'],
    [{ birthDate: '1990-05-01', customerSince: '1985-01-01' }, 'customerSince out-of-order'],
    [{ name: '  ' }, 'name required'],
    [{ name: 'x'.repeat(161) }, 'name too-long'],
    [{ name: 'Ocean\u0007' }, 'name control-character'],
    [{ status: 'friend' }, 'status not-allowed-value'],
    [{ custom: { size: 3 } }, 'custom.size unknown'],
  ])('refuses %j', async (changes, fault) => {
    const reply = await admin.call('POST', '/accounts', { body: await bodyFor(admin, account, changes) });
    expect(refusal(reply)).toEqual([400, 'invalid-input']);
    expect(faults(reply)).toEqual([fault]);
    const existing = await makeRecord(admin, account);
    expect(faults(await change('accounts', existing, changes))).toEqual([fault]);
  });

  it('takes the day that it is in the company’s time zone', async () => {
    world.clock.now = Date.parse('2026-11-21T16:30:00.000Z');
    const token = (await world.person('sales-rep')).call;
    const reply = await token('POST', '/accounts', {
      body: { ...(await bodyFor(admin, account)), customerSince: '2026-11-22' },
    });
    world.clock.now = Date.parse('2026-11-21T02:00:00.000Z');
    expect(reply.status).toBe(201);
  });
});

describe('a document', () => {
  it('works out its amounts, and refuses one that is not their product', async () => {
    const lines = (changes: object = {}) => [
      { quantity: 3, unitPrice: 333 },
      { quantity: 1.5, unitPrice: 1001, ...changes },
    ];
    const [first] = (await bodyFor(admin, order)).lines as { productId: string }[];
    const filled = (changes?: object) => lines(changes).map((line) => ({ ...line, productId: first!.productId }));
    const created = await makeRecord(admin, order, { lines: filled() });
    expect(created).toMatchObject({ amount: 999 + 1502, lines: [{ amount: 999 }, { amount: 1502 }] });
    const wrong = await admin.call('POST', '/orders', {
      body: await bodyFor(admin, order, { lines: filled({ amount: 1500 }) }),
    });
    expect(faults(wrong)).toEqual(['lines.1.amount not-allowed-value']);
  });

  it('has at most 300 lines, and at most 200 kB', async () => {
    const line = ((await bodyFor(admin, order)).lines as object[])[0]!;
    const create = async (lines: object[]) =>
      admin.call('POST', '/orders', { body: await bodyFor(admin, order, { lines }) });
    expect((await create(Array(300).fill(line))).body.lines).toHaveLength(300);
    expect(faults(await create(Array(301).fill(line)))).toEqual(['lines too-long']);
    // Chinese takes three bytes a character: what counts is what is stored.
    expect(faults(await create(Array(300).fill({ ...line, description: '长'.repeat(300) })))).toEqual([
      'lines too-long',
    ]);
  });
});
