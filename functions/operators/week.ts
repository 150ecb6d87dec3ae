import { finding } from '../../shared/findings/finding.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate, mondayOf } from '../../shared/kernel/time.ts';
import { weeklySummary } from '../../shared/operators/weekly.ts';
import type { Handler } from '../runtime/http.ts';

/** Faults that the page names. */
const MOST_SHOWN = 50;

/** The caller's own faults as Monday's mail tells them, with what is open by now. */
export const ownWeek: Handler['handle'] = async (_input, ctx) => {
  const { timeZone } = ctx.workspace;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, finding.name, ctx.table);
  const own: Iterable<Row> =
    view.having('ownerId', ctx.actor.id) ?? [...view.rows.values()].filter((row) => row['ownerId'] === ctx.actor.id);
  const summary = weeklySummary(own, mondayOf(localDate(ctx.now, timeZone)), timeZone);
  return { ...summary, mistakes: summary.mistakes.slice(0, MOST_SHOWN) };
};
