import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { buildOpenApi } from '../../scripts/openapi.ts';
import { account } from '../../shared/customers/account.ts';
import { entityOf } from '../../shared/entities.ts';
import { importFields } from '../../shared/imports/fields.ts';
import { createSchema, entityFields, outputSchema, updateSchema } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { endpoints } from '../../shared/registry.ts';
import { rowOf } from '../../shared/search/row.ts';
import { noStandard } from '../../shared/standards/standard.ts';
import { carryOut } from '../harness/imports.ts';
import { bodyFor, done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/**
 * What the product does is a value in a list. Three values are added here, each in its own module's list and nowhere else, and the
 * whole product is started with them: a field of an account, an endpoint, a rule of the audit.
 */
vi.mock('../../shared/customers/account.ts', async (original) => {
  const { account: known } = await original<typeof import('../../shared/customers/account.ts')>();
  const f = await import('../../shared/kernel/field.ts');
  const size = f
    .choice(
      { small: { en: 'Small', zh: '小' }, large: { en: 'Large', zh: '大' } },
      { en: 'Fleet size', zh: '车队规模' },
    )
    .default('small');
  const fields = {
    trucks: f.integer({ en: 'Trucks', zh: '卡车数量' }, { example: 12, aliases: ['lorries', '货车'] }).optional(),
    fleetValue: f.money({ en: 'Value of the fleet', zh: '车队价值' }, { sensitive: 'credit' }).optional(),
    fleet: size,
  };
  return {
    account: { ...known, fields: { ...known.fields, ...fields }, search: [...known.search, 'fleet'], keys: known.keys },
  };
});
vi.mock('../../shared/search/search.contract.ts', async (original) => {
  const { searchContracts, ...rest } = await original<typeof import('../../shared/search/search.contract.ts')>();
  return { ...rest, searchContracts: [...searchContracts, (await import('./extension.fixture.ts')).countTrucks] };
});
vi.mock('../../functions/search/routes.ts', async (original) => {
  const { searchRoutes } = await original<typeof import('../../functions/search/routes.ts')>();
  const { countTrucks, countHandler } = await import('./extension.fixture.ts');
  return {
    searchRoutes: {
      contracts: [...searchRoutes.contracts, countTrucks],
      handlers: { ...searchRoutes.handlers, [countTrucks.id]: countHandler },
    },
  };
});
vi.mock('../../shared/audit/rules.ts', async (original) => ({
  ...(await original<object>()),
  tooManyTrucks: (await import('./extension.fixture.ts')).tooManyTrucks,
}));

let world: World;
let admin: Person;
let made: Any;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  made = await makeRecord(admin, account, { trucks: 7, fleetValue: 4711, fleet: 'large' });
});
afterAll(() => world.close());

describe('a field that is added to an entity', () => {
  const rec: Rec = {
    type: 'account',
    id: 'acc_1',
    ws: 'ws_1',
    version: 1,
    schemaVersion: 1,
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    updatedBy: '',
    via: 'api',
    occurredAt: '',
    enteredAt: '',
    source: 'api',
    data: { name: 'Ocean', trucks: 7 },
  };

  it('is in every schema, list and document that is made of the entity', () => {
    expect(entityOf('account')).toBe(account);
    expect(entityFields(account).at(-3)).toMatchObject({ name: 'trucks', type: 'integer', required: false });
    expect(createSchema(account).parse({ name: 'Ocean', trucks: 7 })).toMatchObject({ trucks: 7, fleet: 'small' });
    expect(createSchema(account).safeParse({ name: 'Ocean', trucks: 'seven' }).success).toBe(false);
    expect(updateSchema(account).parse({ trucks: null })).toEqual({ trucks: null });
    expect(Object.keys(outputSchema(account).shape)).toContain('trucks');
    expect(importFields(account, noStandard)).toContainEqual(
      expect.objectContaining({ name: 'trucks', aliases: ['lorries', '货车'] }),
    );
    expect(rowOf(account, rec)).toMatchObject({ trucks: 7 });
    const { components } = buildOpenApi();
    const schemas = components!.schemas as Record<string, Any>;
    for (const name of ['Account', 'NewAccount', 'AccountChange'])
      expect(schemas[name].properties, name).toHaveProperty('trucks');
    expect(schemas['NewAccount'].properties.trucks).toMatchObject({
      type: 'integer',
      description: 'Trucks',
      'x-label-zh': '卡车数量',
    });
  });

  it('is written, read, listed, counted, searched and kept in the history', async () => {
    expect(made).toMatchObject({ trucks: 7, fleetValue: 4711, fleet: 'large' });
    const changed = done(
      await admin.call('PATCH', `/accounts/${made.id}`, { version: 1, body: { trucks: 9, reason: 'bought two' } }),
    );
    expect(changed).toMatchObject({ trucks: 9, fleet: 'large' });
    expect(done(await admin.call('GET', '/accounts?filter=trucks:gte:8&sort=-trucks')).items).toMatchObject([
      { id: made.id, trucks: 9 },
    ]);
    expect(done(await admin.call('GET', '/accounts/summary?group=fleet&sum=trucks')).groups).toContainEqual({
      value: 'large',
      count: 1,
      sums: { '': 9 },
    });
    expect(done(await admin.call('GET', '/accounts?q=large')).items).toMatchObject([{ id: made.id }]);
    await world.settle();
    expect(done(await admin.call('GET', `/accounts/${made.id}/history`)).items[0].changes).toEqual([
      { field: 'trucks', before: 7, after: 9 },
    ]);
    const wrong = await admin.call('POST', '/accounts', { body: await bodyFor(admin, account, { fleet: 'huge' }) });
    expect(wrong.body.errors).toMatchObject([{ field: 'fleet', code: 'not-allowed-value' }]);
  });

  it('is hidden from whom its kind is hidden from', async () => {
    const rep = await world.person('sales-rep');
    expect(done(await rep.call('GET', `/accounts/${made.id}`))).not.toHaveProperty('fleetValue');
    expect((await rep.call('PATCH', `/accounts/${made.id}`, { version: 2, body: { fleetValue: 1 } })).status).toBe(403);
    expect((await rep.call('GET', '/accounts?sort=fleetValue')).status).toBe(400);
  });

  it('is suggested for a column, imported, and asked for by a data standard', async () => {
    const ended = await carryOut(world, admin, {
      target: 'account',
      files: [{ name: 'a.csv', bytes: 'code,name,country,货车\nC777777,Harbour,CN,12\n' }],
    });
    expect(ended.files[0].columns).toContainEqual({ column: '货车', field: 'trucks' });
    expect(done(await admin.call('GET', '/accounts?filter=code:eq:C777777')).items).toMatchObject([
      { trucks: 12, fleet: 'small' },
    ]);
    const { version, standard } = done(await admin.call('GET', '/standards'));
    const fields = { ...standard.account.fields, trucks: { positive: true } };
    done(
      await admin.call('PUT', '/standards', {
        version,
        body: { standard: { ...standard, account: { ...standard.account, fields } } },
      }),
    );
    const refused = await admin.call('POST', '/accounts', { body: await bodyFor(admin, account, { trucks: 0 }) });
    expect(refused.body.errors).toMatchObject([{ field: 'trucks', code: 'too-small' }]);
  });
});

