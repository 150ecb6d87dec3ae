import { isCalendarDate } from '../kernel/field.ts';
import { MAX_AMOUNT } from '../kernel/money.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { completenessFields } from '../quality/wanted.ts';
import type { MeasureUnit } from './compare.contract.ts';
import type { Frozen } from './figures.ts';
import type { ReviewGoal, ReviewGoals } from './goals.contract.ts';
import type { PackFigure, PackMeasure } from './measures.ts';
import { aimedFigures, canAim, measureOf } from './measures.ts';
import type { MeasureState, PackMeasure as StoredMeasure } from './parts.contract.ts';
import type { ReviewPack } from './review.contract.ts';

/** Goals that a workspace can set. */
export const MOST_GOALS = 100;

/** Decimals that a value of a unit may have: an amount is whole minor units, half a finding is none. */
const decimals: Readonly<Record<MeasureUnit, number>> = { count: 0, money: 0, minutes: 0, percent: 1, score: 2 };

const rangeOf = ({ unit, range }: PackMeasure): readonly [number, number] => {
  if (range) return range;
  if (unit === 'percent') return [0, 100];
  return [0, unit === 'money' ? MAX_AMOUNT : 1_000_000_000];
};

const isKind = (of: string): boolean => /^[a-z][A-Za-z]{0,39}$/.test(of);

/** What a key names beside its measure must be of the measure: a currency of an amount, a kind of record. */
const isOf = ({ id, unit }: PackMeasure, of: string | undefined): boolean => {
  if (unit === 'money') return of !== undefined && /^[A-Z]{3}$/.test(of);
  if (id === 'complete') return of !== undefined && Object.hasOwn(completenessFields, of);
  if (id === 'affected') return of !== undefined && isKind(of);
  return of === undefined;
};

/** The measure that a goal can be set for; undefined for a key that names none. */
export const aimOf = (key: string): PackMeasure | undefined => {
  const [, of, ...more] = key.split('|');
  const measure = measureOf(key);
  return measure && canAim(measure) && more.length === 0 && isOf(measure, of) ? measure : undefined;
};

/** What is wrong with a value of a measure. */
const valueFaults = (at: string, value: number | undefined, measure: PackMeasure): FieldFault[] => {
  if (value === undefined) return [];
  const [least, most] = rangeOf(measure);
  if (value < least) return [fault(at, 'too-small', String(least))];
  if (value > most) return [fault(at, 'too-large', String(most))];
  const factor = 10 ** decimals[measure.unit];
  // Binary fractions leave dust: what is whole up to it is whole.
  return Math.abs(value * factor - Math.round(value * factor)) > 1e-6
    ? [fault(at, 'too-fine', String(decimals[measure.unit]))]
    : [];
};

const dayFaults = (at: string, value: string | undefined): FieldFault[] =>
  value === undefined || (isCalendarDate(value) && value >= '2000-01-01' && value <= '2100-12-31')
    ? []
    : [fault(at, 'not-a-date')];

/** What is wrong with the goals that somebody typed. Whether an owner is a member is asked by whoever can look. */
export const goalFaults = (goals: ReviewGoals): FieldFault[] => {
  const keys = Object.keys(goals);
  if (keys.length > MOST_GOALS) return [fault('goals', 'too-large', String(MOST_GOALS))];
  return keys.flatMap((key) => {
    const at = `goals.${key}`;
    const measure = aimOf(key);
    if (!measure) return [fault(at, 'not-allowed-value')];
    const { baseline, baselineOn, goal, goalBy } = goals[key]!;
    return [
      ...valueFaults(`${at}.baseline`, baseline, measure),
      ...valueFaults(`${at}.goal`, goal, measure),
      ...dayFaults(`${at}.baselineOn`, baselineOn),
      ...dayFaults(`${at}.goalBy`, goalBy),
      // A day says nothing without its value.
      ...(baselineOn !== undefined && baseline === undefined ? [fault(`${at}.baseline`, 'required')] : []),
      ...(goalBy !== undefined && goal === undefined ? [fault(`${at}.goal`, 'required')] : []),
    ];
  });
};

/** Goals without those that say nothing, in the order of their keys: the same goals are stored and frozen as the same bytes. */
export const tidyGoals = (goals: ReviewGoals): ReviewGoals =>
  Object.fromEntries(
    Object.entries(goals)
      .filter(([, goal]) => goal.baseline !== undefined || goal.goal !== undefined || goal.owner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Where a figure stands: at its goal, or which way it went since the period before, or since the baseline where none is known. */
export const stateOf = (
  { value, before, wish }: Pick<PackFigure, 'value' | 'before' | 'wish'>,
  { goal, baseline }: ReviewGoal,
): MeasureState | undefined => {
  const isAhead = (by: number): boolean => (wish === 'more' ? by > 0 : by < 0);
  if (goal !== undefined && (value === goal || isAhead(value - goal))) return 'met';
  const since = before ?? baseline;
  if (since === undefined) return undefined;
  if (value === since) return 'same';
  return isAhead(value - since) ? 'better' : 'worse';
};

/** The measures of a pack with the goals that were frozen with it; nothing where goals were not. */
export const measuresIn = (pack: ReviewPack, { goals, goalOwners }: Frozen): Pick<ReviewPack, 'measures'> => {
  if (!goals) return {};
  return {
    measures: aimedFigures(pack).map((figure): StoredMeasure => {
      const aim = goals[figure.key] ?? {};
      const { owner, ...numbers } = aim;
      const state = stateOf(figure, aim);
      const ownerName = owner === undefined ? undefined : goalOwners?.[owner];
      return {
        key: figure.key,
        value: figure.value,
        ...(figure.before === undefined ? {} : { before: figure.before }),
        ...numbers,
        ...(owner === undefined ? {} : { owner }),
        ...(ownerName === undefined ? {} : { ownerName }),
        ...(state === undefined ? {} : { state }),
      };
    }),
  };
};
