import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSafePattern } from '../../functions/standards/patterns.ts';
import { defaultStandard } from '../../shared/standards/standard.ts';
import { effects } from '../harness/effects.ts';
import { upload } from '../harness/imports.ts';
import { done } from '../harness/records.ts';
import { expectRefusal } from '../harness/refusals.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** Settings reach every entry and every audit: what would stop them is refused when it is set, not when it is met. */
let world: World;
let admin: Person;
let before: object;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  before = await effects(world);
});
afterEach(async () => {
  const [known, present] = [before, await effects(world)];
  before = present;
  expect(present).toEqual(known);
  expect(done(await admin.call('GET', '/standards'))).toEqual({ version: 0, standard: defaultStandard });
});
afterAll(() => world.close());

const invalid = [400, 'invalid-input'] as const;
const put = (standard: unknown): Promise<Reply<Any>> =>
  admin.call('PUT', '/standards', { version: 0, body: { standard } });
const accounts = (changes: object) => ({
  account: { fields: {}, sequences: [], custom: [], staleAfterDays: 0, ...changes },
});
const own = (name: string) => ({ name, type: 'text', label: { en: 'Own', zh: '自有' } });

describe('a data standard', () => {
  /** Patterns that take years on a text of some dozens of letters, or minutes on one of some thousands. */
  const bombs = [
    '(a+)+',
    '(a|a)*b',
    '(.*)*x',
    '(\\w+\\s?)*x',
    '([A-Z]+)*_',
    '(x+x+)+y',
    '(中+)+国',
    '(Я+)+x',
    '(\\.+)+x',
    '(?:(?:ab)+)+c',
    '((z*)*)*0',
    '\\s*\\s*\\s*\\s*x',
    '(.*a){12}',
    'AW(\\d+)+x',
    'X-(?:[a-f0-9]+-?)*z',
    '(?=(a+))a*b+a*(a+)+$',
  ];
  it.each(bombs)('with a pattern that takes too long is refused: %s', async (pattern) => {
    const started = performance.now();
    const reply = await put(accounts({ fields: { name: { pattern } } }));
    expectRefusal(reply, invalid);
    expect(reply.body.errors).toMatchObject([{ field: 'standard.account.fields.name.pattern', code: 'bad-format' }]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('with such a pattern for codes is refused', async () => {
    expectRefusal(await put(accounts({ codeRule: { field: 'code', pattern: 'C(\\d+)*', example: 'C1' } })), invalid);
  });

  it.each([
    'C\\d{6}',
    '^C\\d{6}$',
    '[A-Z0-9]+(-[A-Z0-9]+)*',
    'AW\\d{8}',
    '.*',
    '[^@]+@[^@]+\\.[a-z]{2,}',
    '(?:\\+\\d{1,3} )?\\d{2,4}( \\d{2,4}){1,4}',
    '[\\u4e00-\\u9fff]{2,20}',
    '\\d{4}-(0[1-9]|1[0-2])-\\d{2}',
    '\\p{L}[\\p{L} .-]*',
    '(www\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+',
    'https?://[^ ]+',
    '\\S+( \\S+)*',
    '',
  ])('may have any usual pattern: %s', (pattern) => {
    expect(isSafePattern(pattern)).toBe(true);
  });

  it.each(['(', '[a', 'a{2,1}', '(?<n>', '\\', '\\p{Nothing}', '(?<=a', '*'])(
    'with a pattern that is none is refused: %s',
    async (pattern) => {
      expectRefusal(await put(accounts({ fields: { name: { pattern } } })), invalid);
    },
  );

  it('with hundreds of such patterns is refused before long', async () => {
    const custom = Array.from({ length: 60 }, (_, index) => own(`own${index}`));
    const fields = Object.fromEntries(custom.map(({ name }) => [`custom.${name}`, { pattern: '(a+)+' }]));
    const started = performance.now();
    const all = Object.fromEntries(
      Object.keys(defaultStandard).map((entity) => [entity, accounts({ custom, fields }).account]),
    );
    expectRefusal(await put(all), invalid);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  const wrong: [string, object, string][] = [
    ['for a kind of record that there is not', { spaceship: accounts({}).account }, 'standard.spaceship unknown'],
    ['for a kind of record by another’s name', { constructor: accounts({}).account }, 'standard.constructor unknown'],
    [
      'for a field that there is not',
      accounts({ fields: { nmae: { required: true } } }),
      'standard.account.fields.nmae unknown',
    ],
    [
      'for an own field that it does not declare',
      accounts({ fields: { 'custom.size': { required: true } } }),
      'standard.account.fields.custom.size unknown',
    ],
    [
      'for lines where there are none',
      accounts({ fields: { 'lines.quantity': { positive: true } } }),
      'standard.account.fields.lines.quantity unknown',
    ],
    [
      'for the code of a field that there is not',
      accounts({ codeRule: { field: 'kode', pattern: 'A', example: 'A' } }),
      'standard.account.codeRule.field unknown',
    ],
    [
      'for dates that there are not',
      accounts({ sequences: [['birthDate', 'weddingDay']] }),
      'standard.account.sequences.0 unknown',
    ],
    [
      'that names an own field twice',
      accounts({ custom: [own('size'), own('size')] }),
      'standard.account.custom.1.name duplicate',
    ],
    [
      'of a format that there is not',
      accounts({ fields: { name: { format: 'palindrome' } } }),
      'standard.account.fields.name.format not-allowed-value',
    ],
  ];
  it.each(wrong)('%s is refused', async (_, standard, fault) => {
    const reply = await put(standard);
    expectRefusal(reply, invalid);
    expect(reply.body.errors.map((one: Any) => `${one.field} ${one.code}`)).toEqual([fault]);
  });

  it('that no item could hold is refused', async () => {
    const many = (count: number, length: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`${index}`.padStart(length, '0'), 'x'.repeat(length)]),
      );
    expectRefusal(await put(accounts({ fields: { name: { corrections: many(4_000, 100) } } })), invalid);
    const chinese = Object.fromEntries(Object.keys(many(1_200, 100)).map((key) => [key, '中'.repeat(100)]));
    expectRefusal(await put(accounts({ fields: { name: { corrections: chinese } } })), invalid);
  });

  it('with thousands of faults is refused in few words', async () => {
    expectRefusal(
      await put(
        Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`kind${index}`, accounts({}).account])),
      ),
      invalid,
    );
  });
});

