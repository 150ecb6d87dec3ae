import { scopePartition } from '../../shared/access/authorise.ts';
import { finding } from '../../shared/findings/finding.ts';
import { effectOf, monthsOf, preventionsIn } from '../../shared/findings/prevention.ts';
import { WEEKS } from '../../shared/findings/weeks.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { candidates } from '../../shared/search/page.ts';
import { selects } from '../../shared/search/query.ts';
import { counterKey } from '../../shared/table/keys.ts';
import type { Ctx, Handler } from '../runtime/http.ts';

/** Preventions that are told: more than a meeting goes through. */
const MOST = 200;

/** Counters of weeks, of several months in one reading. */
const weeksOf = async (months: readonly string[], ctx: Ctx): Promise<Record<string, number>> => {
  const items = await ctx.table.batchGet(months.map((month) => counterKey(ctx.actor.ws, month, WEEKS)));
  const numbers = items.flatMap((item) =>
    Object.entries(item ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
  return Object.fromEntries(numbers);
};

/** Preventions that findings in the reader's scope name, each with the rate of its fault in the company before and after. */
export const preventions: Handler['handle'] = async (_input, ctx) => {
  const { ws } = ctx.actor;
  const { timeZone, createdAt } = ctx.workspace;
  const selection = { conditions: [{ field: 'preventionType', op: 'filled', value: '' }], archived: 'no' } as const;
  const view = await ctx.deps.lists.fresh(ws, finding.name, ctx.table);
  const rows = [...candidates(view, scopePartition(ctx.actor, finding), selection)].filter(selects(selection));
  const found = preventionsIn(rows);
  const newest = found.slice(0, MOST);
  const span = {
    counts: await weeksOf([...new Set(newest.flatMap(monthsOf))], ctx),
    today: localDate(ctx.now, timeZone),
    known: localDate(createdAt, timeZone),
  };
  const items = newest.map((one) => ({ ...one, ...effectOf(one, span) }));
  const flagged = items.filter((one) => one.withoutEffect);
  return {
    total: found.length,
    withoutEffect: flagged.length,
    items: [...flagged, ...items.filter((one) => !one.withoutEffect)],
  };
};
