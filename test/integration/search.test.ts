import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLists } from '../../functions/runtime/lists.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
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

const search = async (q: string, person = admin): Promise<Any[]> =>
  done(await person.call('GET', `/search?${new URLSearchParams({ q })}`)).items;
const titles = async (q: string, person = admin) => (await search(q, person)).map(({ title }) => title);

describe('the search box', () => {
  it('tells why a record is found, where that is not its name', async () => {
    const name = '张三丰';
    await makeRecord(admin, contact, {
      name,
      mobile: '+86 138 0013 8000',
      email: 'zsf@wudang.example',
      phone: undefined,
    });
    const [hit] = await search('13800138000');
    expect(hit).toMatchObject({ type: 'contact', title: name, reason: 'exact', marks: [] });
    expect(hit.match).toEqual({ field: 'mobile', text: '+86 138 0013 8000', marks: [[4, 17]] });
    expect(await search('zsf')).toMatchObject([{ title: name, reason: 'word', marks: [[0, 3]] }]);
    expect(await search('zhangsanfeng')).toMatchObject([{ title: name, reason: 'pinyin', marks: [[0, 3]] }]);
    expect((await search('zhangsanfeng'))[0]).not.toHaveProperty('match');
  });

  it('finds a complaint and an enquiry by number and by what they are about', async () => {
    const told = await makeRecord(admin, complaint, { subject: '车架焊缝开裂', number: 'CP2026-00777' });
    const asked = await makeRecord(admin, enquiry, { subject: '轮毂规格', number: 'EQ2026-00778' });
    expect(await search('CP2026-00777')).toMatchObject([{ type: 'complaint', id: told.id, detail: 'CP2026-00777' }]);
    expect(await search('hanfeng')).toMatchObject([{ type: 'complaint', id: told.id }]);
    expect(await search('EQ2026-00778')).toMatchObject([{ type: 'enquiry', id: asked.id }]);
  });

  it('finds what was made or renamed this moment, and nothing under a former name', async () => {
    const made = await makeRecord(admin, account, { name: 'Quicksilver' });
    expect(await titles('quicks')).toEqual(['Quicksilver']);
    done(await admin.call('PATCH', `/accounts/${made.id}`, { version: 1, body: { name: '水银贸易' } }));
    expect(await titles('quicks')).toEqual([]);
    expect(await titles('shuiyin')).toEqual(['水银贸易']);
    expect(await titles('quiksilver')).toEqual([]);
    done(await admin.call('POST', `/accounts/${made.id}/archive`, { version: 2, body: {} }));
    expect(await titles('shuiyin')).toEqual([]);
  });

  it('guesses a mistake in typing only where little is found as typed', async () => {
    for (const name of ['Meridian One', 'Meridian Two', 'Meridian Three', 'Meridain'])
      await makeRecord(admin, account, { name });
    expect(await search('meridina')).toMatchObject([
      { reason: 'similar' },
      { reason: 'similar' },
      { reason: 'similar' },
    ]);
    expect(await titles('meridian')).not.toContain('Meridain');
  });

  it('shows everybody what they may see and nothing else', async () => {
    const ws = admin.ws;
    const [li, wang] = [
      await world.person('sales-rep', { ws, scope: 'own' }),
      await world.person('sales-rep', { ws, scope: 'own' }),
    ];
    await makeRecord(li, account, { name: '秘密客户' });
    expect(await titles('mimikehu', li)).toEqual(['秘密客户']);
    expect(await titles('mimikehu', admin)).toEqual(['秘密客户']);
    expect(await titles('mimikehu', wang)).toEqual([]);
    const other = await world.person('administrator', { ws: await openWorkspace(world) });
    expect(await titles('mimikehu', other)).toEqual([]);
  });

  it('has pinyin in the lists and their filter boxes too', async () => {
    await makeRecord(admin, account, { name: '重庆长江' });
    for (const q of ['chongqingcj', 'zhongqing', '长江', 'cqcj'])
      expect(done(await admin.call('GET', `/accounts?q=${encodeURIComponent(q)}`))).toMatchObject({
        total: 1,
        items: [{ name: '重庆长江' }],
      });
    expect(done(await admin.call('GET', '/accounts/summary?group=kind&q=cqcj')).total).toBe(1);
  });

  it('answers the same in a process that begins with the snapshot, and after that was made anew', async () => {
    const { table, objects } = world.stack.deps;
    await world.stack.deps.lists.snapshot(admin.ws, 'account', table);
    const fresh = openLists(objects, () => world.clock.now);
    const view = await fresh.searchable(admin.ws, 'account', table);
    expect([...view.rows.values()].some((row) => row['name'] === '重庆长江')).toBe(true);
    for (const object of await objects.list(`lists/${admin.ws}/`)) await objects.remove(object);
    await world.stack.deps.queue.send([{ job: 'lists.snapshot', ws: admin.ws, force: true }]);
    await world.settle();
    expect(await objects.list(`lists/${admin.ws}/account/`)).toHaveLength(1);
    expect(await titles('cqcj')).toEqual(['重庆长江']);
  });
});
