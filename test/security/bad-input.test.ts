import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { effects } from '../harness/effects.ts';
import { makeRecord } from '../harness/records.ts';
import { expectRefusal, sendRaw } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** Whatever comes in: a clear refusal, nothing stored, nothing lost, and the next request is answered. */
let world: World;
let admin: Person;
let first: Any;
let before: object;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  first = await makeRecord(admin, account);
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
const valid = { name: 'Ocean', country: 'CN' };
const nested = (open: string, close: string, depth: number) =>
  `{"name":"Ocean","country":"CN","custom":${open.repeat(depth)}1${close.repeat(depth)}}`;

type Refusal = readonly [status: number, code: string];
const malformed: Refusal = [400, 'malformed-json'];
const invalid: Refusal = [400, 'invalid-input'];

describe('a body', () => {
  const bodies: [string, string | Uint8Array, Refusal][] = [
    ['that breaks off', '{"name": "Oce', malformed],
    ['with a comma too many', '{"name": "Ocean",}', malformed],
    ['with two values', '{} {}', malformed],
    ['with no number', '{"creditLimit": NaN}', malformed],
    ['of bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), malformed],
    ['in UTF-16', Buffer.from(json(valid), 'utf16le'), malformed],
    ['of binary data', Buffer.from(Array.from({ length: 2000 }, (_, index) => index % 256)), malformed],
    ['that is null', 'null', invalid],
    ['that is a list', json([valid]), invalid],
    ['that is a text', '"Ocean"', invalid],
    ['that is empty', '', invalid],
    ['of lists in lists, 100,000 deep', nested('[', ']', 100_000), invalid],
    ['of objects in objects, 50,000 deep', nested('{"a":', '}', 50_000), invalid],
    ['with half a letter', '{"name":"Oce\\ud83dan","country":"CN"}', invalid],
    ['with half a letter further down', '{"name":"Ocean","country":"CN","custom":{"a\\uDE00":"x"}}', invalid],
    ['with a key that is a prototype', '{"name":"Ocean","country":"CN","__proto__":{"ownerId":"mem_x"}}', invalid],
    [
      'with such a key written otherwise',
      '{"name":"Ocean","country":"CN","\\u005f_proto__":{"ownerId":"mem_x"}}',
      invalid,
    ],
    ['with such a key further down', '{"name":"Ocean","country":"CN","custom":{"__proto__":"x"}}', invalid],
    [
      'with such a key further down, written otherwise',
      '{"name":"Ocean","country":"CN","externalIds":{"__pr\\u006fto__":"x"}}',
      invalid,
    ],
    ['with such a key 50,000 deep', nested('{"__proto__":', '}', 50_000), malformed],
    ['that sets a constructor', json({ ...valid, constructor: { prototype: { admin: true } } }), invalid],
    [
      'that sets what is not a field',
      json({ ...valid, id: 'acc_mine', version: 7, createdBy: 'mem_x', teamId: 'west', ws: 'ws_other' }),
      invalid,
    ],
    ['with a number that is too large', '{"name":"Ocean","country":"CN","creditLimit":1e400}', invalid],
    ['with a number that is not exact', '{"name":"Ocean","country":"CN","creditLimit":9007199254740993}', invalid],
    ['with a fraction of a cent', json({ ...valid, creditLimit: 0.5 }), invalid],
    ['with a text of 900,000 letters', json({ ...valid, name: 'x'.repeat(900_000) }), invalid],
    ['with a note of 900,000 letters', json({ ...valid, note: 'x'.repeat(900_000) }), invalid],
    ['with a key of 900,000 letters', json({ ...valid, ['x'.repeat(900_000)]: 1 }), invalid],
    [
      'with 40,000 unknown fields',
      json({ ...valid, ...Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`field${index}`, 1])) }),
      invalid,
    ],
    ['with 50,000 tags', json({ ...valid, tags: Array(50_000).fill('vip') }), invalid],
    [
      'with 5,000 ids in other systems',
      json({
        ...valid,
        externalIds: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`s${index}`, 'x'])),
      }),
      invalid,
    ],
    ['over a megabyte', json({ ...valid, note: 'x'.repeat(1_048_576) }), [413, 'body-too-large']],
    ['over five megabytes', json({ ...valid, note: 'x'.repeat(5_242_880) }), [413, 'body-too-large']],
  ];
  it.each(bodies)('%s is refused', async (_, body, wanted) => {
    expectRefusal(await sendRaw(world, accounts, { method: 'POST', token: admin.token, body }), wanted);
    expect(({} as Record<string, unknown>)['ownerId']).toBeUndefined();
  });

  it('of one byte more than a megabyte is too large, of one less is looked at', async () => {
    const frame = json({ ...valid, note: '' }).length;
    const ofSize = (size: number) =>
      sendRaw(world, accounts, {
        method: 'POST',
        token: admin.token,
        body: json({ ...valid, note: 'x'.repeat(size - frame) }),
      });
    expectRefusal(await ofSize(1_048_577), [413, 'body-too-large']);
    expectRefusal(await ofSize(1_048_576), invalid);
  });

  it.each([
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'text/json',
    '',
    'application/xml',
  ])('of another kind is refused: %j', async (type) => {
    const reply = await sendRaw(world, accounts, {
      method: 'POST',
      token: admin.token,
      body: json(valid),
      headers: { 'content-type': type },
    });
    expectRefusal(reply, [415, 'unsupported-media-type']);
  });

  const texts: [string, object][] = [
    ['a name', { name: 'Oc\u0000ean' }],
    ['a name, in its middle', { name: 'Oc\u001bean' }],
    ['a code', { code: 'C00\u00070123' }],
    ['an e-mail address', { email: 'a\r\nBcc: all@example.com' }],
    ['a tag', { tags: ['v\u0008ip'] }],
    ['a note', { note: 'line\u0000' }],
    ['a value of an own field', { custom: { size: 'a\u0000b' } }],
    ['an id in another system', { externalIds: { erp: 'E\u0000' } }],
    ['a reason', { reason: 'because\u0000' }],
  ];
  it.each(texts)('with control characters in %s is refused', async (_, changes) => {
    const reply = await admin.call('POST', '/accounts', { body: { ...valid, ...changes } });
    expectRefusal(reply, invalid);
    expect(reply.body.errors.map(({ field, code }: Any) => [field.split('.')[0], code])).toEqual([
      [Object.keys(changes)[0], expect.stringMatching(/^(control-character|type)$/)],
    ]);
  });

  const long = (length: number) => 'x'.repeat(length);
  const kinds: [string, unknown][] = [
    ['name', 7],
    ['name', ['Ocean']],
    ['name', { $ne: null }],
    ['creditLimit', '100'],
    ['tags', 'vip'],
    ['tags', [7]],
    ['birthDate', 19850417],
    ['kind', true],
    ['custom', 'x'],
    ['externalIds', { erp: 7 }],
    ['parentId', { id: 'acc_1' }],
    ['ownerId', 'mem_x#'],
    ['parentId', `acc_${long(41)}`],
  ];
  it.each(kinds)('with a wrong value for %s is refused at that field: %j', async (name, value) => {
    const reply = await admin.call('POST', '/accounts', { body: { ...valid, [name]: value } });
    expectRefusal(reply, invalid);
    expect(reply.body.errors.map(({ field }: Any) => field.split('.')[0])).toEqual([name]);
  });
});

