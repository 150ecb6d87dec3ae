/** Steps of a month, with those that departed from the process and those that came late. */
export interface Monthly {
  /** YYYY-MM */
  month: string;
  steps: number;
  deviations: number;
  late: number;
}

/** Percent from which supervision ends, percent below which it starts again, and steps that the figure must rest on. */
export interface Threshold {
  ends: number;
  starts: number;
  steps: number;
}
export const defaultThreshold: Threshold = { ends: 95, starts: 85, steps: 20 };

export interface Supervision {
  /** Percent of the last steps that were in order; absent until there are enough of them. */
  rate?: number;
  supervised: boolean;
  /** Month in which supervision began or ended; absent for somebody who has taken no step. */
  since?: string;
}

/**
 * Percent of steps in order over the last months that together hold enough of them; undefined before there are enough. A step that
 * departed and was late too counts as two: the tallies do not tell, and the doubt is not in favour of a habit.
 */
const rateAt = (months: readonly Monthly[], end: number, enough: number): number | undefined => {
  let [steps, wrong] = [0, 0];
  for (let index = end; index >= 0 && steps < enough; index--) {
    const month = months[index]!;
    steps += month.steps;
    wrong += month.deviations + month.late;
  }
  if (steps < enough) return undefined;
  return Math.round((Math.max(0, steps - wrong) / steps) * 1000) / 10;
};

/**
 * Whether somebody's steps are watched (PRO-14). New people are; it ends with the month in which the rate reaches `ends`, and starts
 * again with one in which it falls below `starts`, so that a rate between the two changes nothing.
 * @param months in any order; months without steps may be left out
 */
export const supervision = (months: readonly Monthly[], threshold: Threshold): Supervision => {
  const worked = [...months].filter((one) => one.steps > 0).sort((a, b) => (a.month < b.month ? -1 : 1));
  let state: Supervision = { supervised: true };
  for (const [index, { month }] of worked.entries()) {
    const rate = rateAt(worked, index, threshold.steps);
    const turned = rate !== undefined && (state.supervised ? rate >= threshold.ends : rate < threshold.starts);
    state = {
      ...(rate === undefined ? {} : { rate }),
      supervised: turned ? !state.supervised : state.supervised,
      since: turned || state.since === undefined ? month : state.since,
    };
  }
  return state;
};

/** A month-by-month row without gaps. */
export const filledMonths = (tallies: ReadonlyMap<string, Monthly>, months: readonly string[]): Monthly[] =>
  months.map((month) => tallies.get(month) ?? { month, steps: 0, deviations: 0, late: 0 });

/** Adds a tally to the row that a key names. */
export const addTally = (rows: Map<string, Map<string, Monthly>>, key: string, tally: Monthly): void => {
  const row = rows.get(key) ?? new Map<string, Monthly>();
  const known = row.get(tally.month);
  row.set(tally.month, {
    month: tally.month,
    steps: (known?.steps ?? 0) + tally.steps,
    deviations: (known?.deviations ?? 0) + tally.deviations,
    late: (known?.late ?? 0) + tally.late,
  });
  rows.set(key, row);
};
