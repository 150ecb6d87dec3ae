import { DAY } from '../kernel/time.ts';

/** States in which a record is finished: nobody has to touch it any more. */
const finished: Readonly<Record<string, readonly string[]>> = {
  account: ['lost'],
  product: ['retired'],
  opportunity: ['won', 'lost'],
  order: ['completed', 'closed', 'cancelled'],
  lead: ['converted', 'dead'],
};

/** Values as a record or a row of the list index has them. */
export type Values = Readonly<Record<string, unknown>>;

/** What freshness asks of a record. Instants are ISO UTC. */
export interface Touched {
  type: string;
  values: Values;
  updatedAt: string;
  updatedBy: string;
  verifiedAt?: string | undefined;
}

/**
 * When somebody last looked at a record: changed it, or confirmed that it is right. A job that changed it knows nothing of that: then
 * the last verification counts, if there was one.
 */
export const touchedAt = ({ updatedAt, updatedBy, verifiedAt }: Omit<Touched, 'type' | 'values'>): string => {
  if (verifiedAt === undefined) return updatedAt;
  return updatedBy.startsWith('job:') || verifiedAt > updatedAt ? verifiedAt : updatedAt;
};

/** When a record becomes stale (ISO UTC): nobody has touched it for as many days as the standard allows. Undefined: never. */
export const staleAt = (of: Touched, staleAfterDays: number): string | undefined => {
  const state = of.values['stage'] ?? of.values['status'];
  if (staleAfterDays === 0 || of.values['done'] === true || finished[of.type]?.includes(String(state)))
    return undefined;
  return new Date(Date.parse(touchedAt(of)) + staleAfterDays * DAY).toISOString();
};

/** 100 for what was touched today, falling evenly to 0 on the day on which it is stale. */
export const freshnessOf = (stale: string, staleAfterDays: number, now: string): number => {
  const left = (Date.parse(stale) - Date.parse(now)) / (staleAfterDays * DAY);
  return Math.round(Math.max(0, Math.min(1, left)) * 100);
};
