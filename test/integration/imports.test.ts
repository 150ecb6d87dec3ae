import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importJobs } from '../../functions/imports/jobs.ts';
import { readImport, saveImport } from '../../functions/imports/store.ts';
import { workbook } from '../../functions/imports/workbook.fixture.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { lead } from '../../shared/leads/lead.ts';
import { effects } from '../harness/effects.ts';
import type { ImportFile } from '../harness/imports.ts';
import {
  accountCode,
  accountOf,
  carryOut,
  columnsTo,
  csv,
  ofAccounts,
  prepare,
  step,
  upload,
} from '../harness/imports.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator', { team: 'east' });
});
afterAll(() => world.close());

const ledger = async (id: string, query = ''): Promise<Any[]> =>
  done(await admin.call('GET', `/imports/${id}/rows?limit=200${query}`)).items;

describe('a file', () => {
  const fieldsOf = async (file: ImportFile, target = 'account') => {
    const id = await upload(admin, { target, files: [file] });
    const [read] = done(await admin.call('POST', `/imports/${id}/read`, { body: {} })).files;
    return { read, fields: read.columns.map(({ field }: Any) => field) as (string | null)[] };
  };
  const plain =
    'Customer No.,Company,E-mail,Tel,Created,Shoe size\nC000001,Ocean,info@ocean.example,+86 21 5888 1234,2024-03-01,44\n';
  const chinese =
    '客户编码,客户名称,电子邮箱,联系电话,国家,备注\nC000001,远洋,info@ocean.example,021-58881234,中国,好\n';
  const gbk = Buffer.from('bfcdbba7b1e0c2eb2cbfcdbba7c3fbb3c60a433030303030312cd4b6d1f30a', 'hex');

  it.each<[string, ImportFile['bytes'], string, (string | null)[]]>([
    ['in English', plain, 'utf-8', ['code', 'name', 'email', 'phone', 'customerSince', null]],
    ['with a byte order mark', `\uFEFF${plain}`, 'utf-8', ['code', 'name', 'email', 'phone', 'customerSince', null]],
    ['with semicolons', plain.replaceAll(',', ';'), 'utf-8', ['code', 'name', 'email', 'phone', 'customerSince', null]],
    ['in Chinese', chinese, 'utf-8', ['code', 'name', 'email', 'phone', 'country', 'note']],
    ['in the Chinese encoding GB18030', gbk, 'gb18030', ['code', 'name']],
    [
      'in UTF-16, as spreadsheets save it',
      Buffer.from(`\uFEFF${chinese.replaceAll(',', '\t')}`, 'utf16le'),
      'utf-16le',
      ['code', 'name', 'email', 'phone', 'country', 'note'],
    ],
    [
      'of a database, with a prefix',
      'cst_id,cst_key,cst_firstname,cst_lastname\n11000,C000001,Jon,Yang\n',
      'utf-8',
      ['externalIds.legacy', 'code', 'firstName', 'lastName'],
    ],
  ])('%s is read, and a field suggested for each column', async (_, bytes, encoding, wanted) => {
    const { read, fields } = await fieldsOf({ name: 'a.csv', bytes });
    expect(read.encoding).toBe(encoding);
    expect(fields).toEqual(wanted);
    for (const [index, name] of read.header.entries())
      expect(read.confidence[name] > 0, name).toBe(wanted[index] !== null);
  });

  it('that is a workbook is read like any other', async () => {
    const cells = (row: number, ...texts: string[]) =>
      `<row r="${row}">${texts.map((text, index) => `<c r="${'ABC'[index]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    const one = accountCode();
    const rows = [cells(1, '客户编码', '客户名称', '城市'), cells(2, one, ' 远洋 ', '上海')].join('');
    const ended = await carryOut(world, admin, {
      target: 'account',
      files: [{ name: 'a.xlsx', bytes: workbook({ rows }) }],
    });
    expect(ended.counts).toEqual({ created: 1, trimmed: 1 });
    expect(await accountOf(admin, one)).toMatchObject({ name: '远洋', city: '上海' });
  });

  it('is suggested the form of its dates and the meaning of its words', async () => {
    const { read } = await fieldsOf({
      name: 'a.csv',
      bytes: 'code,name,birth date,status\nC1,a,31/12/1985,Customer\nC2,b,17/04/1979,lost\n',
    });
    expect(read.columns.slice(2)).toMatchObject([{ field: 'birthDate', format: 'dd/MM/yyyy' }, { field: 'status' }]);
  });

  it('may fill the company’s own fields', async () => {
    const ws = await openWorkspace(world);
    const person = await world.person('administrator', { ws });
    const { version, standard } = done(await person.call('GET', '/standards'));
    const custom = [{ name: 'size', type: 'number', label: { en: 'Shoe size', zh: '鞋码' }, aliases: ['Shoe size'] }];
    done(
      await person.call('PUT', '/standards', {
        version,
        body: { standard: { ...standard, account: { ...standard.account, custom } } },
      }),
    );
    await carryOut(world, person, ofAccounts({ bytes: plain.replace('44', ' 44.5 ') }));
    expect(await accountOf(person, 'C000001')).toMatchObject({
      name: 'Ocean',
      custom: { size: 44.5 },
      customerSince: '2024-03-01',
    });
  });
});

