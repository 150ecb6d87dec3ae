import { scopePartition } from '../../shared/access/authorise.ts';
import { causeTreeOf } from '../../shared/complaints/cause-tree.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Ctx, Handler } from '../runtime/http.ts';

/** The day on which a complaint was reported, in the workspace's zone; one that nobody dated counts by its entry. */
const reportedOn = (row: Row, ctx: Ctx): string => {
  const time = Date.parse(String(row['reportedAt'] ?? row['occurredAt']));
  return Number.isNaN(time) ? '' : localDate(new Date(time).toISOString(), ctx.workspace.timeZone);
};

/** The tree of causes with the complaints of a period that the actor may see. */
export const tree: Handler['handle'] = async (input, ctx) => {
  const { from, to } = input.query as { from?: string; to?: string };
  const causes = await ctx.deps.lists.fresh(ctx.actor.ws, 'cause', ctx.table);
  const complaints = await ctx.deps.lists.fresh(ctx.actor.ws, complaint.name, ctx.table);
  const rows = [...complaints.partition(scopePartition(ctx.actor, complaint))].filter((row) => {
    if (row['removedAt'] || row['archivedAt']) return false;
    if (from === undefined && to === undefined) return true;
    const day = reportedOn(row, ctx);
    return (from === undefined || day >= from) && (to === undefined || day <= to);
  });
  return causeTreeOf(causes.rows.values(), rows);
};
