import { may, scopePartition } from '../../shared/access/authorise.ts';
import { campaign } from '../../shared/campaigns/campaign.ts';
import type { Answering, Candidate, Portion } from '../../shared/campaigns/portions.ts';
import { portionId, portionsOf } from '../../shared/campaigns/portions.ts';
import type { VerificationLine } from '../../shared/campaigns/verification.ts';
import { countedLines, verification } from '../../shared/campaigns/verification.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { parseCondition, selects } from '../../shared/search/query.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import { withAliases } from '../runtime/aliases.ts';
import { commitPlan } from '../runtime/commit.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx } from '../runtime/http.ts';
import { readQuery } from '../runtime/list-query.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import type { Item, Write } from '../runtime/table.ts';
import { lostRace, WriteRefused } from '../runtime/table.ts';

/** Portions that are written in one transaction. */
const AT_ONCE = 40;

/** A row of the list index as the record that it was made from, as far as its fields go. */
const recOf = (row: Row): Rec => ({ ...row, data: row }) as unknown as Rec;

/** Everybody who works here now, by role. */
export const peopleNow = async (ctx: Ctx) => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  return [...view.rows.values()].flatMap((row) => {
    const rec = recOf(row);
    const roles = rolesAt(rec, ctx.now);
    const teamId = typeof row['team'] === 'string' ? row['team'] : undefined;
    return roles.length === 0 || row['removedAt']
      ? []
      : [{ id: row.id, roles, teamId, reachesAll: scopeOf(rec) === 'all' }];
  });
};

const answering = async (ctx: Ctx): Promise<Answering> => {
  const people = await peopleNow(ctx);
  const stewards = people.filter((one) => one.roles.includes('data-steward')).map((one) => one.id);
  const administrators = people.filter((one) => one.roles.includes('administrator')).map((one) => one.id);
  return {
    members: new Map(people.map((one) => [one.id, { teamId: one.teamId }])),
    steward: [...stewards.sort(), ...administrators.sort()][0],
  };
};

/** The records that a campaign is about, from the list in memory. @throws Problem invalid-input for a condition on no field */
const candidates = async (target: string, filter: readonly string[], ctx: Ctx): Promise<Candidate[]> => {
  const entity = entityOf(target);
  const isJob = ctx.via === 'job';
  const conditions = isJob
    ? await withAliases(
        entity,
        filter.flatMap((text) => parseCondition(text) ?? []),
        ctx,
      )
    : (await readQuery(entity, { filter: [...filter], sort: undefined }, ctx)).conditions;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, target, ctx.table);
  const selected = selects({ conditions, archived: 'no' });
  const found: Candidate[] = [];
  // Whoever cannot start one asks about what they see: by counts of other people's records one finds out what stands in them.
  const partition = isJob || may(ctx.actor.roles, 'campaigns:write') ? 'all' : scopePartition(ctx.actor, entity);
  for (const row of view.partition(partition))
    if (selected(row)) found.push({ id: row.id, ownerId: row['ownerId'] as string | undefined });
  return found;
};

/** How many portions a campaign would have. @throws Problem invalid-input */
export const previewOf = async (wanted: { target: string; filter: readonly string[]; size: number }, ctx: Ctx) => {
  const found = await candidates(wanted.target, wanted.filter, ctx);
  const people = await answering(ctx);
  const portions = portionsOf(found, wanted.size, people);
  return {
    records: found.length,
    owners: new Set(portions.map((one) => one.ownerId ?? '')).size,
    ownerless: found.filter((one) => one.ownerId === undefined || !people.members.has(one.ownerId)).length,
    portions: portions.length,
  };
};

/** The campaign as it is now. */
const readCampaign = async (id: string, ctx: Ctx): Promise<Rec | undefined> => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, id));
  return item && item['type'] === campaign.name ? toRec(item) : undefined;
};

/**
 * The portions of a campaign, laid down in a file before the first is made: owners and records move meanwhile, and a second try must
 * make the same ones. Of two that lay down a plan at once one's counts.
 */
