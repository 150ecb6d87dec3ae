import type { Entity } from '../kernel/entity.ts';
import { entityFields } from '../kernel/entity.ts';
import type { FieldFaultCode } from '../kernel/problem.ts';
import type { CheckContext } from '../standards/check.ts';
import { checkOf, expectedFor, isBlank, patternOf, valueAt, valueFault } from '../standards/check.ts';
import type { EntityStandard, FieldStandard } from '../standards/standard.ts';
import type { Touched, Values } from './freshness.ts';
import { freshnessOf, staleAt } from './freshness.ts';
import { wantedByDefault } from './wanted.ts';

/** A field that counts: one that is demanded counts twice. */
export interface Counted {
  field: string;
  weight: 1 | 2;
  rule: FieldStandard;
}

/** How one field of a record stands. */
export interface FieldScore {
  field: string;
  weight: number;
  state: 'right' | 'wrong' | 'missing';
  /** What is wrong with it, and what would be right. */
  code?: FieldFaultCode;
  expected?: string;
}

/** How good a record is, 0 to 100, and why. */
export interface Score {
  score: number;
  completeness: number;
  /** Absent where nobody has to look at such a record again. */
  freshness?: number;
  staleAt?: string;
  fields: FieldScore[];
}

/** How much of the score completeness makes, percent. */
const COMPLETENESS = 70;

/** The fields by which a kind of record is scored under a standard; those that the reader does not see do not count for them. */
export const countedFields = (entity: Entity, standard: EntityStandard, hidden: readonly string[] = []): Counted[] => {
  const rules = standard.fields;
  const named = Object.keys(rules).filter((field) => rules[field]?.wanted);
  const wanted = named.length > 0 ? named : (wantedByDefault[entity.name] ?? []);
  const demanded = [
    ...entityFields(entity)
      .filter((field) => field.required && !field.computed)
      .map((field) => field.name),
    ...Object.keys(rules).filter((field) => rules[field]?.required && !field.startsWith('lines.')),
    ...standard.custom.filter((field) => field.required).map((field) => `custom.${field.name}`),
  ];
  // Long texts stand in no list, and a record has one score wherever it is read.
  const known = new Set([
    ...entityFields(entity).flatMap((field) => (field.type === 'longText' ? [] : [field.name])),
    ...standard.custom.map((field) => `custom.${field.name}`),
  ]);
  return [...new Set([...demanded, ...wanted])]
    .filter((field) => known.has(field) && !hidden.includes(field))
    .map((field) => ({ field, weight: demanded.includes(field) ? 2 : 1, rule: rules[field] ?? {} }));
};

/** How the fields of a record stand. @param values as a record or a row has them; custom fields under `custom` */
export const fieldScores = (
  counted: readonly Counted[],
  values: Values,
  standard: EntityStandard,
  context: CheckContext,
): FieldScore[] => {
  const own = checkOf(values, context);
  return counted.map(({ field, weight, rule }) => {
    const value = valueAt(values, field);
    if (isBlank(value)) return { field, weight, state: 'missing', ...(rule.example ? { expected: rule.example } : {}) };
    const code = standard.codeRule;
    const badCode = code?.field === field && patternOf(code.pattern)?.test(String(value)) === false;
    const wrong = badCode ? 'bad-code' : valueFault(rule, value, own);
    if (!wrong) return { field, weight, state: 'right' };
    const expected = badCode ? code.example : expectedFor(rule, value);
    return { field, weight, state: 'wrong', code: wrong, ...(expected === undefined ? {} : { expected }) };
  });
};

const worth = { right: 1, wrong: 0.5, missing: 0 } as const;

/** 0 to 100: what is filled but wrong counts half. A kind of record of which nothing is asked is complete. */
export const completenessOf = (fields: readonly Pick<FieldScore, 'weight' | 'state'>[]): number => {
  const asked = fields.reduce((sum, one) => sum + one.weight, 0);
  const have = fields.reduce((sum, one) => sum + one.weight * worth[one.state], 0);
  return asked === 0 ? 100 : Math.round((have / asked) * 100);
};

/** Completeness and freshness as one figure. */
export const together = (completeness: number, freshness: number | undefined): number =>
  freshness === undefined
    ? completeness
    : Math.round((completeness * COMPLETENESS + freshness * (100 - COMPLETENESS)) / 100);

/** The score of a record, explained field by field. @param now ISO UTC */
export const scoreOf = (
  record: Touched,
  { counted, standard }: { counted: readonly Counted[]; standard: EntityStandard },
  context: CheckContext,
): Score => {
  const fields = fieldScores(counted, record.values, standard, context);
  const completeness = completenessOf(fields);
  const stale = staleAt(record, standard.staleAfterDays);
  const freshness = stale === undefined ? undefined : freshnessOf(stale, standard.staleAfterDays, context.now);
  return {
    score: together(completeness, freshness),
    completeness,
    ...(freshness === undefined ? {} : { freshness, staleAt: stale! }),
    fields,
  };
};
