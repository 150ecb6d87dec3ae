import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRec } from '../../functions/runtime/stored.ts';
import { account } from '../../shared/customers/account.ts';
import { measuresOf } from '../../shared/sales/funnel.ts';
import { dealFlows, openDeal } from '../../shared/sales/funnel-counters.ts';
import { flowsAsked, readFlows } from '../../shared/sales/funnel-read.ts';
import { changesPartition } from '../../shared/table/keys.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

/** Figures of the funnel come from counters: they must be what counting the deals would give. */
let world: World;
let admin: Person;
let rep: Person;
let boss: Person;
let far: Person;
let accountId: string;
let renewals: string;
const MINUTE = 60_000;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep', { scope: 'own', team: 'east', name: '李娜' });
  boss = await world.person('sales-manager', { scope: 'team', team: 'east' });
  far = await world.person('sales-rep', { scope: 'own', team: 'west' });
  accountId = (await makeRecord(rep, account)).id;
  renewals = done(
    await admin.call('POST', '/pipelines', {
      body: {
        name: '续约',
        lines: [
          { stage: 'prospecting', probability: 60, labelZh: '到期提醒', maxDays: 5 },
          { stage: 'proposal', probability: 80 },
        ],
      },
    }),
  ).id;
});
afterAll(() => world.close());

const make = async (who: Person, data: object = {}): Promise<Any> =>
  done(
    await who.call('POST', '/opportunities', {
      body: { name: 'Hall 2', accountId, amount: 100_001, currency: 'CNY', closeDate: '2026-12-10', ...data },
    }),
  );
const change = (who: Person, deal: Any, body: object) =>
  who.call('PATCH', `/opportunities/${deal.id}`, { version: deal.version, body });
const go = async (who: Person, deal: Any, ...stages: (string | object)[]): Promise<Any> => {
  let now = deal;
  for (const stage of stages) {
    world.clock.now += MINUTE;
    now = done(await change(who, now, typeof stage === 'string' ? { stage } : stage));
  }
  return now;
};
const ask = async (who: Person, path: string): Promise<Any> => done(await who.call('GET', path));
const funnel = (who: Person, query = 'from=2026-10&to=2026-12') => ask(who, `/funnel?${query}`);

/** The same figures, counted from the deals as they stand. */
const counted = async (): Promise<Any> => {
  const items = world.stack.deps.table.queryAll({
    index: 'changes',
    partition: changesPartition(MAIN, 'opportunity'),
  });
  const recs = [];
  for await (const item of items) recs.push(toRec(item));
  const alive = recs.filter((rec) => rec.archivedAt === undefined);
  const begins = flowsAsked('all', { by: 'month' });
  const counts = alive
    .flatMap((rec) => dealFlows(rec, 'Asia/Shanghai'))
    .filter(({ item }) => item.startsWith(begins))
    .flatMap(({ period, item, field, amount }) => readFlows(period, item, { [field]: amount }));
  return { total: measuresOf(counts), open: alive.filter((rec) => openDeal(rec).length > 0).length };
};

