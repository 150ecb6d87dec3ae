import { changedSince, FIRST, sampleOf, stretches } from '../../shared/audit/run.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { watermarkKey } from '../../shared/table/keys.ts';
import type { Table } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { markedRules } from './marks.ts';
import { dueIds } from './notes.ts';
import { pieces } from './retry.ts';
import type { Task } from './runs.ts';

/** Records in one portion: some seconds of work. */
const PORTION = 2_500;
/** Portions in one run; beyond, they grow instead. They are made in one transaction with the run. */
const MOST_PORTIONS = 60;
/** Records are stamped a moment before they can be read in the index: a run looks back this far before the last one (ms). */
const OVERLAP = 5_000;
/** Due records that one run takes; the others stay due for the next one. */
const MOST_DUE = 8 * PORTION;
/** Records drawn when nobody says how many. */
const SAMPLE = 100;

/** How far the audit has followed the changes of a workspace. */
export const auditMark = (ws: string) => watermarkKey(ws, 'audit');

/** The instant from which on changes have to be read; `FIRST` before the first complete run. */
const watermark = async (ws: string, table: Table): Promise<string> => {
  const item = await table.get(auditMark(ws));
  return item ? new Date(Date.parse(String(item['at'])) - OVERLAP).toISOString() : FIRST;
};

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

const sweep = (audit: Audit): Task[][] => {
  const { count, tasks } = changesOf(audit, FIRST);
  const groups = audit.groupRules.map(({ rule }): Task => ({ kind: 'groups', rule: rule.id }));
  return portioned([...tasks, ...groups, { kind: 'leftovers' }], count);
};

const incremental = async (audit: Audit): Promise<Task[][]> => {
  const { run, table } = audit;
  const since = await watermark(run.ws, table);
  const { changed, count, tasks } = changesOf(audit, since);
  const read = new Set([...changed.values()].flatMap((rows) => rows.map((row) => row.id)));
  const due = (await dueIds(run.ws, { until: run.now, most: MOST_DUE }, table)).filter((id) => !read.has(id));
  const marked = await markedRules(run.ws, table);
  const touched = audit.groupRules.filter(
    ({ rule }) =>
      marked.has(rule.id) ||
      rule.types.some(
        (type) => changedSince(rowsOf(audit, type), since).length > 0 || audit.moved(type, since).length > 0,
      ),
  );
  return portioned(
    [
      ...tasks,
      ...pieces(due, PORTION).map((ids): Task => ({ kind: 'ids', ids })),
      ...touched.map(({ rule }): Task => ({ kind: 'groups', rule: rule.id, since })),
      { kind: 'leftovers' },
    ],
    count + due.length,
  );
};

const spotCheck = (audit: Audit): Task[][] => {
  const { run } = audit;
  const rules = [...audit.recordRules, ...audit.groupRules];
  const types = [...new Set(rules.flatMap(({ rule }) => rule.types))].sort();
  const drawn = sampleOf(
    types.flatMap((type) => [...rowsOf(audit, type)]),
    run.sample ?? SAMPLE,
    run.seed ?? run.id,
  );
  const ids = drawn.map((row) => row.id);
  return [
    [{ kind: 'ids', ids }, ...audit.groupRules.map(({ rule }): Task => ({ kind: 'groups', rule: rule.id, ids }))],
  ];
};

/** What a run has to do, in portions. */
export const planOf = async (audit: Audit): Promise<Task[][]> => {
  switch (audit.run.kind) {
    case 'sweep':
      return sweep(audit);
    case 'incremental':
      return incremental(audit);
    case 'spot-check':
      return spotCheck(audit);
  }
};