describe('an endpoint that is added to the list', () => {
  const path = '/trucks';

  it('is answered through the same door: token, right, schemas, codes', async () => {
    const [open, unknown, auditor] = [
      await world.anyone()('GET', path),
      await admin.call('GET', `${path}?colour=red`),
      await world.person('trainer'),
    ];
    expect([open.status, open.body.code]).toEqual([401, 'unauthenticated']);
    expect(unknown.body.errors).toMatchObject([{ field: 'query.colour', code: 'unknown' }]);
    expect((await auditor.call('GET', path)).status).toBe(403);
    const answer = await admin.call('GET', `${path}?fleet=large`);
    expect([answer.status, answer.body]).toEqual([200, { trucks: 9 }]);
    expect((await admin.call('DELETE', path)).status).toBe(405);
  });

  it('is in the documents', () => {
    const operation = buildOpenApi().paths?.['/v1/workspaces/{workspaceId}/trucks']?.get;
    expect(operation).toMatchObject({
      operationId: 'trucks.count',
      'x-permission': 'imports:read',
      responses: { 200: {}, 401: {}, 403: {} },
    });
    expect(endpoints.map(({ id }) => id)).toContain('trucks.count');
  });

  it('without a handler does not start', async () => {
    const { makeRouter } = await import('../../functions/runtime/http.ts');
    const forgotten = { ...endpoints[0]!, id: 'forgotten.one', output: z.object({}) };
    expect(() => makeRouter([{ contracts: [forgotten], handlers: {} }])).toThrow('no handler for forgotten.one');
  });
});

describe('a rule that is added to the catalogue', () => {
  it('is listed with its settings, runs, finds and is tuned', async () => {
    const listed = async () => done(await admin.call('GET', '/audit-rules'));
    const { version, items } = await listed();
    const view = items.find(({ id }: Any) => id === 'too-many-trucks');
    expect(view).toMatchObject({
      enabled: true,
      severity: 'low',
      settings: { most: 5 },
      settingsSchema: { properties: { most: { type: 'integer' } } },
    });
    done(await admin.call('POST', '/audit-runs', { body: { kind: 'sweep', rules: ['too-many-trucks'] } }));
    await world.settle();
    const found = async () =>
      done(await admin.call('GET', '/findings?filter=rule:eq:too-many-trucks&sort=found')).items.map(
        ({ found, state }: Any) => [found, state],
      );
    expect(await found()).toEqual([
      ['12', 'open'],
      ['9', 'open'],
    ]);
    done(await admin.call('PUT', '/audit-rules/too-many-trucks', { version, body: { settings: { most: 10 } } }));
    await world.settle();
    expect(await found()).toEqual([
      ['12', 'open'],
      ['9', 'fixed'],
    ]);
    const refused = await admin.call('PUT', '/audit-rules/too-many-trucks', {
      version: version + 1,
      body: { settings: { most: 'many' } },
    });
    expect(refused.body.errors).toMatchObject([{ field: 'settings.most', code: 'type' }]);
  });
});
