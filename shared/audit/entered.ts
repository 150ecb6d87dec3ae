import { entities, entityOf, isEntity } from '../entities.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { addDays, localDate } from '../kernel/time.ts';

/** Kinds of record whose steps a process governs. */
export const governedTypes: readonly string[] = entities
  .filter((entity) => entity.process && !entity.personal)
  .map(({ name }) => name);

/** Kinds of record that say themselves when the thing happened. */
export const datedTypes: readonly string[] = entities.filter((entity) => entity.occurred).map(({ name }) => name);

/** Whether it came from another system: when it was entered here says nothing about how people work. */
export const isBroughtOver = (thing: Rec | Row): boolean =>
  String(thing.source).startsWith('import:') || Object.keys(thing.externalIds ?? {}).length > 0;

/** Whether an id is that of a person; a job or an API key is as quick as it likes. */
export const isPerson = (id: unknown): id is string => typeof id === 'string' && id.startsWith('mem_');

/** The local day of which a record or row says that the thing happened on it; undefined where it says nothing readable. */
export const ownDay = (thing: Rec | Row, timeZone: string): string | undefined => {
  const type = String(thing['type' as keyof typeof thing]);
  const field = isEntity(type) ? entityOf(type).occurred : undefined;
  if (field === undefined) return undefined;
  const value = ((thing as Rec).data ?? thing)[field as keyof object] as unknown;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  if (value.length === 10) return value;
  return Number.isNaN(Date.parse(value)) ? undefined : localDate(value, timeZone);
};

/** Farther back than this (days) every working day is one too many. */
const HORIZON = 400;

/** Working days after one day up to another (YYYY-MM-DD), which counts. */
export const workingDaysBetween = (from: string, to: string, calendar: Calendar): number => {
  let count = 0;
  let day = addDays(from, 1);
  for (let steps = 0; day <= to && steps < HORIZON; steps++, day = addDays(day, 1))
    if (calendar.periodsOf(day).length > 0) count++;
  return count;
};

/**
 * The longest run of things that lie within `span` (ms) of each other; of several equally long ones the last.
 * @param at instant of a thing, ISO
 */
export const densest = <T>(things: readonly T[], span: number, at: (thing: T) => string): T[] => {
  const sorted = [...things].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
  let best: [number, number] = [0, 0];
  let first = 0;
  for (let last = 0; last < sorted.length; last++) {
    while (Date.parse(at(sorted[last]!)) - Date.parse(at(sorted[first]!)) > span) first++;
    if (last + 1 - first >= best[1] - best[0]) best = [first, last + 1];
  }
  return sorted.slice(...best);
};
