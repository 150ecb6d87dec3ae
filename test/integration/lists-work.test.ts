import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../functions/imports/read-file.ts';
import { bulkJobs, resumeBulk } from '../../functions/lists/bulk-jobs.ts';
import { readBulk, saveBulk } from '../../functions/lists/bulk-store.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { done, makeRecord } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let ws: string;
let admin: Person;
let rep: Person;

const label = { en: 'Shoe size', zh: '鞋码' };
const own = [
  { name: 'size', type: 'number', label, min: 20, max: 50 },
  { name: 'fairs', type: 'multiEnum', label: { en: 'Fairs', zh: '展会' }, values: ['Canton', 'Hannover'] },
  { name: 'budget', type: 'money', currency: 'USD', label: { en: 'Budget', zh: '预算' } },
  { name: 'agent', type: 'ref', ref: 'account', label: { en: 'Agent', zh: '代理商' } },
  { name: 'seen', type: 'datetime', label: { en: 'Last seen', zh: '最近到访' } },
];

beforeAll(async () => {
  world = await openWorld({ ticking: 'real' });
  ws = await openWorkspace(world);
  admin = await world.person('administrator', { ws });
  rep = await world.person('sales-rep', { ws, scope: 'own', team: 'east', name: '王芳' });
  const { version, standard } = done(await admin.call('GET', '/standards'));
  const body = { standard: { ...standard, account: { ...standard.account, custom: own } } };
  done(await admin.call('PUT', '/standards', { version, body }));
});
afterAll(() => world.close());

const get = async (id: string, person = admin): Promise<Any> => done(await person.call('GET', `/accounts/${id}`));
const patch = async (id: string, body: object, person = admin): Promise<Any> =>
  done(await person.call('PATCH', `/accounts/${id}`, { version: (await get(id)).version, body }));
const many = (count: number, changes: object, person = admin): Promise<Any[]> =>
  Promise.all(Array.from({ length: count }, () => makeRecord(person, account, changes as never)));
const ids = (records: Any[]): string[] => records.map(({ id }) => id);

