import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { endpoints } from '../../shared/registry.ts';
import { addressOf } from '../harness/addresses.ts';
import { effects } from '../harness/effects.ts';
import type { Any, Reply, World } from '../harness/world.ts';
import { openWorld, request } from '../harness/world.ts';
import type { Call, Stage } from './preparations.ts';
import { preparationOf } from './preparations.ts';

/** A network that breaks off must not make a customer twice: for every endpoint that takes an Idempotency-Key. */
const idempotent = endpoints
  .filter((endpoint) => endpoint.idempotent)
  .map((endpoint) => ({ id: endpoint.id, endpoint }));

let world: World;
let stage: Stage;
let keys = 0;

const open = async (): Promise<void> => {
  world = await openWorld();
  stage = { world, admin: await world.person('administrator') };
  // Somebody whom the review's mail goes to.
  await world.person('executive');
};

/** Everything in the world is counted around each request: a new one now and then keeps that short. */
const groups = Array.from({ length: Math.ceil(idempotent.length / 8) }, (_, index) => ({
  name: `endpoints from ${index * 8 + 1} on`,
  members: idempotent.slice(index * 8, index * 8 + 8),
}));

const freshKey = (): string => `key-${++keys}`;

const send = (endpoint: Endpoint, call: Call, key: string): Promise<Reply<Any>> =>
  request(`${world.url}${addressOf(endpoint, call.params)}`, endpoint.method, {
    body: call.body ?? endpoint.example.body,
    token: stage.admin.token,
    headers: { 'idempotency-key': key },
  });

const prepare = (endpoint: Endpoint): Promise<Call> => preparationOf(endpoint)!(stage, endpoint);

/** Something else in the body of a request to the same address, where the endpoint takes it. */
const changes: Record<string, object> = {
  'audit.start': { kind: 'spot-check' },
  'activities.logEmail': { raw: 'From: somebody.else@example.com\n\nAnother one' },
  'imports.create': { name: 'again' },
  'delegations.create': { why: 'another one' },
  'shipments.create': { carrier: 'SF' },
  'payments.create': { reference: 'another one' },
  'views.create': { name: 'another one' },
  'views.default': { entity: 'contact' },
  'exports.create': { name: 'another one' },
  'codes.next': { type: 'product', data: { categoryId: null } },
  'standards.try': { standard: { fields: {} } },
  'system-issues.create': { text: 'another one' },
  'interviews.create': { dueOn: '2027-01-04' },
  'interviews.draw': { count: 2 },
};
const changeOf = ({ id }: Endpoint): object | undefined => {
  if (id.endsWith('.decide')) return { comment: 'another one' };
  return changes[id] ?? (id.endsWith('.create') ? { reason: 'another one' } : undefined);
};

/** Another request to the same endpoint: with something else in its body, or else of another address. */
const another = async (endpoint: Endpoint, call: Call): Promise<Call> => {
  const change = changeOf(endpoint);
  if (!change) return prepare(endpoint);
  return { ...call, body: { ...((call.body ?? endpoint.example.body) as object), ...change } };
};

/** The answer without what is signed anew each time; of something that goes on by itself, what it is. */
const lasting = (endpoint: Endpoint, reply: Reply<Any>): unknown => {
  if (endpoint.status === 202 && reply.body.id) return { id: reply.body.id };
  return JSON.parse(JSON.stringify(reply.body).replace(/\?X-Amz-[^"]*/g, ''));
};

/** What a request adds to the world. */
const added = async <T>(act: () => Promise<T>) => {
  const before = await effects(world);
  const result = await act();
  const after = await effects(world);
  return {
    result,
    added: { items: after.items - before.items, mails: after.mails - before.mails, files: after.files - before.files },
  };
};

const nothing = { items: 0, mails: 0, files: 0 };

/** What one request adds by itself, kept from the test before: each of them takes the whole way to its record once more. */
const once = new Map<string, typeof nothing>();
const addedAlone = async (endpoint: Endpoint): Promise<typeof nothing> => {
  const call = await prepare(endpoint);
  return (await added(() => send(endpoint, call, freshKey()))).added;
};

describe.each(groups)('$name', ({ members }) => {
  beforeAll(open);
  afterAll(() => world.close());

  describe.each(members)('$id', ({ endpoint }) => {
    it('answers a repeated request as the first one, and does nothing more', async () => {
      const call = await prepare(endpoint);
      const key = freshKey();
      const first = await added(() => send(endpoint, call, key));
      const second = await added(() => send(endpoint, call, key));
      expect(first.result.status).toBe(endpoint.status);
      expect(first.added).not.toEqual(nothing);
      expect(second.result.status).toBe(endpoint.status);
      expect(lasting(endpoint, second.result)).toEqual(lasting(endpoint, first.result));
      expect(second.added).toEqual(nothing);
    });

    // A request without a body, to an address that there is once, has no other one.
    it.skipIf(endpoint.id === 'value.rebuild')('refuses a key that was used for another request', async () => {
      const call = await prepare(endpoint);
      const other = await another(endpoint, call);
      const key = freshKey();
      const first = await added(() => send(endpoint, call, key));
      once.set(endpoint.id, first.added);
      expect(first.result.status).toBe(endpoint.status);
      const second = await added(() => send(endpoint, other, key));
      expect([second.result.status, second.result.body.code]).toEqual([409, 'idempotency-reused']);
      expect(second.added).toEqual(nothing);
    });

    it('takes two at the same moment for one', async () => {
      const one = once.get(endpoint.id) ?? (await addedAlone(endpoint));
      const together = await prepare(endpoint);
      const key = freshKey();
      const two = await added(() => Promise.all([send(endpoint, together, key), send(endpoint, together, key)]));
      expect(two.result.map(({ status }) => status)).toEqual([endpoint.status, endpoint.status]);
      expect(lasting(endpoint, two.result[0]!)).toEqual(lasting(endpoint, two.result[1]!));
      expect(two.added).toEqual(one);
    });
  });
});

describe('a key', () => {
  beforeAll(open);
  afterAll(() => world.close());

  const accounts = '/v1/workspaces/ws_main/accounts';
  const body = { name: 'Ocean', country: 'CN' };
  const create = (key: string, token = stage.admin.token) =>
    request(`${world.url}${accounts}`, 'POST', { token, body, headers: { 'idempotency-key': key } });

  it.each(['', 'with space', 'x'.repeat(101), 'naïve', 'semi;colon'])('of another form is refused: %j', async (key) => {
    const reply = await added(() =>
      request(`${world.url}${accounts}`, 'POST', {
        token: stage.admin.token,
        body,
        headers: { 'idempotency-key': encodeURI(key) },
      }),
    );
    expect([reply.result.status, reply.result.body.code]).toEqual([400, 'invalid-input']);
    expect(reply.added).toEqual(nothing);
  });

  it('is each person’s own', async () => {
    const colleague = await world.person('sales-rep');
    const [mine, theirs] = [await create('shared'), await create('shared', colleague.token)];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('leads to the record as it is now', async () => {
    const made = await create('later');
    const path = `${world.url}${accounts}/${made.body.id}`;
    await request(path, 'PATCH', { token: stage.admin.token, version: 1, body: { city: '上海' } });
    expect((await create('later')).body).toMatchObject({ id: made.body.id, version: 2, city: '上海' });
  });
});
