import type { Active, ActiveGroupRule } from '../../shared/audit/active.ts';
import { isGone } from '../../shared/audit/audited.ts';
import type { Evaluation, Facts } from '../../shared/audit/evaluate.ts';
import { checkAgainAt, evaluate, evaluateGroup, isAsked } from '../../shared/audit/evaluate.ts';
import { evaluateTouched, mergeSightings } from '../../shared/audit/groups.ts';
import type { Standing, Step } from '../../shared/audit/reconcile.ts';
import { reconcile } from '../../shared/audit/reconcile.ts';
import { RULE_FAILED } from '../../shared/audit/rules/rule-failed.ts';
import type { Result } from '../../shared/audit/run.ts';
import { changedSince, countFailures, countSteps, countUnreadable } from '../../shared/audit/run.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { changesPartition, recordKey } from '../../shared/table/keys.ts';
import { creditDifferences } from '../runtime/credit-count.ts';
import type { Item } from '../runtime/table.ts';
import { loadChains } from './chains.ts';
import type { Audit } from './facts.ts';
import { catalogue } from './facts.ts';
import { findingId } from './identity.ts';
import { clearMarks, marksOf } from './marks.ts';
import type { Looks } from './notes.ts';
import { writeNotes } from './notes.ts';
import { isUnreadable, readRecords } from './readable.ts';
import { pieces } from './retry.ts';
import type { Task } from './runs.ts';
import { writeSteps } from './write.ts';

/** Counts what steps come to, then writes them. */
const carryOut = async (steps: readonly Step[], audit: Audit, result: Result): Promise<void> => {
  countSteps(result, steps, audit.run.id);
  await writeSteps(steps, audit);
};

/** Record rules over the items of records. @returns when to look at each of them again */
const auditRecords = async (items: readonly Item[], audit: Audit, result: Result): Promise<Looks> => {
  const types = new Map(audit.recordRules.map(({ rule }) => [rule.id, rule.types]));
  const looks = new Map<string, string | undefined>();
  const steps: Step[] = [];
  const refused = new Set<string>();
  const refuse = (id: string, error: unknown) => {
    if (!refused.has(id)) countUnreadable(result, id, error);
    refused.add(id);
    // Not at each look: whoever mends it changes it, and is seen by that.
    looks.set(id, new Date(Date.parse(audit.run.now) + DAY).toISOString());
  };
  const records = readRecords(items, refuse);
  const chains = await loadChains(records, audit, refuse);
  const facts = { ...audit.facts, chain: (id: string) => chains.get(id) };
  for (const record of records) {
    if (refused.has(record.id)) continue;
    if (isGone(record)) {
      looks.set(record.id, undefined);
      continue;
    }
    result.counts.checked++;
    const { sightings, failures } = evaluate(audit.recordRules, record, facts);
    countFailures(result, failures);
    // Where a rule threw, or was not asked, nothing is known: what it said before stands.
    const unasked = audit.recordRules.filter((active) => !isAsked(active, record, facts));
    const unknown = new Set([...failures.map((failure) => failure.rule), ...unasked.map(({ rule }) => rule.id)]);
    const standing = (audit.findings.bySubject.get(record.id) ?? []).filter(
      ({ rule }) => types.get(rule)?.includes(record.type) && !unknown.has(rule),
    );
    steps.push(...reconcile(standing, sightings, findingId));
    looks.set(record.id, checkAgainAt(audit.recordRules, record, facts));
  }
  await carryOut(steps, audit, result);
  return looks;
};

const records = async (task: Task & { kind: 'records' }, audit: Audit, result: Result): Promise<void> => {
  const { type, from, to } = task;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await audit.table.query({
      index: 'changes',
      partition: changesPartition(audit.run.ws, type),
      between: [from, to],
      start,
    });
    // The upper end belongs to the next stretch.
    const looks = await auditRecords(
      page.items.filter((item) => String(item['g1s']) < to),
      audit,
      result,
    );
    await writeNotes(new Map([...looks].filter(([, at]) => at !== undefined)), audit);
    start = page.next;
  } while (start);
};

