import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { lead } from '../../shared/leads/lead.ts';
import { partCode } from '../../shared/pricing/part-code.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

// Two records become one (SAL-6): nothing that points to either is rewritten, so that undoing restores every link.

let world: World;
let steward: Person;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  [steward, admin] = [await world.person('data-steward'), await world.person('administrator')];
});
afterAll(() => world.close());

const read = async (id: string): Promise<Any> => done(await steward.call('GET', `/${collectionOf(id)}/${id}`));
const collectionOf = (id: string) => ({ acc: 'accounts', con: 'contacts', prd: 'products' })[id.slice(0, 3)]!;

const makeAccount = (data: Record<string, unknown> = {}): Promise<Any> =>
  makeRecord(admin, account, { email: undefined, phone: undefined, name: `Firm ${nextNumber()}`, ...data });

/** Merges as things stand; answers the merge. */
const mergeInto = async (winner: Any, loser: Any, take: string[] = [], type = 'account'): Promise<Any> =>
  done(
    await steward.call('POST', '/merges', {
      body: {
        type,
        winnerId: winner.id,
        loserId: loser.id,
        winnerVersion: (await read(winner.id)).version,
        loserVersion: (await read(loser.id)).version,
        take,
        reason: 'entered twice',
      },
    }),
  );
const undo = async (merged: Any): Promise<Any> =>
  done(await steward.call('POST', `/merges/${merged.id}/undo`, { version: merged.version, body: {} }));
const contactsOf = async (id: string): Promise<string[]> =>
  done(await steward.call('GET', `/contacts?filter=accountId:eq:${id}&limit=200`))
    .items.map((one: Any) => one.id)
    .sort();

