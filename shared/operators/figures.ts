import { addDays, addMonths, instantAt, localDate, localMonth, mondayOf, startOfDay } from '../kernel/time.ts';
import type { OperatorPolicy } from './policy.ts';
import { defaultOperatorPolicy } from './policy.ts';

/** What one person did in one month; all whole numbers. */
export interface Figures {
  /** Records entered by hand, by kind. */
  entered: Readonly<Record<string, number>>;
  /** Findings opened on what is theirs, by rule. */
  findings: Readonly<Record<string, number>>;
  /** Steps of processes and how many of them were late, by process. */
  steps: Readonly<Record<string, { steps: number; late: number }>>;
}

export const noFigures: Figures = { entered: {}, findings: {}, steps: {} };

const sum = (values: Readonly<Record<string, number>>): number => Object.values(values).reduce((all, n) => all + n, 0);

/** A month of a person in a few numbers. Rates are absent where there is nothing to divide by. */
export interface Scores {
  entered: number;
  findings: number;
  steps: number;
  late: number;
  /** Findings per 100 records entered, one decimal. */
  errorRate?: number;
  /** Steps in time in percent, one decimal. */
  inTime?: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

export const scoresOf = ({ entered, findings, steps }: Figures): Scores => {
  const all = { entered: sum(entered), findings: sum(findings) };
  const taken = Object.values(steps).reduce((n, one) => n + one.steps, 0);
  const late = Object.values(steps).reduce((n, one) => n + one.late, 0);
  return {
    ...all,
    steps: taken,
    late,
    ...(all.entered > 0 ? { errorRate: rounded((all.findings / all.entered) * 100) } : {}),
    ...(taken > 0 ? { inTime: rounded(((taken - late) / taken) * 100) } : {}),
  };
};

/** The middle of some numbers; of an even count the mean of the two, one decimal. */
export const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return undefined;
  return rounded(sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2);
};

/** The middle of a team in a month; nothing for a team so small that it would tell one person's figures. */
export interface TeamMedian {
  people: number;
  entered?: number;
  errorRate?: number;
  inTime?: number;
}

export const teamMedian = (
  team: readonly Scores[],
  { teamAtLeast }: Pick<OperatorPolicy, 'teamAtLeast'> = defaultOperatorPolicy,
): TeamMedian => {
  const working = team.filter((one) => one.entered > 0 || one.steps > 0);
  const of = (read: (one: Scores) => number | undefined): number | undefined => {
    const known = working.flatMap((one) => read(one) ?? []);
    return known.length < teamAtLeast ? undefined : median(known);
  };
  const entered = of((one) => one.entered);
  const errorRate = of((one) => one.errorRate);
  const inTime = of((one) => one.inTime);
  return {
    people: working.length,
    ...(entered === undefined ? {} : { entered }),
    ...(errorRate === undefined ? {} : { errorRate }),
    ...(inTime === undefined ? {} : { inTime }),
  };
};

/** Whether a month's work was accurate, and enough of it to say so. */
export const isAccurate = (
  { entered, errorRate }: Scores,
  { enoughRecords, accurateRate }: Pick<OperatorPolicy, 'enoughRecords' | 'accurateRate'> = defaultOperatorPolicy,
): boolean => entered >= enoughRecords && errorRate !== undefined && errorRate <= accurateRate;

/** When it is, and for how many days a month is its person's alone. */
export interface Showing {
  now: string;
  timeZone: string;
  ownDays?: number;
}

/**
 * The instant (ISO UTC) from which others see a person's month: some days after it was over, or when its person opened it, which
 * counts only once the month is over. Undefined while it runs.
 */
export const shownToOthersFrom = (month: string, openedAt: string | undefined, at: Showing): string | undefined => {
  if (month >= localMonth(at.now, at.timeZone)) return undefined;
  const after = startOfDay(
    addDays(`${addMonths(month, 1)}-01`, at.ownDays ?? defaultOperatorPolicy.ownDays),
    at.timeZone,
  );
  return openedAt !== undefined && openedAt < after ? openedAt : after;
};

/** Whether it matters now that a person has opened a month: while it is over and still theirs alone. */
export const isOpeningAsked = (month: string, at: Showing): boolean => {
  const from = shownToOthersFrom(month, undefined, at);
  return from !== undefined && from > at.now;
};

/** Whether others may see a person's month now. */
export const isShownToOthers = (month: string, openedAt: string | undefined, at: Showing): boolean => {
  const from = shownToOthersFrom(month, openedAt, at);
  return from !== undefined && from <= at.now;
};

/** Months from one to another, both of them in it, the oldest first. */
export const monthsBetween = (from: string, to: string): string[] => {
  const out: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) out.push(month);
  return out;
};

/** Hour of the company's clock from which Monday's summary and the month's notice go out. */
export const MORNING = 8;

/** The Monday whose morning it is now in a zone; undefined at any other time. */
export const weekToTell = (now: string, timeZone: string): string | undefined => {
  const today = localDate(now, timeZone);
  return mondayOf(today) === today && now >= morningOf(today, timeZone) ? today : undefined;
};

/** The month that was over this morning, on the first day of the next one; undefined at any other time. */
export const monthToTell = (now: string, timeZone: string): string | undefined => {
  const today = localDate(now, timeZone);
  return today.endsWith('-01') && now >= morningOf(today, timeZone) ? addMonths(today.slice(0, 7), -1) : undefined;
};

const morningOf = (date: string, timeZone: string): string =>
  instantAt(date, `${String(MORNING).padStart(2, '0')}:00:00`, timeZone);
