import type { Label } from './field.ts';

/** A job that runs by the clock; EventBridge Scheduler on AWS, the local scheduler here, from the same value. */
export interface Schedule {
  id: string;
  label: Label;
  /** EventBridge Scheduler expression: `rate(15 minutes)` or `cron(0 18 * * ? *)` (UTC). */
  expression: string;
  /** The message that the dispatcher puts on the work queue for every workspace. */
  job: string;
}

export const defineSchedule = (schedule: Schedule): Schedule => schedule;
