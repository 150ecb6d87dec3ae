import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { effects } from '../harness/effects.ts';
import { done, makeRecord } from '../harness/records.ts';
import { expectRefusal, sendRaw } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** Wherever somebody goes: a clear refusal, nothing of others seen, nothing stored, and the next request is answered. */
let world: World;
let admin: Person;
let stranger: Person;
let first: Any;
let theirs: Any;
let before: object;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  stranger = await world.person('administrator', { ws: 'ws_other' });
  first = await makeRecord(admin, account);
  for (let count = 0; count < 4; count++) await makeRecord(admin, account);
  theirs = await makeRecord(stranger, account, { name: 'Secret of the others' });
  await makeRecord(stranger, account);
  before = await effects(world);
});
afterEach(async () => {
  const [known, present] = [before, await effects(world)];
  before = present;
  expect(present).toEqual(known);
  expect((await admin.call('GET', `/accounts/${first.id}`)).body).toEqual(first);
});
afterAll(() => world.close());

const accounts = '/v1/workspaces/ws_main/accounts';
const json = (body: unknown) => JSON.stringify(body);

type Refusal = readonly [status: number, code: string];
const invalid: Refusal = [400, 'invalid-input'];
const badCursor: Refusal = [400, 'invalid-cursor'];
const noRoute: Refusal = [404, 'no-such-route'];

describe('a cursor', () => {
  const cursorOf = async (query: string, person = admin): Promise<string> =>
    done(await person.call('GET', `/accounts?limit=1&${query}`)).cursor;
  const use = (cursor: string, query: string, person = admin, path = '/accounts') =>
    person.call('GET', `${path}?limit=1&${query}${query === '' ? '' : '&'}cursor=${encodeURIComponent(cursor)}`);

  it('goes on where it was given', async () => {
    expect((await use(await cursorOf('sort=name'), 'sort=name')).status).toBe(200);
  });

  const elsewhere: [string, string, string][] = [
    ['of another order', 'sort=name', 'sort=-name'],
    ['of another field', 'sort=name', 'sort=city'],
    ['of a filter', 'filter=name:filled', ''],
    ['of another filter', 'filter=name:filled', 'filter=country:filled'],
    ['of a search', 'q=a', 'q=b'],
    ['of the archived ones', 'archived=all', ''],
  ];
  it.each(elsewhere)('%s is refused', async (_, given, used) => {
    const cursor = given === 'q=a' ? await cursorOf('') : await cursorOf(given);
    expectRefusal(await use(cursor, used), badCursor);
  });

  it('of another workspace is refused, and of another list', async () => {
    expectRefusal(await use(await cursorOf('', stranger), ''), badCursor);
    const cursor = await cursorOf('');
    for (const path of [
      '/contacts',
      `/accounts/${first.id}/history`,
      `/accounts/${first.id}/timeline`,
      '/imports',
      '/audit-runs',
      '/reviews',
    ])
      expectRefusal(await use(cursor, '', admin, path), badCursor);
  });

  it('of a member with another scope is refused', async () => {
    const rep = await world.person('sales-rep', { scope: 'own' });
    before = await effects(world);
    expectRefusal(await use(await cursorOf(''), '', rep), badCursor);
  });

  it('that somebody changed is refused', async () => {
    const cursor = await cursorOf('');
    const [payload = '', signature = ''] = cursor.split('.');
    const other = Buffer.from(json({ value: null, id: '' })).toString('base64url');
    const all = [
      `${other}.${signature}`,
      `${payload}.${signature.slice(1)}a`,
      `${payload}.`,
      payload,
      `.${signature}`,
      '.',
      'x',
      `${cursor}.x`,
      `${cursor}x`,
      ` ${cursor}`,
      '__proto__.x',
      'null',
      'x'.repeat(1999),
    ];
    for (const one of all) expectRefusal(await use(one, ''), badCursor);
    expectRefusal(await use('x'.repeat(2001), ''), invalid);
  });
});

