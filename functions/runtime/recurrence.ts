import { complaint } from '../../shared/complaints/complaint.ts';
import { cameBack, endOf, formerEndOf, isBack, isOneMore, settledStates } from '../../shared/complaints/recurrence.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import type { Brought } from './effects.ts';
import { followed } from './follow.ts';
import type { Ctx } from './http.ts';
import { recordsOf } from './products.ts';
import { servicePolicyOf } from './settings.ts';

/** Earlier complaints of a cause and product that are looked at, the latest first. */
const MOST = 50;

/** What a complaint is compared by: its cause, and its product as it is called after merges. */
const likenessOf = (
  { causeId, productId }: Record<string, unknown>,
  products: ReadonlyMap<string, Row>,
): string | undefined =>
  typeof causeId === 'string' && typeof productId === 'string'
    ? `${causeId}|${winnerOf(products, productId)}`
    : undefined;

const lastOf = (row: Row): string => String(row['closedAt'] ?? row['stepSince'] ?? row['updatedAt']);

/** Ids of the complaints of the same cause and product that have ended, or are open again because it came back, by the lists. */
const candidates = async (rec: Rec, ctx: Ctx): Promise<string[]> => {
  const { ws } = ctx.actor;
  const { rows: products } = await ctx.deps.lists.fresh(ws, 'product', ctx.table);
  const likeness = likenessOf(rec.data, products);
  if (likeness === undefined) return [];
  const view = await ctx.deps.lists.fresh(ws, complaint.name, ctx.table);
  return (view.having('causeId', String(rec.data['causeId'])) ?? [])
    .filter((row) => row.id !== rec.id && likenessOf(row, products) === likeness)
    .filter(
      (row) =>
        !row['archivedAt'] && !row['removedAt'] && (settledStates.includes(String(row['status'])) || isBack(row)),
    )
    .sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1))
    .slice(0, MOST)
    .map((row) => row.id);
};

const numberOf = (rec: Rec): string => String(rec.data['number'] ?? rec.id);

/** An earlier complaint to which a cause came back, and when it had ended, ms. */
interface Met {
  earlier: Rec;
  ended: number;
}

/** The earlier complaint that ended last of those to which the cause has come back by this one, or had already. */
const latestMet = async (rec: Rec, ids: readonly string[], ctx: Ctx): Promise<Rec | undefined> => {
  const { recurrenceDays } = await servicePolicyOf(ctx.workspace, ctx.deps);
  const anew = { ...ctx, loaded: new Map() };
  const found = [...(await recordsOf(ids, anew)).values()].filter(
    (earlier) => !earlier.archivedAt && earlier.data['causeId'] === rec.data['causeId'],
  );
  const openers = await recordsOf(
    found.flatMap(({ data }) => (isBack(data) ? [String(data['recurredById'])] : [])),
    anew,
  );
  const met = found.flatMap((earlier): Met[] => {
    if (cameBack(earlier, rec, recurrenceDays)) return [{ earlier, ended: endOf(earlier) }];
    const shown = openers.get(String(earlier.data['recurredById']));
    if (!isOneMore({ earlier, shown }, rec, recurrenceDays)) return [];
    return [{ earlier, ended: formerEndOf(earlier, shown) }];
  });
  return met.sort((a, b) => b.ended - a.ended || (a.earlier.id < b.earlier.id ? 1 : -1))[0]?.earlier;
};

/**
 * The cause of a complaint was found: the latest earlier one whose actions were meant to have removed it, at the same product, is opened
 * again, and both name each other. Where that was done already by another one, and the earlier is still worked on, this one names it
 * and moves nothing. As it stands in the table: whoever else opens it at this moment is met there. A process of the workspace's own
 * that does not know the state leaves it where it is.
 */
export const meetRecurrence = async (rec: Rec, ctx: Ctx): Promise<Brought> => {
  const ids = await candidates(rec, ctx);
  if (ids.length === 0) return { rec, others: [] };
  const latest = await latestMet(rec, ids, ctx);
  if (!latest) return { rec, others: [] };
  const named: Rec = { ...rec, data: { ...rec.data, recurrenceOfId: latest.id } };
  if (isBack(latest.data)) return { rec: named, others: [] };
  const opened = await followed(
    latest,
    {
      data: { recurredById: rec.id },
      to: 'investigating',
      // The step by which a person would do it; why it was taken is said by the number and the link.
      action: latest.data['status'] === 'closed' ? 'reopen' : 'not-solved',
      comment: numberOf(rec),
    },
    ctx,
  );
  return { rec: named, others: [opened] };
};
