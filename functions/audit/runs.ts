import type { AuditRun, RunFailure, RunKind } from '../../shared/audit/audit.contract.ts';
import type { Stretch } from '../../shared/audit/run.ts';
import { addUp, emptyCounts, failuresOf, type Result } from '../../shared/audit/run.ts';
import type { Area } from '../../shared/kernel/rule.ts';
import { changesPartition, changesSort, partKey, recordKey } from '../../shared/table/keys.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import type { Item, Table, Units, Write } from '../runtime/table.ts';

/** A piece of a run's work. Rules and subjects of different pieces do not overlap, so that nothing is counted twice. */
export type Task =
  /** Record rules over a stretch of the change index. */
  | ({ kind: 'records'; type: string } & Stretch)
  /** Record rules over named records: those that are due, or a sample. */
  | { kind: 'ids'; ids: string[] }
  /** One group rule: over all groups (`marked`: marks on them are done with by it), those touched since an instant, or those of named records. */
  | { kind: 'groups'; rule: string; since?: string; ids?: string[]; marked?: true }
  /** Findings whose subject or rule is gone. */
  | { kind: 'leftovers' };

/** A run as it is stored. */
export interface RunItem
  extends Omit<AuditRun, 'progress' | 'sample' | 'seed' | 'endedAt' | 'durationMs' | 'area' | 'drawn' | 'failures'> {
  ws: string;
  type: 'auditRun';
  /** The rules of this area alone; absent for all. */
  area?: Area;
  drawn?: { records: number; probation: number };
  failures?: RunFailure[];
  /** The rules that were asked for; absent for all. */
  only?: string[];
  sample?: number;
  seed?: string;
  endedAt?: string;
  durationMs?: number;
  /** Portions done, and how many there are. */
  done: number;
  total: number;
}

/** A portion of a run: one message's work. Version 1 is to be done, version 2 is done or given up. */
export interface PortionItem {
  part: string;
  version: number;
  tasks: Task[];
  /** Why its last try failed, as far as the try could say so. */
  error?: string;
  /** It failed at each of its tries: why, empty where nobody could say so. */
  failed?: string;
  result?: Result;
  units?: Units;
}

export interface NewRun {
  id: string;
  kind: RunKind;
  trigger: AuditRun['trigger'];
  by: string;
  area?: Area | undefined;
  only?: readonly string[] | undefined;
  sample?: number | undefined;
  seed?: string | undefined;
}

/** A run that waits for the worker. `now` (ISO) is the instant that all its rules will take as now. */
export const newRun = (run: NewRun, workspace: WorkspaceItem, now: string): RunItem => ({
  id: run.id,
  ws: workspace.id,
  type: 'auditRun',
  version: 1,
  kind: run.kind,
  trigger: run.trigger,
  state: 'queued',
  now,
  startedAt: now,
  by: run.by,
  rules: [...(run.only ?? [])],
  ruleVersion: workspace.ruleVersion,
  standardVersion: workspace.standardVersion,
  done: 0,
  total: 0,
  counts: emptyCounts(),
  byRule: {},
  units: { read: 0, write: 0 },
  ...(run.area ? { area: run.area } : {}),
  ...(run.only ? { only: [...run.only] } : {}),
  ...(run.sample === undefined ? {} : { sample: run.sample }),
  ...(run.seed === undefined ? {} : { seed: run.seed }),
});

/** Partition and order in which runs are listed: newest last, whatever is written to them later. */
export const runsPartition = (ws: string): string => changesPartition(ws, 'auditRun');

export const runItem = (run: RunItem) => ({
  ...recordKey(run.ws, run.id),
  ...run,
  g1p: runsPartition(run.ws),
  g1s: changesSort(run.startedAt, run.id),
});

const keyAttributes = ['pk', 'sk', 'g1p', 'g1s'];

export const toRun = (item: Item): RunItem =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !keyAttributes.includes(name))) as unknown as RunItem;

export const loadRun = async (ws: string, id: string, table: Table): Promise<RunItem | undefined> => {
  const item = await table.get(recordKey(ws, id));
  return item?.['type'] === 'auditRun' ? toRun(item) : undefined;
};

