import { DAY } from '../kernel/time.ts';
import { samePhone } from '../matching/data.ts';

/** What is compared of an enquiry: a record's fields, or a row of the list index. */
export interface Asked {
  id: string;
  topic?: unknown;
  accountId?: unknown;
  phone?: unknown;
  /** ISO UTC. */
  receivedAt?: unknown;
  repeatOfId?: unknown;
  archivedAt?: unknown;
  removedAt?: unknown;
}

/** Within which bounds a second question is the same one. */
export interface RepeatBounds {
  days: number;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The account that an id stands for after merges. */
  accountOf?: (id: string) => string;
}

const at = (one: Asked): number => (typeof one.receivedAt === 'string' ? Date.parse(one.receivedAt) : Number.NaN);
const gone = (one: Asked): boolean => one.archivedAt !== undefined || one.removedAt !== undefined;

/** The same customer: by account where both have one, otherwise by the line that they called from. */
const sameCustomer = (a: Asked, b: Asked, { country, accountOf = (id) => id }: RepeatBounds): boolean => {
  if (typeof a.accountId === 'string' && typeof b.accountId === 'string')
    return accountOf(a.accountId) === accountOf(b.accountId);
  return typeof a.phone === 'string' && typeof b.phone === 'string' && samePhone(a.phone, b.phone, country);
};

/** Of two at one instant the one with the lower id came first, so that no two are repeats of each other. */
const isBefore = (a: Asked, b: Asked): boolean => at(a) < at(b) || (at(a) === at(b) && a.id < b.id);

/**
 * The latest earlier enquiry of the same customer about the same topic, not longer ago than the bounds say (the last day ends to the
 * millisecond): whoever asks again was not helped at the first contact. Archived ones count for nothing.
 */
export const repeatOf = <Other extends Asked>(
  asked: Asked,
  others: Iterable<Other>,
  bounds: RepeatBounds,
): Other | undefined => {
  if (gone(asked) || Number.isNaN(at(asked)) || typeof asked.topic !== 'string') return undefined;
  let latest: Other | undefined;
  for (const other of others) {
    if (other.id === asked.id || gone(other) || other.topic !== asked.topic || Number.isNaN(at(other))) continue;
    if (!isBefore(other, asked) || at(asked) - at(other) > bounds.days * DAY) continue;
    if (latest && isBefore(other, latest)) continue;
    if (sameCustomer(asked, other, bounds)) latest = other;
  }
  return latest;
};
