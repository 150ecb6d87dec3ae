import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainEntry } from '../../functions/history/chain.ts';
import { hashOf, verifyChain } from '../../functions/history/chain.ts';
import { historyAndCounters } from '../../functions/history/projector.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { order } from '../../shared/sales/order.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { chainOf, headOf } from '../harness/chains.ts';
import { done, makeRecord } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let colleague: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  colleague = await world.person('data-steward');
});
afterAll(() => world.close());

const change = async (record: Any, body: object, person = admin, headers = {}) =>
  done(
    await person.call(
      'PATCH',
      `/${record.type === 'order' ? 'orders' : record.type === 'contact' ? 'contacts' : 'accounts'}/${record.id}`,
      { version: record.version, body, headers },
    ),
  );
const history = async (id: string, query = '') => {
  await world.settle();
  return done(await admin.call('GET', `/accounts/${id}/history${query}`));
};

describe('the history of a record', () => {
  it('says who changed what, when, how and why, newest first', async () => {
    const created = await makeRecord(admin, account, { city: '上海', tags: ['vip'] });
    const aMinuteLater = () => {
      world.clock.now += 60_000;
      return new Date(world.clock.now).toISOString();
    };
    const times = [created.createdAt];
    times.push(aMinuteLater());
    const moved = await change(
      created,
      { city: '苏州', tags: ['vip', 'export'], note: 'moved', reason: 'told by phone' },
      colleague,
      { 'x-evergreen-client': 'web' },
    );
    times.push(aMinuteLater());
    const archived = done(
      await admin.call('POST', `/accounts/${created.id}/archive`, {
        version: moved.version,
        body: { reason: 'merged by hand' },
      }),
    );
    times.push(aMinuteLater());
    done(await admin.call('POST', `/accounts/${created.id}/restore`, { version: archived.version, body: {} }));
    const { items } = await history(created.id);
    expect(items.map(({ hash, changes, ...entry }: Any) => entry)).toEqual([
      { version: 4, at: times[3], by: admin.memberId, via: 'api', source: 'api', operation: 'restored' },
      {
        version: 3,
        at: times[2],
        by: admin.memberId,
        via: 'api',
        source: 'api',
        operation: 'archived',
        reason: 'merged by hand',
      },
      {
        version: 2,
        at: times[1],
        by: colleague.memberId,
        via: 'web',
        source: 'api',
        operation: 'changed',
        reason: 'told by phone',
      },
      { version: 1, at: times[0], by: admin.memberId, via: 'api', source: 'api', operation: 'created' },
    ]);
    expect(items[2].changes).toEqual([
      { field: 'city', before: '上海', after: '苏州' },
      { field: 'note', after: 'moved' },
      { field: 'tags', before: ['vip'], after: ['vip', 'export'] },
    ]);
    expect(items[1].changes).toEqual([{ field: 'archivedAt', after: times[2] }]);
  });

  it('is read page by page, and a page of another record’s is refused', async () => {
    let record = await makeRecord(admin, account);
    for (const city of ['上海', '苏州', '无锡']) record = await change(record, { city });
    const versions: number[] = [];
    let cursor = '';
    do {
      const page = await history(record.id, `?limit=1${cursor}`);
      versions.push(...page.items.map(({ version }: Any) => version));
      cursor = page.cursor ? `&cursor=${encodeURIComponent(page.cursor)}` : '';
      const other = await admin.call(
        'GET',
        `/accounts/${(await makeRecord(admin, account)).id}/history?limit=1${cursor}`,
      );
      if (cursor !== '') expect(refusal(other)).toEqual([400, 'invalid-cursor']);
    } while (cursor !== '');
    expect(versions.slice(0, 4)).toEqual([4, 3, 2, 1]);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('names lines, own fields and ids in other systems by their place', async () => {
    const { version, standard } = done(await admin.call('GET', '/standards'));
    const custom = [{ name: 'size', type: 'number', label: { en: 'Size', zh: '规模' } }];
    done(
      await admin.call('PUT', '/standards', {
        version,
        body: { standard: { ...standard, account: { ...standard.account, custom } } },
      }),
    );
    const created = await makeRecord(admin, account, { custom: { size: 3 }, externalIds: { erp: 'E-1' } });
    await change(created, { custom: { size: 4 }, externalIds: { erp: 'E-2' } });
    expect((await history(created.id)).items[0].changes).toEqual([
      { field: 'custom.size', before: 3, after: 4 },
      { field: 'externalIds.erp', before: 'E-1', after: 'E-2' },
    ]);
    const paper = await makeRecord(admin, order);
    await change(paper, { lines: [{ ...paper.lines[0], quantity: 11, amount: 11 * 3499 }] });
    await world.settle();
    expect(
      (await chainOf(world, MAIN, paper.id))[1]!.changes
        .map(({ field }) => field)
        .filter((field) => field !== 'margin'),
    ).toEqual(['amount', 'lines.0.amount', 'lines.0.quantity', 'openTotal', 'taxAmount', 'total']);
  });

  it('is kept of the largest change of the largest document that there can be', async () => {
    const [one, other] = [await makeRecord(admin, product), await makeRecord(admin, product)];
    const lines = (word: string, productId: string, quantity: number) =>
      Array(300).fill({ description: word.repeat(100), productId, quantity, unitPrice: 1000 + quantity });
    const created = await makeRecord(admin, order, { lines: lines('一', one.id, 1) });
    const changed = await change(created, { lines: lines('二', other.id, 2) });
    await change(changed, { note: 'and a small one after it' });
    await world.settle();
    const chain = await chainOf(world, MAIN, created.id);
    expect(chain.map(({ version, operation }) => [version, operation])).toEqual([
      [1, 'created'],
      [2, 'changed'],
      [3, 'changed'],
    ]);
    expect(chain[1]!.changes.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['amount', 'lines.0.description', 'lines.299.quantity']),
    );
    expect(verifyChain(chain)).toEqual([]);
  });

  it('does not grow when the stream brings a change again', async () => {
    const created = await makeRecord(admin, account);
    await change(created, { city: '无锡' });
    await world.settle();
    const before = await chainOf(world, MAIN, created.id);
    const next = toRec((await world.stack.deps.table.get(recordKey(MAIN, created.id)))!);
    const old = { ...next, version: 1, data: { ...next.data, city: '上海' } };
    await historyAndCounters(
      [
        { next: old, old: undefined, sequence: '1' },
        { next, old, sequence: '2' },
      ],
      world.stack.deps,
    );
    await historyAndCounters([{ next, old, sequence: '2' }], world.stack.deps);
    expect(await chainOf(world, MAIN, created.id)).toEqual(before);
  });
});

describe('the chain of a history', () => {
  let chain: ChainEntry[];
  let id: string;
  beforeAll(async () => {
    let record = await makeRecord(admin, account);
    id = record.id;
    for (const city of ['上海', '苏州', '无锡', '南京'])
      record = await change(record, { city, reason: `moved to ${city}` });
    await world.settle();
    chain = await chainOf(world, MAIN, id);
  });

  it('is sound, and its head is kept apart from it', async () => {
    expect(chain).toHaveLength(5);
    expect(verifyChain(chain)).toEqual([]);
    expect(await headOf(world, MAIN, id)).toMatchObject({ version: 5, hash: chain[4]!.hash });
  });

  const edit = (version: number, how: (entry: ChainEntry) => ChainEntry) => () =>
    chain.map((entry) => (entry.version === version ? how(structuredClone(entry)) : entry));
  const rehashed = (entry: ChainEntry): ChainEntry => ({ ...entry, hash: hashOf(entry) });
  const cityWas = (entry: ChainEntry): ChainEntry => ({
    ...entry,
    changes: entry.changes.map((one) => ({ ...one, before: '北京' })),
  });

  const attacks: [string, () => ChainEntry[], string[]][] = [
    ['a value', edit(3, cityWas), ['3 value-changed']],
    ['the author', edit(3, (entry) => ({ ...entry, by: 'mem_other' })), ['3 changed']],
    ['the time', edit(3, (entry) => ({ ...entry, at: '2026-01-01T00:00:00.000Z' })), ['3 changed']],
    ['the reason', edit(3, (entry) => ({ ...entry, reason: 'asked for' })), ['3 changed']],
    ['the reason, taken out', edit(3, ({ reason: _gone, ...entry }) => entry), ['3 changed']],
    ['the kind of change', edit(3, (entry) => ({ ...entry, operation: 'restored' })), ['3 changed']],
    [
      'which field it was',
      edit(3, (entry) => ({ ...entry, changes: entry.changes.map((one) => ({ ...one, field: 'region' })) })),
      ['3 changed'],
    ],
    ['a change that was left out', edit(3, (entry) => ({ ...entry, changes: [] })), ['3 changed']],
    [
      'an entry with its own hash made anew',
      edit(3, (entry) => rehashed({ ...entry, by: 'mem_other' })),
      ['4 broken-link'],
    ],
    ['an entry that is missing', () => chain.filter(({ version }) => version !== 3), ['3 gap']],
    ['the first entry, missing', () => chain.slice(1), ['1 gap']],
    [
      'two entries in the other order',
      () => [chain[0]!, chain[2]!, chain[1]!, chain[3]!, chain[4]!],
      ['2 gap', '4 gap', '3 gap'],
    ],
    [
      'two entries under each other’s numbers',
      () => [chain[0]!, { ...chain[2]!, version: 2 }, { ...chain[1]!, version: 3 }, ...chain.slice(3)],
      ['2 changed', '3 changed', '2 broken-link'],
    ],
  ];
  it.each(attacks)('shows that somebody tampered with %s', (_, attack, wanted) => {
    const found = verifyChain(attack()).map(({ version, fault }) => `${version} ${fault}`);
    expect(found).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining(wanted.slice(0, 1)));
  });

  it('shows by its head that the last entry is gone', async () => {
    const cut = chain.slice(0, -1);
    expect(verifyChain(cut)).toEqual([]);
    expect((await headOf(world, MAIN, id))!.hash).not.toBe(cut.at(-1)!.hash);
  });

  it('is put aside every day where nothing is deleted', async () => {
    await world.stack.deps.queue.send([{ job: 'history.digest', ws: MAIN }]);
    await world.settle();
    const day = new Date(world.clock.now).toISOString().slice(0, 10);
    const digest = await world.stack.deps.vault.get(`digests/${MAIN}/${day}.txt`);
    expect(Buffer.from(digest!).toString().split('\n')).toContain(`${id} 5 ${chain[4]!.hash}`);
  });
});
