import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainEntry } from '../../functions/runtime/chain-check.ts';
import { digestOf, hashOf } from '../../functions/runtime/chain-check.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { order } from '../../shared/sales/order.ts';
import { contributionKey, historyKey, stepKey } from '../../shared/table/keys.ts';
import { chainOf } from '../harness/chains.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { MINUTE, openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
let admin: Person;

beforeAll(async () => {
  audit = await openAuditWorld();
  admin = await audit.world.person('administrator');
});
afterAll(() => audit.world.close());

const table = () => audit.world.stack.deps.table;
const put = (key: { pk: string; sk: string }, item: object) =>
  table().write([{ op: 'put', item: { ...item, ...key } }]);
const remove = (key: { pk: string; sk: string }) => table().write([{ op: 'delete', key }]);

/** An account with a history of four entries, all of them in the day's digest. */
const recorded = async (): Promise<string> => {
  let record = await makeRecord(audit.steward, account);
  for (const city of ['上海', '苏州', '无锡']) {
    audit.world.clock.now += MINUTE;
    const path = `/accounts/${record.id}`;
    record = done(
      await audit.steward.call('PATCH', path, { version: record.version, body: { city, reason: `moved to ${city}` } }),
    );
  }
  return record.id;
};

const edit = async (id: string, version: number, how: (entry: ChainEntry) => ChainEntry): Promise<void> => {
  const chain = await chainOf(audit.world, MAIN, id);
  await put(historyKey(MAIN, id, version), how(structuredClone(chain[version - 1]!)));
};

/** Writes a chain anew from one of its entries on, so that it verifies, with the head that is kept apart from it. */
const rewrite = async (id: string, version: number, how: (entry: ChainEntry) => ChainEntry): Promise<void> => {
  let previous = '';
  for (const stored of await chainOf(audit.world, MAIN, id)) {
    const changed = stored.version === version ? how(structuredClone(stored)) : stored;
    const entry = { ...changed, previous };
    previous = hashOf(entry);
    await put(historyKey(MAIN, id, stored.version), { ...entry, hash: previous });
  }
  await put(contributionKey(MAIN, id), { ...(await table().get(contributionKey(MAIN, id))), hash: previous });
};

const inBeijing = (entry: ChainEntry): ChainEntry => ({
  ...entry,
  changes: entry.changes.map((change) => ({
    ...change,
    after: '北京',
    digest: digestOf(entry.salt!, change.before, '北京'),
  })),
});

const attacks: Record<string, { how: (id: string) => Promise<unknown>; found: string }> = {
  'a value in an entry was altered': {
    how: (id) =>
      edit(id, 3, (entry) => ({ ...entry, changes: entry.changes.map((one) => ({ ...one, after: '北京' })) })),
    found: '3: value altered',
  },
  'the author of an entry was altered': {
    how: (id) => edit(id, 3, (entry) => ({ ...entry, by: 'mem_other' })),
    found: '3: altered',
  },
  'an entry was altered and its own hash made anew': {
    how: (id) =>
      edit(id, 3, (entry) => {
        const other = { ...entry, by: 'mem_other' };
        return { ...other, hash: hashOf(other) };
      }),
    found: '4: does not join the one before',
  },
  'an entry was removed': { how: (id) => remove(historyKey(MAIN, id, 3)), found: '3: missing' },
  'the first entry was removed': { how: (id) => remove(historyKey(MAIN, id, 1)), found: '1: missing' },
  'the newest entry was removed': { how: (id) => remove(historyKey(MAIN, id, 4)), found: '4: newest entry missing' },
  'two entries changed places': {
    how: async (id) => {
      const chain = await chainOf(audit.world, MAIN, id);
      await put(historyKey(MAIN, id, 2), { ...chain[2]!, version: 2 });
      await put(historyKey(MAIN, id, 3), { ...chain[1]!, version: 3 });
    },
    found: '2: does not join the one before',
  },
  'the whole chain was written anew, head and all': {
    how: (id) => rewrite(id, 3, inBeijing),
    found: '4: contradicts the daily digest',
  },
  'the whole chain was written anew, but for the head': {
    how: async (id) => {
      const head = await table().get(contributionKey(MAIN, id));
      await rewrite(id, 3, inBeijing);
      await put(contributionKey(MAIN, id), head!);
    },
    found: '4: contradicts the recorded head',
  },
};

const chainFindings = (id: string): Promise<Any[]> =>
  audit.findings('rule:eq:history-chain-broken', `subjectId:eq:${id}`);

