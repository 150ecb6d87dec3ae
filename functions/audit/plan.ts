import type { ActiveGroupRule } from '../../shared/audit/active.ts';
import {
  changedSince,
  FIRST,
  isWorkOf,
  onProbation,
  PROBATION_WEIGHT,
  sampleOf,
  stretches,
} from '../../shared/audit/run.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { Audit } from './facts.ts';
import { markedRules } from './marks.ts';
import { dueIds } from './notes.ts';
import { pieces } from './retry.ts';
import type { RunItem, Task } from './runs.ts';
import { followFrom } from './watermarks.ts';

/** Records in one portion: some seconds of work. */
const PORTION = 2_500;
/** Portions in one run; beyond, they grow instead. They are made in one transaction with the run. */
const MOST_PORTIONS = 60;
/** Due records that one run takes; the others stay due for the next one. */
const MOST_DUE = 8 * PORTION;
/** Records drawn when nobody says how many. */
const SAMPLE = 100;

const recordTypes = (audit: Audit): string[] =>
  [...new Set(audit.recordRules.flatMap(({ rule }) => rule.types))].sort();

const rowsOf = (audit: Audit, type: string): Iterable<Row> => audit.views.get(type)?.rows.values() ?? [];

/** Puts tasks into portions: all into one when they are few records, otherwise one each, so that they are done side by side. */
const portioned = (tasks: readonly Task[], records: number): Task[][] =>
  records <= PORTION ? [[...tasks]] : tasks.map((task) => [task]);

/** Everything that changed at or after `since`. */
const changesOf = (audit: Audit, since: string) => {
  const changed = new Map(recordTypes(audit).map((type) => [type, changedSince(rowsOf(audit, type), since)]));
  const count = [...changed.values()].reduce((sum, rows) => sum + rows.length, 0);
  const size = Math.max(PORTION, Math.ceil(count / MOST_PORTIONS));
  const span = { since, until: audit.run.now };
  const tasks = [...changed].flatMap(([type, rows]): Task[] =>
    rows.length === 0 ? [] : stretches(rows, span, size).map((stretch) => ({ kind: 'records', type, ...stretch })),
  );
  return { changed, count, tasks };
};

/** Whether a rule looks at what rules find: it is asked when the others have said what they have to say. */
const isLast = ({ rule }: ActiveGroupRule): boolean => rule.types.includes('finding');

const sweep = (audit: Audit): Task[][] => {
  const { count, tasks } = changesOf(audit, FIRST);
  const first = audit.groupRules.filter((active) => !isLast(active));
  const groups = first.map(({ rule }): Task => ({ kind: 'groups', rule: rule.id }));
  return portioned([...tasks, ...groups, { kind: 'leftovers' }], count);
};

const isTouched = (audit: Audit, types: readonly string[], since: string): boolean =>
  types.some((type) => changedSince(rowsOf(audit, type), since).length > 0 || audit.moved(type, since).length > 0);

/** Records that are due, as tasks. */
const dueTasks = async (
  { run, table }: Audit,
  read: ReadonlySet<string>,
): Promise<{ count: number; tasks: Task[] }> => {
  const due = await dueIds(run.ws, { until: run.now, most: MOST_DUE }, table);
  const left = due.filter((id) => !read.has(id));
  return { count: left.length, tasks: pieces(left, PORTION).map((ids): Task => ({ kind: 'ids', ids })) };
};

/** What a night asks a group rule: all groups where time alone changes what it says, else those that were touched, if any were. */
const groupTask = ({ rule }: ActiveGroupRule, marked: ReadonlySet<string>, since: string, audit: Audit): Task[] => {
  const isMarked = marked.has(rule.id);
  if (rule.byTime) return [{ kind: 'groups', rule: rule.id, ...(isMarked ? { marked: true } : {}) }];
  return isMarked || isTouched(audit, rule.types, since) ? [{ kind: 'groups', rule: rule.id, since }] : [];
};

/** What changed since the last run of these rules. What is due belongs to all areas, and to those that look every hour. */
const incremental = async (audit: Audit): Promise<Task[][]> => {
  const { run, table } = audit;
  const since = await followFrom(run, table);
  const { changed, count, tasks } = changesOf(audit, since);
  const read = new Set([...changed.values()].flatMap((rows) => rows.map((row) => row.id)));
  const due = run.area ? { count: 0, tasks: [] } : await dueTasks(audit, read);
  const marked = await markedRules(run.ws, table);
  const first = audit.groupRules.filter((active) => !isLast(active));
  const groups = first.flatMap((active) => groupTask(active, marked, since, audit));
  return portioned([...tasks, ...due.tasks, ...groups, { kind: 'leftovers' }], count + due.count);
};

/**
 * What is left once all portions of a run are done: the rules that look at findings, asked of a world that has those of this run, so
 * that none of theirs waits for the next one. A sample asks them of what was drawn, with everything else.
 */
export const lastTasks = async (audit: Audit): Promise<Task[]> => {
  const { run, table } = audit;
  const last = audit.groupRules.filter(isLast);
  if (last.length === 0 || (run.kind !== 'sweep' && run.kind !== 'incremental')) return [];
  if (run.kind === 'sweep') return last.map(({ rule }) => ({ kind: 'groups', rule: rule.id }));
  // A later run may have moved the mark meanwhile: what this one has found it looks at itself.
  const [since = FIRST] = [await followFrom(run, table), run.now].sort();
  const marked = await markedRules(run.ws, table);
  return last.flatMap((active) => groupTask(active, marked, since, audit));
};

const due = async (audit: Audit): Promise<Task[][]> => {
  const { count, tasks } = await dueTasks(audit, new Set());
  return portioned(tasks, count);
};

const spotCheck = (audit: Audit): Plan => {
  const { run } = audit;
  const rules = [...audit.recordRules, ...audit.groupRules];
  // Findings are what a check makes, not what it looks into.
  const types = [...new Set(rules.flatMap(({ rule }) => rule.types))].filter((type) => type !== 'finding').sort();
  const learners = onProbation(rowsOf(audit, 'member'), audit.facts.today);
  const drawn = sampleOf(
    types.flatMap((type) => [...rowsOf(audit, type)]),
    run.sample ?? SAMPLE,
    run.seed ?? run.id,
    (row) => (isWorkOf(row, learners) ? PROBATION_WEIGHT : 1),
  );
  const ids = drawn.map((row) => row.id);
  return {
    portions: [
      [{ kind: 'ids', ids }, ...audit.groupRules.map(({ rule }): Task => ({ kind: 'groups', rule: rule.id, ids }))],
    ],
    // What a run drew with is on record, so that it can be drawn again.
    run: {
      seed: run.seed ?? run.id,
      drawn: { records: ids.length, probation: drawn.filter((row) => isWorkOf(row, learners)).length },
    },
  };
};

/** What a run has to do, in portions, and what the planning makes known of it. */
export interface Plan {
  portions: Task[][];
  run?: Partial<RunItem>;
}

/** Plans a run. */
export const planOf = async (audit: Audit): Promise<Plan> => {
  switch (audit.run.kind) {
    case 'sweep':
      return { portions: sweep(audit) };
    case 'incremental':
      return { portions: await incremental(audit) };
    case 'due':
      return { portions: await due(audit) };
    case 'spot-check':
      return spotCheck(audit);
  }
};
