import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let steward: Person;
let manager: Person;
let rep: Person;
let other: Person;
beforeAll(async () => {
  world = await openWorld();
  steward = await world.person('data-steward');
  manager = await world.person('sales-manager', { scope: 'team', team: 'east' });
  rep = await world.person('sales-rep', { scope: 'own', team: 'east' });
  other = await world.person('sales-rep', { scope: 'own', team: 'west' });
});
afterAll(() => world.close());

const body = (name: string, more: object = {}) => ({
  name: `2026 ${name}`,
  target: 'account',
  filter: [`city:eq:${name}`],
  portionSize: 3,
  startsOn: '2026-11-21',
  dueOn: '2026-12-20',
  remindDays: 7,
  ...more,
});
const customers = async (person: Person, count: number, city: string): Promise<Any[]> => {
  const made: Any[] = [];
  for (let index = 0; index < count; index++) made.push(await makeRecord(person, account, { city }));
  return made;
};
const started = async (name: string, more: object = {}): Promise<Any> => {
  const draft = done(await steward.call('POST', '/campaigns', { body: body(name, more) }));
  const path = `/campaigns/${draft.id}/start`;
  const running = done(await steward.call('POST', path, { version: draft.version, body: {} }));
  await world.settle();
  return running;
};
const portions = async (person: Person, campaign: Any): Promise<Any[]> => {
  const filter = `campaignId:eq:${campaign.id}`;
  const { items } = done(await person.call('GET', `/verifications?filter=${filter}&limit=100&sort=n`));
  const full = [];
  for (const { id } of items) full.push(done(await person.call('GET', `/verifications/${id}`)));
  return full;
};
const get = async (person: Person, id: string): Promise<Any> => done(await person.call('GET', `/accounts/${id}`));
const decide = async (person: Person, portion: Any, wanted: { recordId: string; [more: string]: unknown }) => {
  const { version: recordVersion } = await get(steward, wanted.recordId);
  const { version } = done(await person.call('GET', `/verifications/${portion.id}`));
  const path = `/verifications/${portion.id}/outcomes`;
  return person.call('POST', path, { version, body: { recordVersion, ...wanted } });
};

