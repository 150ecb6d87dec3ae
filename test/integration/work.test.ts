import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workItemOf } from '../../functions/runtime/govern.ts';
import type { Role } from '../../shared/access/permissions.ts';
import type { Work } from '../../shared/process/work.ts';
import { draftOrder, submittedOrder } from '../harness/orders.ts';
import { done } from '../harness/records.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** What is somebody's to do: by name, by role as far as their scope goes, in due order, and nothing that is not theirs. */
let world: World;
let admin: Person;
let rep: Person;
let eastBoss: Person;
let westBoss: Person;
let finance: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep', { scope: 'own', team: 'east' });
  eastBoss = await world.person('sales-manager', { scope: 'team', team: 'east' });
  westBoss = await world.person('sales-manager', { scope: 'team', team: 'west' });
  finance = await world.person('finance');
});
afterAll(() => world.close());

const workOf = async (person: Person, query = ''): Promise<Any[]> =>
  done(await person.call('GET', `/work${query}`)).items;
const on = (items: Any[], id: string): Any[] => items.filter((item) => item.id === id);

describe('a document', () => {
  it('is work of its owner in a state that is theirs, and of nobody else', async () => {
    const made = await draftOrder(admin, admin, { ownerId: rep.memberId });
    expect(on(await workOf(rep), made.id)).toMatchObject([{ kind: 'step', state: 'draft', title: made.number }]);
    for (const person of [eastBoss, westBoss, finance, admin]) expect(on(await workOf(person), made.id)).toEqual([]);
  });

  it('is asked to be signed by those who hold the role where they hold it, and not by whose it is', async () => {
    const sent = await submittedOrder(admin, rep);
    const bossOfMine = await world.person('sales-manager', { scope: 'own', team: 'east' });
    const bigBoss = await world.person('sales-manager');
    const expected: [string, Person, Role | undefined][] = [
      ['the team’s manager', eastBoss, 'sales-manager'],
      ['another team’s manager', westBoss, undefined],
      ['a manager who reaches only their own records', bossOfMine, undefined],
      ['a manager of all', bigBoss, 'sales-manager'],
      ['an administrator', admin, 'administrator'],
      ['finance, whose level the size does not ask for', finance, undefined],
      ['whoever made it', rep, undefined],
    ];
    for (const [who, person, role] of expected)
      expect(
        on(await workOf(person), sent.id).map((item) => [item.kind, item.role]),
        who,
      ).toEqual(role ? [['approval', role]] : []);
  });

  it('that a manager owns is not theirs to sign', async () => {
    const sent = await submittedOrder(admin, eastBoss);
    expect(on(await workOf(eastBoss), sent.id)).toEqual([]);
    expect(on(await workOf(admin), sent.id)).toHaveLength(1);
  });

  it('leaves the lists with the signature, with archiving, and comes back with restoring', async () => {
    const signed = await submittedOrder(admin, rep);
    done(await eastBoss.call('POST', `/orders/${signed.id}/decisions`, { body: { verdict: 'approve' } }));
    expect(on(await workOf(eastBoss), signed.id)).toEqual([]);
    expect(on(await workOf(admin), signed.id)).toEqual([]);
    expect(on(await workOf(rep), signed.id)).toMatchObject([{ kind: 'step', state: 'approved' }]);
    const made = await draftOrder(admin, rep);
    const archived = done(await rep.call('POST', `/orders/${made.id}/archive`, { version: made.version, body: {} }));
    expect(on(await workOf(rep), made.id)).toEqual([]);
    done(await rep.call('POST', `/orders/${made.id}/restore`, { version: archived.version, body: {} }));
    expect(on(await workOf(rep), made.id)).toHaveLength(1);
  });
});

