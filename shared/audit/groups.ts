import type { Row, Rule } from '../kernel/rule.ts';
import { groupMarkKey } from '../table/keys.ts';
import type { ActiveGroupRule, AnyGroupRule } from './active.ts';
import { isGone } from './audited.ts';
import { MAX_RELATED } from './duplicates.ts';
import type { Evaluation, Facts, Sighting } from './evaluate.ts';
import { evaluateGroup } from './evaluate.ts';
import { remember } from './remember.ts';

/** Longest group key: in UTF-8 it has to fit the table's sort key of 1,024 bytes with the rule's id. */
const MAX_KEY = 240;

/** Keys of a row under one rule; none for a row that nobody works with any more. */
export const keysOf = (rule: AnyGroupRule, row: Row): readonly string[] => {
  if (!rule.types.includes(String(row['type'])) || isGone(row)) return [];
  return rule.keys(row).map((key) => (key.length > MAX_KEY ? key.slice(0, MAX_KEY) : key));
};

/** A group: the rule that looks at it and its key. */
export interface GroupName {
  rule: string;
  key: string;
}

/** All groups to which a row belongs. A rule that throws belongs to none: the audit reports it. */
export const groupKeysOf = (rules: readonly Rule[], row: Row): GroupName[] =>
  rules.flatMap((rule) => {
    if (rule.kind !== 'group') return [];
    try {
      return [...new Set(keysOf(rule, row))].map((key) => ({ rule: rule.id, key }));
    } catch {
      return [];
    }
  });

/** Groups that a record has left between two versions of its row: the next audit looks at what remains of them. */
export const groupsLeft = (rules: readonly Rule[], before: Row, after: Row): GroupName[] => {
  const now = new Set(groupKeysOf(rules, after).map(({ rule, key }) => `${rule}#${key}`));
  return groupKeysOf(rules, before).filter(({ rule, key }) => !now.has(`${rule}#${key}`));
};

/** The item that marks a group for the next audit; it is deleted only as long as `at` is what the audit has read. */
export const groupMark = (ws: string, { rule, key }: GroupName, at: string) => ({
  ...groupMarkKey(ws, rule, key),
  rule,
  key,
  at,
});

/** Rows of a view by group key. A group of one row, as most are, is held without a list around it. */
export type GroupIndex = ReadonlyMap<string, Row | readonly Row[]>;

/** Sorts rows into the groups of a rule. @throws what the rule throws */
export const indexGroups = (rule: AnyGroupRule, rows: Iterable<Row>): GroupIndex => {
  const index = new Map<string, Row | Row[]>();
  for (const row of rows) {
    for (const key of new Set(keysOf(rule, row))) {
      const known = index.get(key);
      if (known === undefined) index.set(key, row);
      else if (Array.isArray(known)) known.push(row);
      else index.set(key, [known as Row, row]);
    }
  }
  return index;
};

/** The rows of a group over several views. */
export const rowsOfGroup = (indexes: readonly GroupIndex[], key: string): readonly Row[] =>
  indexes.flatMap((index) => (index.get(key) as Row | Row[] | undefined) ?? []);

/** One sighting for each place: two groups may say the same of it, and then both have their share of the related records. */
export const mergeSightings = (sightings: readonly Sighting[]): Sighting[] => {
  const merged = new Map<string, Sighting>();
  for (const one of sightings) {
    const name = `${one.rule}\n${one.subject.id}\n${one.fault.locator}`;
    const known = merged.get(name);
    if (!known) {
      merged.set(name, one);
      continue;
    }
    const related = [...new Set([...(known.fault.related ?? []), ...(one.fault.related ?? [])])]
      .sort()
      .slice(0, MAX_RELATED);
    const wordier = (one.fault.found ?? '') > (known.fault.found ?? '') ? one.fault : known.fault;
    merged.set(name, { ...known, fault: { ...wordier, related } });
  }
  return [...merged.values()];
};

/** What a finding says about its place, as far as groups have to know it. */
interface Place {
  subjectId: string;
  related: readonly string[];
}

/** What a touched group can bear on. */
export interface Touched {
  keys: Iterable<string>;
  /** Records that changed: a finding that names one of them is looked at again. */
  changed: ReadonlySet<string>;
  /** Existing findings of the rule. */
  findings: readonly Place[];
}

/**
 * The groups that were touched, and the subjects at which a finding may have come or gone by it. For each of these all of its
 * groups are asked, so that the answer is complete: what is not in it is no fault any more.
 */
export const evaluateTouched = (
  active: ActiveGroupRule,
  touched: Touched,
  facts: Facts,
): Evaluation & { subjects: ReadonlySet<string> } => {
  const done = new Map<string, Evaluation>();
  const ask = (key: string): Evaluation => remember(done, key, () => evaluateGroup(active, key, facts));
  const standing = new Set(touched.findings.map((one) => one.subjectId));
  const subjects = new Set<string>();
  for (const { subjectId, related } of touched.findings) {
    if (touched.changed.has(subjectId) || related.some((id) => touched.changed.has(id))) subjects.add(subjectId);
  }
  const types = new Map<string, string>();
  for (const key of touched.keys) {
    for (const { subject } of ask(key).sightings) {
      subjects.add(subject.id);
      types.set(subject.id, subject.type);
    }
    for (const row of facts.group(active.rule, key)) if (standing.has(row.id)) subjects.add(row.id);
  }
  const rowOf = (id: string) =>
    [types.get(id), ...active.rule.types].flatMap((type) => (type ? (facts.row(type, id) ?? []) : []))[0];
  const sightings = [...subjects].flatMap((id) => {
    const row = rowOf(id);
    const keys = row ? keysOf(active.rule, row) : [];
    return keys.flatMap((key) => ask(key).sightings.filter((one) => one.subject.id === id));
  });
  return {
    sightings: mergeSightings(sightings),
    failures: [...done.values()].flatMap((one) => one.failures),
    subjects,
  };
};