describe('rows', () => {
  it('find their record by its key: what they say changes, what they leave blank stays', async () => {
    const [known, same, fresh] = [accountCode(), accountCode(), accountCode()];
    await makeRecord(admin, account, { code: known, name: 'Ocean', city: '上海', status: 'customer', tags: ['vip'] });
    await makeRecord(admin, account, { code: same, name: 'Harbour', city: '苏州' });
    const bytes = csv(
      'code,name,city,status',
      [` ${known.toLowerCase()}`, 'Ocean Ltd', '', ''],
      [same, 'Harbour', '苏州', ''],
      [fresh, 'New', '', 'lost'],
    );
    const ended = await carryOut(world, admin, ofAccounts({ bytes }));
    expect(ended.counts).toEqual({ created: 1, updated: 1, unchanged: 1, trimmed: 1 });
    expect(await accountOf(admin, known)).toMatchObject({
      version: 2,
      name: 'Ocean Ltd',
      city: '上海',
      status: 'customer',
      tags: ['vip'],
    });
    expect(await accountOf(admin, same)).toMatchObject({ version: 1 });
    expect(await accountOf(admin, fresh)).toMatchObject({
      version: 1,
      status: 'lost',
      kind: 'company',
      ownerId: admin.memberId,
      teamId: 'east',
      source: `import:${ended.id}`,
    });
  });

  it('come out of the dry run as of the run, each in one way, and the dry run changes nothing', async () => {
    const [known, taken, twice] = [accountCode(), accountCode(), accountCode()];
    await makeRecord(admin, account, { code: known, name: 'Ocean' });
    await makeRecord(admin, account, { code: taken, externalIds: { legacy: `L${taken}` } });
    const bytes = csv(
      'code,name,birth date,id',
      [known, 'Ocean 2', '', ''],
      [taken, done(await admin.call('GET', `/accounts?filter=code:eq:${taken}`)).items[0].name, '', ''],
      [twice, 'Twice', '1985-04-17', ''],
      [twice.toLowerCase(), 'Twice again', '', ''],
      [accountCode(), '', '1979-01-01', ''],
      [accountCode(), 'Flagged', '31 April', ''],
      [accountCode(), ' Trimmed ', '', ''],
      ['', '', '', ''],
      [accountCode(), 'Same id', '', `L${taken}`],
    );
    const columns = columnsTo({ code: 'code', name: 'name', 'birth date': 'birthDate', id: 'externalIds.legacy' });
    const { id } = await prepare(admin, ofAccounts({ bytes, columns }));
    const before = await effects(world);
    const checked = await step(world, admin, id, 'check');
    expect(checked).toMatchObject({ state: 'checked', errorsFile: true, progress: { done: 9, total: 9 } });
    expect((await effects(world)).items - before.items).toBeLessThanOrEqual(2);
    expect(await accountOf(admin, twice)).toBeUndefined();
    const ended = await step(world, admin, id, 'run');
    expect(ended.counts).toEqual(checked.checkCounts);
    expect(ended.counts).toEqual({
      created: 3,
      updated: 1,
      unchanged: 1,
      merged: 1,
      refused: 2,
      blank: 1,
      flagged: 1,
      trimmed: 1,
    });
    expect(
      (await ledger(id)).map(({ row, outcome, problem }) =>
        [row, outcome, problem?.code, problem?.field].filter(Boolean),
      ),
    ).toEqual([
      [2, 'updated'],
      [3, 'unchanged'],
      [4, 'created'],
      [5, 'merged'],
      [6, 'refused', 'required', 'name'],
      [7, 'created'],
      [8, 'created'],
      [10, 'refused', 'duplicate', 'externalIds.legacy'],
    ]);
    expect(await ledger(id, '&outcome=refused')).toHaveLength(2);
  });

  it('that look like a record that is there, or like each other, are told, and left out where that is wanted', async () => {
    const [there, other] = [accountCode(), accountCode()];
    const twin = { name: `Quayside ${there} Tools Ltd`, phone: '021 5777 1234' };
    const known = await makeRecord(admin, account, { code: there, email: undefined, ...twin });
    const bytes = csv(
      'code,name,phone',
      [accountCode(), twin.name.toUpperCase(), '+86 21 5777 1234'],
      [accountCode(), `Mole ${other}`, '0512 6777 9911'],
      [other, `Mole ${other}`, '0512 6777 9911'],
      [accountCode(), `Pier ${other}`, ''],
    );
    const { id } = await prepare(admin, ofAccounts({ bytes }));
    const checked = await step(world, admin, id, 'check');
    expect(checked.checkCounts).toMatchObject({ created: 4, possible: 2 });
    const mapped = { version: checked.version, body: { duplicates: 'skip' } };
    done(await admin.call('PATCH', `/imports/${id}`, mapped));
    const again = await step(world, admin, id, 'check');
    expect(again.checkCounts).toMatchObject({ created: 2, refused: 2, possible: 2 });
    expect((await step(world, admin, id, 'run')).counts).toEqual(again.checkCounts);
    expect((await ledger(id)).map(({ outcome, possible, problem }) => [outcome, possible?.[0], problem?.code])).toEqual(
      [
        ['refused', { recordId: known.id, score: expect.any(Number) }, 'possible-duplicate'],
        ['created', undefined, undefined],
        ['refused', { row: 3, score: expect.any(Number) }, 'possible-duplicate'],
        ['created', undefined, undefined],
      ],
    );
    expect(await accountOf(admin, other)).toBeUndefined();
  });

  it('with the key of a record that was merged change the one that it became, which keeps its own key', async () => {
    const [kept, gone] = [accountCode(), accountCode()];
    const winner = await makeRecord(admin, account, { code: kept, city: '上海' });
    const loser = await makeRecord(admin, account, { code: gone });
    const body = { type: 'account', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
    done(await admin.call('POST', '/merges', { body }));
    const ended = await carryOut(world, admin, ofAccounts({ bytes: csv('code,city', [gone, '苏州']) }));
    expect(ended.counts).toEqual({ updated: 1 });
    expect(done(await admin.call('GET', `/accounts/${winner.id}`))).toMatchObject({ code: kept, city: '苏州' });
  });

  it('of one key are laid over one another, and a companion file fills what is missing', async () => {
    const one = accountCode();
    const files = [
      {
        name: 'main.csv',
        bytes: csv('code,name,gender,city', [one, 'Jon Yang', 'M', ''], [one, '', '', '上海']),
        columns: columnsTo({ code: 'code', name: 'name', gender: 'gender', city: 'city' }),
      },
      {
        name: 'more.csv',
        bytes: csv('id,gen,country', [`NAS${one}`, 'Female', 'CN']),
        columns: columnsTo(
          { id: 'code', gen: 'gender', country: 'country' },
          { id: { stripText: ['NAS'] }, gen: { fill: 'when-empty' } },
        ),
      },
      {
        name: 'rest.csv',
        bytes: csv('id,gen', [one.slice(1), 'X']),
        columns: columnsTo({ id: 'code', gen: 'gender' }, { id: { insertText: 'C' }, gen: { fill: 'when-empty' } }),
      },
    ];
    const ended = await carryOut(world, admin, { target: 'account', keyField: 'code', files });
    expect(ended.counts).toEqual({ created: 1, merged: 3 });
    expect(await accountOf(admin, one)).toMatchObject({
      version: 1,
      name: 'Jon Yang',
      gender: 'M',
      city: '上海',
      country: 'CN',
    });
  });

  it('begin with the defaults where they say nothing, and keep original dates and authors', async () => {
    const [one, two] = [accountCode(), accountCode()];
    const columns = columnsTo({ code: 'code', name: 'name', created: 'createdAt', by: 'createdBy', status: 'status' });
    const bytes = csv(
      'code,name,created,by,status',
      [one, 'Ocean', '2019-05-06 08:30', 'Old Wang', ''],
      [two, 'Harbour', '', '', 'lost'],
    );
    const ended = await carryOut(
      world,
      admin,
      ofAccounts({ bytes, columns }, { defaults: { status: 'customer', currency: 'USD' } }),
    );
    const now = new Date(world.clock.now).toISOString();
    expect(await accountOf(admin, one)).toMatchObject({
      status: 'customer',
      currency: 'USD',
      createdAt: '2019-05-06T00:30:00.000Z',
      createdBy: 'Old Wang',
      enteredAt: now,
      updatedBy: admin.memberId,
    });
    expect(await accountOf(admin, two)).toMatchObject({
      status: 'lost',
      currency: 'USD',
      createdAt: now,
      createdBy: admin.memberId,
    });
    const { items } = done(await admin.call('GET', `/accounts/${(await accountOf(admin, one)).id}/history`));
    expect(items).toMatchObject([
      { version: 1, via: 'import', by: admin.memberId, source: `import:${ended.id}`, operation: 'created', at: now },
    ]);
  });

  it('of a document are its lines, with what they refer to', async () => {
    const customer = await makeRecord(admin, account);
    const item = await makeRecord(admin, product);
    const number = `SO${nextNumber()}`;
    const columns = columnsTo({
      no: 'number',
      cust: 'accountId',
      date: 'orderDate',
      sku: 'lines.productId',
      qty: 'lines.quantity',
      price: 'lines.unitPrice',
      sum: 'lines.amount',
    });
    const rows = [
      [number, customer.code, '2026-11-01', item.code, '2', '10.50', '21'],
      [number, customer.code, '', 'NO-SUCH', '1', '5', '5.00'],
      [`${number}b`, 'C999999', '2026-11-02', item.id, '3', '1', '3'],
    ];
    const bytes = csv('no,cust,date,sku,qty,price,sum', ...rows);
    const ended = await carryOut(world, admin, {
      target: 'order',
      keyField: 'number',
      files: [{ name: 'orders.csv', bytes, columns }],
    });
    expect(ended.counts).toEqual({ created: 3, flagged: 2 });
    const order = async (one: string) =>
      done(
        await admin.call(
          'GET',
          `/orders/${done(await admin.call('GET', `/orders?filter=number:eq:${one}`)).items[0].id}`,
        ),
      );
    expect(await order(number)).toMatchObject({
      accountId: customer.id,
      orderDate: '2026-11-01',
      occurredAt: '2026-11-01T00:00:00.000Z',
      amount: 2600,
      asImported: { 'lines.1.productId': 'NO-SUCH' },
      lines: [
        { productId: item.id, quantity: 2, unitPrice: 1050, amount: 2100 },
        { quantity: 1, unitPrice: 500, amount: 500 },
      ],
    });
    const second = await order(`${number}b`);
    expect(second).toMatchObject({ asImported: { 'lines.0.accountId': 'C999999' }, lines: [{ productId: item.id }] });
    expect(second.accountId).toBeUndefined();
    // Set in the head, the text of the row is settled.
    const settled = done(
      await admin.call('PATCH', `/orders/${second.id}`, { version: 1, body: { accountId: customer.id } }),
    );
    expect(settled.asImported).toBeUndefined();
  });
});

describe('leads, which nothing tells apart', () => {
  const ofLeads = (...rows: string[][]) => ({
    target: 'lead',
    files: [{ name: 'leads.csv', bytes: csv('name,mobile,region,origin,owner', ...rows) }],
  });
  const leadsOf = async (id: string): Promise<Any[]> =>
    done(await admin.call('GET', `/leads?archived=all&sort=name&filter=source:eq:import:${id}`)).items;

  it('are each a new record, and possible twins are left out where that is wished', async () => {
    const known = await makeRecord(admin, lead, { name: '周海', mobile: '+86 139 7711 0001' });
    const plan = ofLeads(
      ['周海', '+86 139 7711 0001', '', '', ''],
      ['B Unlike', '+86 139 7711 0002', '', '', ''],
      ['C Other', '+86 139 7711 0003', '', '', ''],
    );
    const job = await prepare(admin, plan);
    expect(job.keyField).toBe('#row');
    const checked = await step(world, admin, job.id, 'check');
    expect(checked.checkCounts).toEqual({ created: 3, possible: 1 });
    done(await admin.call('PATCH', `/imports/${job.id}`, { version: checked.version, body: { duplicates: 'skip' } }));
    const ended = await step(world, admin, job.id, 'run');
    expect(ended.counts).toMatchObject({ created: 2, refused: 1 });
    expect((await ledger(job.id, '&outcome=refused'))[0].possible[0].recordId).toBe(known.id);
    // No rule is set: they are whose import it is.
    expect((await leadsOf(job.id)).map(({ name, ownerId, status }) => [name, ownerId, status])).toEqual([
      ['B Unlike', admin.memberId, 'new'],
      ['C Other', admin.memberId, 'new'],
    ]);
    // Every message again: what was made is not made twice.
    const stored = await readImport(admin.ws, job.id, world.stack.deps.table);
    await saveImport(stored, { state: 'running' }, world.stack.deps.table);
    const again = {
      job: 'imports.portion',
      ws: stored.ws,
      id: job.id,
      step: 'run',
      attempt: stored.attempt,
      portion: 0,
    };
    await importJobs['imports.portion']!(again, world.stack.deps);
    await world.settle();
    expect(await leadsOf(job.id)).toHaveLength(2);
    expect((await step(world, admin, job.id, 'undo')).counts).toMatchObject({ undone: 2 });
    expect(await leadsOf(job.id)).toEqual([]);
  });

  it('are found by their former id where the file has one', async () => {
    const bytes = csv('name,id', ['D With id', 'L-1']);
    const plan = { target: 'lead', files: [{ name: 'a.csv', bytes }] };
    expect(await carryOut(world, admin, plan)).toMatchObject({
      keyField: 'externalIds.legacy',
      counts: { created: 1 },
    });
    expect((await carryOut(world, admin, plan)).counts).toEqual({ unchanged: 1 });
    const { id, version } = await prepare(admin, ofAccounts({ bytes: 'code,name\nC1,a\n' }));
    const refused = await admin.call('PATCH', `/imports/${id}`, { version, body: { keyField: '#row' } });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'keyField']);
  });

  it('go by the rules of the workspace when nobody is named for them, and to the pool when no rule knows them', async () => {
    const [rep, other] = [await world.person('sales-rep', { team: 'west' }), await world.person('sales-rep')];
    const { version, policy } = done(await admin.call('GET', '/leads/policy'));
    const members = [rep.memberId, other.memberId];
    const assignment = [
      { id: 'fair', name: 'Fairs in turn', when: ['origin:eq:fair'], to: { kind: 'members', members } },
    ];
    const set = done(
      await admin.call('PUT', '/leads/policy', { version, body: { policy: { ...policy, assignment } } }),
    );
    const ended = await carryOut(
      world,
      admin,
      ofLeads(
        ['a', '+86 139 7722 0001', '', 'fair', ''],
        ['b', '+86 139 7722 0002', '', 'fair', ''],
        ['c', '+86 139 7722 0003', '', 'fair', ''],
        ['d', '+86 139 7722 0004', '', 'web', ''],
        ['e', '+86 139 7722 0005', '', 'fair', admin.memberId],
      ),
    );
    const made = await leadsOf(ended.id);
    expect(made.map(({ name, ownerId, status }) => [name, ownerId, status])).toEqual([
      ['a', rep.memberId, 'new'],
      ['b', other.memberId, 'new'],
      ['c', rep.memberId, 'new'],
      ['d', undefined, 'recycled'],
      ['e', admin.memberId, 'new'],
    ]);
    const whole = async (rec: Any) => done(await admin.call('GET', `/leads/${rec.id}`));
    expect(await whole(made[0])).toMatchObject({ teamId: 'west' });
    const { items } = done(await admin.call('GET', `/leads/${made[0].id}/history`));
    expect(items[0].reason).toContain('Fairs in turn');
    const free = await whole(made[3]);
    const claimed = await other.call('POST', `/leads/${free.id}/claim`, { version: free.version, body: {} });
    expect(done(claimed)).toMatchObject({ ownerId: other.memberId, status: 'working' });
    done(await admin.call('PUT', '/leads/policy', { version: set.version, body: { policy } }));
  });
});
