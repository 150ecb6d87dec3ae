import { periodOf, yardstickOf } from '../../shared/improvement/yardsticks.ts';
import { counterKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';

/**
 * A measure as the counters have it on a day (YYYY-MM-DD): one item is read, no records. Undefined where there is nothing to measure.
 */
export const readingOf = async (
  data: Readonly<Record<string, unknown>>,
  today: string,
  ctx: Ctx,
): Promise<number | undefined> => {
  const measure = yardstickOf(data['measure']);
  if (!measure) return undefined;
  const item = await ctx.table.get(counterKey(ctx.actor.ws, periodOf(measure, today), measure.item));
  const { rule } = data;
  return measure.of(item ?? {}, { today, ...(typeof rule === 'string' ? { rule } : {}) });
};
