import type { Row } from '../kernel/rule.ts';
import { changesSort } from '../table/keys.ts';
import type { AuditRun, RunFailure } from './audit.contract.ts';
import { isGone } from './audited.ts';
import type { RuleFailure, Sighting } from './evaluate.ts';
import type { Step } from './reconcile.ts';

export type Counts = AuditRun['counts'];

/** What a part of a run has come to. */
export interface Result {
  counts: Counts;
  byRule: Record<string, number>;
  /** Rules that threw: how often, the first message, and some of the records. */
  failures: Record<string, { times: number; message: string; at: string[] }>;
  /** Records that could not be looked at, with the reason. Absent in what was stored before there were such. */
  records?: Record<string, string>;
}

export const emptyCounts = (): Counts => ({
  checked: 0,
  faults: 0,
  opened: 0,
  reopened: 0,
  closed: 0,
  unchanged: 0,
  ruleErrors: 0,
  unreadable: 0,
});
export const emptyResult = (): Result => ({ counts: emptyCounts(), byRule: {}, failures: {} });

/** Most records that are named with a rule that threw. */
const MAX_NAMED = 20;

/** Adds rules that threw. */
export const countFailures = (result: Result, failures: readonly RuleFailure[]): void => {
  for (const { rule, at, message } of failures) {
    result.counts.ruleErrors++;
    result.failures[rule] ??= { times: 0, message, at: [] };
    const known = result.failures[rule];
    known.times++;
    if (known.at.length < MAX_NAMED && /^[a-z]+_[0-9A-Za-z]+$/.test(at)) known.at.push(at);
  }
};

/** Adds a record that could not be looked at. Nothing is known of it: what was said of it before stands. */
export const countUnreadable = (result: Result, id: string, error: unknown): void => {
  result.counts.unreadable++;
  result.records ??= {};
  if (Object.keys(result.records).length < MAX_NAMED) result.records[id] = reasonOf(error);
};

/** Longest reason that is kept. */
const MAX_REASON = 300;

/** Why something failed, in the words of the error. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON);

/** What did not come off in a run, for whoever has to see to it. */
export const failuresOf = ({ failures, records = {} }: Result): RunFailure[] => [
  ...Object.entries(records).map(([id, message]): RunFailure => ({ of: 'record', id, times: 1, message, at: [id] })),
  ...Object.entries(failures).map(
    ([id, { times, message, at }]): RunFailure => ({
      of: 'rule',
      id,
      times,
      message: message.slice(0, MAX_REASON),
      at,
    }),
  ),
];

/**
 * What a step counts as. A part of a run that is done again after a kill finds its own writes: by the finding's last run they
 * count as they did the first time.
 */
const eventOf = ({ move, standing }: Step, run: string): 'opened' | 'reopened' | 'closed' | 'unchanged' | undefined => {
  if (move === 'open') return 'opened';
  if (move === 'reopen') return 'reopened';
  if (move === 'close') return 'closed';
  if (standing?.lastRun !== run) return standing?.state === 'fixed' ? undefined : 'unchanged';
  if (standing.state === 'fixed') return 'closed';
  return standing.times > 1 ? 'reopened' : 'opened';
};

/** Adds what a run has seen and what became of it. */
export const countSteps = (result: Result, steps: readonly Step[], run: string): void => {
  for (const step of steps) {
    const event = eventOf(step, run);
    if (event) result.counts[event]++;
    if (step.sighting) countFault(result, step.sighting);
  }
};

const countFault = (result: Result, { rule }: Sighting): void => {
  result.counts.faults++;
  result.byRule[rule] = (result.byRule[rule] ?? 0) + 1;
};

/** The sum of the parts of a run. */
export const addUp = (results: readonly Result[]): Result => {
  const sum = emptyResult();
  for (const { counts, byRule, failures, records } of results) {
    for (const name of Object.keys(counts) as (keyof Counts)[]) sum.counts[name] += counts[name];
    if (records) sum.records = { ...sum.records, ...records };
    for (const [rule, count] of Object.entries(byRule)) sum.byRule[rule] = (sum.byRule[rule] ?? 0) + count;
    for (const [rule, { times, message, at }] of Object.entries(failures)) {
      sum.failures[rule] ??= { times: 0, message, at: [] };
      const known = sum.failures[rule];
      known.times += times;
      known.at = [...known.at, ...at].slice(0, MAX_NAMED);
    }
  }
  return sum;
};

/** A stretch of the change index: from the first sort key on, up to but without the second. */
export interface Stretch {
  from: string;
  to: string;
}

/** Before and behind every sort key of the change index. */
export const FIRST = '0';
const LAST = '~';

const sortKey = (row: Row): string => changesSort(String(row['updatedAt']), row.id);

/** Rows that changed at or after an instant (ISO; `FIRST` for all). */
export const changedSince = (rows: Iterable<Row>, since: string): Row[] => {
  const out: Row[] = [];
  for (const row of rows) if (String(row['updatedAt']) >= since) out.push(row);
  return out;
};

/**
 * Cuts the records that changed from `since` up to `until` (ISO) into stretches of about `size`. The cuts lie between two
 * known records, and the stretches leave no gap, so that one which the view has not seen yet falls into one of them.
 */
export const stretches = (rows: readonly Row[], span: { since: string; until: string }, size: number): Stretch[] => {
  const keys = rows.map(sortKey).sort();
  const end = `${span.until}#${LAST}`;
  const parts = Math.max(1, Math.ceil(keys.length / size));
  const cuts = Array.from({ length: parts - 1 }, (_, index) => keys[Math.floor(((index + 1) * keys.length) / parts)]!);
  return [span.since, ...cuts].map((from, index) => ({ from, to: cuts[index] ?? end }));
};

/** A well spread 32-bit number for a text (FNV-1a with a final mix). */
export const spread = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
};

/**
 * A random sample of rows that a seed repeats over the same rows; what is gone is not drawn. A row of weight 4 is drawn four times as
 * readily as one of weight 1, which all are unless something else is said: each has an exponential waiting time of its own, with its
 * weight as the rate, and the first ones are the sample.
 */
export const sampleOf = (
  rows: Iterable<Row>,
  size: number,
  seed: string,
  weightOf: (row: Row) => number = () => 1,
): Row[] => {
  const drawn: { wait: number; row: Row }[] = [];
  for (const row of rows) {
    if (isGone(row)) continue;
    const chance = (spread(`${seed}\n${row.id}`) + 0.5) / 2 ** 32;
    drawn.push({ wait: -Math.log1p(-chance) / weightOf(row), row });
  }
  drawn.sort((a, b) => a.wait - b.wait || (a.row.id < b.row.id ? -1 : 1));
  return drawn.slice(0, size).map(({ row }) => row);
};

/** How much more readily the work of people on probation is drawn. */
export const PROBATION_WEIGHT = 4;

/** Members who are on probation on a day (YYYY-MM-DD). */
export const onProbation = (members: Iterable<Row>, today: string): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (const member of members) {
    const until = member['probationUntil'];
    if (typeof until === 'string' && until >= today && member['status'] !== 'disabled' && !isGone(member))
      ids.add(member.id);
  }
  return ids;
};

/** Whether a record is the work of one of some members: theirs, made by them, or last written by them. */
export const isWorkOf = (row: Row, members: ReadonlySet<string>): boolean =>
  members.size > 0 && ['ownerId', 'createdBy', 'updatedBy'].some((field) => members.has(String(row[field])));