describe('the settings of a rule', () => {
  const rule = (settings: string) =>
    admin.call('PUT', '/audit-rules/stale-record', { version: 0, body: `{"settings":${settings}}` });
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each([
    ['that it does not have', '{"no":"such"}'],
    ['40 deep', nested(40)],
    ['50,000 deep', nested(50_000)],
    ['of 900 kB', `{"no":"${'x'.repeat(900_000)}"}`],
    ['of another kind', '[]'],
  ])('are refused: %s', async (_, settings) => {
    expectRefusal(await rule(settings), invalid);
  });

  it('of one that there is not are refused', async () => {
    expectRefusal(await admin.call('PUT', '/audit-rules/no-such-rule', { version: 0, body: { enabled: false } }), [
      404,
      'not-found',
    ]);
  });
});

describe('the mapping of an import', () => {
  let id: string;
  let version: number;
  beforeAll(async () => {
    id = await upload(admin, { target: 'account', files: [{ name: 'a.csv', bytes: 'code,name\nC000001,Ocean\n' }] });
    ({ version } = done(await admin.call('POST', `/imports/${id}/read`, { body: {} })));
    before = await effects(world);
  });
  const map = (body: object) => admin.call('PATCH', `/imports/${id}`, { version, body });
  const column = (changes: object) => ({
    files: [
      {
        columns: [
          { column: 'code', field: 'code' },
          { column: 'name', field: 'name', ...changes },
        ],
      },
    ],
  });

  it.each<[string, object]>([
    ['to a field that there is not', column({ field: 'nmae' })],
    ['to a field of the system', column({ field: 'version' })],
    ['to the workspace', column({ field: 'ws' })],
    ['to a prototype', column({ field: '__proto__' })],
    ['to a constructor', column({ field: 'constructor' })],
    ['of a column that there is not', { files: [{ columns: [{ column: 'kode', field: 'code' }] }] }],
    ['without the key', { files: [{ columns: [{ column: 'name', field: 'name' }] }] }],
    ['by a key that there is not', { keyField: 'nothing' }],
    ['with a default for a field that there is not', { defaults: { nmae: 'x' } }],
    ['with a default of another name', { defaults: { constructor: 'x' } }],
    ['with a default that is none of the values', { defaults: { status: 'friend' } }],
    ['with a default of another kind', { defaults: { creditLimit: 'much' } }],
    ['with a currency that there is not', { defaults: { currency: 'yuan' } }],
    [
      'with more words than an item holds',
      column({
        values: Object.fromEntries(
          Array.from({ length: 4_500 }, (_, index) => [`${index}`.padStart(100, 'x'), 'y'.repeat(100)]),
        ),
      }),
    ],
    ['with 201 columns', { files: [{ columns: Array(201).fill({ column: 'code', field: 'code' }) }] }],
    ['with another file', { files: [{ columns: [] }, { columns: [] }] }],
  ])('is refused: %s', async (_, body) => {
    expectRefusal(await map(body), invalid);
    expect(done(await admin.call('GET', `/imports/${id}`)).version).toBe(version);
  });
});
