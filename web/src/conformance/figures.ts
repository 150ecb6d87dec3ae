import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { conformance } from '../../../shared/process/process.contract.ts';

export type Conformance = EndpointOutput<typeof conformance>;
export type Monthly = Conformance['members'][number]['months'][number];

/** Percent of steps in order; a step that departed and was late too counts as two, as in the supervision itself. Undefined without steps. */
export const rateOf = ({ steps, deviations, late }: Omit<Monthly, 'month'>): number | undefined =>
  steps === 0 ? undefined : Math.round((Math.max(0, steps - deviations - late) / steps) * 1000) / 10;

/** Months of several rows added up, in order. */
export const addMonths = (rows: readonly (readonly Monthly[])[]): Monthly[] => {
  const months = new Map<string, Monthly>();
  for (const row of rows)
    for (const one of row) {
      const known = months.get(one.month) ?? { month: one.month, steps: 0, deviations: 0, late: 0 };
      months.set(one.month, {
        month: one.month,
        steps: known.steps + one.steps,
        deviations: known.deviations + one.deviations,
        late: known.late + one.late,
      });
    }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
};

/** Whose steps of which month alone are shown; either may be left out. */
export interface Narrowed {
  member?: string | undefined;
  month?: string | undefined;
}

/** Figures of one person, of one month, or of both. Teams and actions tell nobody's own, and fall away with a person. */
export const narrowed = (data: Conformance, { member, month }: Narrowed): Conformance => {
  const cut = <T extends { months: Monthly[] }>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ ...row, months: month ? row.months.filter((one) => one.month === month) : row.months }))
      .filter((row) => row.months.length > 0);
  return {
    ...data,
    members: cut(member ? data.members.filter((one) => one.memberId === member) : data.members),
    teams: member ? [] : cut(data.teams),
    actions: member ? [] : cut(data.actions),
  };
};

/** The figures of all months together. */
export const totalOf = (months: readonly Monthly[]): Omit<Monthly, 'month'> =>
  months.reduce(
    (sum, one) => ({
      steps: sum.steps + one.steps,
      deviations: sum.deviations + one.deviations,
      late: sum.late + one.late,
    }),
    { steps: 0, deviations: 0, late: 0 },
  );

/** Steps on which a half of the period must rest before it is compared with the other. */
const ENOUGH = 5;

/**
 * Points by which the rate of the later half of the months lies over that of the earlier one. Halves, because a single month
 * of a few steps says little; undefined while either half has too few.
 */
export const movementOf = (months: readonly Monthly[]): number | undefined => {
  const middle = Math.floor(months.length / 2);
  const [early, late] = [totalOf(months.slice(0, middle)), totalOf(months.slice(middle))];
  const [before, after] = [rateOf(early), rateOf(late)];
  if (before === undefined || after === undefined || early.steps < ENOUGH || late.steps < ENOUGH) return undefined;
  return Math.round((after - before) * 10) / 10;
};

/** Pieces of a line through the months: one ends where a month had no steps. `x` counts months, `y` is percent. */
export const piecesOf = (months: readonly Monthly[]): { x: number; y: number }[][] => {
  const pieces: { x: number; y: number }[][] = [];
  let open = false;
  for (const [x, one] of months.entries()) {
    const y = rateOf(one);
    if (y === undefined) open = false;
    else {
      if (!open) pieces.push([]);
      pieces.at(-1)?.push({ x, y });
      open = true;
    }
  }
  return pieces;
};
