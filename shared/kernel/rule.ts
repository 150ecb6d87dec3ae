import type * as z from 'zod';
import type { Label } from './field.ts';
import type { Rec } from './record.ts';

export type Area = 'process' | 'documents' | 'master-data';
export type Severity = 'low' | 'medium' | 'high';

/** A fault that a rule sees in a record. */
export interface Fault {
  /** Field, `lines.<index>.<field>`, or '' for the record as a whole; with rule and subject the identity of the finding. */
  locator: string;
  /** The value found, as text. */
  found?: string;
  /** What would be right. */
  expected?: string;
  /** Other records that take part (duplicates, conflicting prices). */
  related?: readonly string[];
}

/** A row of the list index: the envelope's id, owner and times with the scalar fields and the entity's list extras. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a rule may know besides the record; everything is handed in, so that a run can be repeated. */
export interface RuleContext<S = unknown> {
  /** The instant of the run, ISO UTC; the same for the whole run. */
  now: string;
  /** Calendar date of `now` in the workspace's zone. */
  today: string;
  timeZone: string;
  /** Country of the workspace (ISO 3166-1 alpha-2): local phone numbers belong to it. */
  country: string;
  settings: S;
  /** The workspace's data standard for the record's entity. */
  standard: import('../standards/standard.ts').EntityStandard;
  /** Whether a record exists (archived ones do; aliases resolve). */
  exists: (id: string) => boolean;
  /** A row of the list index, for facts of related records. */
  row: (type: string, id: string) => Row | undefined;
}

interface RuleBase<S> {
  /** Stable for ever: findings and problem-book entries point to it. */
  id: string;
  area: Area;
  severity: Severity;
  /** Entities that it looks at. */
  types: readonly string[];
  label: Label;
  /** Why it matters. */
  explanation: Label;
  /** How to do it right. */
  help: Label;
  /** Settings with defaults; an administrator tunes them. */
  settings: z.ZodType<S>;
  /** Days until a finding is due. */
  dueDays: number;
}

/** A rule over one record. */
export interface RecordRule<S = unknown> extends RuleBase<S> {
  kind: 'record';
  evaluate: (record: Rec, context: RuleContext<S>) => Fault[];
  /** The next instant or date at which the answer can change by time alone, ISO; undefined when it cannot. */
  checkAgain?: (record: Rec, context: RuleContext<S>) => string | undefined;
}

/**
 * A rule over records that share a key. Each group has one finding, at its subject. The old and the new key of a changed
 * record both mark their group for the next audit.
 */
export interface GroupRule<S = unknown> extends RuleBase<S> {
  kind: 'group';
  /** Keys of the groups to which a record belongs; made from list columns alone, so that groups are found in the list index. */
  keys: (row: Row) => readonly string[];
  /** The fault of a group, with the record it stands at; undefined when the group is sound. */
  evaluateGroup: (
    key: string,
    rows: readonly Row[],
    context: Omit<RuleContext<S>, 'standard'>,
  ) => (Fault & { subjectId: string; subjectType: string }) | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of different settings
export type Rule = RecordRule<any> | GroupRule<any>;

export const defineRule = <S>(rule: Omit<RecordRule<S>, 'kind'>): RecordRule<S> => ({ kind: 'record', ...rule });
export const defineGroupRule = <S>(rule: Omit<GroupRule<S>, 'kind'>): GroupRule<S> => ({ kind: 'group', ...rule });
