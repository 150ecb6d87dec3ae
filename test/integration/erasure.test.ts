import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../functions/history/chain.ts';
import { historyAndCounters } from '../../functions/history/projector.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { chainOf, headOf } from '../harness/chains.ts';
import { allItems } from '../harness/effects.ts';
import { carryOut } from '../harness/imports.ts';
import { done, makeRecord, unique } from '../harness/records.ts';
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

describe('erasing a person', () => {
  const values = {
    name: 'Wang Xiaoming',
    firstName: 'Xiaoming-first',
    lastName: 'Wang-last',
    gender: 'gender-x',
    birthDate: '1985-04-17',
    phone: '+86 138 0013 8001',
    email: 'xiaoming@wang.example',
    website: 'https://wang-home.example',
    taxId: '91310000MA1FL0XX0X',
    address: 'Garden Road 17, house 4',
    postcode: '200099',
    note: 'has a limp',
  };
  const later = {
    name: 'Wang Xiaoming-Li',
    phone: '+86 138 0013 8002',
    note: 'has recovered',
    birthDate: '1985-04-18',
  };
  const personal = [...Object.values(values), ...Object.values(later), 'erp-4711', 'thirty-first of April'];

  it('leaves nothing of them in what the audit found', async () => {
    const columns = ['name', 'birthDate', 'externalIds.legacy'].map((column) => ({ column, field: column }));
    const bytes = 'name,birthDate,externalIds.legacy\nZhao Laowu,thirtieth of February,L-77\n';
    await carryOut(world, admin, {
      target: 'contact',
      keyField: 'externalIds.legacy',
      files: [{ name: 'x.csv', bytes, columns }],
    });
    await world.settle();
    await admin.call('POST', '/audit-runs', { body: { kind: 'sweep' } });
    await world.settle();
    const person = done(await admin.call('GET', '/contacts?q=Zhao')).items[0];
    const path = `/findings?filter=subjectId:eq:${person.id}`;
    expect(JSON.stringify(done(await admin.call('GET', path)))).toMatch(/Laowu.*thirtieth/);
    done(
      await admin.call('POST', `/contacts/${person.id}/erase`, { version: person.version, body: { reason: 'asked' } }),
    );
    await world.settle();
    const findings = done(await admin.call('GET', path)).items;
    expect(findings.length).toBeGreaterThan(0);
    for (const one of findings) {
      const stored = await allItems(world, recordKey(MAIN, one.id).pk);
      expect(JSON.stringify(stored)).not.toMatch(/Laowu|thirtieth/);
      expect(verifyChain(await chainOf(world, MAIN, one.id))).toEqual([]);
    }
  });

  it('leaves nothing of them in the record, in its history or in its keys, and the chain verifies', async () => {
    const { version, standard } = done(await admin.call('GET', '/standards'));
    const fields = { name: { required: true } };
    const custom = [{ name: 'hobby', type: 'text', label: { en: 'Hobby', zh: '爱好' } }];
    done(
      await admin.call('PUT', '/standards', {
        version,
        body: { standard: { ...standard, account: { ...standard.account, fields, custom } } },
      }),
    );
    const code = unique('C000123');
    const created = await makeRecord(admin, account, {
      ...values,
      code,
      kind: 'person',
      custom: { hobby: 'has a limp' },
      externalIds: { erp: 'erp-4711' },
    });
    const columns = [
      { column: 'code', field: 'code' },
      { column: 'since', field: 'customerSince' },
    ];
    await carryOut(world, admin, {
      target: 'account',
      keyField: 'code',
      files: [
        {
          name: 'since.csv',
          bytes: `code,since,name\n${code},thirty-first of April,${values.name}\n`,
          columns: [...columns, { column: 'name', field: 'name' }],
        },
      ],
    });
    const imported = done(await admin.call('GET', `/accounts/${created.id}`));
    expect(imported.asImported).toEqual({ customerSince: 'thirty-first of April' });
    const changed = await change(imported, later, colleague);
    await world.settle();
    const under = () => allItems(world, `${MAIN}#${created.id}`);
    const told = (text: string) => personal.filter((value) => text.includes(value));
    expect(told(JSON.stringify(await under()))).toEqual(
      expect.arrayContaining([values.phone, later.phone, later.name, 'erp-4711']),
    );

    const erased = done(
      await admin.call('POST', `/accounts/${created.id}/erase`, {
        version: changed.version,
        body: { reason: 'asked for on paper' },
      }),
    );
    await world.settle();
    expect(erased).toMatchObject({ name: '—', code, version: changed.version + 1, archivedAt: expect.any(String) });
    expect(told(JSON.stringify(erased))).toEqual([]);
    const left = await under();
    expect(left.length).toBeGreaterThan(4);
    expect(told(JSON.stringify(left))).toEqual([]);
    expect(told(JSON.stringify(await allItems(world, `${MAIN}#key#`)))).toEqual([]);
    const chain = await chainOf(world, MAIN, created.id);
    expect(chain.map(({ salt }) => salt)).toEqual(chain.map(() => undefined));
    expect(chain.at(-1)).toMatchObject({ operation: 'archived', reason: 'asked for on paper', by: admin.memberId });
    expect(verifyChain(chain)).toEqual([]);
    expect((await headOf(world, MAIN, created.id))!.hash).toBe(chain.at(-1)!.hash);
    expect(told(JSON.stringify(done(await admin.call('GET', `/accounts/${created.id}/history`))))).toEqual([]);
    expect(done(await admin.call('GET', `/accounts?archived=all&q=${encodeURIComponent('xiaoming')}`)).total).toBe(0);
    expect(done(await admin.call('GET', `/search?q=${encodeURIComponent('138 0013')}`)).items).toEqual([]);
  });

  it('leaves nothing of them in a record that was merged into theirs', async () => {
    const own = { ...values, name: 'Xiaoming W.', kind: 'person', externalIds: { erp: 'erp-4712' } };
    const loser = await makeRecord(admin, account, own);
    const winner = await makeRecord(admin, account, { name: 'Somebody', kind: 'person', phone: undefined });
    const body = { type: 'account', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
    done(await admin.call('POST', '/merges', { body: { ...body, take: ['phone'], reason: 'entered twice' } }));
    const reason = { version: 2, body: { reason: 'asked for on paper' } };
    done(await admin.call('POST', `/accounts/${winner.id}/erase`, reason));
    await world.settle();
    const items = (await allItems(world, MAIN)).filter((item) => JSON.stringify(item).includes(loser.id));
    expect(items.length).toBeGreaterThan(2);
    const left = JSON.stringify([items, await allItems(world, `${MAIN}#key#`)]);
    expect(
      [...Object.values(own), 'erp-4712'].filter((text) => text !== 'person' && left.includes(String(text))),
    ).toEqual([]);
  });

  it('leaves nothing of them in a merge that was undone', async () => {
    const account1 = await makeRecord(admin, account);
    const person = (name: string, phone?: string) =>
      makeRecord(admin, contact, { name, phone, accountId: account1.id, email: undefined });
    const [winner, loser] = [await person('Someone Else'), await person('Zhao Undone', '+86 138 0013 8077')];
    const body = { type: 'contact', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
    const merged = done(await admin.call('POST', '/merges', { body: { ...body, take: ['phone'], reason: 'alike' } }));
    done(await admin.call('POST', `/merges/${merged.id}/undo`, { version: merged.version, body: {} }));
    const { version } = done(await admin.call('GET', `/contacts/${loser.id}`));
    done(await admin.call('POST', `/contacts/${loser.id}/erase`, { version, body: { reason: 'asked for' } }));
    await world.settle();
    expect(JSON.stringify(done(await admin.call('GET', `/merges?recordId=${winner.id}`)))).not.toMatch(/Zhao|8077/);
    expect(JSON.stringify(await allItems(world, `${MAIN}#${merged.id}`))).not.toMatch(/Zhao|8077/);
  });

  it('leaves nothing of them in the changes that were asked for, nor on anybody’s work list', async () => {
    const created = await makeRecord(admin, account, { name: 'Qian Duoduo', kind: 'person', taxId: 'QIAN-1' });
    const asked = await change(created, { taxId: 'QIAN-2', reason: 'her letter of May' });
    await world.settle();
    const requestId = asked.pending.taxId;
    done(
      await admin.call('POST', `/accounts/${created.id}/erase`, {
        version: asked.version,
        body: { reason: 'asked for' },
      }),
    );
    await world.settle();
    const left = await allItems(world, `${MAIN}#${requestId}`);
    expect(left.length).toBeGreaterThan(4);
    expect(JSON.stringify(left)).not.toMatch(/Qian|QIAN|letter of May/);
    const approved = await colleague.call('POST', `/change-requests/${requestId}/decisions`, {
      body: { verdict: 'approve' },
    });
    expect(refusal(approved)).toEqual([409, 'conflict']);
  });

  it('holds when the stream brings their old changes once more', async () => {
    const created = await makeRecord(admin, contact, { name: 'Zhao Min', mobile: '+86 138 0013 8009' });
    const changed = await change(created, { mobile: '+86 138 0013 8008' });
    await world.settle();
    const [second] = [toRec((await world.stack.deps.table.get(recordKey(MAIN, created.id)))!)];
    const first = { ...second, version: 1, data: { ...second.data, mobile: '+86 138 0013 8009' } };
    done(
      await admin.call('POST', `/contacts/${created.id}/erase`, {
        version: changed.version,
        body: { reason: 'asked for' },
      }),
    );
    await world.settle();
    await historyAndCounters(
      [
        { next: first, old: undefined, sequence: '1' },
        { next: second, old: first, sequence: '2' },
      ],
      world.stack.deps,
    );
    expect(JSON.stringify(await allItems(world, `${MAIN}#${created.id}`))).not.toMatch(/0013|Zhao/);
    expect(verifyChain(await chainOf(world, MAIN, created.id))).toEqual([]);
  });

  it('in one go with what came before it leaves nothing either', async () => {
    const created = await makeRecord(admin, contact, { name: 'Sun Li', mobile: '+86 138 0013 8007' });
    const changed = await change(created, { mobile: '+86 138 0013 8006' });
    done(
      await admin.call('POST', `/contacts/${created.id}/erase`, {
        version: changed.version,
        body: { reason: 'asked for' },
      }),
    );
    await world.settle();
    const chain = await chainOf(world, MAIN, created.id);
    expect(chain.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(verifyChain(chain)).toEqual([]);
    expect(JSON.stringify(await allItems(world, `${MAIN}#${created.id}`))).not.toMatch(/0013|Sun Li/);
  });

  it('needs a reason, the right and the present version', async () => {
    const { id } = await makeRecord(admin, account);
    const erase = (person: Person, version: number, body: object) =>
      person.call('POST', `/accounts/${id}/erase`, { version, body });
    expect(refusal(await erase(admin, 1, {}))).toEqual([400, 'invalid-input']);
    expect(refusal(await erase(admin, 1, { reason: ' ' }))).toEqual([400, 'invalid-input']);
    expect(refusal(await erase(admin, 2, { reason: 'asked for' }))).toEqual([412, 'stale-version']);
    expect(refusal(await erase(await world.person('sales-manager'), 1, { reason: 'asked for' }))).toEqual([
      403,
      'forbidden',
    ]);
  });
});
