import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { effects } from '../harness/effects.ts';
import { accountCode, accountOf, carryOut, columnsTo, csv, ofAccounts, prepare, step } from '../harness/imports.ts';
import { mailsTo } from '../harness/mails.ts';
import { done, makeRecord } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
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

describe('a value that cannot be read', () => {
  const flagged = async () => {
    const one = accountCode();
    const columns = columnsTo({
      code: 'code',
      name: 'name',
      birth: 'birthDate',
      limit: 'creditLimit',
      since: 'customerSince',
    });
    const bytes = csv('code,name,birth,limit,since', [one, 'Ocean', '31 April', 'plenty', '2024-13-01']);
    await carryOut(world, admin, ofAccounts({ bytes, columns }));
    return { one, columns };
  };

  it('is kept as it came, and goes when the field is set', async () => {
    const { one } = await flagged();
    const made = await accountOf(admin, one);
    expect(made.asImported).toEqual({ birthDate: '31 April', creditLimit: 'plenty', customerSince: '2024-13-01' });
    for (const name of Object.keys(made.asImported)) expect(made).not.toHaveProperty(name);
    const changed = done(
      await admin.call('PATCH', `/accounts/${made.id}`, {
        version: 1,
        body: { birthDate: '1985-04-30', creditLimit: null },
      }),
    );
    expect(changed).toMatchObject({ birthDate: '1985-04-30', asImported: { customerSince: '2024-13-01' } });
    const { items } = done(await admin.call('GET', '/accounts?filter=birthDate:eq:1985-04-30'));
    expect(items.map(({ id }: Any) => id)).toContain(made.id);
  });

  it('goes when a later file says it properly, and one that still cannot be read takes its place', async () => {
    const { one, columns } = await flagged();
    const bytes = csv('code,name,birth,limit,since', [one, '', '1985-04-30', 'very much', '']);
    const ended = await carryOut(world, admin, ofAccounts({ bytes, columns }));
    expect(ended.counts).toEqual({ updated: 1, flagged: 1 });
    const changed = await accountOf(admin, one);
    expect(changed).toMatchObject({
      birthDate: '1985-04-30',
      asImported: { creditLimit: 'very much', customerSince: '2024-13-01' },
    });
    expect(changed.asImported).not.toHaveProperty('birthDate');
  });
});

describe('the errors file', () => {
  it('holds what was refused or not understood, safe to open, and can be mended and imported again', async () => {
    const [good, noName, badDate] = [accountCode(), accountCode(), accountCode()];
    const bytes = csv(
      'Code,Name,Birth date,Note',
      [good, 'Ocean', '1985-04-17', ''],
      [noName, '', '1985-04-18', '=HYPERLINK("http://x")'],
      [badDate, '"Harbour, east"', '31 April', '@now'],
      [accountCode(), 'River', '1985-04-19', ''],
    );
    const first = await carryOut(
      world,
      admin,
      ofAccounts({
        bytes,
        columns: columnsTo({ Code: 'code', Name: 'name', 'Birth date': 'birthDate', Note: 'note' }),
      }),
    );
    expect(first).toMatchObject({ errorsFile: true, counts: { created: 3, refused: 1, flagged: 1 } });
    const { url } = done(await admin.call('GET', `/imports/${first.id}/errors-file`));
    const text = await (await fetch(url)).text();
    const lines = text.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toBe('file,row,outcome,problem,Code,Name,Birth date,Note');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^accounts\.csv,3,refused,.*"'=HYPERLINK/);
    const mended = text.replace(`${noName},`, `${noName},Now with a name`).replace('31 April', '1985-04-30');
    const again = await carryOut(world, admin, ofAccounts({ bytes: mended }));
    expect(again).toMatchObject({ errorsFile: false, counts: { created: 1, updated: 1 } });
    expect(await accountOf(admin, noName)).toMatchObject({ name: 'Now with a name', note: '=HYPERLINK("http://x")' });
    const now = await accountOf(admin, badDate);
    expect(now).toMatchObject({ name: 'Harbour, east', birthDate: '1985-04-30', note: '@now' });
    expect(now.asImported).toBeUndefined();
  });

  it('is not there where every row was taken', async () => {
    const { id } = await carryOut(world, admin, ofAccounts({ bytes: csv('code,name', [accountCode(), 'Ocean']) }));
    expect(refusal(await admin.call('GET', `/imports/${id}/errors-file`))).toEqual([409, 'conflict']);
  });
});

