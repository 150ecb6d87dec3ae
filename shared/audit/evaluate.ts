import { entityOf, isEntity } from '../entities.ts';
import type { Rec } from '../kernel/record.ts';
import type { Area, Fault, Row, RuleContext, Severity } from '../kernel/rule.ts';
import type { EntityStandard } from '../standards/standard.ts';
import type { Active, ActiveGroupRule, ActiveRecordRule } from './active.ts';
import { isGone } from './audited.ts';
import { remember } from './remember.ts';

/** What a run knows of the world besides the record in hand; the same for all of its records. */
export interface Facts
  extends Pick<
    RuleContext,
    'now' | 'today' | 'timeZone' | 'started' | 'country' | 'exists' | 'row' | 'calendar' | 'chain' | 'credit'
  > {
  standardOf: (type: string) => EntityStandard;
  /** Rows of the list index that belong to a group of a rule. */
  group: (rule: ActiveGroupRule['rule'], key: string) => readonly Row[];
}

/** What a finding stands at. */
export interface Subject {
  type: string;
  id: string;
  title: string;
  ownerId?: string;
  teamId?: string;
}

/** A fault that a run has seen: with rule, subject and locator it names one finding. */
export interface Sighting {
  rule: string;
  area: Area;
  severity: Severity;
  dueDays: number;
  subject: Subject;
  fault: Fault;
}

/** A rule that threw. */
export interface RuleFailure {
  rule: string;
  /** The record or group at which it did. */
  at: string;
  message: string;
}

export interface Evaluation {
  sightings: Sighting[];
  failures: RuleFailure[];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const owners = (thing: Pick<Rec, 'ownerId' | 'teamId'>): Pick<Subject, 'ownerId' | 'teamId'> => ({
  ...(thing.ownerId === undefined ? {} : { ownerId: thing.ownerId }),
  ...(thing.teamId === undefined ? {} : { teamId: thing.teamId }),
});

/** A record as the subject of findings. */
export const subjectOf = (record: Rec): Subject => ({
  type: record.type,
  id: record.id,
  title: textOf(record.data[entityOf(record.type).title]).slice(0, 200),
  ...owners(record),
});

/** The same from its row in the list index. */
export const subjectOfRow = (row: Row): Subject => {
  const type = String(row['type']);
  const title = isEntity(type) ? textOf(row[entityOf(type).title]).slice(0, 200) : '';
  return { type, id: row.id, title, ...owners(row as unknown as Rec) };
};

const sighting = ({ rule, area, severity, dueDays }: Active, subject: Subject, fault: Fault): Sighting => ({
  rule: rule.id,
  area,
  severity,
  dueDays,
  subject,
  fault,
});

/** Contexts are the same for all records of a type, so each is made once a run. */
const contexts = new WeakMap<Facts, Map<string, RuleContext>>();

const contextFor = (active: Active, type: string, facts: Facts): RuleContext => {
  const known = remember(contexts, facts, () => new Map<string, RuleContext>());
  const make = () => ({ ...facts, settings: active.settings, standard: facts.standardOf(type) });
  return remember(known, `${active.rule.id}|${type}`, make);
};

/** Whether the run has read what the rule needs to know of a record; of another one the rule says neither yes nor no. */
export const isAsked = ({ rule }: ActiveRecordRule, record: Rec, facts: Facts): boolean =>
  !rule.needs?.includes('chain') || facts.chain?.(record.id) !== undefined;

const applies = (active: ActiveRecordRule, record: Rec, facts: Facts): boolean =>
  active.rule.types.includes(record.type) && !isGone(record) && isAsked(active, record, facts);

/** The faults that record rules see in one record. A rule that throws costs the others nothing. */
export const evaluate = (rules: readonly ActiveRecordRule[], record: Rec, facts: Facts): Evaluation => {
  const out: Evaluation = { sightings: [], failures: [] };
  let subject: Subject | undefined;
  for (const active of rules) {
    if (!applies(active, record, facts)) continue;
    try {
      const faults = active.rule.evaluate(record, contextFor(active, record.type, facts));
      const seen = new Set<string>();
      for (const fault of faults) {
        // One finding a place: what a rule says twice about one value is said once.
        if (seen.has(fault.locator)) continue;
        seen.add(fault.locator);
        subject ??= subjectOf(record);
        out.sightings.push(sighting(active, subject, fault));
      }
    } catch (error) {
      out.failures.push({ rule: active.rule.id, at: record.id, message: messageOf(error) });
    }
  }
  return out;
};

/** The next instant (ISO) at which time alone can change what the rules say of a record. */
export const checkAgainAt = (rules: readonly ActiveRecordRule[], record: Rec, facts: Facts): string | undefined => {
  let first: string | undefined;
  for (const active of rules) {
    if (!active.rule.checkAgain || !applies(active, record, facts)) continue;
    try {
      const at = active.rule.checkAgain(record, contextFor(active, record.type, facts));
      if (at !== undefined && (first === undefined || at < first)) first = at;
    } catch {
      // Whoever throws here throws in `evaluate` too, and is reported there.
    }
  }
  return first;
};

/** The faults of one group; none for a sound one. */
export const evaluateGroup = (active: ActiveGroupRule, key: string, facts: Facts): Evaluation => {
  try {
    const rows = facts.group(active.rule, key);
    const found = active.rule.evaluateGroup(key, rows, contextFor(active, '', facts));
    const faults = found === undefined ? [] : 'subjectId' in found ? [found] : found;
    const sightings = faults.map(({ subjectId, subjectType, ...fault }) => {
      const row = rows.find((one) => one.id === subjectId) ?? facts.row(subjectType, subjectId);
      return sighting(active, row ? subjectOfRow(row) : { type: subjectType, id: subjectId, title: '' }, fault);
    });
    return { sightings, failures: [] };
  } catch (error) {
    return { sightings: [], failures: [{ rule: active.rule.id, at: key, message: messageOf(error) }] };
  }
};
