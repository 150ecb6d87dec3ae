import { localDate } from '../../shared/kernel/time.ts';
import { openLeadStates } from '../../shared/leads/lead.ts';
import type { Allowance } from '../../shared/leads/leads.contract.ts';
import type { LeadPolicy } from '../../shared/leads/policy.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { claimsKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { leadPolicyOf } from '../runtime/settings.ts';
import type { Item, Write } from '../runtime/table.ts';

/** What a member has taken in a day: ids with the version that the lead had from then on. */
export interface Claims {
  /** YYYY-MM-DD in the workspace's zone. */
  day: string;
  taken: { id: string; version: number }[];
}

/** How long the item stands after its last claim, seconds. */
const KEPT = 3 * 86_400;

const todayOf = (ctx: Ctx): string => localDate(ctx.now, ctx.workspace.timeZone);

const claimsIn = (item: Item | undefined, today: string): Claims =>
  item?.['day'] === today ? { day: today, taken: item['taken'] as Claims['taken'] } : { day: today, taken: [] };

/** Open leads of a member: those that the list shows, and those just taken that it does not show yet. */
const heldBy = (memberId: string, { taken }: Claims, view: ListView): number => {
  let held = 0;
  for (const row of view.partition(`o:${memberId}`))
    if (openLeadStates.includes(String(row['status'])) && !row['archivedAt'] && !row['aliasOf'] && !row['removedAt'])
      held++;
  for (const { id, version } of taken) if (Number(view.rows.get(id)?.['version'] ?? 0) < version) held++;
  return held;
};

export interface Standing {
  item: Item | undefined;
  claims: Claims;
  allowance: Allowance;
}

/** What the caller has taken today and has on their hands, and what is left of both. */
export const standingOf = async (ctx: Ctx): Promise<Standing> => {
  const policy: LeadPolicy = await leadPolicyOf(ctx.workspace, ctx.deps);
  const [item, view] = await Promise.all([
    ctx.table.get(claimsKey(ctx.actor.ws, ctx.actor.id)),
    ctx.deps.lists.fresh(ctx.actor.ws, 'lead', ctx.table),
  ]);
  const claims = claimsIn(item, todayOf(ctx));
  const today = claims.taken.length;
  const held = heldBy(ctx.actor.id, claims, view);
  const { claimsPerDay: perDay, maxHeld } = policy;
  return {
    item,
    claims,
    allowance: { today, perDay, held, maxHeld, left: Math.max(0, Math.min(perDay - today, maxHeld - held)) },
  };
};

/** The write by which the claims of one member follow each other. */
export const claimWrite = ({ item, claims }: Standing, taken: Claims['taken'][number], ctx: Ctx): Write => {
  const version = Number(item?.['version'] ?? 0);
  const next = {
    ...claimsKey(ctx.actor.ws, ctx.actor.id),
    version: version + 1,
    day: claims.day,
    taken: [...claims.taken, taken],
    ttl: Math.floor(Date.parse(ctx.now) / 1000) + KEPT,
  };
  return item ? { op: 'replace', item: next, version } : { op: 'create', item: next };
};
