import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { operators } from '../../shared/search/query.ts';
import { done, makeRecord } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator', { ws: await openWorkspace(world) });
});
afterAll(() => world.close());

const page = async (query: Record<string, string | string[]>, person = admin): Promise<Any> => {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return done(await person.call('GET', `/accounts?${new URLSearchParams(pairs)}`));
};
const names = ({ items }: Any): string[] => items.map((item: Any) => item.name);
const set = (list: string[]): string => [...list].sort().join(' ');

/** A small company's customers: every kind of value, and a gap in each column. */
const customers = [
  {
    name: 'Alder',
    city: 'Shanghai',
    creditLimit: 900,
    customerSince: '2024-03-01',
    tags: ['vip', 'Export'],
    kind: 'company',
    phone: '+86 21 5888 1234',
  },
  { name: 'birch', city: 'Suzhou', creditLimit: 10_000, customerSince: '2025-07-15', tags: ['vip'], kind: 'company' },
  { name: 'Cedar', city: 'shanghai', creditLimit: 0, kind: 'person', status: 'customer', email: 'cedar@example.com' },
  {
    name: 'Elm',
    customerSince: '2024-03-01',
    kind: 'person',
    status: 'lost',
    lostReason: 'price',
    lostOn: '2026-10-01',
    note: 'prefers 100% cotton: yes',
  },
  { name: '银杏', city: '上海', creditLimit: 10_000, kind: 'company', website: 'https://ginkgo.example' },
] as const;
const everyone = customers.map(({ name }) => name);
const without = (...gone: string[]) => everyone.filter((name) => !gone.includes(name));

describe('a list', () => {
  beforeAll(async () => {
    for (const customer of customers)
      await makeRecord(admin, account, { phone: undefined, email: undefined, city: undefined, ...customer });
  });

  const cases: [string, string | string[], string[]][] = [
    ['eq: without regard to case', 'city:eq:SHANGHAI', ['Alder', 'Cedar']],
    ['eq: numbers as numbers', 'creditLimit:eq:10000.0', ['birch', '银杏']],
    ['eq: zero is a value', 'creditLimit:eq:0', ['Cedar']],
    ['eq: one of several tags', 'tags:eq:export', ['Alder']],
    ['eq: a colon in the value', 'website:eq:https://ginkgo.example', ['银杏']],
    ['ne: what has no value is something else', 'city:ne:shanghai', ['birch', 'Elm', '银杏']],
    ['ne: of several tags none', 'tags:ne:vip', ['Cedar', 'Elm', '银杏']],
    ['in: any of them', 'city:in:Suzhou|上海', ['birch', '银杏']],
    ['in: numbers', 'creditLimit:in:0|900', ['Alder', 'Cedar']],
    ['lt: less, by number and not by text', 'creditLimit:lt:10000', ['Alder', 'Cedar']],
    ['lte', 'creditLimit:lte:900', ['Alder', 'Cedar']],
    ['gt', 'creditLimit:gt:900', ['birch', '银杏']],
    ['gte', 'creditLimit:gte:900', ['Alder', 'birch', '银杏']],
    ['gte: dates', 'customerSince:gte:2024-03-02', ['birch']],
    ['lte: dates', 'customerSince:lte:2024-03-01', ['Alder', 'Elm']],
    ['gte: instants of the envelope', 'createdAt:gte:2026-11-21', everyone],
    ['lt: instants of the envelope', 'createdAt:lt:2026-11-21', []],
    ['contains: a part, without regard to case', 'name:contains:ED', ['Cedar']],
    ['contains: in Chinese', 'name:contains:杏', ['银杏']],
    ['contains: signs have no meaning', 'name:contains:.*', []],
    ['starts', 'name:starts:b', ['birch']],
    ['empty', 'creditLimit:empty', ['Elm']],
    ['empty: no tags', 'tags:empty', ['Cedar', 'Elm', '银杏']],
    ['filled', 'customerSince:filled', ['Alder', 'birch', 'Elm']],
    ['several conditions: all of them', ['kind:eq:company', 'creditLimit:gte:10000', 'tags:filled'], ['birch']],
    ['nothing fits', 'name:eq:Fir', []],
  ];
  it.each(cases)('filters by %s', async (_, filter, wanted) => {
    const found = await page({ filter });
    expect(set(names(found))).toBe(set(wanted));
    expect(found.total).toBe(wanted.length);
  });

  it('is tried with every operator', () => {
    const used = new Set(cases.flatMap(([, filter]) => [filter].flat().map((text) => text.split(':')[1])));
    expect([...operators].filter((operator) => !used.has(operator))).toEqual([]);
  });

  it.each([
    ['text without regard to case', 'name', ['Alder', 'birch', 'Cedar', 'Elm', '银杏']],
    ['text, descending', '-name', ['银杏', 'Elm', 'Cedar', 'birch', 'Alder']],
    ['numbers by size, blanks last', 'creditLimit', ['Cedar', 'Alder', 'birch', '银杏', 'Elm']],
    ['numbers descending, blanks last all the same', '-creditLimit', ['银杏', 'birch', 'Alder', 'Cedar', 'Elm']],
    [
      'dates, of equal ones the older record first, blanks last',
      'customerSince',
      ['Alder', 'Elm', 'birch', 'Cedar', '银杏'],
    ],
    ['the order of the entity unless asked otherwise', '', ['Alder', 'birch', 'Cedar', 'Elm', '银杏']],
  ])('sorts by %s', async (_, sort, wanted) => {
    expect(names(await page(sort === '' ? {} : { sort }))).toEqual(wanted);
    // The same order when it is read two by two.
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const part = await page({ limit: '2', ...(sort === '' ? {} : { sort }), ...(cursor ? { cursor } : {}) });
      expect(part.total).toBe(5);
      walked.push(...names(part));
      cursor = part.cursor;
    } while (cursor);
    expect(walked).toEqual(wanted);
  });

  it.each([
    ['part of a word', 'lde', ['Alder']],
    ['all words, in any order', 'shanghai ald', ['Alder']],
    ['digits of a phone number, however it is spaced', '58881234', ['Alder']],
    ['full-width letters', 'ＥＬＭ', ['Elm']],
    ['Chinese', '杏', ['银杏']],
    ['one word that does not occur', 'alder fir', []],
  ])('is searched by %s', async (_, q, wanted) => {
    expect(set(names(await page({ q })))).toBe(set(wanted));
    const { items } = done(await admin.call('GET', `/search?${new URLSearchParams({ q })}`));
    expect(set(items.map((hit: Any) => hit.title))).toBe(set(wanted));
  });

  it('counts and adds up by a field', async () => {
    const summary = async (query: Record<string, string>) =>
      done(await admin.call('GET', `/accounts/summary?${new URLSearchParams(query)}`));
    expect(await summary({ group: 'kind', sum: 'creditLimit' })).toEqual({
      total: 5,
      groups: [
        { value: 'company', count: 3, sums: { '': 20_900 } },
        { value: 'person', count: 2, sums: { '': 0 } },
      ],
    });
    expect(await summary({ group: 'status', filter: 'creditLimit:filled' })).toEqual({
      total: 4,
      groups: [
        { value: 'prospect', count: 3 },
        { value: 'customer', count: 1 },
      ],
    });
    expect((await summary({ group: 'city', q: 'elm' })).groups).toEqual([{ value: null, count: 1 }]);
  });

  it('shows a change, an archiving and a new record at once', async () => {
    const fir = await makeRecord(admin, account, { name: 'Fir', city: 'Wuxi' });
    expect(names(await page({ filter: 'city:eq:wuxi' }))).toEqual(['Fir']);
    const moved = done(await admin.call('PATCH', `/accounts/${fir.id}`, { version: 1, body: { city: 'Nanjing' } }));
    expect([names(await page({ filter: 'city:eq:wuxi' })), names(await page({ filter: 'city:eq:nanjing' }))]).toEqual([
      [],
      ['Fir'],
    ]);
    done(await admin.call('POST', `/accounts/${fir.id}/archive`, { version: moved.version, body: {} }));
    expect(set(names(await page({})))).toBe(set(everyone));
    expect(set(names(await page({ archived: 'all' })))).toBe(set([...without(), 'Fir']));
  });
});