describe('a bulk edit', () => {
  const read = async (id: string, person = admin): Promise<Any> => done(await person.call('GET', `/bulk-edits/${id}`));
  const preview = async (body: object, person = admin): Promise<Any> => {
    const { id } = done(await person.call('POST', '/bulk-edits', { body: { entity: 'account', ...body } }));
    await world.settle();
    return read(id, person);
  };
  const step = async (job: Any, name: 'run' | 'undo', person = admin): Promise<Any> => {
    done(await person.call('POST', `/bulk-edits/${job.id}/${name}`, { version: job.version, body: {} }));
    await world.settle();
    return read(job.id, person);
  };
  const query = (filter: string) => ({ query: { filter: [filter] } });

  it('previews what the run does, refuses what one by one would be refused, and lists it', async () => {
    const city = '批量一';
    const good = await many(8, { city, tags: ['old'] });
    const archived = done(
      await admin.call('POST', `/accounts/${good[0].id}/archive`, { version: good[0].version, body: {} }),
    );
    const change = { set: { custom: { size: 60 } } };
    const bad = await preview({ selection: query(`city:eq:${city}`), change });
    expect([bad.state, bad.total, bad.preview, bad.refusals]).toMatchObject([
      'ready',
      7,
      { refused: 7 },
      [{ code: 'too-large', field: 'custom.size', count: 7 }],
    ]);

    const seen = await preview({
      selection: { query: { filter: [`city:eq:${city}`], archived: 'all' } },
      change: { set: { custom: { size: 42 } }, add: { tags: ['vip'] }, remove: { tags: ['old'] } },
      reason: '按区域归类',
    });
    expect([seen.total, seen.preview]).toEqual([8, { changed: 7, refused: 1 }]);
    expect(seen.sample[0].changes).toEqual(
      expect.arrayContaining([
        { field: 'tags', before: ['old'], after: ['vip'] },
        { field: 'custom.size', after: 42 },
      ]),
    );
    expect((await get(good[1].id)).tags).toEqual(['old']);

    const ran = await step(seen, 'run');
    expect([ran.state, ran.counts]).toEqual(['done', seen.preview]);
    expect(await get(good[1].id)).toMatchObject({ tags: ['vip'], custom: { size: 42 }, updatedBy: admin.memberId });
    expect((await get(archived.id)).tags).toEqual(['old']);
    const { url } = done(await admin.call('GET', `/bulk-edits/${ran.id}/file?of=refused`));
    expect(await (await fetch(url)).text()).toContain(archived.id);
    await world.settle();
    const { items } = done(await admin.call('GET', `/accounts/${good[1].id}/history`));
    expect(items[0].reason).toContain('按区域归类');
  });

  it('is taken back field by field; later work stays, and is listed', async () => {
    const [one, two, three] = await many(3, { city: '批量二', tags: ['a'] });
    const seen = await preview({
      selection: { ids: ids([one, two, three]) },
      change: { set: { city: '上海', ownerId: rep.memberId }, add: { tags: ['b'] } },
    });
    const ran = await step(seen, 'run');
    expect(ran.counts).toEqual({ changed: 3 });
    expect((await get(one.id)).teamId).toBe('east');
    await patch(two.id, { city: '杭州', tags: ['a', 'b', 'c'] });
    await patch(three.id, { industry: 'Bicycles' });
    const back = await step(ran, 'undo');
    expect([back.state, back.undone, back.keptFile]).toEqual(['undone', { undone: 2, partly: 1 }, true]);
    const { version: _v, updatedAt: _u, ...was } = one;
    const { version: _w, updatedAt: _x, ...is } = await get(one.id);
    expect(is).toEqual(was);
    expect(await get(two.id)).toMatchObject({ city: '杭州', tags: ['a', 'c'], ownerId: admin.memberId });
    expect(await get(three.id)).toMatchObject({ city: '批量二', industry: 'Bicycles' });
  });

  it('changes nothing twice, killed between two records and told again and again', async () => {
    const records = await many(6, { city: '批量三' });
    const seen = await preview({ selection: query('city:eq:批量三'), change: { add: { tags: ['once'] } } });
    const { deps } = world.stack;
    // Whoever began it died before its messages were sent; the worker that gets one dies in the middle.
    const stored = (await readBulk(ws, seen.id, deps.table))!;
    await saveBulk(stored, { state: 'running', attempt: 2 }, deps.table);
    const message = { job: 'bulk.portion', ws, id: seen.id, attempt: 2, portion: 0 };
    let left = 3;
    const client = new Proxy(deps.table.client, {
      get: (target, name) => (name === 'send' ? (command: Any) => send(target, command) : Reflect.get(target, name)),
    });
    const sent: Promise<unknown>[] = [];
    const send = async (target: Any, command: Any) => {
      if (command.constructor.name !== 'TransactWriteCommand') return target.send(command);
      if (left-- > 0) return sent[sent.push(target.send(command)) - 1];
      // What is on its way when a worker dies arrives all the same.
      await Promise.allSettled(sent);
      throw new Error('killed');
    };
    const dying = { ...deps, table: { ...deps.table, client } };
    await expect(bulkJobs['bulk.portion']!(message, dying)).rejects.toThrow('killed');
    const versions = await Promise.all(records.map(async ({ id, version }) => (await get(id)).version - version));
    expect(versions.filter((raised) => raised === 1)).toHaveLength(3);
    await Promise.all([bulkJobs['bulk.portion']!(message, deps), bulkJobs['bulk.portion']!(message, deps)]);
    await resumeBulk(ws, deps);
    await world.settle();
    const ended = await read(seen.id);
    expect([ended.state, ended.counts]).toEqual(['done', { changed: 6 }]);
    await bulkJobs['bulk.portion']!(message, deps);
    for (const { id, version } of records)
      expect(await get(id)).toMatchObject({ version: version + 1, tags: ['once'] });
  });

  it('reaches no further than its maker, and belongs to them', async () => {
    const [mine] = await many(1, { city: '批量四' }, rep);
    const [theirs] = await many(1, { city: '批量四' });
    const change = { set: { note: 'seen' } };
    expect((await preview({ selection: query('city:eq:批量四'), change }, rep)).total).toBe(1);
    const seen = await preview({ selection: { ids: [mine.id, theirs.id, 'acc_none'] }, change }, rep);
    expect(seen.total).toBe(1);
    const none = await preview({ selection: { ids: [theirs.id] }, change }, rep);
    expect([none.state, none.total]).toEqual(['ready', 0]);
    expect((await step(none, 'run', rep)).state).toBe('done');
    const other = await world.person('sales-rep', { ws });
    expect((await other.call('GET', `/bulk-edits/${seen.id}`)).status).toBe(404);
    const refused = (body: object, person = rep) => person.call('POST', '/bulk-edits', { body });
    const all = { selection: query('city:eq:批量四') };
    expect((await refused({ entity: 'product', ...all, change: { set: { name: 'x' } } })).status).toBe(403);
    expect((await refused({ entity: 'account', ...all, change: { set: { creditLimit: 1 } } })).status).toBe(403);
    expect((await refused({ entity: 'account', selection: query('creditLimit:gt:1'), change })).status).toBe(400);
    expect((await refused({ entity: 'member', ...all, change: { set: { name: 'x' } } }, admin)).status).toBe(400);
  });

  it('is not taken back on what is a colleague’s by now, unless it was given to them by it', async () => {
    const colleague = await world.person('sales-rep', { ws, scope: 'own', team: 'west' });
    const [kept, away] = await many(2, { city: '批量六' }, rep);
    const selection = { ids: ids([kept, away]) };
    const ran = await step(await preview({ selection, change: { set: { city: '批量七' } } }, rep), 'run', rep);
    await patch(away.id, { ownerId: colleague.memberId });
    const back = await step(ran, 'undo', rep);
    expect([back.undone, back.keptFile]).toEqual([{ undone: 1, kept: 1 }, true]);
    expect([(await get(kept.id)).city, (await get(away.id)).city]).toEqual(['批量六', '批量七']);
    const wrong = { selection: { ids: [kept.id] }, change: { set: { ownerId: colleague.memberId } } };
    const given = await step(await preview(wrong, rep), 'run', rep);
    expect((await get(kept.id)).ownerId).toBe(colleague.memberId);
    expect((await step(given, 'undo', rep)).undone).toEqual({ undone: 1 });
    expect((await get(kept.id)).ownerId).toBe(rep.memberId);
  });

  it('of a critical field asks a second person, and archiving is taken back too', async () => {
    const manager = await world.person('sales-manager', { ws });
    const records = await many(2, { city: '批量五' });
    const limits = await preview({ selection: { ids: ids(records) }, change: { set: { creditLimit: 5000 } } }, manager);
    expect(limits.preview).toEqual({ requested: 2 });
    const asked = await step(limits, 'run', manager);
    expect(asked.counts).toEqual({ requested: 2 });
    const waiting = await get(records[0].id);
    expect([waiting.creditLimit, Object.keys(waiting.pending)]).toEqual([undefined, ['creditLimit']]);
    const away = await step(await preview({ selection: { ids: ids(records) }, change: { archive: true } }), 'run');
    expect((await get(records[1].id)).archivedAt).toBeDefined();
    expect((await step(away, 'undo')).undone).toEqual({ undone: 2 });
    expect((await get(records[1].id)).archivedAt).toBeUndefined();
  });
});

