import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listDeadLetters } from '../../local/aws.ts';
import { domains } from '../../shared/access/permissions.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { errorsOf } from '../../shared/kernel/endpoint.ts';
import { problemList } from '../../shared/kernel/problem.ts';
import { endpoints } from '../../shared/registry.ts';
import { addressOf, exampleAddress } from '../harness/addresses.ts';
import type { Any, Reply, World } from '../harness/world.ts';
import { openWorld, request } from '../harness/world.ts';
import type { Call, Stage } from './preparations.ts';
import { preparationOf } from './preparations.ts';

let world: World;
let stage: Stage;

beforeAll(async () => {
  world = await openWorld();
  stage = { world, admin: await world.person('administrator') };
});
afterAll(() => world.close());

const named = (list: readonly Endpoint[]) => list.map((endpoint) => ({ id: endpoint.id, endpoint }));

const send = (endpoint: Endpoint, call: Call): Promise<Reply<Any>> => {
  const query = new URLSearchParams(call.query ?? endpoint.example.query ?? {}).toString();
  return request(`${world.url}${addressOf(endpoint, call.params)}${query === '' ? '' : `?${query}`}`, endpoint.method, {
    ...(endpoint.body ? { body: call.body ?? endpoint.example.body } : {}),
    ...(call.version === undefined ? {} : { version: call.version }),
    ...(call.headers ? { headers: call.headers } : {}),
    ...(endpoint.permission === 'public' ? {} : { token: stage.admin.token }),
  });
};

/** A list reads what the last moments changed again with each request: on a clock that stands, that would be all that there is. */
const prepare = (endpoint: Endpoint): Promise<Call> => {
  world.clock.now += 3_000;
  return preparationOf(endpoint)!(stage, endpoint);
};

describe('the list of endpoints', () => {
  it('says how each of them is made to succeed', () => {
    expect(endpoints.filter((endpoint) => !preparationOf(endpoint)).map((endpoint) => endpoint.id)).toEqual([]);
  });

  it('names each once, at an address of its own', () => {
    const addresses = endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(endpoints.map((endpoint) => endpoint.id)).size).toBe(endpoints.length);
    expect(new Set(addresses).size).toBe(endpoints.length);
  });

  it.each(named(endpoints))('declares $id in full', ({ endpoint }) => {
    const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const rights = domains.flatMap((domain) => [`${domain}:read`, `${domain}:write`]);
    expect(endpoint.path).toMatch(/^\/v1\//);
    expect(['public', 'signed-in', ...rights]).toContain(endpoint.permission);
    expect(Object.keys((endpoint.params as z.ZodObject).shape).sort()).toEqual(inPath.sort());
    expect(endpoint.output).toBeInstanceOf(z.ZodType);
    expect(endpoint.summary).not.toBe('');
    expect(endpoint.tag).not.toBe('');
    expect(endpoint.body !== undefined).toBe(['POST', 'PUT', 'PATCH'].includes(endpoint.method));
    for (const code of errorsOf(endpoint)) expect(problemList).toHaveProperty(code);
    if (ownRecord(endpoint)) expect(endpoint.errors).toContain('not-found');
    if (endpoint.ifMatch) expect(endpoint.idempotent).toBeUndefined();
  });

  it.each(named(endpoints))('gives an example of $id that its own schemas take', ({ endpoint }) => {
    if (endpoint.body) expect(endpoint.body.safeParse(endpoint.example.body).error).toBeUndefined();
    if (endpoint.example.query) expect(endpoint.query?.safeParse(endpoint.example.query).error).toBeUndefined();
    if (endpoint.query && !endpoint.example.query) expect(endpoint.query.safeParse({}).success).toBe(true);
  });
});

const ownRecord = (endpoint: Endpoint): boolean => endpoint.path.includes('{id}');

const stale = { status: 412, body: { code: 'stale-version' } };

/** A change without the version that was read is refused, and one with another version; neither changes anything. */
const refusesOtherVersions = async (endpoint: Endpoint, { version, ...call }: Call): Promise<void> => {
  expect(version).toBeDefined();
  const answers = await Promise.all([
    send(endpoint, call),
    send(endpoint, { ...call, version: version! + 1 }),
    send(endpoint, { ...call, headers: { 'if-match': '*' } }),
  ]);
  expect(answers).toMatchObject([{ status: 428, body: { code: 'version-required' } }, stale, stale]);
};