describe('a merge', () => {
  it('makes the loser an alias: reads, lists, counts and the timeline show one record', async () => {
    const [winner, loser] = [
      await makeAccount({ tags: ['a'] }),
      await makeAccount({ phone: '021 5888 1234', tags: ['b'] }),
    ];
    const [one, two] = [
      await makeRecord(admin, contact, { accountId: winner.id }),
      await makeRecord(admin, contact, { accountId: loser.id }),
    ];
    for (const accountId of [winner.id, loser.id])
      done(await admin.call('POST', '/activities', { body: { kind: 'note', subject: `of ${accountId}`, accountId } }));
    const merged = await mergeInto(winner, loser, ['phone', 'tags']);
    expect(merged).toMatchObject({ state: 'merged', winnerId: winner.id, loserId: loser.id });
    expect(await read(loser.id)).toMatchObject({
      id: winner.id,
      phone: '021 5888 1234',
      tags: ['a', 'b'],
      aliases: [loser.id],
    });
    expect(await contactsOf(winner.id)).toEqual([one.id, two.id].sort());
    expect(await contactsOf(loser.id)).toEqual([one.id, two.id].sort());
    const { groups } = done(
      await steward.call('GET', `/contacts/summary?group=accountId&filter=accountId:in:${winner.id}`),
    );
    expect(groups).toEqual([{ value: winner.id, count: 2 }]);
    const named = done(await steward.call('GET', `/accounts?filter=id:in:${loser.id}&archived=all`));
    expect(named.items).toMatchObject([{ id: loser.id, aliasOf: winner.id, name: winner.name }]);
    const first = done(await steward.call('GET', `/accounts/${winner.id}/timeline?limit=1`));
    const rest = done(await steward.call('GET', `/accounts/${winner.id}/timeline?limit=5&cursor=${first.cursor}`));
    expect([...first.items, ...rest.items].map((entry: Any) => entry.title).sort()).toEqual(
      [`of ${winner.id}`, `of ${loser.id}`].sort(),
    );
    expect(rest.cursor).toBeUndefined();
  });

  it('leads whoever names the loser to the winner: new links, changes of the loser', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    await mergeInto(winner, loser);
    const made = await makeRecord(admin, contact, { accountId: loser.id });
    expect(made.accountId).toBe(winner.id);
    const stored = await steward.call('PATCH', `/accounts/${loser.id}`, { version: 2, body: { city: '苏州' } });
    expect(stored).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ recordId: winner.id }] } });
    const archived = await steward.call('POST', `/accounts/${loser.id}/archive`, { version: 2, body: {} });
    expect(archived).toMatchObject({ status: 409, body: { errors: [{ recordId: winner.id }] } });
  });

  it('is made once, however often it is asked for', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    const body = { type: 'account', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
    const headers = { 'idempotency-key': `merge-${nextNumber()}` };
    const [a, b] = [
      done(await steward.call('POST', '/merges', { body, headers })),
      done(await steward.call('POST', '/merges', { body, headers })),
    ];
    expect(b.id).toBe(a.id);
    const { items } = done(await steward.call('GET', `/merges?recordId=${loser.id}`));
    expect(items.map((one: Any) => one.id)).toEqual([a.id]);
  });

  it('lets a critical field wait for its second person, and takes none that belongs to one record alone', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount({ taxId: '91350100M000100Y43' })];
    const refused = await steward.call('POST', '/merges', {
      body: {
        type: 'account',
        winnerId: winner.id,
        loserId: loser.id,
        winnerVersion: 1,
        loserVersion: 1,
        take: ['code'],
      },
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'take.0' }] } });
    const merged = await mergeInto(winner, loser, ['taxId', 'city']);
    expect(merged.asked).toEqual(['taxId']);
    const now = await read(winner.id);
    expect(now.taxId).toBeUndefined();
    expect(now.pending).toHaveProperty('taxId');
  });

  it.each<[string, (winner: Any, loser: Any) => Record<string, unknown>, number]>([
    ['one record with itself', (winner) => ({ loserId: winner.id }), 400],
    ['another version', () => ({ loserVersion: 9 }), 412],
    ['a record that is not there', () => ({ loserId: 'acc_nobody' }), 404],
    ['another kind', () => ({ type: 'contact' }), 404],
    ['a field that does not exist', () => ({ take: ['nonsense'] }), 400],
    ['a field that the steward may not see', () => ({ take: ['creditLimit'] }), 403],
  ])('is refused for %s', async (_what, changes, status) => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    const body = { type: 'account', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
    const reply = await steward.call('POST', '/merges', { body: { ...body, ...changes(winner, loser) } });
    expect(reply.status).toBe(status);
    expect((await read(loser.id)).id).toBe(loser.id);
  });

  it('parts a firm from the branch that it took in, and joins them again', async () => {
    const loser = await makeAccount();
    const winner = await makeAccount({ parentId: loser.id });
    const merged = await mergeInto(winner, loser, ['name']);
    expect((await read(winner.id)).parentId).toBeUndefined();
    await undo(merged);
    expect(await read(winner.id)).toMatchObject({ parentId: loser.id, name: winner.name });
  });

  it('hides a product that was merged, and keeps its code leading to it', async () => {
    const [winner, loser] = [await makeRecord(admin, product), await makeRecord(admin, product)];
    await mergeInto(winner, loser, [], 'product');
    const { items } = done(await steward.call('GET', '/products?limit=200'));
    expect(items.map((one: Any) => one.id)).not.toContain(loser.id);
    const body = { currency: 'CNY', date: '2026-11-21', lines: [{ code: loser.code }] };
    expect(done(await admin.call('POST', '/prices/lookup', { body })).lines).toMatchObject([{ productId: winner.id }]);
  });

  it('finds a customer’s part codes, whichever of the merged customers and products they were entered for', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    const [kept, gone] = [await makeRecord(admin, product), await makeRecord(admin, product)];
    const code = `Y-${nextNumber()}`;
    await makeRecord(admin, partCode, { accountId: loser.id, productId: gone.id, code });
    await mergeInto(winner, loser);
    await mergeInto(kept, gone, [], 'product');
    const body = { accountId: winner.id, currency: 'CNY', date: '2026-11-21' };
    const asked = async (line: object): Promise<Any> =>
      done(await admin.call('POST', '/prices/lookup', { body: { ...body, lines: [line] } })).lines[0];
    const found = { productId: kept.id, customerCode: code };
    expect(await asked({ code })).toMatchObject({ ...found, foundBy: 'customer-code' });
    expect(await asked({ productId: kept.id })).toMatchObject(found);
  });
});

