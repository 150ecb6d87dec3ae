import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan } from '../runtime/commit.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx } from '../runtime/http.ts';
import { toRec } from '../runtime/stored.ts';

/** Activities that go into one transaction with the conversion. */
export const AT_ONCE = 30;

/** What a lead became. */
export interface Became {
  accountId: string;
  contactId?: string | undefined;
  opportunityId?: string | undefined;
}

/** What was noted on a lead and does not stand by its account yet, as it is now; at most `AT_ONCE`. */
const behind = async (lead: Rec, ctx: Ctx): Promise<Rec[]> => {
  const page = await ctx.table.query({
    index: 'related',
    partition: relatedPartition(lead.ws, lead.id),
    begins: 'timeline#',
    limit: AT_ONCE,
  });
  // The index may be a moment behind the records.
  const items = await ctx.table.batchGet(page.items.map((item) => recordKey(lead.ws, String(item['id']))));
  return items
    .flatMap((item) => (item && item['type'] === 'activity' ? [toRec(item)] : []))
    .filter((rec) => rec.data['leadId'] === lead.id && rec.data['accountId'] === undefined);
};

/** The changes by which what was noted on a lead moves to its account's timeline; at most `AT_ONCE` at a time. */
export const movesOf = async (lead: Rec, became: Became, ctx: Ctx): Promise<Change[]> => {
  const { accountId, contactId, opportunityId } = became;
  const activities = await behind(lead, ctx);
  return Promise.all(
    activities.map((activity) =>
      followed(
        activity,
        {
          data: {
            accountId,
            ...(contactId ? { contactId: activity.data['contactId'] ?? contactId } : {}),
            ...(opportunityId ? { opportunityId: activity.data['opportunityId'] ?? opportunityId } : {}),
          },
        },
        ctx,
      ),
    ),
  );
};

/** Rounds of one call; what is left then waits for the next one. */
const ROUNDS = 100;

/**
 * Moves whatever the conversion left behind: more than fit into its transaction, or noted at the same moment. Comes as often as one
 * likes: what has moved is not found again. @returns whether all of it has moved
 */
export const moveActivities = async (lead: Rec, ctx: Ctx): Promise<boolean> => {
  const { accountId, contactId, opportunityId } = lead.data as Partial<Record<string, string>>;
  if (!accountId) return true;
  for (let round = 0; round < ROUNDS; round++) {
    const changes = await movesOf(lead, { accountId, contactId, opportunityId }, ctx);
    if (changes.length === 0) return true;
    await commitPlan({ changes }, ctx);
  }
  return false;
};