describe('an export', () => {
  const exported = async (body: object, person = admin): Promise<Any> => {
    const { id } = done(await person.call('POST', '/exports', { body }));
    await world.settle();
    const job = done(await person.call('GET', `/exports/${id}`));
    if (job.state !== 'done') throw new Error(JSON.stringify(job));
    const bytes = new Uint8Array(await (await fetch(job.url)).arrayBuffer());
    const source = await readRows(bytes, `a.${job.format}`);
    const rows: string[][] = [];
    for await (const row of source.rows) rows.push(row.cells);
    return { job, header: source.header, rows, text: new TextDecoder().decode(bytes) };
  };

  it.each(['csv', 'xlsx'])('as %s says what the list says, in the order and words of whoever asks', async (format) => {
    const city = `出口${format}`;
    const [agent] = await many(1, { name: '远洋代理' });
    const custom = { size: 42.5, fairs: ['Hannover', 'Canton'], budget: 123_456, agent: agent.id };
    await makeRecord(admin, account, {
      name: 'B',
      city,
      custom,
      status: 'customer',
      note: `长${'x'.repeat(400)}`,
    } as never);
    await makeRecord(rep, account, { name: 'A =1+1', city, tags: ['一', '二'] } as never);
    const columns = [
      'name',
      'status',
      'tags',
      'note',
      'ownerId',
      'createdAt',
      ...own.map(({ name }) => `custom.${name}`),
    ];
    const query = { filter: [`city:eq:${city}`], sort: '-name' };
    const { job, header, rows } = await exported({ entity: 'account', format, columns, query, language: 'zh-CN' });
    expect(header).toEqual([
      ...['名称', '状态', '标签', '备注', '负责人', '创建时间'],
      ...['鞋码', '展会', '预算 (USD)', '代理商', '最近到访'],
    ]);
    expect(rows.map(([name]: string[]) => name)).toEqual(['B', 'A =1+1']);
    expect(rows[0]![3]).toHaveLength(401);
    expect(rows[0]!.slice(6, 10)).toEqual(['42.5', 'Hannover、Canton', '1234.56', '远洋代理']);
    expect([rows[1]![2], rows[1]![4], rows[1]![5]!.slice(0, 10)]).toEqual(['一、二', '王芳', '2026-11-21']);
    expect([job.rows, job.total]).toEqual([2, 2]);
  });

  it('holds the scope and the columns of whoever asks, and is theirs', async () => {
    const before = done(await rep.call('GET', '/accounts')).total;
    const { job, header, rows } = await exported({ entity: 'account', format: 'csv', language: 'en' }, rep);
    expect(rows).toHaveLength(before);
    expect(header.join()).not.toContain('Credit limit');
    expect(
      (await rep.call('POST', '/exports', { body: { entity: 'account', format: 'csv', columns: ['creditLimit'] } }))
        .status,
    ).toBe(400);
    expect(
      (
        await rep.call('POST', '/exports', {
          body: { entity: 'account', format: 'csv', query: { sort: 'creditLimit' } },
        })
      ).status,
    ).toBe(400);
    await makeRecord(admin, product, { cost: 100 } as never);
    expect((await exported({ entity: 'product', format: 'csv', language: 'en' }, rep)).header.join()).not.toMatch(
      /Cost/,
    );
    const other = await world.person('sales-rep', { ws });
    expect((await other.call('GET', `/exports/${job.id}`)).status).toBe(404);
    const all = done(await admin.call('GET', '/exports')).items;
    expect(all.map(({ createdBy }: Any) => createdBy)).toContain(rep.memberId);
    expect(done(await other.call('GET', '/exports')).items).toEqual([]);
    world.clock.now += 8 * 86_400_000;
    const again = await world.again(rep);
    expect(done(await again.call('GET', `/exports/${job.id}`))).toMatchObject({ state: 'expired' });
    expect(done(await again.call('GET', `/exports/${job.id}`)).url).toBeUndefined();
    world.clock.now -= 8 * 86_400_000;
  });
});

