import type { Looks } from '../runtime/alarms.ts';
import { refreshValue, tomorrow } from './refresh.ts';

/** A value that time alone changes: an order leaves the twelve months, or a customer is silent for too long. */
export const valueLooks: Looks = {
  customerValue: async (rec, today, ctx) => {
    const written = await refreshValue(String(rec.data['accountId']), undefined, ctx);
    const day = rec.data['changesOn'];
    // What was written has a day of its own.
    return written || typeof day !== 'string' ? {} : { again: day > today ? day : tomorrow(today) };
  },
};