describe('credit', () => {
  it('counts what the loser takes at the winner, and parts it again', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    const thing = await makeRecord(admin, product, { price: 10_000, currency: 'CNY' });
    const orderFor = async (accountId: string): Promise<Any> => {
      const lines = [{ productId: thing.id, quantity: 1, unitPrice: 10_000, taxRate: 13 }];
      const made = done(
        await admin.call('POST', '/orders', { body: { accountId, orderDate: '2026-11-21', currency: 'CNY', lines } }),
      );
      return done(await admin.call('POST', `/orders/${made.id}/actions/submit`, { version: made.version, body: {} }));
    };
    const exposure = async (id: string): Promise<number> =>
      done(await admin.call('GET', `/accounts/${id}/credit`)).account.exposure;
    const before = await orderFor(loser.id);
    const each = await exposure(loser.id);
    expect(each).toBeGreaterThan(0);
    const merged = await mergeInto(winner, loser);
    expect(await exposure(winner.id)).toBe(each);
    await orderFor(loser.id);
    expect(await exposure(winner.id)).toBe(2 * each);
    await world.settle();
    expect(await exposure(winner.id)).toBe(2 * each);
    // An order that still names the loser is the winner's until the merge is undone.
    done(
      await admin.call('POST', `/orders/${before.id}/actions/cancel`, {
        version: before.version,
        body: { comment: 'x' },
      }),
    );
    expect(await exposure(winner.id)).toBe(each);
    // Whoever had the loser on the screen pays into the winner's account.
    const money = { accountId: loser.id, date: '2026-11-20', currency: 'CNY', amount: 1000 };
    const payment = done(await admin.call('POST', '/payments', { body: money }));
    expect(payment.accountId).toBe(winner.id);
    expect(await exposure(winner.id)).toBe(each - 1000);
    await undo(merged);
    await world.settle();
    expect([await exposure(winner.id), await exposure(loser.id)]).toEqual([each - 1000, 0]);
  });
});

it('of leads is undone with what each was, and a recall that fell due meanwhile begins anew', async () => {
  const [rep, other] = [await world.person('sales-rep'), await world.person('sales-rep')];
  const winner = await makeRecord(rep, lead, { phone: undefined, mobile: undefined });
  const loser = await makeRecord(other, lead, { name: 'Somebody else', phone: '021 5888 7777' });
  const leadOf = async (id: string): Promise<Any> => done(await admin.call('GET', `/leads/${id}`));
  const body = { type: 'lead', winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 };
  const merged = done(await steward.call('POST', '/merges', { body: { ...body, take: ['phone'] } }));
  // A number to call raises the score by the policy.
  expect((await leadOf(winner.id)).score).toBeGreaterThan(winner.score);
  const before = world.clock.now;
  world.clock.now += 60 * DAY;
  const later = await world.person('data-steward');
  done(await later.call('POST', `/merges/${merged.id}/undo`, { version: merged.version, body: {} }));
  const viewer = await world.person('administrator');
  const parted = done(await viewer.call('GET', `/leads/${loser.id}`));
  expect(parted).toMatchObject({ id: loser.id, name: 'Somebody else', phone: '021 5888 7777', status: loser.status });
  expect(parted.ownerId).toBe(loser.ownerId);
  expect(parted.recallOn > new Date(world.clock.now).toISOString().slice(0, 10)).toBe(true);
  const first = done(await viewer.call('GET', `/leads/${winner.id}`));
  expect(first.score).toBe(winner.score);
  expect(first.phone).toBeUndefined();
  world.clock.now = before;
});