describe('a field of one’s own', () => {
  it('is added up in its own currency', async () => {
    const city = '预算';
    for (const budget of [1_200, 34]) await many(1, { city, custom: { budget } });
    const query = new URLSearchParams({ group: 'city', sum: 'custom.budget', filter: `city:eq:${city}` });
    expect(done(await admin.call('GET', `/accounts/summary?${query}`)).groups).toEqual([
      { value: city, count: 2, sums: { USD: 1_234 } },
    ]);
  });

  it('points to a record that there is, and changes its kind only while nobody uses it', async () => {
    const [one, two] = await many(2, { city: '自定义' });
    await patch(one.id, { custom: { agent: two.id, seen: '2026-11-20T08:00:00Z' } });
    const refused = await admin.call('PATCH', `/accounts/${one.id}`, {
      version: (await get(one.id)).version,
      body: { custom: { agent: 'acc_nobody' } },
    });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'custom.agent']);
    const { version, standard } = done(await admin.call('GET', '/standards'));
    const put = (name: string, type: string) => {
      const custom = own.map((field) => (field.name === name ? { ...field, type } : field));
      return admin.call('PUT', '/standards', {
        version,
        body: { standard: { ...standard, account: { ...standard.account, custom } } },
      });
    };
    expect((await put('seen', 'number')).body.errors[0].field).toBe('standard.account.custom.4.type');
  });
});

