import type { Looks } from '../runtime/alarms.ts';

/** What the clock does here. */
export const surveyLooks: Looks = {};
