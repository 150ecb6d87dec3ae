import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, sees } from '../../shared/access/authorise.ts';
import type { Role, Sensitive } from '../../shared/access/permissions.ts';
import { roleNames } from '../../shared/access/permissions.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { entities } from '../../shared/entities.ts';
import { allOperations, entityFields, isScoped } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { order } from '../../shared/sales/order.ts';
import { approvedBy } from '../harness/approve.ts';
import { carryOut } from '../harness/imports.ts';
import { bodyFor, done, makeRecord } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** People of one company by who they are; what each of them sees of the others' records. */
const people = {
  li: { role: 'sales-rep', scope: 'own', team: 'east' },
  wang: { role: 'sales-rep', scope: 'own', team: 'east' },
  chen: { role: 'sales-manager', scope: 'team', team: 'east' },
  zhao: { role: 'sales-manager', scope: 'team', team: 'west' },
  sun: { role: 'sales-rep', scope: 'team' },
  zhou: { role: 'sales-rep', scope: 'all', team: 'west' },
} as const;
type Name = keyof typeof people;
const seen: Record<Name, Name[]> = {
  li: ['li'],
  wang: ['wang'],
  chen: ['li', 'wang', 'chen'],
  zhao: ['zhao', 'zhou'],
  sun: ['sun'],
  zhou: ['li', 'wang', 'chen', 'zhao', 'sun', 'zhou'],
};
const everybody = Object.keys(people) as Name[];

let world: World;
let admin: Person;
const staff = new Map<Name | Role, Person>();

beforeAll(async () => {
  world = await openWorld();
  for (const role of roleNames) staff.set(role, await world.person(role));
  for (const name of everybody) {
    const { role, ...options } = people[name];
    staff.set(name, await world.person(role, { ...options, name }));
  }
  admin = staff.get('administrator')!;
});
afterAll(() => world.close());

const owned = entities
  .filter((entity) => isScoped(entity) && (entity.operations ?? allOperations).includes('create'))
  .map((entity) => ({ entity, name: entity.name }));
const searched = new Set(['account', 'contact', 'opportunity', 'order', 'activity']);

describe.each(owned)('the scope of records: $name', ({ entity }) => {
  const records = new Map<Name, Any>();
  const base = `/${entity.collection}`;
  const mark = `Scope${entity.name}`;

  beforeAll(async () => {
    const { id: productId } = await makeRecord(admin, product);
    for (const name of everybody) {
      const lines = entity.name === order.name ? { lines: [{ productId, quantity: 2, unitPrice: 100 }] } : {};
      records.set(name, await makeRecord(staff.get(name)!, entity, { ...lines, [entity.title]: `${mark} of ${name}` }));
    }
    await world.settle();
  });

  const ownersOf = (ids: string[]) => everybody.filter((name) => ids.includes(records.get(name)!.id));

  it.each(everybody)('lists, counts and finds for %s what is theirs to see', async (name) => {
    const { call } = staff.get(name)!;
    const filter = `filter=${encodeURIComponent(`${entity.title}:starts:${mark}`)}`;
    const list = done(await call('GET', `${base}?${filter}`));
    expect(ownersOf(list.items.map(({ id }: Any) => id))).toEqual(seen[name]);
    expect(list.items).toHaveLength(seen[name].length);
    expect(list.total).toBe(seen[name].length);
    const summary = done(await call('GET', `${base}/summary?group=ownerId&${filter}`));
    expect(summary.total).toBe(seen[name].length);
    expect(summary.groups.map(({ value }: Any) => value).sort()).toEqual(
      seen[name].map((one) => staff.get(one)!.memberId).sort(),
    );
    if (!searched.has(entity.name)) return;
    const hits = done(await call('GET', `/search?limit=20&q=${mark}`)).items.filter(
      (hit: Any) => hit.type === entity.name,
    );
    expect(ownersOf(hits.map(({ id }: Any) => id))).toEqual(seen[name]);
  });

  it.each(everybody)('lets %s read and change those, and knows nothing of the others', async (name) => {
    const { call } = staff.get(name)!;
    const tell = async (owner: Name) => {
      const { id, version } = records.get(owner)!;
      const one = `${base}/${id}`;
      const replies = await Promise.all([
        call('GET', one),
        call('GET', `${one}/history`),
        call('PATCH', one, { version: version + 7, body: { reason: 'look' } }),
        call('POST', `${one}/archive`, { version: version + 7, body: {} }),
        call('POST', `${one}/restore`, { version: version + 7, body: {} }),
      ]);
      return replies.map(({ status }) => status);
    };
    for (const owner of everybody)
      expect(await tell(owner), owner).toEqual(
        seen[name].includes(owner) ? [200, 200, 412, 412, 412] : [404, 404, 404, 404, 404],
      );
  });

  it('goes with the record to its new owner', async () => {
    const [li, zhao, boss] = [staff.get('li')!, staff.get('zhao')!, staff.get('zhou')!];
    const mine = records.get('li')!;
    const given = done(
      await boss.call('PATCH', `${base}/${mine.id}`, { version: mine.version, body: { ownerId: zhao.memberId } }),
    );
    expect(given).toMatchObject({ ownerId: zhao.memberId, teamId: 'west' });
    const reached = async (person: Person) => [
      (await person.call('GET', `${base}/${mine.id}`)).status,
      done(await person.call('GET', `${base}?filter=id:eq:${mine.id}`)).total,
    ];
    expect([await reached(li), await reached(zhao), await reached(staff.get('chen')!)]).toEqual([
      [404, 0],
      [200, 1],
      [404, 0],
    ]);
  });
});

