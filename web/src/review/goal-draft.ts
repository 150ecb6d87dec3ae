import type { ReviewGoal, ReviewGoals } from '../../../shared/review/goals.contract.ts';
import { aimOf } from '../../../shared/review/goals.ts';
import type { PackFigure, PackMeasure } from '../../../shared/review/measures.ts';
import { canAim, measures } from '../../../shared/review/measures.ts';
import { moneyDraft, parseMoney } from '../lib/money.ts';
import { parseNumber } from '../lib/numbers.ts';

/** A row of the page of goals. */
export interface GoalRow {
  key: string;
  measure: PackMeasure;
  label: { en: string; zh: string };
  currency?: string | undefined;
  /** Its value in the newest review; absent where it has none there. */
  figure?: PackFigure | undefined;
}

/** What stands in the fields of a row, as it was typed. */
export interface GoalDraft {
  baseline: string;
  baselineOn: string;
  goal: string;
  goalBy: string;
  owner: string;
}
export type Drafts = Readonly<Record<string, GoalDraft>>;
export const emptyDraft: GoalDraft = { baseline: '', baselineOn: '', goal: '', goalBy: '', owner: '' };

/** Every measure that can have a goal: as the newest pack has it, then those without a value, and those that have a goal. */
export const goalRows = (figures: readonly PackFigure[], goals: ReviewGoals): GoalRow[] => {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  return measures.filter(canAim).flatMap((measure) => {
    const isOwn = (key: string): boolean => key.split('|')[0] === measure.id;
    const keys = [...byKey.keys(), ...Object.keys(goals), ...(aimOf(measure.id) ? [measure.id] : [])].filter(isOwn);
    return [...new Set(keys)].flatMap((key): GoalRow[] => {
      const figure = byKey.get(key);
      const of = key.split('|')[1];
      const named = { en: `${measure.label.en} (${of})`, zh: `${measure.label.zh}（${of}）` };
      const currency = measure.unit === 'money' ? of : undefined;
      const label = figure?.label ?? (of === undefined || currency !== undefined ? measure.label : named);
      return aimOf(key) ? [{ key, measure, label, currency, figure }] : [];
    });
  });
};

const MINUTES = 60;

/** A value as it is typed: amounts in major units, business minutes as hours. */
const typed = (value: number | undefined, { measure, currency }: GoalRow): string => {
  if (value === undefined) return '';
  if (measure.unit === 'money') return moneyDraft(value, currency ?? '');
  return String(measure.unit === 'minutes' ? Math.round((value / MINUTES) * 100) / 100 : value);
};

/** The value that was typed; undefined for an empty field, NaN for what is no number. */
export const readTyped = (text: string, { measure, currency }: GoalRow): number | undefined => {
  if (text.trim() === '') return undefined;
  if (measure.unit === 'money') return parseMoney(text, currency ?? '') ?? Number.NaN;
  const value = parseNumber(text.replace(/[%％]\s*$/, '')) ?? Number.NaN;
  return measure.unit === 'minutes' ? Math.round(value * MINUTES) : value;
};

export const draftOf = (row: GoalRow, goal: ReviewGoal | undefined): GoalDraft => ({
  baseline: typed(goal?.baseline, row),
  baselineOn: goal?.baselineOn ?? '',
  goal: typed(goal?.goal, row),
  goalBy: goal?.goalBy ?? '',
  owner: goal?.owner ?? '',
});

/** Fields of a row that hold no number. */
export const wrongNumbers = (row: GoalRow, draft: GoalDraft): ('baseline' | 'goal')[] =>
  (['baseline', 'goal'] as const).filter((name) => Number.isNaN(readTyped(draft[name], row)));

/** The goals that are sent. A row that says nothing is none. */
export const goalsOf = (rows: readonly GoalRow[], drafts: Drafts): ReviewGoals =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const draft = drafts[row.key] ?? emptyDraft;
      const [baseline, goal] = [readTyped(draft.baseline, row), readTyped(draft.goal, row)];
      const { baselineOn, goalBy, owner } = draft;
      const one: ReviewGoal = {
        ...(baseline === undefined ? {} : { baseline }),
        ...(baselineOn === '' ? {} : { baselineOn }),
        ...(goal === undefined ? {} : { goal }),
        ...(goalBy === '' ? {} : { goalBy }),
        ...(owner === '' ? {} : { owner }),
      };
      return Object.keys(one).length > 0 ? [[row.key, one] as const] : [];
    }),
  );