describe('an address', () => {
  const inside = '/v1/workspaces/ws_main';
  const paths: string[] = [
    `${inside}/../ws_other/accounts`,
    `${inside}/%2e%2e/ws_other/accounts`,
    `${inside}%2f..%2fws_other/accounts`,
    `${inside}/..%2fws_other/accounts`,
    `${inside}/..;/ws_other/accounts`,
    `${inside}\\..\\ws_other\\accounts`,
    `${inside}/accounts/../../ws_other/accounts`,
    `${inside}%00/accounts`,
    `${inside}%23/accounts`,
    `${inside}%20/accounts`,
    `${inside}%0d%0aX-Injected:1/accounts`,
    '/v1/workspaces/WS_MAIN/accounts',
    '/v1/workspaces//accounts',
    '/v1/workspaces/%/accounts',
    '/v1/workspaces/%zz/accounts',
    '/v1/workspaces/%c0%ae/accounts',
    '/v1/workspaces/__proto__/accounts',
    '/v1/workspaces/constructor/accounts',
    `/v1/workspaces/ws_${'x'.repeat(4000)}/accounts`,
    `/v1/workspaces/${'%E4%B8%AD'.repeat(700)}/accounts`,
    '/v1/workspaces/ws_main#acc_1/accounts',
    `${inside}/__proto__`,
    `${inside}/constructor`,
    `${inside}/accounts/__proto__`,
    `${inside}/accounts/constructor/history`,
    `${inside}/accounts/${'acc_x'}%00`,
    `${inside}/accounts/acc_%2e%2e`,
    `${inside}/accounts/..`,
    `${inside}/accounts/%2e%2e%2f%2e%2e`,
    `${inside}/accounts/acc_${'x'.repeat(4000)}`,
    `${inside}/accounts/mem_1`,
    `${inside}/audit-rules/..%2f..%2fx`,
    `${inside}/reviews/2026-13`,
    `${inside}/reviews/..%2f2026-10`,
    '/v1',
    '/v1/',
    '/v1//',
    '/v1/../v1/me/x',
    '/v1/workspaces',
    '/v2/workspaces/ws_main/accounts/..',
    '/v1/%2e%2e/%2e%2e/etc/passwd',
  ].filter((path) => path.startsWith('/v1'));
  it.each(paths)('that leads nowhere is refused: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const reply = await sendRaw(world, path, { method, token: admin.token });
      expectRefusal(reply);
      expect(json(reply.body)).not.toContain('Secret');
    }
  });

  it.each([
    [`${inside}/nothing`, noRoute],
    [`${inside}/accounts/${'acc_1'}/nothing`, noRoute],
    [`${inside}/accounts/acc_1`, [404, 'not-found']],
    ['/v1/workspaces/ws_other/accounts', [403, 'not-a-member']],
  ] as const)('is told apart: %s', async (path, wanted) => {
    expectRefusal(await sendRaw(world, path, { token: admin.token }), wanted);
  });

  it('of another workspace’s record is one of nothing', async () => {
    expectRefusal(await admin.call('GET', `/accounts/${theirs.id}`), [404, 'not-found']);
    expectRefusal(await admin.call('PATCH', `/accounts/${theirs.id}`, { version: 1, body: { name: 'Mine' } }), [
      404,
      'not-found',
    ]);
    expect(done(await stranger.call('GET', `/accounts/${theirs.id}`))).toEqual(theirs);
  });

  it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'by a method that it does not take is refused: %s',
    async (method) => {
      const reply = await sendRaw(world, accounts, { method, token: admin.token });
      expect(reply.status).toBe(405);
      if (method !== 'HEAD') expectRefusal(reply, [405, 'method-not-allowed']);
    },
  );
});

describe('a version', () => {
  it.each(['1', '"x"', '"-1"', '"1', '*', '"1", "2"', `"${'9'.repeat(13)}"`, 'W/1', '""', '"1e0"'])(
    'of another form is refused: %s',
    async (match) => {
      expectRefusal(
        await admin.call('PATCH', `/accounts/${first.id}`, { body: { name: 'Mine' }, headers: { 'if-match': match } }),
        [412, 'stale-version'],
      );
    },
  );
});
