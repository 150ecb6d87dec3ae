import { need } from '../improvement/need.ts';
import { yardstickOf } from '../improvement/yardsticks.ts';
import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { localDate } from '../kernel/time.ts';
import type { CommitteeReport } from './meetings.contract.ts';

type ReportedNeed = CommitteeReport['needs'][number];

/** Needs that a report names at most; more are not told on one page. */
export const MOST_NEEDS = 40;

const settled = ['decided', 'pilot', 'released', 'checked', 'rejected'];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/**
 * Needs that may have been decided on or released in a span of days, by what the lists hold of them: what was written before the span
 * began was not; newest first.
 */
export const needsToRead = (rows: Iterable<Row>, since: string): string[] =>
  [...rows]
    .filter(
      (row) =>
        settled.includes(String(row['status'])) &&
        row['archivedAt'] === undefined &&
        row['removedAt'] === undefined &&
        String(row['updatedAt'] ?? '') >= since,
    )
    .sort((a, b) => (String(a['updatedAt']) < String(b['updatedAt']) ? 1 : -1))
    .slice(0, 2 * MOST_NEEDS)
    .map((row) => row.id);

/**
 * The day on which a need was decided on. One that has gone further since was measured at once when it was decided (`beforeAt`); of the
 * others it is the day since which they stand where they do.
 */
const decidedOn = ({ data, process }: Rec, timeZone: string): string | undefined => {
  const still = data['status'] === 'decided' || data['status'] === 'rejected';
  const at = still ? process?.since : text(data['beforeAt']);
  return at === undefined ? undefined : localDate(at, timeZone);
};

const told = (rec: Rec, timeZone: string): ReportedNeed => {
  const { data } = rec;
  const measure = yardstickOf(data['measure']);
  const [decided, released] = [decidedOn(rec, timeZone), text(data['releasedOn'])];
  const optional = {
    decidedOn: decided,
    releasedOn: released,
    benefit: text(data['benefit']),
    measure: measure?.label,
    unit: measure?.unit,
    before: number(data['before']),
    target: number(data['target']),
    actual: number(data['actual']),
    outcome: text(data['outcome']),
    found: text(data['actualNote']),
  };
  return {
    id: rec.id,
    title: String(data[need.title] ?? ''),
    department: String(data['department'] ?? ''),
    status: String(data['status'] ?? ''),
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as typeof optional),
  } as ReportedNeed;
};

/** Needs that were decided on or released within a span of days, both included: what was expected of each and what it brought. */
export const needsOf = (
  recs: Iterable<Rec>,
  [first, last]: readonly [string, string],
  timeZone: string,
): CommitteeReport['needs'] => {
  const within = (day: string | undefined): boolean => day !== undefined && day >= first && day <= last;
  return [...recs]
    .filter((rec) => settled.includes(String(rec.data['status'])))
    .map((rec) => told(rec, timeZone))
    .filter((one) => within(one.decidedOn) || within(one.releasedOn))
    .sort((a, b) => {
      const [x, y] = [a, b].map((one) => `${one.releasedOn ?? one.decidedOn} ${one.id}`) as [string, string];
      return x < y ? -1 : 1;
    })
    .slice(0, MOST_NEEDS);
};
