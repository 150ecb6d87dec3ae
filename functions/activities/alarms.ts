import type { Looks } from '../runtime/alarms.ts';

/**
 * What the clock does on records of this module: an activity whose reminder has come says so, once; the notice follows from the
 * change. Its alarm is gone with the same write, so that nobody is reminded twice.
 */
export const activityLooks: Looks = {
  activity: async (_rec, _today, ctx) => ({ follow: { data: { remindedAt: ctx.now } } }),
};
