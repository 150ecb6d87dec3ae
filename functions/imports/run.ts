import { entityOf } from '../../shared/entities.ts';
import { EACH_ROW, importFields } from '../../shared/imports/fields.ts';
import type { RowResult } from '../../shared/imports/fold.ts';
import { planMapping } from '../../shared/imports/mapping.ts';
import { normaliseKey } from '../../shared/kernel/entity.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { scopeOf } from '../../shared/workspaces/member.ts';
import type { Deps } from '../runtime/deps.ts';
import { standardsOf, workspaceOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import type { Table, Write } from '../runtime/table.ts';
import { metered, WriteRefused } from '../runtime/table.ts';
import { beginTurns, openAssignment, reserveTurns } from './assignment.ts';
import type { Portion, RowGroup } from './cut.ts';
import { openDesk } from './governed.ts';
import type { Plan, PortionContext } from './portion.ts';
import { duplicateOf, existingRecords, planGroup, prepareRefs } from './portion.ts';
import type { Resolver } from './resolve.ts';
import { openResolver, refPaths } from './resolve.ts';
import type { LedgerChunk, StoredImport } from './store.ts';
import { ledgerKey, ledgerPrefix, portionObject, reportObject } from './store.ts';
import type { Twins } from './twins.ts';
import { openTwins, skipped, withTwins } from './twins.ts';

/** Writes of one transaction, the ledger's own chunk aside. */
const MAX_WRITES = 92;
/** A chunk with the images of many changed records must stay under the size of an item. */
const MAX_CHUNK_BYTES = 250_000;
const ATTEMPTS = 4;

const resolvers = new Map<string, Resolver>();
const resolverOf = (job: StoredImport, table: Table): Resolver => {
  const name = `${table.name}|${job.id}|${job.attempt}`;
  let known = resolvers.get(name);
  if (!known) {
    if (resolvers.size > 8) resolvers.clear();
    known = openResolver(job.ws, table);
    resolvers.set(name, known);
  }
  return known;
};

/** The mapping plans of an import's files. */
export const plansOf = async (job: StoredImport, deps: Deps) => {
  const workspace = await workspaceOf(job.ws, deps);
  if (!workspace) throw new Error(`no workspace ${job.ws}`);
  const entity = entityOf(job.target);
  const standard = standardOf(await standardsOf(workspace, deps), entity.name);
  const fields = importFields(entity, standard);
  const natural = entity.keys.find((key) => key.field === job.keyField);
  const settings = {
    currency: typeof job.defaults?.['currency'] === 'string' ? job.defaults['currency'] : workspace.currency,
    timeZone: workspace.timeZone,
    ...(job.keyField === EACH_ROW ? {} : { key: job.keyField }),
    ...(natural ? { keyForm: (text: string) => normaliseKey(natural, text) } : {}),
  };
  return {
    entity,
    workspace,
    standard,
    plans: job.files.map((file) => planMapping(file.header ?? [], file.columns ?? [], fields, settings)),
  };
};

/** What the portions of an import share. */
export const contextOf = async (job: StoredImport, deps: Deps): Promise<PortionContext> => {
  const table = metered(deps.table, { read: 0, write: 0 });
  const { entity, workspace, standard, plans } = await plansOf(job, deps);
  const view = await deps.lists.fresh(job.ws, 'member', table);
  const item = await table.get(recordKey(job.ws, job.by));
  const owner = item ? toRec(item) : undefined;
  const team = owner?.data['team'];
  const desk = await openDesk(workspace, deps);
  return {
    job,
    entity,
    deps,
    table,
    desk,
    assignment: await openAssignment(job, desk, table),
    resolver: resolverOf(job, table),
    refs: refPaths(entity, standard.custom),
    fold: { defaults: job.defaults ?? {}, whenEmpty: plans.map((plan) => plan.whenEmpty) },
    // What is not begun by a member (a seed) reaches everything.
    owner: { id: job.by, scope: owner ? scopeOf(owner) : 'all', ...(typeof team === 'string' ? { teamId: team } : {}) },
    teams: new Map([...view.rows.values()].map((row) => [row.id, row['team'] as string | undefined])),
  };
};

export const readPortion = async (job: StoredImport, portion: number, deps: Deps): Promise<Portion> => {
  const bytes = await deps.objects.get(portionObject(job, job.attempt, portion));
  if (!bytes) throw new Error(`portion ${portion} of ${job.id} is missing`);
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Portion;
};

/** Looks at a portion without writing records; the same planning as the run. */
export const checkPortion = async (job: StoredImport, portion: Portion, deps: Deps): Promise<RowResult[]> => {
  const context = await contextOf(job, deps);
  await prepareRefs(portion.groups, context);
  const existing = await existingRecords(portion.groups, context);
  const claimed = new Set<string>();
  const twins = await openTwins(context);
  const rows: RowResult[] = [];
  for (const [index, group] of portion.groups.entries()) {
    const bare = planGroup(group, group.key === null ? undefined : existing.get(group.key), context, claimed);
    const found = twins(index, bare);
    const leftOut = job.duplicates === 'skip' && found.length > 0;
    const plan = leftOut ? skipped(bare, found) : withTwins(bare, found);
    const clash = plan.writes.length > 0 ? await takenGuard(plan, context) : undefined;
    rows.push(
      ...(clash
        ? plan.rows.map((row) => ({ ...row, outcome: 'refused' as const, problem: duplicateOf(clash) }))
        : plan.rows),
    );
  }
  return rows;
};

/** A guard that the plan would claim and that another record has; looked up only for keys other than the import's own. */
const takenGuard = async (plan: Plan, context: PortionContext): Promise<string | undefined> => {
  const guards = plan.writes
    .slice(1)
    .flatMap((write) =>
      write.op === 'create' && write.item.pk.split('#')[3] !== context.job.keyField
        ? [{ pk: write.item.pk, sk: write.item.sk }]
        : [],
    );
  if (guards.length === 0) return undefined;
  const items = await context.table.batchGet(guards);
  return guards.find((_guard, index) => items[index] !== undefined)?.pk;
};

/** Carries a portion out, chunk by chunk; goes on behind the last chunk of an earlier, interrupted attempt. */
export const runPortion = async (job: StoredImport, portion: Portion, deps: Deps): Promise<RowResult[]> => {
  const context = await contextOf(job, deps);
  const results: RowResult[] = [];
  let position = 0;
  let chunk = 0;
  for await (const item of context.table.queryAll({
    partition: ledgerKey(job, 0, 0).pk,
    begins: ledgerPrefix(portion.index),
    consistent: true,
  })) {
    const done = item as unknown as LedgerChunk;
    results.push(...done.rows);
    position = done.to;
    chunk = done.chunk + 1;
  }
  const left = portion.groups.slice(position);
  if (left.length === 0) return results;
  await prepareRefs(left, context);
  let existing = await existingRecords(left, context);
  const twins = job.duplicates === 'skip' ? await openTwins(context) : undefined;
  let failures = 0;
  while (position < portion.groups.length) {
    const alone = failures >= 2;
    const span = { groups: portion.groups, from: position, alone, twins };
    let made = makeChunk(span, existing, context);
    // Whose turns these are is only known once it is known how many the chunk takes.
    if (await reserveTurns(context.assignment, context)) made = makeChunk(span, existing, context);
    const entry: LedgerChunk = {
      version: 1,
      portion: portion.index,
      chunk,
      from: position,
      to: made.to,
      rows: made.rows,
      records: made.records,
    };
    try {
      await context.table.write([
        ...made.writes,
        { op: 'create', item: { ...ledgerKey(job, portion.index, chunk), ...entry } },
      ]);
    } catch (error) {
      if (!(error instanceof WriteRefused) && !isConflict(error)) throw error;
      if (error instanceof WriteRefused && error.index === made.writes.length) return runPortion(job, portion, deps);
      failures++;
      if (failures > ATTEMPTS && error instanceof WriteRefused) {
        results.push(
          ...(await refuseGroup({ portion, chunk, position }, { ...made, clash: made.writes[error.index] }, context)),
        );
        position++;
        chunk++;
        failures = 0;
        continue;
      }
      if (failures > ATTEMPTS + 6) throw error;
      existing = await existingRecords(portion.groups.slice(position), context);
      continue;
    }
    results.push(...made.rows);
    position = made.to;
    chunk++;
    failures = 0;
  }
  return results;
};

const isConflict = (error: unknown): boolean =>
  (error as { CancellationReasons?: { Code?: string }[] })?.CancellationReasons?.some(
    (reason) => reason.Code === 'TransactionConflict',
  ) === true;

/** As many groups as one transaction takes; one alone when a clash has to be told apart. */
const makeChunk = (
  span: { groups: readonly RowGroup[]; from: number; alone: boolean; twins: Twins | undefined },
  existing: ReadonlyMap<string, unknown>,
  context: PortionContext,
) => {
  beginTurns(context.assignment);
  const writes: Write[] = [];
  const rows: LedgerChunk['rows'] = [];
  const records: LedgerChunk['records'] = [];
  const claimed = new Set<string>();
  let bytes = 0;
  let to = span.from;
  for (; to < span.groups.length; to++) {
    const group = span.groups[to]!;
    const wanted = planGroup(
      group,
      group.key === null ? undefined : (existing.get(group.key) as never),
      context,
      claimed,
    );
    const found = span.twins?.(to, wanted) ?? [];
    const plan = found.length > 0 ? skipped(wanted, found) : wanted;
    const size =
      JSON.stringify(plan.rows).length + (plan.record?.before ? JSON.stringify(plan.record.before).length : 0);
    if (to > span.from && (writes.length + plan.writes.length > MAX_WRITES || bytes + size > MAX_CHUNK_BYTES)) break;
    bytes += size;
    writes.push(...plan.writes);
    rows.push(
      ...plan.rows.map((row) => ({
        ...row,
        ...(plan.record ? { recordId: plan.record.id, version: plan.record.version } : {}),
      })),
    );
    if (plan.record) records.push(plan.record);
    if (span.alone) {
      to++;
      break;
    }
  }
  return { writes, rows, records, to };
};

/** A group whose key or record another one holds for good: its rows are refused, and the ledger says why. */
const refuseGroup = async (
  at: { portion: Portion; chunk: number; position: number },
  made: { rows: LedgerChunk['rows']; clash: Write | undefined },
  context: PortionContext,
): Promise<LedgerChunk['rows']> => {
  const problem = duplicateOf(made.clash?.op === 'create' ? made.clash.item.pk : '###key');
  const rows = made.rows.map(({ recordId: _id, version: _version, ...row }) => ({
    ...row,
    outcome: 'refused' as const,
    problem,
  }));
  const entry: LedgerChunk = {
    version: 1,
    portion: at.portion.index,
    chunk: at.chunk,
    from: at.position,
    to: at.position + 1,
    rows,
    records: [],
  };
  await context.table.write([
    { op: 'create', item: { ...ledgerKey(context.job, at.portion.index, at.chunk), ...entry } },
  ]);
  return rows;
};

/** Rows that somebody has to look at, put aside for the errors file. */
export const writeReport = async (
  job: StoredImport,
  portion: number,
  rows: readonly RowResult[],
  deps: Deps,
): Promise<void> => {
  const worth = rows.filter((row) => row.outcome === 'refused' || row.flagged);
  await deps.objects.put(reportObject(job, job.attempt, portion), JSON.stringify(worth), 'application/json');
};
