import { scheduleHandler } from '../runtime/schedule.ts';

/** The target of every schedule. */
export const handler = scheduleHandler();