describe('the history of records', () => {
  const subjects: Record<string, string> = {};
  let sound: string;
  let erased: string;
  let chainOfFirst: ChainEntry[];
  const first = Object.keys(attacks)[0]!;
  let sweep: Any;

  beforeAll(async () => {
    for (const name of Object.keys(attacks)) subjects[name] = await recorded();
    sound = await recorded();
    const person = await makeRecord(admin, account, { kind: 'person', taxId: undefined, creditLimit: undefined });
    erased = person.id;
    await audit.world.settle();
    await audit.world.stack.deps.queue.send([{ job: 'history.digest', ws: MAIN }]);
    await audit.world.settle();
    done(await admin.call('POST', `/accounts/${erased}/erase`, { version: person.version, body: { reason: 'asked' } }));
    await audit.world.settle();
    chainOfFirst = await chainOf(audit.world, MAIN, subjects[first]!);
    for (const [name, { how }] of Object.entries(attacks)) await how(subjects[name]!);
    sweep = await audit.run({ kind: 'sweep', rules: ['history-chain-broken'] });
  });

  it.each(Object.entries(attacks))('shows that %s', async (name, { found }) => {
    const findings = await chainFindings(subjects[name]!);
    expect(findings.map((one) => one.locator)).toEqual(['history']);
    expect(findings[0].found).toContain(`${found} / `);
    expect(findings[0]).toMatchObject({ severity: 'high', area: 'master-data', state: 'open' });
  });

  it('says nothing of one that nobody touched, nor of one whose values were erased', async () => {
    expect(await chainFindings(sound)).toEqual([]);
    expect(await chainFindings(erased)).toEqual([]);
    expect(sweep.counts.opened).toBe(Object.keys(attacks).length);
    expect(sweep.counts.ruleErrors).toBe(0);
  });

  it('keeps what it found when a sweep of everything looks at a part of the histories', async () => {
    await audit.run({ kind: 'sweep' });
    const open = await audit.findings('rule:eq:history-chain-broken', 'state:eq:open');
    expect(open).toHaveLength(Object.keys(attacks).length);
  });

  it('is looked at with what changed: a break is found the night after, and closed when the entry is back', async () => {
    const id = subjects[first]!;
    await put(historyKey(MAIN, id, 3), chainOfFirst[2]!);
    const record = done(await audit.steward.call('GET', `/accounts/${id}`));
    done(await audit.steward.call('PATCH', `/accounts/${id}`, { version: record.version, body: { city: '杭州' } }));
    const other = done(await audit.steward.call('GET', `/accounts/${sound}`));
    done(await audit.steward.call('PATCH', `/accounts/${sound}`, { version: other.version, body: { city: '杭州' } }));
    await audit.world.settle();
    await edit(sound, 5, (entry) => ({ ...entry, at: '2026-01-01T00:00:00.000Z' }));
    await audit.run({ kind: 'incremental' });
    expect((await chainFindings(id)).map((one) => one.state)).toEqual(['fixed']);
    expect((await chainFindings(sound))[0]).toMatchObject({ state: 'open', found: '5: altered / 被改动' });
  });

  it('is found by a spot check that draws the record', async () => {
    const id = await recorded();
    await audit.world.settle();
    await remove(historyKey(MAIN, id, 2));
    await audit.run({ kind: 'spot-check', sample: 1000, seed: 'all' });
    expect(await chainFindings(id)).toHaveLength(1);
  });
});

describe('the steps of documents', () => {
  let manager: Person;
  beforeAll(async () => {
    manager = await audit.world.person('sales-manager');
    await makeRecord(admin, product);
  });

  /** An order that was submitted and approved. */
  const approved = async (): Promise<Any> => {
    const draft = await makeRecord(admin, order);
    const submitted = done(
      await admin.call('POST', `/orders/${draft.id}/actions/submit`, { version: draft.version, body: {} }),
    );
    done(await manager.call('POST', `/orders/${draft.id}/decisions`, { body: { verdict: 'approve', round: 1 } }));
    return submitted;
  };
  const stored = async (id: string, seq: number) => (await table().get(stepKey(MAIN, id, seq)))!;

  it.each([
    [
      'another signer',
      async (id: string) => put(stepKey(MAIN, id, 2), { ...(await stored(id, 2)), by: 'mem_other' }),
      '2: step altered',
    ],
    ['a step that is gone', (id: string) => remove(stepKey(MAIN, id, 1)), '1: step missing'],
    [
      'one step more',
      async (id: string) => put(stepKey(MAIN, id, 3), { ...(await stored(id, 2)), seq: 3 }),
      '3: step missing',
    ],
  ])('lead to where each stands: %s is found', async (_name, attack, found) => {
    const [touched, untouched] = [await approved(), await approved()];
    await audit.world.settle();
    await attack(touched.id);
    await audit.run({ kind: 'incremental' });
    const findings = await chainFindings(touched.id);
    expect(findings.map((one) => one.locator)).toEqual(['process']);
    expect(findings[0].found).toContain(found);
    expect(await chainFindings(untouched.id)).toEqual([]);
  });
});