const ids = async (task: Task & { kind: 'ids' }, audit: Audit, result: Result): Promise<void> => {
  for (const piece of pieces(task.ids, 500)) {
    const items = await audit.table.batchGet(piece.map((id) => recordKey(audit.run.ws, id)));
    const looks = await auditRecords(
      items.filter((item) => item !== undefined),
      audit,
      result,
    );
    // These have notes: one that is not needed any more goes, that of a vanished record too.
    await writeNotes(new Map(piece.map((id) => [id, looks.get(id)])), audit);
  }
};

const rowOf = (audit: Audit, types: readonly string[], id: string): Row | undefined => {
  for (const type of types) {
    const row = audit.facts.row(type, id);
    if (row) return row;
  }
  return undefined;
};

const isLive = (audit: Audit, types: readonly string[], id: string): boolean => {
  const row = rowOf(audit, types, id);
  return row !== undefined && !isGone(row);
};

const changedRows = (task: Task & { kind: 'groups' }, active: ActiveGroupRule, audit: Audit): Row[] => {
  const { types } = active.rule;
  if (task.ids) return task.ids.flatMap((id) => rowOf(audit, types, id) ?? []);
  return types.flatMap((type) => [
    ...changedSince(audit.views.get(type)?.rows.values() ?? [], task.since!),
    ...audit.moved(type, task.since!),
  ]);
};

/** The facts with what the rule needs besides the list index. */
const factsFor = async (active: ActiveGroupRule, keys: readonly string[], audit: Audit): Promise<Facts> => {
  if (!active.rule.needs?.includes('credit')) return audit.facts;
  const found = await creditDifferences([...new Set(keys)], { ...audit, now: audit.run.now });
  return { ...audit.facts, credit: (id) => found.get(id) ?? [] };
};

const wholeRule = async (active: ActiveGroupRule, audit: Audit): Promise<Evaluation> => {
  const keys = [...audit.groupKeys(active.rule)];
  const facts = await factsFor(active, keys, audit);
  const all = keys.map((key) => evaluateGroup(active, key, facts));
  return {
    sightings: mergeSightings(all.flatMap((one) => one.sightings)),
    failures: all.flatMap((one) => one.failures),
  };
};

/** What a group rule says: of all groups, or of those that were touched and the subjects that they bear on. */
const askGroups = async (task: Task & { kind: 'groups' }, active: ActiveGroupRule, audit: Audit) => {
  const standing = audit.findings.byRule.get(active.rule.id) ?? [];
  if (task.since === undefined && task.ids === undefined) {
    const rows = active.rule.types.reduce((sum, type) => sum + (audit.views.get(type)?.size('all') ?? 0), 0);
    const marks = task.marked ? await marksOf(active.rule.id, audit) : [];
    return { ...(await wholeRule(active, audit)), standing, marks, rows };
  }
  const marks = task.ids ? [] : await marksOf(active.rule.id, audit);
  const rows = changedRows(task, active, audit);
  const since = task.since ?? audit.run.now;
  const keys = new Set([
    ...marks.map((mark) => audit.keyNow(mark.key)),
    ...rows.flatMap((row) => audit.keysSince(active.rule, row, since)),
  ]);
  const touched = { keys, changed: new Set(rows.map((row) => row.id)), findings: standing };
  // A finding stands at a subject of its own group, so that nothing is asked beyond these.
  const asked = [...keys, ...standing.map((one) => one.subjectId)];
  const answer = evaluateTouched(active, touched, await factsFor(active, asked, audit));
  return {
    ...answer,
    standing: standing.filter((one) => answer.subjects.has(one.subjectId)),
    marks,
    rows: rows.length,
  };
};

/**
 * Of steps that would close findings, those that have to wait: a record that the finding names cannot be read, so that its group stands
 * without it, and until somebody mends it nobody knows whether the fault is gone. Only what would be closed is looked up.
 */