describe('whoever imports', () => {
  const file = (one: string, extra: Record<string, string> = {}) =>
    ofAccounts({ bytes: csv(['code', 'name', ...Object.keys(extra)], [one, 'Imported', ...Object.values(extra)]) });

  it.each(['order', 'product', 'category', 'opportunity'])(
    'needs the right to write what is imported: %s',
    async (target) => {
      const marketing = await world.person('marketing');
      const begin = (person: Person) =>
        person.call('POST', '/imports', { body: { target, files: [{ fileName: 'a.csv', size: 10 }] } });
      expect(refusal(await begin(marketing))).toEqual([403, 'forbidden']);
      const { import: job } = done(await begin(admin));
      for (const name of ['read', 'check', 'run', 'undo'])
        expect(refusal(await marketing.call('POST', `/imports/${job.id}/${name}`, { body: {} }))).toEqual([
          403,
          'forbidden',
        ]);
      expect(
        refusal(await marketing.call('PATCH', `/imports/${job.id}`, { version: 1, body: { name: 'mine' } })),
      ).toEqual([403, 'forbidden']);
    },
  );

  it('cannot fill what they may not see', async () => {
    const marketing = await world.person('marketing');
    const plan = file(accountCode(), { 'credit limit': '100000' });
    const { files, version, id } = await prepare(marketing, plan);
    expect(files[0].columns.map(({ field }: Any) => field)).toEqual(['code', 'name', null]);
    const map = (body: object) => marketing.call('PATCH', `/imports/${id}`, { version, body });
    expect(
      refusal(
        await map({ files: [{ columns: columnsTo({ code: 'code', name: 'name', 'credit limit': 'creditLimit' }) }] }),
      ),
    ).toEqual([403, 'forbidden']);
    expect(refusal(await map({ defaults: { creditLimit: 100_000 } }))).toEqual([403, 'forbidden']);
  });

  it('changes no record outside their own scope', async () => {
    const [theirs, mine] = [accountCode(), accountCode()];
    const rep = await world.person('marketing', { scope: 'own' });
    const record = await makeRecord(admin, account, { code: theirs, name: 'Ours' });
    const bytes = csv('code,name', [theirs, 'Taken over'], [mine, 'Mine']);
    const { id } = await prepare(rep, ofAccounts({ bytes }));
    const checked = await step(world, rep, id, 'check');
    const ended = await step(world, rep, id, 'run');
    expect(ended.counts).toEqual({ refused: 1, created: 1 });
    expect(checked.checkCounts).toEqual(ended.counts);
    expect(await accountOf(admin, theirs)).toEqual(record);
    expect(await accountOf(rep, mine)).toMatchObject({ name: 'Mine', ownerId: rep.memberId });
  });
});

describe('a sandbox', () => {
  it('takes an import, audits and reviews it, and sends no mail', async () => {
    const ws = await openWorkspace(world, 'sandbox');
    const boss = await world.person('executive', { ws });
    const trainer = await world.person('administrator', { ws });
    const before = (await effects(world)).mails;
    const ended = await carryOut(
      world,
      trainer,
      ofAccounts({ bytes: csv('code,name,email', [accountCode(), 'Ocean', 'no address']) }),
    );
    expect(ended.counts).toEqual({ created: 1 });
    done(await trainer.call('POST', '/audit-runs', { body: { kind: 'sweep' } }));
    done(await trainer.call('POST', '/reviews', { body: { period: '2026-10' } }));
    expect(done(await trainer.call('POST', '/reviews/2026-10/mail', { body: {} }))).toEqual({ recipients: 1 });
    expect((await effects(world)).mails).toBe(before);
    expect(mailsTo(world, boss.email)).toBe(0);
  });
});