/** The write that brings a run to its next version. */
export const runWrite = (current: RunItem, next: Partial<RunItem>): Write => ({
  op: 'replace',
  item: runItem({ ...current, ...next, version: current.version + 1 }),
  version: current.version,
});

const portionItem = (run: RunItem, portion: PortionItem) => ({ ...partKey(run.ws, run.id, portion.part), ...portion });

export const portionWrites = (run: RunItem, portions: readonly Task[][]): Write[] =>
  portions.map((tasks, index) => ({
    op: 'create',
    item: portionItem(run, { part: String(index + 1).padStart(4, '0'), version: 1, tasks }),
  }));

/** The write that notes why a try of a portion failed. */
export const portionFailing = (run: RunItem, portion: PortionItem, error: string): Write => ({
  op: 'replace',
  item: portionItem(run, { ...portion, error }),
  version: 1,
});

/** The writes that give a portion up: it counts as ended, so that the run comes to its end. */
export const portionGivenUp = (run: RunItem, portion: PortionItem): Write[] => [
  { op: 'replace', item: portionItem(run, { ...portion, version: 2, failed: portion.error ?? '' }), version: 1 },
  { op: 'add', key: recordKey(run.ws, run.id), amounts: { done: 1, version: 1 } },
];

/** The write that makes a portion that was given up one that is to be done. */
export const portionAgain = (run: RunItem, { part, tasks }: PortionItem): Write => ({
  op: 'replace',
  item: portionItem(run, { part, tasks, version: 1 }),
  version: 2,
});

/** The writes that end a portion: once, together with the run's count of ended ones. */
export const portionDone = (run: RunItem, portion: PortionItem, result: Result, units: Units): Write[] => [
  { op: 'replace', item: portionItem(run, { ...portion, version: 2, result, units }), version: 1 },
  { op: 'add', key: recordKey(run.ws, run.id), amounts: { done: 1, version: 1 } },
];

export const loadPortion = async (run: RunItem, part: string, table: Table): Promise<PortionItem | undefined> =>
  (await table.get(partKey(run.ws, run.id, part))) as unknown as PortionItem | undefined;

/** All portions of a run, in order. */
export const loadPortions = async (run: RunItem, table: Table): Promise<PortionItem[]> => {
  const { pk, sk } = partKey(run.ws, run.id, '');
  const portions: PortionItem[] = [];
  for await (const item of table.queryAll({ partition: pk, begins: sk, consistent: true }))
    portions.push(item as unknown as PortionItem);
  return portions;
};

/** Result and units of the portions that are done. */
export const sumOf = (portions: readonly PortionItem[]): { result: Result; units: Units } => ({
  result: addUp(portions.flatMap((portion) => portion.result ?? [])),
  units: portions.reduce(
    (sum, { units }) => ({ read: sum.read + (units?.read ?? 0), write: sum.write + (units?.write ?? 0) }),
    { read: 0, write: 0 },
  ),
});

/** Most failures that are named in a run. */
const MAX_FAILURES = 60;

/** What did not come off in some portions: parts that were given up first. */
export const failuresIn = (portions: readonly PortionItem[]): RunFailure[] => {
  const parts = portions.flatMap(({ part, failed, tasks }): RunFailure[] => {
    if (failed === undefined) return [];
    const at = tasks.flatMap((task) => (task.kind === 'ids' || task.kind === 'groups' ? (task.ids ?? []) : []));
    return [{ of: 'part', id: part, times: 1, message: failed, at: at.slice(0, 20) }];
  });
  return [...parts, ...failuresOf(sumOf(portions).result)].slice(0, MAX_FAILURES);
};

/** A run as the API gives it; with its portions while it is under way, so that its figures are seen growing. */
export const shownRun = (run: RunItem, portions?: readonly PortionItem[]): AuditRun => {
  const { done, total, ws: _ws, type: _type, ...kept } = run;
  const live = portions ? sumOf(portions) : undefined;
  return {
    ...kept,
    // A run from before something was counted has none of it.
    counts: { ...emptyCounts(), ...kept.counts },
    progress: { done, total },
    ...(portions ? { failures: failuresIn(portions) } : {}),
    ...(live ? { counts: live.result.counts, byRule: live.result.byRule, units: live.units } : {}),
  } as AuditRun;
};