describe('a verification campaign', () => {
  it('says beforehand how much it would be', async () => {
    await customers(rep, 4, 'Preview');
    const query = 'target=account&filter=city:eq:Preview&portionSize=3';
    expect(done(await rep.call('GET', `/campaigns/preview?${query}`))).toEqual({
      records: 4,
      owners: 1,
      ownerless: 0,
      portions: 2,
    });
    // Counts of other people's records would tell what stands in them.
    expect(done(await other.call('GET', `/campaigns/preview?${query}`))).toMatchObject({ records: 0 });
    expect(done(await steward.call('GET', `/campaigns/preview?${query}`))).toMatchObject({ records: 4 });
    expect(await rep.call('GET', '/campaigns/preview?target=account&filter=nonsense:eq:1')).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });

  it('hands its records to their owners, each once, and makes nothing twice', async () => {
    const [mine, theirs] = [await customers(rep, 4, 'Hand'), await customers(other, 2, 'Hand')];
    const campaign = await started('Hand');
    expect(done(await steward.call('GET', `/campaigns/${campaign.id}`))).toMatchObject({ records: 6, portions: 3 });
    await world.stack.deps.queue.send([{ job: 'campaigns.start', ws: rep.ws, id: campaign.id }]);
    await world.settle();
    const all = await portions(steward, campaign);
    expect(all.flatMap((one) => one.lines.map((line: Any) => line.recordId)).sort()).toEqual(
      [...mine, ...theirs].map((one) => one.id).sort(),
    );
    expect((await portions(rep, campaign)).map((one) => [one.ownerId, one.records])).toEqual([
      [rep.memberId, 2],
      [rep.memberId, 2],
    ]);
    expect(done(await rep.call('GET', '/notices')).items).toMatchObject([
      { kind: 'step-assigned', subjectType: 'verification', title: '2026 Hand · 1' },
    ]);
    expect((await rep.call('POST', '/campaigns', { body: body('Mine') })).status).toBe(403);
    const again = await steward.call('POST', `/campaigns/${campaign.id}/start`, {
      version: campaign.version + 1,
      body: {},
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('records each decision with the record in one step, and closes when none is open', async () => {
    const [first, second, third] = await customers(rep, 3, 'Decide');
    const campaign = await started('Decide');
    const [portion] = await portions(rep, campaign);
    expect((await decide(rep, portion, { recordId: first.id, outcome: 'confirmed' })).body).toMatchObject({
      open: 2,
      confirmed: 1,
      state: 'open',
    });
    expect(await get(rep, first.id)).toMatchObject({ verifiedBy: rep.memberId, version: first.version + 1 });
    const wrong = await decide(rep, portion, {
      recordId: second.id,
      outcome: 'corrected',
      change: { email: 'nobody' },
    });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'change.email', code: 'bad-email' }] } });
    const right = { recordId: second.id, outcome: 'corrected', change: { email: 'li@example.com' }, note: 'called' };
    expect((await decide(rep, portion, right)).body).toMatchObject({ open: 1, corrected: 1 });
    expect(await get(rep, second.id)).toMatchObject({ email: 'li@example.com', verifiedBy: rep.memberId });
    expect(await decide(rep, portion, right)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(
      (await decide(rep, portion, { recordId: third.id, outcome: 'retired', note: 'closed down' })).body,
    ).toMatchObject({
      open: 0,
      retired: 1,
      state: 'done',
    });
    expect((await get(rep, third.id)).archivedAt).toBeDefined();
    await world.settle();
    expect(done(await steward.call('GET', `/campaigns/${campaign.id}`))).toMatchObject({ state: 'closed' });
  });

  it('changes neither record nor portion where one of them moved', async () => {
    const [first] = await customers(rep, 1, 'Race');
    const [portion] = await portions(rep, await started('Race'));
    const path = `/verifications/${portion.id}/outcomes`;
    const confirm = { recordId: first.id, outcome: 'confirmed', recordVersion: first.version };
    const path2 = `/accounts/${first.id}`;
    done(await rep.call('PATCH', path2, { version: first.version, body: { city: 'Race', note: 'seen' } }));
    expect((await rep.call('POST', path, { version: portion.version, body: confirm })).status).toBe(412);
    const seen = { ...confirm, recordVersion: first.version + 1 };
    const both = await Promise.all([1, 2].map(() => rep.call('POST', path, { version: portion.version, body: seen })));
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect((await get(rep, first.id)).version).toBe(first.version + 2);
    expect((await portions(rep, { id: portion.campaignId }))[0]).toMatchObject({ open: 0, confirmed: 1 });
  });

  it('is nobody else’s to decide, and takes no other record', async () => {
    const [first] = await customers(rep, 1, 'Whose');
    const [portion] = await portions(rep, await started('Whose'));
    const path = `/verifications/${portion.id}/outcomes`;
    const confirm = { recordId: first.id, outcome: 'confirmed', recordVersion: first.version };
    expect((await other.call('POST', path, { version: portion.version, body: confirm })).status).toBe(404);
    for (const recordId of ['acc_nobody', 'imp_1', 'run_1'])
      expect(
        await rep.call('POST', path, { version: portion.version, body: { ...confirm, recordId } }),
        recordId,
      ).toMatchObject({ status: 400, body: { errors: [{ field: 'recordId' }] } });
    const limit = { ...confirm, outcome: 'corrected', change: { creditLimit: 1 } };
    expect((await rep.call('POST', path, { version: portion.version, body: limit })).status).toBe(403);
  });

  it('settles what somebody else has retired meanwhile', async () => {
    const [first, second] = await customers(rep, 2, 'Gone');
    const [portion] = await portions(rep, await started('Gone'));
    done(await rep.call('POST', `/accounts/${first.id}/archive`, { version: first.version, body: {} }));
    expect((await decide(rep, portion, { recordId: first.id, outcome: 'confirmed' })).body).toMatchObject({
      retired: 1,
    });
    expect((await get(rep, second.id)).archivedAt).toBeUndefined();
  });

  it('tells how good the records are, to each the part that they see', async () => {
    const [first] = await customers(rep, 1, 'Quality');
    const { items } = done(await rep.call('GET', '/quality/account?limit=200'));
    const shown = items.find((one: Any) => one.id === first.id);
    expect(shown).toMatchObject({ ownerId: rep.memberId, stale: false, missing: ['address', 'industry'], wrong: [] });
    expect(items.map((one: Any) => one.ownerId)).not.toContain(other.memberId);
    expect(items.map((one: Any) => one.score)).toEqual(
      items.map((one: Any) => one.score).sort((a: number, b: number) => a - b),
    );
    const one = done(await rep.call('GET', `/quality/account/${first.id}`));
    expect(one).toMatchObject({ score: shown.score, freshness: 100 });
    const mine = done(await rep.call('GET', '/quality?entity=account'));
    const all = done(await steward.call('GET', '/quality?entity=account'));
    expect(mine.owners.map((group: Any) => group.id)).toEqual([rep.memberId]);
    expect(all.records).toBeGreaterThan(mine.records);
    expect(all).toMatchObject({ seen: all.of });
    expect((await other.call('GET', `/quality/account/${first.id}`)).status).toBe(404);
    // What a person cannot see counts neither for nor against a record.
    const fields = async (person: Person) => done(await person.call('GET', '/quality?entity=product')).fields;
    expect((await fields(rep)).map((field: Any) => field.field)).not.toContain('cost');
    expect((await fields(steward)).map((field: Any) => field.field)).toContain('cost');
    const first2 = done(await rep.call('GET', '/quality/account?limit=2'));
    const next = done(await rep.call('GET', `/quality/account?limit=2&cursor=${encodeURIComponent(first2.cursor)}`));
    expect([...first2.items, ...next.items]).toEqual(items.slice(0, 4));
  });

  // Moves the clock: the last one.
  it('reminds once, escalates what is left to the team’s manager, ends, and comes again next year', async () => {
    const [first, second] = await customers(rep, 2, 'Clock');
    const campaign = await started('Clock', { yearly: true });
    const at = async (day: string) => {
      world.clock.now = Date.parse(`${day}T02:00:00.000Z`);
      [steward, manager, rep] = [await world.again(steward), await world.again(manager), await world.again(rep)];
      await world.stack.runSchedule('document-alarms');
      await world.settle();
    };
    const told = async (person: Person) =>
      done(await person.call('GET', '/notices'))
        .items.filter((one: Any) => one.title === '2026 Clock · 1')
        .map((one: Any) => one.kind);
    await at('2026-12-12');
    expect(await told(rep)).toEqual(['step-assigned']);
    await at('2026-12-13');
    await at('2026-12-14');
    expect(await told(rep)).toEqual(['due-soon', 'step-assigned']);
    const [portion] = await portions(rep, campaign);
    done(await decide(rep, portion, { recordId: first.id, outcome: 'confirmed' }));
    await at('2026-12-20');
    expect((await portions(rep, campaign))[0]).toMatchObject({ open: 1, state: 'open' });
    await at('2026-12-21');
    expect(await told(manager)).toEqual(['escalated']);
    const [escalated] = await portions(manager, campaign);
    expect(escalated).toMatchObject({ state: 'escalated', ownerId: manager.memberId, memberId: rep.memberId });
    expect(escalated).toMatchObject({ open: 0, confirmed: 1, escalated: 1 });
    expect(done(await steward.call('GET', `/campaigns/${campaign.id}`))).toMatchObject({ state: 'closed' });
    // Every record has ended in one of the four ways.
    for (const one of await portions(steward, campaign))
      expect(one.confirmed + one.corrected + one.retired + one.escalated).toBe(one.records);
    const progress = done(await manager.call('GET', `/campaigns/${campaign.id}/progress`));
    expect(progress.owners).toMatchObject([{ ownerId: rep.memberId, records: 2, confirmed: 1, escalated: 1 }]);
    // The manager sees the record of their team and decides the same way.
    done(await decide(manager, escalated, { recordId: second.id, outcome: 'confirmed' }));
    expect((await portions(manager, campaign))[0]).toMatchObject({ state: 'done', confirmed: 2, escalated: 0 });
    await at('2027-11-21');
    await at('2027-11-22');
    const { items } = done(await steward.call('GET', `/campaigns?filter=previousId:eq:${campaign.id}`));
    expect(items).toMatchObject([
      { name: '2027 Clock', state: 'running', startsOn: '2027-11-21', dueOn: '2027-12-20', records: 2, portions: 1 },
    ]);
  });
});