describe('a query', () => {
  const queries: string[] = [
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=ten',
    'limit=1&limit=2',
    'limit=',
    'archived=maybe',
    'unknown=1',
    '__proto__=1',
    'constructor=1',
    `q=${'x'.repeat(101)}`,
    'sort=',
    'sort=--name',
    'sort=nothing',
    'sort=__proto__',
    'sort=constructor',
    'sort=_q',
    'sort=g1p',
    'sort=name&sort=city',
    'sort=lines',
    'sort=custom.size',
    'filter=',
    'filter=name',
    'filter=name:eq',
    'filter=name:eq:',
    'filter=name:like:x',
    'filter=:eq:x',
    'filter=nothing:eq:x',
    'filter=pk:eq:ws_other',
    'filter=ws:eq:ws_other',
    'filter=_q:contains:a',
    'filter=__proto__:filled',
    'filter=constructor:filled',
    'filter=custom.size:eq:1',
    'filter=custom.__proto__:filled',
    'filter=asImported:filled',
    `filter=name:eq:${'x'.repeat(1100)}`,
    Array(21).fill('filter=name:eq:x').join('&'),
  ];
  it.each(queries)('is refused: %s', async (query) => {
    expectRefusal(await sendRaw(world, `${accounts}?${query}`, { token: admin.token }), invalid);
  });

  it.each([
    "name:eq:x' OR '1'='1",
    'name:contains:" OR "a"="a',
    'name:contains:.*',
    'name:starts:(',
    'name:eq:$ne',
    'name:in:|||',
    'name:gt:😀',
    'creditLimit:gt:NaN',
    'createdAt:lt:\u0000',
    'name:contains:{"$gt":""}',
  ])('means what it says and no more: %s', async (filter) => {
    const reply = await admin.call('GET', `/accounts?${new URLSearchParams({ filter })}`);
    expect([reply.status, reply.body.items]).toEqual([200, []]);
  });

  it.each([
    'group=',
    'group=nothing',
    'group=__proto__',
    'group=source&sum=nothing',
    'group=_q',
    'sum=creditLimit',
    'group=source&group=kind',
  ])('of a summary is refused: %s', async (query) => {
    expectRefusal(await sendRaw(world, `${accounts}/summary?${query}`, { token: admin.token }), invalid);
  });

  it.each(['', 'q=', 'q=%20', `q=${'x'.repeat(101)}`, 'q=a&limit=21', 'q=a&type=member'])(
    'of a search is refused: %s',
    async (query) => {
      expectRefusal(await sendRaw(world, `/v1/workspaces/ws_main/search?${query}`, { token: admin.token }), invalid);
    },
  );
});