describe('a walk over all pages', () => {
  it.each(['name', '-name', 'customerSince', '-updatedAt'])(
    'by %s meets every record once while others come, change and go',
    async (sort) => {
      const person = await world.person('administrator', { ws: await openWorkspace(world) });
      const make = (index: number) =>
        makeRecord(person, account, {
          name: `Company ${String(index % 7)}`,
          customerSince: index % 3 === 0 ? undefined : `2025-01-${String((index % 20) + 1).padStart(2, '0')}`,
        });
      const records: Any[] = [];
      for (let index = 0; index < 40; index++) {
        world.clock.now += index % 5 === 0 ? 1000 : 0;
        records.push(await make(index));
      }
      const steady = records.slice(0, 30);
      const restless = records.slice(30);
      const met = new Map<string, number>();
      let cursor: string | undefined;
      let round = 0;
      do {
        const part = await page({ sort, limit: '6', ...(cursor ? { cursor } : {}) }, person);
        for (const item of part.items) met.set(item.id, (met.get(item.id) ?? 0) + 1);
        cursor = part.cursor;
        const one = restless[round++];
        world.clock.now += 10;
        if (one && round % 2 === 0)
          done(await person.call('POST', `/accounts/${one.id}/archive`, { version: 1, body: {} }));
        else if (one)
          done(
            await person.call('PATCH', `/accounts/${one.id}`, {
              version: 1,
              body: { name: `Company ${round}b`, customerSince: null },
            }),
          );
        await make(round);
      } while (cursor);
      expect(steady.map(({ id }) => met.get(id) ?? 0)).toEqual(steady.map(() => 1));
      expect(round).toBeGreaterThan(6);
    },
  );
});