describe('an account’s timeline', () => {
  it('is not shown to whom the account is not', async () => {
    const stranger = await world.person('sales-rep', { scope: 'own' });
    const { id } = await makeRecord(admin, account);
    expect(refusal(await stranger.call('GET', `/accounts/${id}/timeline`))).toEqual([404, 'not-found']);
  });
});

/** Fields that only some see, wherever they stand. */
const sensitive = entities.flatMap((entity) => [
  ...entityFields(entity).flatMap((field) =>
    field.sensitive ? [{ entity, field: field.name, kind: field.sensitive }] : [],
  ),
  ...fieldsOf(entity.lines ?? {}).flatMap((field) =>
    field.sensitive ? [{ entity, field: `lines.${field.name}`, kind: field.sensitive }] : [],
  ),
]);
const blind = (kind: Sensitive) => roleNames.filter((role) => !sees([role], kind));

describe('what only some may see', () => {
  it('are the cost of a product and the credit of an account', () => {
    expect(sensitive.map(({ entity, field, kind }) => `${entity.name}.${field} ${kind}`)).toEqual([
      'accountGroup.creditLimit credit',
      'account.creditGroupId credit',
      'account.creditLimit credit',
      'product.cost cost',
      'product.floorPrice cost',
      'product.lines.cost cost',
      'price.lines.floorPrice cost',
      'quote.margin cost',
      'quote.lines.floorPrice cost',
      'quote.lines.cost cost',
      'order.margin cost',
      'order.lines.floorPrice cost',
      'order.lines.cost cost',
      'customerValue.margin12 cost',
      'customerValue.marginPercent cost',
      'customerValue.uncosted12 cost',
      'customerValue.margin cost',
      'customerValue.serve12 cost',
      'customerValue.profit12 cost',
    ]);
    for (const { kind } of sensitive) expect(blind(kind).length).toBeGreaterThan(0);
  });

  it('is in a line of a document hidden as in its head', async () => {
    const { id } = await makeRecord(admin, product, { lines: [{ from: '2026-01-01', price: 500, cost: 77 }] });
    const seenBy = async (role: Role) => done(await staff.get(role)!.call('GET', `/products/${id}`)).lines;
    expect(await seenBy('finance')).toEqual([{ from: '2026-01-01', price: 500, cost: 77 }]);
    expect(await seenBy('sales-rep')).toEqual([{ from: '2026-01-01', price: 500 }]);
  });

  it('is hidden where the system looked it up: cost, floor and margin of a quote', async () => {
    const { id: productId } = await makeRecord(admin, product, {
      price: 900,
      floorPrice: 700,
      cost: 471,
      currency: 'CNY',
    });
    const rep = staff.get('sales-rep')!;
    const body = { currency: 'CNY', lines: [{ productId, quantity: 2, unitPrice: 900 }] };
    const { id } = done(await rep.call('POST', '/quotes', { body }));
    const pages = [`/quotes/${id}`, `/quotes?filter=id:eq:${id}`, `/quotes/${id}/history`];
    await world.settle();
    for (const path of pages) {
      const seen = JSON.stringify(done(await rep.call('GET', path)));
      expect(seen, path).not.toMatch(/"cost"|"floorPrice"|"margin"|471/);
    }
    expect(done(await staff.get('finance')!.call('GET', pages[0]!)).lines).toMatchObject([
      { cost: 471, floorPrice: 700 },
    ]);
  });
});

// Values that people enter; what the system looks up for a quote is tried above.
const heads = sensitive
  .filter(
    ({ entity, field }) =>
      entity.importable &&
      entityFields(entity).some((one) => one.name === field && !one.computed && one.type === 'money'),
  )
  .map((one) => ({ ...one, name: `${one.entity.name}.${one.field}` }));

