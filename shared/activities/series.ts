import type { Succession } from '../kernel/beside.ts';
import type { Rec } from '../kernel/record.ts';
import { isOrdinary, isRhythm, nextOccurrence } from './recurrence.ts';

/** What the next one takes over from the one before. */
const kept = [
  'kind',
  'subject',
  'note',
  'accountId',
  'contactId',
  'opportunityId',
  'leadId',
  'durationMinutes',
  'place',
  'repeat',
  'repeatUntil',
  'seriesFrom',
  'custom',
] as const;

const normal = (instant: string): string => new Date(Date.parse(instant)).toISOString();

/** The next of a series: after the day that this one was due on and after now, so that what was missed does not pile up. */
const successor = (rec: Rec, { now, timeZone }: { now: string; timeZone: string }) => {
  const { repeat, repeatUntil, dueAt, seriesFrom, remindAt, seriesId } = rec.data;
  if (!isRhythm(repeat) || typeof dueAt !== 'string' || Number.isNaN(Date.parse(dueAt))) return undefined;
  const due = normal(dueAt);
  const from = normal(typeof seriesFrom === 'string' ? seriesFrom : dueAt);
  const until = typeof repeatUntil === 'string' ? repeatUntil : undefined;
  const next = nextOccurrence({ from, rhythm: repeat, until, timeZone }, due > now ? due : now);
  if (next === undefined) return undefined;
  const before = typeof remindAt === 'string' ? Date.parse(due) - Date.parse(remindAt) : Number.NaN;
  const remind = Number.isNaN(before) ? '' : new Date(Date.parse(next) - before).toISOString();
  return {
    ...Object.fromEntries(kept.flatMap((name) => (rec.data[name] === undefined ? [] : [[name, rec.data[name]]]))),
    dueAt: next,
    seriesId: seriesId ?? rec.id,
    ...(isOrdinary(remind) ? { remindAt: remind } : {}),
  };
};

/**
 * Doing one of a series makes the next, once: the record names it from then on. Taking "done" back takes the next one back while
 * nobody has touched it.
 */
export const succession = (
  rec: Rec,
  previous: Rec | undefined,
  at: { now: string; timeZone: string },
): Succession | undefined => {
  const { done, nextId } = rec.data;
  const was = previous?.data['done'] === true;
  if (was && done !== true && typeof nextId === 'string') return { field: 'nextId', takeBack: nextId };
  if (was || done !== true || nextId !== undefined) return undefined;
  const data = successor(rec, at);
  return data && { field: 'nextId', data };
};
