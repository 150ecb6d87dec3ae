import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patternOfSegments } from '../../shared/codes/code-rule.ts';
import { account } from '../../shared/customers/account.ts';
import { defaultStandard } from '../../shared/standards/standard.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let steward: Person;
let rep: Person;
beforeAll(async () => {
  world = await openWorld();
  steward = await world.person('data-steward');
  rep = await world.person('sales-rep', { scope: 'own' });
  for (const data of [
    { name: '甲公司', code: 'C000007', industry: '机械' },
    { name: '乙公司', code: 'C000009' },
    { name: '丙公司', industry: '纺织' },
  ])
    await makeRecord(rep, account, { ...data, code: undefined, ...('code' in data ? { code: data.code } : {}) });
});
afterAll(() => world.close());

const register = async (): Promise<Any> => done(await steward.call('GET', '/codes?type=account'));
const take = async (who: Person, key?: string, type = 'account'): Promise<Any> =>
  who.call('POST', '/codes/next', { body: { type }, ...(key ? { headers: { 'idempotency-key': key } } : {}) });

describe('the register of codes', () => {
  test('knows what is in use, left out, against the rule, and what comes next', async () => {
    expect(await register()).toMatchObject({
      inUse: 2,
      blank: 1,
      gaps: ['C000008'],
      next: 'C000010',
      broken: { total: 0 },
    });
  });

  test('ten who take the next code at once get ten codes behind the highest, and a repeated request the same one', async () => {
    const codes = (await Promise.all(Array.from({ length: 10 }, () => take(rep)))).map((reply) => done(reply).code);
    expect([...codes].sort()).toEqual(Array.from({ length: 10 }, (_, index) => `C0000${index + 10}`));
    const [first, again] = [await take(rep, 'code-1'), await take(rep, 'code-1')];
    expect(done(again)).toEqual(done(first));
    expect((await take(rep, 'code-1', 'product')).status).not.toBe(200);
  });

  test('a number that somebody typed meanwhile is passed over', async () => {
    const { code } = done(await take(rep));
    const following = `C${String(Number(code.slice(1)) + 1).padStart(6, '0')}`;
    await makeRecord(rep, account, { name: '丁公司', code: following });
    expect(done(await take(rep)).code > following).toBe(true);
  });

  test('names of all customers are not for everybody, and a code of products not for those who may not make one', async () => {
    expect((await rep.call('GET', '/codes?type=account')).status).toBe(403);
    expect((await take(rep, undefined, 'product')).status).toBe(403);
  });
});

describe('a draft of a data standard', () => {
  const draft = (account: object) => ({ entity: 'account', standard: { ...defaultStandard['account'], ...account } });
  const attempt = (body: unknown) => steward.call('POST', '/standards/try', { body });

  test('names no record by a field that its author may not see', async () => {
    const fields = { ...defaultStandard['account']!.fields, creditLimit: { required: true } };
    const found = done(await attempt(draft({ fields })));
    const [told] = found.fields.filter((one: Any) => one.field === 'creditLimit');
    expect(told.faults).toEqual([{ code: 'required', count: told.now, samples: [] }]);
  });

  test('is tried on the records there are, beside the one in force, and changes nothing', async () => {
    const before = done(await steward.call('GET', '/standards'));
    const found = done(
      await attempt(
        draft({
          fields: { ...defaultStandard['account']!.fields, industry: { required: true }, note: { required: true } },
        }),
      ),
    );
    expect(found).toMatchObject({ whole: true, checked: 4, left: ['note'] });
    expect(found.fields.find((one: Any) => one.field === 'industry')).toMatchObject({
      now: 2,
      before: 0,
      faults: [{ code: 'required', count: 2 }],
    });
    expect(done(await steward.call('GET', '/standards'))).toEqual(before);
  });

  test('that could not be saved is not tried', async () => {
    const reply = await attempt(draft({ fields: { kode: { required: true } } }));
    expect([reply.status, reply.body.errors[0]]).toMatchObject([
      400,
      { field: 'standard.account.fields.kode', code: 'unknown' },
    ]);
  });

  test.each([
    [
      'two numbers',
      [
        { kind: 'number', digits: 3 },
        { kind: 'number', digits: 3 },
      ],
      'segments',
    ],
    [
      'a field that is not there',
      [
        { kind: 'field', field: 'kode', map: {} },
        { kind: 'number', digits: 3 },
      ],
      'segments.0.field',
    ],
  ])('with parts of a code that make no sense (%s) is refused at the part', async (_name, segments, at) => {
    const codeRule = { field: 'code', example: '1', pattern: patternOfSegments(segments as never), segments };
    const reply = await attempt(draft({ codeRule }));
    expect(reply.body.errors.map((one: Any) => one.field)).toContain(`standard.account.codeRule.${at}`);
  });
});