/** What undoing must lead to: the records as if nobody had ever merged them, with the edits that each had. */
const roll = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};

it('is undone exactly, in any order, whatever happened meanwhile', async () => {
  const dice = roll(7);
  const fields = ['city', 'industry', 'website'] as const;
  const accounts: Any[] = [];
  for (let index = 0; index < 5; index++)
    accounts.push(
      await makeAccount({ city: `city ${index}`, industry: `trade ${index}`, website: `https://w${index}.example` }),
    );
  const model = new Map(accounts.map((one) => [one.id, { data: { ...one }, contacts: [] as string[] }]));
  const top = new Map<string, string>();
  const topOf = (id: string): string => (top.has(id) ? topOf(top.get(id)!) : id);
  const open: { merged: Any; winner: string; loser: string }[] = [];
  const live = () => accounts.filter((one) => !top.has(one.id));
  const act = async (): Promise<void> => {
    const what = dice(4);
    const [a, b] = [live()[dice(live().length)]!, live()[dice(live().length)]!];
    if (what === 0 && a.id !== b.id) {
      const take = fields.filter(() => dice(2) === 0);
      open.push({ merged: await mergeInto(a, b, take), winner: a.id, loser: b.id });
      top.set(b.id, a.id);
    } else if (what === 1) {
      // A later edit stays, whatever is undone.
      const now = await read(a.id);
      const [field, value] = [[...fields.slice(0, 2), 'region'][dice(3)]!, `edited ${nextNumber()}`];
      done(await steward.call('PATCH', `/accounts/${a.id}`, { version: now.version, body: { [field]: value } }));
      model.get(a.id)!.data[field] = value;
    } else if (what === 2) {
      const any = accounts[dice(accounts.length)]!;
      const made = await makeRecord(admin, contact, { accountId: any.id });
      expect(made.accountId).toBe(topOf(any.id));
      model.get(topOf(any.id))!.contacts.push(made.id);
    } else if (open.length > 0) {
      const [one] = open.splice(dice(open.length), 1);
      await undo(one!.merged);
      top.delete(one!.loser);
    }
  };
  for (let step = 0; step < 16; step++) {
    await act();
    for (const { id } of live()) {
      const family = accounts.filter((one) => topOf(one.id) === id);
      const pointed = family.flatMap((one) => model.get(one.id)!.contacts).sort();
      expect(await contactsOf(id)).toEqual(pointed);
    }
  }
  while (open.length > 0) await undo(open.splice(dice(open.length), 1)[0]!.merged);
  for (const { id } of accounts) {
    const { data, contacts } = model.get(id)!;
    const now = await read(id);
    expect(now.aliasOf).toBeUndefined();
    expect(now.aliases).toBeUndefined();
    for (const field of [...fields, 'region']) expect([id, field, now[field]]).toEqual([id, field, data[field]]);
    expect(await contactsOf(id)).toEqual(contacts.sort());
  }
});