describe.each(heads)('what only some may see: $name', ({ entity, field, kind }) => {
  const base = `/${entity.collection}`;
  const key = entity.keys[0]!.field;
  let record: Any;
  /** The change request by which the value came to be what it is. */
  let request: Any;
  let imported: Any;

  beforeAll(async () => {
    const lines = (cost: number) => (entity.lines ? { lines: [{ from: '2026-01-01', price: 500, cost }] } : {});
    const made = await makeRecord(admin, entity, { [field]: 4711, ...lines(77) });
    const asked = done(
      await admin.call('PATCH', `${base}/${made.id}`, { version: 1, body: { [field]: 4712, ...lines(78) } }),
    );
    const signers = [staff.get('finance')!, staff.get('executive')!];
    record = await approvedBy(signers, entity.collection, asked);
    [request] = done(await admin.call('GET', `/change-requests?filter=subjectId:eq:${record.id}`)).items;
    // The same once more, as a text that an import could not read.
    const body = await bodyFor(admin, entity);
    const cells: Record<string, string> = {
      [key]: String(body[key]),
      name: 'Imported',
      ...(entity.name === account.name ? { country: 'CN' } : {}),
      [field]: 'about 4711',
    };
    const columns = Object.keys(cells).map((column) => ({ column, field: column }));
    await carryOut(world, admin, {
      target: entity.name,
      keyField: key,
      files: [{ name: 'x.csv', bytes: `${Object.keys(cells)}\n${Object.values(cells)}\n`, columns }],
    });
    [imported] = done(await admin.call('GET', `${base}?filter=${key}:eq:${body[key]}`)).items;
    await world.settle();
  });

  const pages = (one: Any) => [`${base}/${one.id}`, `${base}?filter=id:eq:${one.id}`, `${base}/${one.id}/history`];

  it('is there to be hidden', async () => {
    for (const path of pages(record))
      expect(JSON.stringify(done(await admin.call('GET', path))), path).toContain('4712');
    expect(Object.values(imported.asImported)).toEqual(['about 4711']);
  });

  describe.each(blind(kind))('from %s', (role) => {
    const call = (method: string, path: string, options?: object) => staff.get(role)!.call(method, path, options);

    it('in the record, in a list, in the history, and where it could not be read', async () => {
      const asked = ['', '/history'].map((part) => `/change-requests/${request.id}${part}`);
      for (const path of [...pages(record), ...pages(imported), ...asked]) {
        const { status, body } = await call('GET', path);
        expect([status, JSON.stringify(body)], path).toEqual([
          200,
          expect.not.stringMatching(/471[12]|"cost"|creditLimit|\.cost/),
        ]);
      }
      expect(done(await call('GET', pages(imported)[1]!)).items).toHaveLength(1);
    });

    it('in the finding that the audit made of it', async () => {
      await admin.call('POST', '/audit-runs', { body: { kind: 'sweep' } });
      await world.settle();
      const path = `/findings?filter=subjectId:eq:${imported.id}&filter=rule:eq:unreadable-value`;
      const [known] = done(await admin.call('GET', path)).items;
      expect(known.found).toBe('about 4711');
      for (const one of [path, `/findings/${known.id}`, `/findings/${known.id}/history`]) {
        const { status, body } = await call('GET', one);
        expect([status, JSON.stringify(body)], one).toEqual([200, expect.not.stringMatching(/4711/)]);
      }
      expect((await call('GET', '/findings?filter=found:contains:4711')).status).toBe(400);
      expect(done(await call('GET', '/findings?q=4711')).items).toEqual([]);
    });

    it('from whoever would find it out by filters, sorting or sums', async () => {
      const lists = ['filter={field}:gte:4000', 'filter={field}:filled', 'sort={field}', 'sort=-{field}'].map(
        (query) => `${base}?${query}`,
      );
      const summaries = ['group={field}', 'group=source&sum={field}', 'group=source&filter={field}:gte:4000'].map(
        (query) => `${base}/summary?${query}`,
      );
      for (const path of [...lists, ...summaries]) {
        const reply = await call('GET', path.replace('{field}', field));
        expect(refusal(reply), path).toEqual([400, 'invalid-input']);
        expect(JSON.stringify(reply.body)).not.toContain(field);
      }
    });

    it('and cannot be written', async () => {
      const { [field]: _hidden, ...body } = await bodyFor(admin, entity);
      for (const value of [1, null]) {
        expect(
          refusal(await call('PATCH', `${base}/${record.id}`, { version: record.version, body: { [field]: value } })),
        ).toEqual([403, 'forbidden']);
      }
      expect(refusal(await call('POST', base, { body: { ...body, [field]: 1 } }))).toEqual([403, 'forbidden']);
      if (!may([role], `${entity.domain}:write`)) return;
      // Without it the same record can be made, and a change of something else leaves the hidden value as it is.
      done(await call('POST', base, { body }));
      done(
        await call('PATCH', `${base}/${record.id}`, {
          version: record.version,
          body: { [entity.title]: `Renamed by ${role}` },
        }),
      );
      record = done(await admin.call('GET', `${base}/${record.id}`));
      expect(record).toMatchObject({ [field]: 4712, [entity.title]: `Renamed by ${role}` });
    });
  });
});
