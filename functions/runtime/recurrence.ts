import { complaint } from '../../shared/complaints/complaint.ts';
import { cameBack, endOf, settledStates } from '../../shared/complaints/recurrence.ts';
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

/** Ids of the ended complaints of the same cause and product, by the lists. */
const candidates = async (rec: Rec, ctx: Ctx): Promise<string[]> => {
  const { ws } = ctx.actor;
  const { rows: products } = await ctx.deps.lists.fresh(ws, 'product', ctx.table);
  const likeness = likenessOf(rec.data, products);
  if (likeness === undefined) return [];
  const view = await ctx.deps.lists.fresh(ws, complaint.name, ctx.table);
  return (view.having('causeId', String(rec.data['causeId'])) ?? [...view.rows.values()])
    .filter((row) => row.id !== rec.id && likenessOf(row, products) === likeness)
    .filter((row) => !row['archivedAt'] && !row['removedAt'] && settledStates.includes(String(row['status'])))
    .sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1))
    .slice(0, MOST)
    .map((row) => row.id);
};

const numberOf = (rec: Rec): string => String(rec.data['number'] ?? rec.id);

/**
 * The cause of a complaint was found: the latest earlier one whose actions were meant to have removed it, at the same product, is opened
 * again, and both name each other. As it stands in the table: whoever else opens it at this moment is met there. A process of the
 * workspace's own that does not know the state leaves it where it is.
 */
export const meetRecurrence = async (rec: Rec, ctx: Ctx): Promise<Brought> => {
  const ids = await candidates(rec, ctx);
  if (ids.length === 0) return { rec, others: [] };
  const { recurrenceDays } = await servicePolicyOf(ctx.workspace, ctx.deps);
  const found = await recordsOf(ids, { ...ctx, loaded: new Map() });
  const [latest] = [...found.values()]
    .filter((earlier) => !earlier.archivedAt && earlier.data['causeId'] === rec.data['causeId'])
    .filter((earlier) => cameBack(earlier, rec, recurrenceDays))
    .sort((a, b) => endOf(b) - endOf(a) || (a.id < b.id ? 1 : -1));
  if (!latest) return { rec, others: [] };
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
  return { rec: { ...rec, data: { ...rec.data, recurrenceOfId: latest.id } }, others: [opened] };
};