const unknowable = async (steps: readonly Step[], audit: Audit): Promise<ReadonlySet<Step>> => {
  const closing = steps.filter((step) => step.move === 'close');
  const named = new Set(closing.flatMap(({ standing }) => standing?.related ?? []));
  const isKnown = (id: string): boolean => {
    const type = kindOfId(id);
    return type === undefined || audit.facts.row(type, id) !== undefined;
  };
  const doubtful = [...named].filter((id) => !isKnown(id));
  const items = await audit.table.batchGet(doubtful.map((id) => recordKey(audit.run.ws, id)));
  const sick = new Set(doubtful.filter((_, index) => items[index] && isUnreadable(items[index])));
  return new Set(closing.filter(({ standing }) => standing?.related.some((id) => sick.has(id))));
};

const groups = async (task: Task & { kind: 'groups' }, audit: Audit, result: Result): Promise<void> => {
  const active = audit.groupRules.find(({ rule }) => rule.id === task.rule);
  if (!active) return;
  let answer: Awaited<ReturnType<typeof askGroups>>;
  try {
    answer = await askGroups(task, active, audit);
  } catch (error) {
    // A rule that throws while records are sorted into groups has none.
    countFailures(result, [
      { rule: active.rule.id, at: '', message: error instanceof Error ? error.message : String(error) },
    ]);
    return;
  }
  countFailures(result, answer.failures);
  // A run of group rules alone has looked at their rows and at nothing else.
  if (audit.recordRules.length === 0) result.counts.checked += answer.rows;
  const live = answer.standing.filter((one) => isLive(audit, active.rule.types, one.subjectId));
  const found = reconcile(live, answer.sightings, findingId);
  const waiting = await unknowable(found, audit);
  const steps = found.filter((step) => !waiting.has(step));
  await carryOut(answer.failures.length > 0 ? steps.filter((step) => step.move !== 'close') : steps, audit, result);
  await clearMarks(answer.marks, audit);
};

const looksAt = (active: Active, standing: Standing): boolean => active.rule.types.includes(standing.subjectType);

/** Whether the subject of a finding is gone. A row that is merely missing may be one that the list index has not seen. */
const goneSubjects = async (standing: readonly Standing[], audit: Audit): Promise<ReadonlySet<string>> => {
  const gone = new Set<string>();
  const missing = new Set<string>();
  for (const { subjectType, subjectId } of standing) {
    const row = audit.facts.row(subjectType, subjectId);
    if (!row) missing.add(subjectId);
    else if (isGone(row)) gone.add(subjectId);
  }
  const doubtful = [...missing];
  const items = await audit.table.batchGet(doubtful.map((id) => recordKey(audit.run.ws, id)));
  items.forEach((item, index) => {
    // One that cannot be read has no row, and is there all the same: the envelope says whether it is gone.
    if (!item || isGone(item as unknown as Rec)) gone.add(doubtful[index]!);
  });
  return gone;
};

/** Closes findings that no rule looks after any more: the rule is off or no longer looks at such records, or the record is gone. */
const leftovers = async (audit: Audit, result: Result): Promise<void> => {
  const { only, area } = audit.run;
  // A rule that there is no more belongs to no area: a run of all of them closes what it said.
  const areaOf = new Map(catalogue().map((rule) => [rule.id, rule.area]));
  const enabled = new Map(audit.enabled.map((active) => [active.rule.id, active]));
  const mine = [...audit.findings.byRule]
    .filter(([rule]) => rule !== RULE_FAILED && (!only || only.includes(rule)) && (!area || areaOf.get(rule) === area))
    .flatMap(([, standing]) => standing.filter((one) => one.state !== 'fixed' || one.lastRun === audit.run.id));
  const abandoned = mine.filter((one) => {
    const active = enabled.get(one.rule);
    return !active || !looksAt(active, one);
  });
  const known = new Set(abandoned);
  const rest = mine.filter((one) => !known.has(one));
  const gone = await goneSubjects(rest, audit);
  await carryOut(
    reconcile([...abandoned, ...rest.filter((one) => gone.has(one.subjectId))], [], findingId),
    audit,
    result,
  );
};

/** Carries one task of a run out. Repeating it writes nothing twice. */
export const doTask = (task: Task, audit: Audit, result: Result): Promise<void> => {
  switch (task.kind) {
    case 'records':
      return records(task, audit, result);
    case 'ids':
      return ids(task, audit, result);
    case 'groups':
      return groups(task, audit, result);
    case 'leftovers':
      return leftovers(audit, result);
  }
};