const planned = async (current: Rec, ctx: Ctx): Promise<{ rec: Rec; portions: Portion[] }> => {
  const plan = current.data['plan'];
  if (typeof plan === 'string') {
    const bytes = await ctx.deps.objects.get(plan);
    if (!bytes) throw new Error(`the plan ${plan} is missing`);
    return { rec: current, portions: JSON.parse(Buffer.from(bytes).toString('utf8')) as Portion[] };
  }
  const { target, filter, portionSize } = current.data;
  const found = await candidates(String(target), (filter ?? []) as string[], ctx);
  const portions = portionsOf(found, Number(portionSize), await answering(ctx));
  const object = `campaigns/${ctx.actor.ws}/${current.id}/${ctx.deps.newId('verification')}.json`;
  await ctx.deps.objects.put(object, JSON.stringify(portions), 'application/json');
  const next = {
    ...nextVersion(current, ctx),
    data: { ...current.data, plan: object, records: found.length, portions: portions.length },
  };
  await commitPlan({ changes: [{ current, next }] }, ctx);
  return { rec: next, portions };
};

const portionRec = (of: Rec, portion: Portion, ctx: Ctx): Rec => {
  const { name, dueOn, remindDays, target, escalateTo } = of.data;
  const lines = portion.records.map((recordId): VerificationLine => ({ recordId, outcome: 'open' }));
  const remindOn = addDays(String(dueOn), -Number(remindDays));
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  return {
    type: verification.name,
    id: portionId(of.id, portion.seq),
    ws: ctx.actor.ws,
    version: 1,
    schemaVersion: verification.schemaVersion,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: 'job',
    occurredAt: ctx.now,
    enteredAt: ctx.now,
    source: 'job',
    ...(portion.ownerId ? { ownerId: portion.ownerId } : {}),
    ...(portion.teamId ? { teamId: portion.teamId } : {}),
    data: {
      name: `${String(name)} · ${portion.n}`,
      campaignId: of.id,
      target,
      n: portion.n,
      dueOn,
      // One whose reminder would come at once has been told of it by being asked.
      ...(Number(remindDays) > 0 && remindOn > today ? { remindOn } : {}),
      escalateTo,
      ...(portion.ownerId ? { memberId: portion.ownerId } : {}),
      ...countedLines(lines),
    },
    lines,
  };
};

/** Writes portions that are not there yet. */
const make = async (recs: readonly Rec[], ctx: Ctx): Promise<void> => {
  let left: Write[] = recs.map((rec) => ({
    op: 'create',
    item: toItem(verification, rec) as Item & { pk: string; sk: string },
  }));
  while (left.length > 0) {
    try {
      await ctx.table.write(left);
      return;
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      const there = new Set(error.failed);
      left = left.filter((_, index) => !there.has(index));
    }
  }
};

/** Makes the portions of a running campaign. Carried out again it makes what is missing. */
export const makePortions = async (id: string, ctx: Ctx): Promise<void> => {
  const current = await readCampaign(id, ctx);
  if (current?.data['state'] !== 'running') return;
  const { rec, portions } = await planned(current, ctx);
  for (let from = 0; from < portions.length; from += AT_ONCE)
    await make(
      portions.slice(from, from + AT_ONCE).map((portion) => portionRec(rec, portion, ctx)),
      ctx,
    );
  if (portions.length === 0) await closeIfDone(id, ctx);
};

/** The portions of a campaign, from the list in memory. */
export const portionRows = async (campaignId: string, partition: string, ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, verification.name, ctx.table);
  const rows: Row[] = [];
  for (const row of view.partition(partition)) if (row['campaignId'] === campaignId) rows.push(row);
  return rows;
};

/**
 * Closes a campaign of which no line is open. Open lines only become fewer, so that a list which is a moment behind says at worst that
 * there still are some. @returns whether it is closed
 */
export const closeIfDone = async (id: string, ctx: Ctx): Promise<boolean> => {
  const current = await readCampaign(id, ctx);
  if (current?.data['state'] !== 'running') return current?.data['state'] === 'closed';
  if (typeof current.data['portions'] !== 'number') return false;
  const rows = await portionRows(id, 'all', ctx);
  if (rows.length < current.data['portions'] || rows.some((row) => Number(row['open']) > 0)) return false;
  const next = { ...nextVersion(current, ctx), data: { ...current.data, state: 'closed', closedAt: ctx.now } };
  try {
    await commitPlan({ changes: [{ current, next }] }, ctx);
  } catch (error) {
    if (!lostRace(error)) throw error;
  }
  return true;
};