describe('while typing and on save', () => {
  it('names what is there, and of a colleague’s customer no more than name and owner', async () => {
    const mine = await world.person('sales-rep', { scope: 'own' });
    const theirs = await makeAccount({ name: '苏州金鼎精密机械有限公司', phone: '0512 6888 1234' });
    const query = new URLSearchParams({ type: 'account', name: '金鼎精密机械', phone: '+86 512 6888 1234' });
    const seen = done(await mine.call('GET', `/duplicates/check?${query}`));
    expect(seen.items).toMatchObject([{ id: theirs.id, title: theirs.name, inScope: false, data: {} }]);
    expect(seen.items[0].score).toBeGreaterThanOrEqual(seen.duplicateFrom);
    expect(done(await steward.call('GET', `/duplicates/check?${query}`)).items[0].data.phone).toBe('0512 6888 1234');
    const body = { name: '金鼎精密机械', phone: '+86 512 6888 1234', country: 'CN' };
    const refused = await mine.call('POST', '/accounts?onDuplicate=refuse', { body });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'possible-duplicate', errors: [{ recordId: theirs.id }] },
    });
    done(await mine.call('POST', '/accounts', { body: { ...body, code: undefined } }));
  });

  it('shows firms of a like name as possible ones, without refusing anything', async () => {
    const mine = await world.person('sales-rep', { scope: 'own' });
    const far = await makeAccount({ name: '上海远翔自行车销售有限公司' });
    const polder = await makeAccount({ name: 'Poldermans Fietsen B.V.' });
    const seen = async (person: typeof mine, name: string) => {
      const answer = done(
        await person.call('GET', `/duplicates/check?${new URLSearchParams({ type: 'account', name })}`),
      );
      for (const one of answer.items) expect(one.score, name).toBeLessThan(answer.duplicateFrom);
      return answer.items.map((one: { id: string }) => one.id);
    };
    for (const name of ['上海远翔自行车销售公司', '上海远翔自行车', '上海远翔自行车销售有限公司'])
      expect(await seen(steward, name), name).toEqual([far.id]);
    for (const name of ['Poldermans', 'Poldermans Fietsen', 'Poldermans Fietsen Utrecht'])
      expect(await seen(steward, name), name).toEqual([polder.id]);
    expect(await seen(steward, '北京远翔自行车')).toEqual([]);
    // Of a colleague's customer the name has to be known.
    expect(await seen(mine, '上海远翔自行车')).toEqual([]);
    expect(await seen(mine, '上海远翔自行车销售公司')).toEqual([far.id]);
    done(await mine.call('POST', '/accounts?onDuplicate=refuse', { body: { name: '上海远翔自行车', country: 'CN' } }));
  });
});

describe('the data steward', () => {
  const audit = async () => {
    await world.settle();
    world.clock.now += 10_000;
    done(await steward.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
    await world.settle();
  };

  it('sees groups with their scores, and a group that is none does not come back', async () => {
    const same = { name: `Meridian ${nextNumber()} Tools Ltd`, email: `m${nextNumber()}@meridian.example` };
    const [a, b] = [await makeAccount(same), await makeAccount({ ...same, name: same.name.toUpperCase() })];
    await audit();
    const groupsOf = async (): Promise<Any[]> =>
      done(await steward.call('GET', '/duplicates?type=account&limit=100')).items.filter((one: Any) =>
        one.members.some((member: Any) => member.id === a.id),
      );
    const [group] = await groupsOf();
    expect(group.members.map((one: Any) => one.id)).toEqual([a.id, b.id]);
    expect(group.score).toBeGreaterThanOrEqual(80);
    done(
      await steward.call('POST', '/duplicates/dismiss', {
        body: { ids: [group.id], reason: 'Two firms of one family' },
      }),
    );
    await audit();
    expect(await groupsOf()).toEqual([]);
  });

  it('has the records of merged customers audited as those of one, and of two again once they are parted', async () => {
    const [winner, loser] = [await makeAccount(), await makeAccount()];
    const thing = await makeRecord(admin, product, { price: 8_000_000, currency: 'CNY' });
    const orders: Any[] = [];
    for (const accountId of [winner.id, loser.id]) {
      const lines = [{ productId: thing.id, quantity: 1, unitPrice: 8_000_000, taxRate: 13 }];
      const body = { accountId, orderDate: '2026-11-21', currency: 'CNY', lines };
      const made = done(await admin.call('POST', '/orders', { body }));
      orders.push(
        done(await admin.call('POST', `/orders/${made.id}/actions/submit`, { version: made.version, body: {} })),
      );
    }
    const splits = async (): Promise<string[]> => {
      await audit();
      const found = done(
        await steward.call('GET', '/findings?filter=rule:eq:order-split&filter=state:in:open|recurred'),
      );
      return found.items.map((one: Any) => one.subjectId);
    };
    expect(await splits()).toEqual([]);
    const merged = await mergeInto(winner, loser);
    expect(await splits()).toEqual([orders[0].id]);
    await undo(merged);
    expect(await splits()).toEqual([]);
  });
});