describe('the happy case', () => {
  it.each(named(endpoints))('of $id', async ({ endpoint }) => {
    const call = await prepare(endpoint);
    if (endpoint.ifMatch) await refusesOtherVersions(endpoint, call);
    const reply = await send(endpoint, call);
    expect({ status: reply.status, ...(reply.status >= 400 ? { refusal: reply.body } : {}) }).toEqual({
      status: endpoint.status,
    });
    expect(reply.headers.get('content-type')).toBe(endpoint.media ?? 'application/json; charset=utf-8');
    expect(reply.headers.get('cache-control')).toMatch(endpoint.media ? /^private/ : /^no-store$/);
    // Nothing beyond what is declared, and everything that is.
    expect(endpoint.output.parse(reply.body)).toEqual(reply.body);
    const versioned = endpoint.output instanceof z.ZodObject && 'version' in endpoint.output.shape;
    if (!endpoint.media) expect(reply.headers.get('etag')).toBe(versioned ? `"${reply.body.version}"` : null);
    // The version that was read passes once.
    if (endpoint.ifMatch) expect(await send(endpoint, call)).toMatchObject(stale);
  });

  it('leaves no job and no change of a record undone', async () => {
    await world.settle();
    expect(listDeadLetters(world.stack.state, 'evergreen-work')).toEqual([]);
    expect(await world.stack.deps.objects.list('failures/')).toEqual([]);
  });
});

/** A value that the schema of a field refuses as a whole, or undefined where it takes anything. */
const wrongValue = (endpoint: Endpoint, body: Record<string, unknown>, name: string): unknown =>
  [{ no: 'such' }, ['no', 'such'], 12.5, 'no such', true].find((value) => {
    const { error } = endpoint.body!.safeParse({ ...body, [name]: value });
    return error?.issues.some((issue) => issue.path[0] === name);
  });

/** Fields that a body can have: those of its schema, or of its example where there are several forms. */
const bodyFields = (endpoint: Endpoint): string[] =>
  endpoint.body instanceof z.ZodObject
    ? Object.keys(endpoint.body.shape)
    : Object.keys(endpoint.example.body as object);

const withBody = named(endpoints.filter((endpoint) => endpoint.body));

describe('a body that is wrong', () => {
  const refused = async (endpoint: Endpoint, body: unknown) => {
    const reply = await request(`${world.url}${exampleAddress(endpoint)}`, endpoint.method, {
      body,
      token: stage.admin.token,
    });
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status: 400, code: 'invalid-input' });
    return reply.body.errors as { field: string; code: string }[];
  };

  it.each(withBody)('for $id: every field of another kind is named', async ({ endpoint }) => {
    const example = endpoint.example.body as Record<string, unknown>;
    const fields = bodyFields(endpoint);
    const wrong = fields.map((name) => [name, wrongValue(endpoint, example, name)] as const);
    for (const [name, value] of wrong) expect(value, `${name} takes anything`).toBeDefined();
    // Of several forms the first fault tells which one was meant; of one form all faults are named at once.
    const bodies = endpoint.body instanceof z.ZodObject && wrong.length > 0 ? [wrong] : wrong.map((one) => [one]);
    for (const faults of bodies) {
      const errors = await refused(endpoint, { ...example, ...Object.fromEntries(faults) });
      const named = errors.map(({ field }) => field.split('.')[0]);
      expect(named).toEqual(expect.arrayContaining(faults.map(([name]) => name)));
    }
    if (fields.length === 0)
      expect(await refused(endpoint, ['no', 'such'])).toMatchObject([{ field: '', code: 'type' }]);
  });

  it.each(withBody)('for $id: a field that does not exist is refused, not passed over', async ({ endpoint }) => {
    const errors = await refused(endpoint, { ...(endpoint.example.body as object), noSuchField: 1 });
    expect(errors).toContainEqual(expect.objectContaining({ field: 'noSuchField', code: 'unknown' }));
  });
});

describe('a query that is wrong', () => {
  it.each(named(endpoints.filter((endpoint) => endpoint.query)))('is refused by $id', async ({ endpoint }) => {
    const query = {
      ...endpoint.example.query,
      noSuchParameter: '1',
      ...('limit' in (endpoint.query as z.ZodObject).shape ? { limit: '0' } : {}),
    };
    const reply = await request(`${world.url}${addressOf(endpoint)}?${new URLSearchParams(query)}`, endpoint.method, {
      token: stage.admin.token,
    });
    const fields = reply.body.errors?.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);
    expect(reply.status).toBe(400);
    expect(fields).toContain('query.noSuchParameter unknown');
    if ('limit' in query) expect(fields).toContain('query.limit too-small');
  });
});
