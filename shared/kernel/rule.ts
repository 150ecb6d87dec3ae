import type * as z from 'zod';
import type { Calendar } from './calendar.ts';
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

/** What is wrong with a record's history (its chain of entries) or with the steps of its process. */
export const chainFaults = {
  gap: { en: 'missing', zh: '缺失' },
  changed: { en: 'altered', zh: '被改动' },
  'broken-link': { en: 'does not join the one before', zh: '与上一条不衔接' },
  'value-changed': { en: 'value altered', zh: '内容被改动' },
  missing: { en: 'newest entry missing', zh: '缺少最新记录' },
  head: { en: 'contradicts the recorded head', zh: '与链尾记录不符' },
  digest: { en: 'contradicts the daily digest', zh: '与每日摘要不符' },
  'step-missing': { en: 'step missing', zh: '缺少步骤' },
  'step-changed': { en: 'step altered', zh: '步骤被改动' },
  state: { en: 'steps do not lead to this state', zh: '步骤与当前状态不符' },
} as const satisfies Record<string, Label>;

export interface ChainFault {
  of: 'history' | 'process';
  /** Version of the entry, or number of the step. */
  at: number;
  fault: keyof typeof chainFaults;
}

/** What a run knows of a record's history once it has read it. */
export interface ChainFacts {
  faults: readonly ChainFault[];
  /** Oldest first; which fields changed, without their values. */
  entries: readonly { version: number; at: string; by: string; fields: readonly string[] }[];
}

/** What a run reads for a rule besides the record itself. Where it has not, the rule is not asked and what it said before stands. */
export type Need = 'chain' | 'credit';

/** Exposure of an account in a currency as its counter says it and as its documents come to, minor units; where the two differ. */
export interface CreditDifference {
  currency: string;
  kept: number;
  counted: number;
}

/** What a rule may know besides the record; everything is handed in, so that a run can be repeated. */
export interface RuleContext<S = unknown> {
  /** The instant of the run, ISO UTC; the same for the whole run. */
  now: string;
  /** Calendar date of `now` in the workspace's zone. */
  today: string;
  timeZone: string;
  /** The workspace's own first day, where a run says it: before it nothing was counted. */
  started?: string;
  /** Country of the workspace (ISO 3166-1 alpha-2): local phone numbers belong to it. */
  country: string;
  settings: S;
  /** The workspace's data standard for the record's entity. */
  standard: import('../standards/standard.ts').EntityStandard;
  /** Whether a record exists (archived ones do; aliases resolve). */
  exists: (id: string) => boolean;
  /** A row of the list index, for facts of related records. */
  row: (type: string, id: string) => Row | undefined;
  /** Working days and hours of the workspace. */
  calendar: Calendar;
  /** History and steps of a record, where the run has read them: rules that need it are asked of such records only. */
  chain?: (id: string) => ChainFacts | undefined;
  /** Where an account's credit counters do not agree with its documents; of the accounts of the groups that are asked. */
  credit?: (accountId: string) => readonly CreditDifference[];
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
  needs?: readonly Need[];
  evaluate: (record: Rec, context: RuleContext<S>) => Fault[];
  /** The next instant or date at which the answer can change by time alone, ISO; undefined when it cannot. */
  checkAgain?: (record: Rec, context: RuleContext<S>) => string | undefined;
}

/** The fault of a group with the record that it stands at. */
export type GroupFault = Fault & { subjectId: string; subjectType: string };

/**
 * A rule over records that share a key. Each group has one finding, at its subject, or one at each place that it names. The old
 * and the new key of a changed record both mark their group for the next audit. A subject is in its groups by its own row.
 */
export interface GroupRule<S = unknown> extends RuleBase<S> {
  kind: 'group';
  /** With `credit` the keys of its groups are accounts. */
  needs?: readonly Need[];
  /** Time alone changes what it says: each night asks it of all groups, from the lists in memory. It needs nothing that is read. */
  byTime?: true;
  /** Keys of the groups to which a record belongs; made from list columns alone, so that groups are found in the list index. */
  keys: (row: Row) => readonly string[];
  /** The faults of a group; undefined when it is sound. */
  evaluateGroup: (
    key: string,
    rows: readonly Row[],
    context: Omit<RuleContext<S>, 'standard'>,
  ) => GroupFault | readonly GroupFault[] | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of different settings
export type Rule = RecordRule<any> | GroupRule<any>;

export const defineRule = <S>(rule: Omit<RecordRule<S>, 'kind'>): RecordRule<S> => ({ kind: 'record', ...rule });
export const defineGroupRule = <S>(rule: Omit<GroupRule<S>, 'kind'>): GroupRule<S> => ({ kind: 'group', ...rule });
