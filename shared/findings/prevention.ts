import type { Row } from '../kernel/rule.ts';
import { addDays, mondayOf } from '../kernel/time.ts';
import { weekField } from './weeks.ts';

/** What a prevention changed (AUD-9). The ids are for ever. */
export const preventionTypes = {
  process: { en: 'Version of a process', zh: '流程新版本' },
  standard: { en: 'Version of the data standard', zh: '数据标准新版本' },
  rule: { en: 'Setting of the audit rule', zh: '稽核规则设置' },
  lesson: { en: 'Lesson', zh: '培训' },
  entry: { en: 'Entry of the problem book', zh: '问题教科书条目' },
} as const;
export type PreventionType = keyof typeof preventionTypes;

/** A change that was made so that a rule's fault does not come back. */
export interface Prevention {
  rule: string;
  type: PreventionType;
  /** Process, rule or entry by id; the name of a lesson; `standard`. */
  ref: string;
  /** Of process, standard or rule settings. */
  version?: number;
  /** The first day on which it holds, YYYY-MM-DD. */
  since: string;
  /** Findings that name it. */
  findings: number;
}

const keyOf = ({ rule, type, ref, version }: Prevention): string => [rule, type, ref, version ?? ''].join('\n');

const linkOf = (row: Row): Prevention | undefined => {
  const { preventionType, preventionRef, preventionSince, preventionVersion, rule } = row;
  if (typeof preventionType !== 'string' || typeof preventionSince !== 'string') return undefined;
  return {
    rule: String(rule),
    type: preventionType as PreventionType,
    ref: String(preventionRef),
    ...(typeof preventionVersion === 'number' ? { version: preventionVersion } : {}),
    since: preventionSince,
    findings: 1,
  };
};

/** The preventions that findings name, the newest first; one that several of a rule name is one, since the earliest day given. */
export const preventionsIn = (rows: Iterable<Row>): Prevention[] => {
  const found = new Map<string, Prevention>();
  for (const row of rows) {
    const link = linkOf(row);
    if (!link) continue;
    const known = found.get(keyOf(link));
    if (!known) {
      found.set(keyOf(link), link);
      continue;
    }
    known.findings++;
    if (link.since < known.since) known.since = link.since;
  }
  return [...found.values()].sort((a, b) =>
    a.since === b.since ? (keyOf(a) < keyOf(b) ? -1 : 1) : a.since < b.since ? 1 : -1,
  );
};

/** Weeks on each side of a prevention that are compared. */
export const COMPARED_WEEKS = 8;
/** Whole weeks after which a prevention can be judged. */
export const JUDGED_AFTER = 4;

export const verdicts = ['too-early', 'better', 'same', 'worse', 'no-basis'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Week {
  /** Monday, YYYY-MM-DD. */
  from: string;
  count: number;
}

/** The rate of a fault before and after its prevention; rates are faults a week. */
export interface Effect {
  before: Week[];
  after: Week[];
  beforeRate?: number;
  afterRate?: number;
  verdict: Verdict;
  /** It changed nothing, or for the worse. */
  withoutEffect: boolean;
}

/** A share by which a rate must differ to be another one. */
const DIFFERS = 0.3;
/** A week with so many times as many as the next fullest, and at least so many, is a backlog that was found at once: no rate. */
const BACKLOG = { times: 5, least: 10 } as const;

const mean = (counts: readonly number[]): number =>
  counts.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0) / counts.length;

const withoutBacklog = (counts: readonly number[]): number[] => {
  const sorted = [...counts].sort((a, b) => b - a);
  const [most = 0, next = 0] = sorted;
  return most >= BACKLOG.least && most > next * BACKLOG.times ? sorted.slice(1) : sorted;
};

const verdictOf = (before: number, after: number): Verdict => {
  if (before === 0 && after === 0) return 'no-basis';
  if (after < before * (1 - DIFFERS)) return 'better';
  return after > before * (1 + DIFFERS) ? 'worse' : 'same';
};

interface Span {
  /** Counters by `weekField`, of all months that `monthsOf` names. */
  counts: Readonly<Record<string, number>>;
  today: string;
  /** The first day of which anything is known: the workspace's own first. */
  known: string;
}

const mondays = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(first, 7 * index));

/** The months (YYYY-MM) whose counters the effect of a prevention is made of. */
export const monthsOf = ({ since }: Pick<Prevention, 'since'>): string[] => {
  const week = mondayOf(since);
  const all = mondays(addDays(week, -7 * COMPARED_WEEKS), 2 * COMPARED_WEEKS + 1);
  return [...new Set(all.map((monday) => monday.slice(0, 7)))];
};

/**
 * The rate of a fault before and after its prevention. The week in which it began counts to neither side, nor does the one that is not
 * over, nor weeks before the workspace was there.
 */
export const effectOf = ({ rule, since }: Pick<Prevention, 'rule' | 'since'>, span: Span): Effect => {
  const { counts, today, known } = span;
  const week = mondayOf(since);
  const counted = (from: string): Week => ({ from, count: counts[weekField(from, rule)] ?? 0 });
  const before = mondays(addDays(week, -7 * COMPARED_WEEKS), COMPARED_WEEKS)
    .filter((monday) => monday >= mondayOf(known))
    .map(counted);
  const after = mondays(addDays(week, 7), COMPARED_WEEKS)
    .filter((monday) => monday < mondayOf(today))
    .map(counted);
  const open = { before, after, withoutEffect: false } as const;
  if (after.length < JUDGED_AFTER) return { ...open, verdict: 'too-early' };
  if (before.length === 0) return { ...open, verdict: 'no-basis' };
  const beforeRate = mean(withoutBacklog(before.map(({ count }) => count)));
  const afterRate = mean(after.map(({ count }) => count));
  const verdict = verdictOf(beforeRate, afterRate);
  const withoutEffect = verdict === 'same' || verdict === 'worse';
  return { before, after, beforeRate, afterRate, verdict, withoutEffect };
};
