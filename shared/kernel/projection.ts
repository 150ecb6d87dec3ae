import type { Calendar } from './calendar.ts';
import type { Rec } from './record.ts';

/** What one record adds to one counter. Amounts are integers, so that sums are exact in any order. */
export interface Contribution {
  /** `now` for gauges (a state that holds at present), a month YYYY-MM for flows, `undated` where the date is not known. */
  period: string;
  /** The counter item; counters that are read together share one: `orders`, `findings.rule`. */
  item: string;
  /** The counter in the item: `count`, `amount|USD`. */
  field: string;
  amount: number;
}

export interface ProjectionContext {
  timeZone: string;
  /** Working days and hours of the workspace. */
  calendar: Calendar;
}

/**
 * A counter projection: a pure function from a record's image to what it contributes. The runtime keeps the contribution
 * beside the record, so that a repeated or late stream record changes nothing.
 */
export interface Projection {
  id: string;
  /** Record types that it reads. */
  types: readonly string[];
  contribute: (record: Rec, context: ProjectionContext) => Contribution[];
}

export const defineProjection = (projection: Projection): Projection => projection;