describe('the funnel of a period', () => {
  it('is what counting the deals gives, after moves, ends, reopenings and removals', async () => {
    const lost = { stage: 'lost', closeReason: 'price', competitor: 'Other Works' };
    await go(rep, await make(rep, { origin: 'fair' }), 'qualification', 'proposal', {
      stage: 'won',
      closeReason: 'quality',
    });
    const again = await go(rep, await make(rep, { origin: 'website' }), lost);
    await go(boss, again, { stage: 'qualification', reason: 'They called' });
    await go(rep, await make(rep, { stage: 'proposal', currency: 'USD' }), lost);
    const gone = await make(far, { stage: 'negotiation' });
    done(await far.call('POST', `/opportunities/${gone.id}/archive`, { version: gone.version, body: {} }));
    await make(far, { pipelineId: renewals, closeDate: '2026-10-01' });
    await world.settle();

    const told = await funnel(admin);
    const { total, open } = await counted();
    expect(told.total).toEqual(total);
    expect(told.total).toMatchObject({
      won: { count: 1, sums: { CNY: 100_001 }, reasons: [{ key: 'quality', count: 1 }] },
      lost: { count: 1, sums: { USD: 100_001 }, reasons: [{ key: 'price', count: 1 }] },
      winRate: 50,
    });
    expect(told.total.stages.map((one: Any) => [one.entered, one.wentOn])).toEqual([
      [3, 2],
      [2, 1],
      [2, 1],
      [0, 0],
    ]);
    expect((await ask(admin, '/funnel/forecast')).total.count).toBe(open);
  });

  it('shows everybody what their lists show', async () => {
    const entered = (told: Any) => told.total.stages[0].entered;
    const seen = await Promise.all(
      [rep, boss, far, admin].map((who) => funnel(who, 'from=2026-11&to=2026-12&by=owner')),
    );
    expect(seen.map(entered)).toEqual([2, 2, 1, 3]);
    expect(seen.map((told) => told.rows.map((row: Any) => row.key))).toEqual([
      [rep.memberId],
      [rep.memberId],
      [far.memberId],
      [rep.memberId, far.memberId],
    ]);
    const open = await Promise.all([rep, boss, far, admin].map((who) => ask(who, '/funnel/forecast?by=owner')));
    expect(open.map((told) => [told.total.count, told.rows.length])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 2],
    ]);
    expect((await world.anyone(rep.token, 'ws_other')('GET', '/funnel?from=2026-11&to=2026-11')).status).toBe(403);
  });

  it('is told apart by origin, pipeline and month, each adding up to the whole', async () => {
    for (const by of ['origin', 'pipeline', 'month', 'owner']) {
      const { total, rows } = await funnel(admin, `from=2026-11&to=2026-12&by=${by}`);
      expect([by, rows.reduce((sum: number, row: Any) => sum + row.stages[0].entered, 0)]).toEqual([by, 3]);
      expect(total.won.count).toBe(1);
    }
    const { rows } = await funnel(rep, 'from=2026-11&to=2026-12&by=origin');
    expect(rows.map((row: Any) => row.key).sort()).toEqual(['-', 'fair', 'website']);
    const short = await funnel(admin, `from=2026-11&to=2026-11&by=owner&pipelineId=${renewals}`);
    expect(short.rows.map((row: Any) => [row.key, row.stages[0].entered])).toEqual([[far.memberId, 1]]);
  });

  it.each([
    ['the wrong way round', 'from=2026-11&to=2026-10'],
    ['too long', 'from=2020-01&to=2026-10'],
    ['no month', 'from=2026-13&to=2026-14'],
    ['nobody knows that cut', 'from=2026-11&to=2026-11&by=colour'],
    ['no pipeline', 'from=2026-11&to=2026-11&pipelineId=acc_1'],
  ])('is refused with 400 where the period is not one: %s', async (_name, query) => {
    expect((await admin.call('GET', `/funnel?${query}`)).status).toBe(400);
  });

  it('reads as much however many deals there are', async () => {
    const units = async (path: string) => (await admin.call('GET', path)).headers.get('x-capacity-units');
    const paths = ['/funnel?from=2026-07&to=2026-12', '/funnel?from=2026-07&to=2026-12&by=owner', '/funnel/forecast'];
    const before = await Promise.all(paths.map(units));
    for (let index = 0; index < 8; index++) await make(rep, { origin: 'fair', closeDate: '2026-12-24' });
    await world.settle();
    expect(await Promise.all(paths.map(units))).toEqual(before);
    expect(before).toMatchInlineSnapshot(`
      [
        "4r 0w",
        "4r 0w",
        "6r 0w",
      ]
    `);
  });
});

describe('the forecast', () => {
  it('weighs each deal by its own pipeline, and has a place for what is late', async () => {
    const { months, now } = await ask(far, '/funnel/forecast?months=3');
    expect(now).toBe('2026-11');
    expect(months.find((one: Any) => one.month === 'late')).toMatchObject({
      count: 1,
      open: { CNY: 100_001 },
      weighted: { CNY: 60_001 },
    });
    const mine = await ask(rep, '/funnel/forecast?months=3');
    expect(mine.months.find((one: Any) => one.month === '2026-11').won).toEqual({ CNY: 100_001 });
  });
});

describe('a deal in a pipeline', () => {
  const refusal = (reply: Any) => [reply.status, reply.body.code, reply.body.errors?.[0]?.field];

  it('goes through the stages that the pipeline has', async () => {
    const deal = await make(rep, { pipelineId: renewals });
    expect(refusal(await change(rep, deal, { stage: 'qualification' }))).toEqual([409, 'step-refused', 'pipelineId']);
    const offered = done(await change(rep, deal, { stage: 'proposal' }));
    expect(offered).toMatchObject({ stage: 'proposal', proposedAt: expect.any(String) });
    expect(offered.qualifiedAt).toBeUndefined();
    expect(done(await change(rep, offered, { stage: 'won' })).closedAt).toEqual(expect.any(String));
  });

  it('leaves no stage out where the pipeline has it', async () => {
    const deal = await make(rep);
    expect(refusal(await change(rep, deal, { stage: 'proposal' }))).toEqual([409, 'step-refused', 'pipelineId']);
  });

  it('is not put into a pipeline that does not have its stage', async () => {
    const deal = await make(rep, { stage: 'qualification' });
    const reply = await change(rep, deal, { pipelineId: renewals });
    expect(refusal(reply)).toEqual([400, 'invalid-input', 'pipelineId']);
    expect(reply.body.errors[0].expected).toContain('Proposal');
    const body = { name: 'X', accountId, stage: 'negotiation', pipelineId: renewals };
    expect(refusal(await rep.call('POST', '/opportunities', { body }))).toEqual([400, 'invalid-input', 'pipelineId']);
  });

  it('is lost for a reason out of the list', async () => {
    const deal = await make(rep);
    expect(refusal(await change(rep, deal, { stage: 'lost' }))).toEqual([409, 'step-refused', 'closeReason']);
    expect(refusal(await change(rep, deal, { stage: 'lost', closeReason: 'weather' }))[0]).toBe(400);
    expect(done(await change(rep, deal, { stage: 'lost', closeReason: 'budget' })).stage).toBe('lost');
  });
});
