import type { Looks } from '../runtime/alarms.ts';

/** What the clock does on records of this module. */
export const activityLooks: Looks = {};