describe('views', () => {
  const save = (person: Person, body: object) =>
    person.call('POST', '/views', { body: { name: 'Mine', entity: 'account', filters: ['city:eq:上海'], ...body } });
  const seen = async (person: Person): Promise<string[]> =>
    done(await person.call('GET', '/views?entity=account')).items.map(({ name }: Any) => name);

  it('are seen and changed by those they are for', async () => {
    const mate = await world.person('sales-rep', { ws, team: 'east' });
    const manager = await world.person('sales-manager', { ws, team: 'west' });
    const mine = done(await save(rep, { name: 'rep mine' }));
    const team = done(await save(rep, { name: 'rep team', shared: 'team' }));
    expect((await save(rep, { shared: 'all' })).status).toBe(403);
    const all = done(
      await save(manager, {
        name: 'for all',
        shared: 'all',
        filters: ['creditLimit:gt:1', 'city:filled'],
        columns: [{ name: 'name', width: 200 }, { name: 'creditLimit' }],
      }),
    );
    expect(await seen(rep)).toEqual(['for all', 'rep mine', 'rep team']);
    expect(await seen(mate)).toEqual(['for all', 'rep team']);
    expect(await seen(manager)).toEqual(['for all']);
    // What a reader may not see is left out for them, so that their list can be shown at all.
    expect(done(await mate.call('GET', `/views/${all.id}`))).toMatchObject({
      filters: ['city:filled'],
      columns: [{ name: 'name', width: 200 }],
      canChange: false,
    });
    expect((await mate.call('GET', `/views/${mine.id}`)).status).toBe(404);
    const change = { version: team.version, body: { name: 'theirs' } };
    expect((await mate.call('PATCH', `/views/${team.id}`, change)).status).toBe(403);
    expect((await save(rep, { filters: ['creditLimit:gt:1'] })).body.errors[0].field).toBe('filters.0');
    done(await rep.call('POST', '/view-defaults', { body: { entity: 'account', viewId: all.id } }));
    expect(done(await rep.call('GET', '/views')).defaults).toEqual({ account: all.id });
    const away = done(await rep.call('POST', `/views/${mine.id}/archive`, { version: mine.version, body: {} }));
    expect(await seen(rep)).not.toContain('rep mine');
    done(await rep.call('POST', `/views/${mine.id}/restore`, { version: away.version, body: {} }));
    expect(await seen(rep)).toContain('rep mine');
  });
});