describe('the list', () => {
  /** Work of many kinds at once, as steps would have put it. */
  const put = async (ws: string, works: readonly Work[]): Promise<void> => {
    for (let from = 0; from < works.length; from += 90)
      await world.stack.deps.table.write(
        works.slice(from, from + 90).map((work) => ({ op: 'put', item: workItemOf({ ...work, ws }) })),
      );
  };
  const piece = (index: number, parts: Partial<Work>): Work => ({
    ws: '',
    id: `ord_${String(index).padStart(4, '0')}`,
    type: 'order',
    slot: 's1',
    kind: 'step',
    assignee: 'r:finance',
    process: 'order',
    state: 'shipped',
    title: `SO${index}`,
    since: '2026-11-01T00:00:00.000Z',
    ...parts,
  });
  const dueAt = (index: number): string => new Date(Date.UTC(2026, 10, 1) + index * 3_600_000).toISOString();

  const pagesOf = async (person: Person, query: string): Promise<{ ids: string[][]; read: number[] }> => {
    const ids: string[][] = [];
    const read: number[] = [];
    let cursor: string | undefined;
    do {
      const reply = await person.call('GET', `/work?${query}${cursor ? `&cursor=${cursor}` : ''}`);
      ids.push(done(reply).items.map((item: Any) => item.id));
      read.push(Number(/([\d.]+)r/.exec(reply.headers.get('x-capacity-units') ?? '')?.[1]));
      cursor = reply.body.cursor;
    } while (cursor && ids.length < 200);
    return { ids, read };
  };

  let ws: string;
  let clerk: Person;
  let pieces: Work[];
  beforeAll(async () => {
    ws = await openWorkspace(world);
    clerk = await world.person('finance', { ws });
    const mine = `m:${clerk.memberId}`;
    pieces = Array.from({ length: 130 }, (_, index) =>
      piece(index, {
        // Spread over the partitions and without order in time.
        assignee: index % 3 === 0 ? mine : 'r:finance',
        kind: index % 5 === 0 ? 'approval' : 'step',
        ...(index % 11 === 0 ? {} : { due: dueAt((index * 37) % 130) }),
      }),
    );
    await put(ws, [...pieces, piece(900, { assignee: 'r:sales-manager' }), piece(901, { assignee: 'm:mem_other' })]);
  });
  const inOrder = (works: readonly Work[]): string[] =>
    [...works]
      .sort((a, b) => `${a.due ?? '9999'}#${a.id}`.localeCompare(`${b.due ?? '9999'}#${b.id}`))
      .map((one) => one.id);

  it.each([1, 7, 50, 200])('shows everything once, overdue first, in pages of %i', async (limit) => {
    const { ids } = await pagesOf(clerk, `limit=${limit}`);
    expect(ids.flat()).toEqual(inOrder(pieces));
    for (const page of ids.slice(0, -1)) expect(page).toHaveLength(limit);
  });

  it.each<[string, (work: Work) => boolean]>([
    ['kind=approval', (work) => work.kind === 'approval'],
    ['kind=step', (work) => work.kind === 'step'],
    [`dueBefore=${dueAt(40)}`, (work) => work.due !== undefined && work.due < dueAt(40)],
    // Another way to write the same instant.
    [`dueBefore=${dueAt(40).replace('.000Z', 'Z')}`, (work) => work.due !== undefined && work.due < dueAt(40)],
    [
      `kind=approval&dueBefore=${dueAt(90)}`,
      (work) => work.kind === 'approval' && work.due !== undefined && work.due < dueAt(90),
    ],
    ['dueBefore=9999-12-31T00:00:00Z', (work) => work.due !== undefined],
    ['dueBefore=0001-01-01T00:00:00Z', () => false],
  ])('filters by %s', async (query, matches) => {
    const { ids } = await pagesOf(clerk, `limit=9&${query}`);
    expect(ids.flat()).toEqual(inOrder(pieces.filter(matches)));
  });

  it('reads no further than it shows', async () => {
    const { read } = await pagesOf(clerk, 'limit=10');
    // The member, and at most a page of each of the two partitions.
    for (const units of read) expect(units).toBeLessThan(7);
    expect(read.length).toBe(13);
  });

  it('takes a cursor only for the query and the person that it was made for', async () => {
    const { cursor } = done(await clerk.call('GET', '/work?limit=5'));
    const other = await world.person('finance', { ws });
    for (const [person, path] of [
      [clerk, `/work?limit=5&kind=step&cursor=${cursor}`],
      [other, `/work?limit=5&cursor=${cursor}`],
      [clerk, `/work?limit=5&cursor=${cursor}x`],
    ] as const) {
      const refused = await person.call('GET', path);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid-cursor']);
    }
  });

  it('shows what lies in two of one’s partitions once', async () => {
    const boss = await world.person('sales-manager', { ws, scope: 'team', team: 'east' });
    const deputy = await world.person('sales-manager', { ws });
    const body = { deputyId: deputy.memberId, from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' };
    done(await boss.call('POST', '/delegations', { body }));
    await put(ws, [piece(950, { assignee: 'r:sales-manager', teamId: 'east', kind: 'approval', due: dueAt(1) })]);
    expect(on(await workOf(deputy), 'ord_0950')).toHaveLength(1);
    expect(on(await workOf(deputy), 'ord_0950')[0].onBehalfOf).toBeUndefined();
  });
});
