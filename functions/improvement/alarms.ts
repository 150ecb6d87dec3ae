import type { Rec } from '../../shared/kernel/record.ts';
import type { Due, Looks } from '../runtime/alarms.ts';
import type { Ctx } from '../runtime/http.ts';
import { readingOf } from './readings.ts';

/** A reading with the instant at which it was taken: the instant stands though nothing could be measured. */
const read = async (rec: Rec, field: 'before' | 'after' | 'actual', today: string, ctx: Ctx): Promise<Due> => ({
  follow: { data: { [field]: await readingOf(rec.data, today, ctx), [`${field}At`]: ctx.now } },
});

/** What the clock does here: it reads the measure of an improvement before and some weeks later, and that of a need likewise. */
export const improvementLooks: Looks = {
  improvement: async (rec, today, ctx) => {
    const { beforeAt, afterAt, measureOn } = rec.data;
    if (beforeAt === undefined) return read(rec, 'before', today, ctx);
    if (afterAt !== undefined || typeof measureOn !== 'string') return {};
    return measureOn <= today ? read(rec, 'after', today, ctx) : { again: measureOn };
  },
  need: async (rec, today, ctx) => {
    const { beforeAt, actualAt, checkOn, status } = rec.data;
    if ((status === 'decided' || status === 'pilot') && beforeAt === undefined) return read(rec, 'before', today, ctx);
    if (status !== 'released' || actualAt !== undefined || typeof checkOn !== 'string') return {};
    return checkOn <= today ? read(rec, 'actual', today, ctx) : { again: checkOn };
  },
};
