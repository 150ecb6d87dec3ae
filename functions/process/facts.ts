import type { Entity } from '../../shared/kernel/entity.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import { checkDefinition } from '../../shared/process/check.ts';
import type { CheckFacts } from '../../shared/process/check-facts.ts';
import type { DefinitionFault, ProcessRegister, WorkloadChange } from '../../shared/process/process.contract.ts';
import { processItemPrefix, readTallyField } from '../../shared/process/projection.ts';
import { stateOf } from '../../shared/process/standing.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { workloadChanges } from '../../shared/process/workload.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Deps } from '../runtime/deps.ts';
import { definitionOf, entryOf } from '../runtime/process.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { standardsOf } from '../runtime/settings.ts';
import type { Table } from '../runtime/table.ts';

/** Where facts are read. */
export interface Source {
  workspace: WorkspaceItem;
  deps: Deps;
  table: Table;
  /** ISO UTC. */
  now: string;
}

const alive = (row: Row): boolean => !row['archivedAt'] && !row['removedAt'] && !row['aliasOf'];

/** A row of the list index as far as it is asked like a record. */
const asRecord = (row: Row): Rec => ({ id: row.id, archivedAt: row['archivedAt'], data: row }) as unknown as Rec;

/** Roles of everybody at an instant, from the list index. */
export const membersOf = async ({ workspace, deps, table }: Source) => {
  const view = await deps.lists.fresh(workspace.id, 'member', table);
  const records = new Map(
    [...view.rows.values()].filter((row) => !row['removedAt']).map((row) => [row.id, asRecord(row)] as const),
  );
  return {
    records,
    rolesAt: (id: string, at: string) => {
      const record = records.get(id);
      return record ? rolesAt(record, at) : [];
    },
  };
};

/** Rows of the documents that follow a process. */
export const documentRows = async (process: string, { workspace, deps, table }: Source): Promise<Row[]> => {
  const entity = entityOfProcess(process);
  const view = await deps.lists.fresh(workspace.id, entity.name, table);
  return [...view.rows.values()].filter((row) => alive(row) && processOfRow(entity, row) === process);
};

const processOfRow = (entity: Entity, row: Row): string =>
  typeof row['processId'] === 'string' ? row['processId'] : entity.process!.of(row);

/** The version that a document runs on; one that no process has touched follows the current one. */
export const versionOfRow = (row: Row, current: number): number =>
  typeof row['processVersion'] === 'number' ? row['processVersion'] : current;

/** Documents under way: of each version the numbers by state. What has come to its end is not under way. */
export const underWayOf = async (
  process: string,
  register: ProcessRegister,
  source: Source,
): Promise<Map<number, Record<string, number>>> => {
  const { current } = entryOf(register, process);
  const { field } = entityOfProcess(process).process!;
  const definitions = new Map<number, ProcessDefinition>();
  const out = new Map<number, Map<string, number>>();
  for (const row of await documentRows(process, source)) {
    const version = versionOfRow(row, current);
    let definition = definitions.get(version);
    if (!definition) {
      definition = await definitionOf(source.workspace, process, version, source.deps);
      definitions.set(version, definition);
    }
    const state = String(row[field]);
    if (stateOf(definition, state)?.final) continue;
    const counts = out.get(version) ?? new Map<string, number>();
    counts.set(state, (counts.get(state) ?? 0) + 1);
    out.set(version, counts);
  }
  return new Map([...out].map(([version, counts]) => [version, Object.fromEntries(counts)]));
};

const checkFacts = async (process: string, register: ProcessRegister, source: Source): Promise<CheckFacts> => {
  const entity = entityOfProcess(process);
  const { records } = await membersOf(source);
  const standard = standardOf(await standardsOf(source.workspace, source.deps), entity.name);
  const underWay = await underWayOf(process, register, source);
  return {
    process,
    entity,
    members: [...records.values()].map((record) => {
      const roles = rolesAt(record, source.now);
      const team = record.data['team'];
      return { id: record.id, roles, active: roles.length > 0, ...(typeof team === 'string' ? { team } : {}) };
    }),
    underWay: underWay.get(entryOf(register, process).current) ?? {},
    custom: standard.custom.map((field) => field.name),
  };
};

/** What a check says of a definition, with the people and the documents of the workspace. */
export const faultsOf = async (
  process: string,
  definition: ProcessDefinition,
  register: ProcessRegister,
  source: Source,
): Promise<DefinitionFault[]> => checkDefinition(definition, await checkFacts(process, register, source));

/** Months from which a month's usual volume is taken. */
const VOLUME_MONTHS = 3;

/** Steps of each action in a month, on average over the last months in which there were any. */
const volumesOf = async (process: string, { workspace, table, now }: Source): Promise<Map<string, number>> => {
  const last = localMonth(now, workspace.timeZone);
  const sums = new Map<string, number>();
  let months = 0;
  for (let back = 0; back < VOLUME_MONTHS; back++) {
    let any = false;
    const partition = counterPartition(workspace.id, addMonths(last, -back));
    for await (const item of table.queryAll({ partition, begins: `${processItemPrefix}${process}#` })) {
      for (const [name, amount] of Object.entries(item)) {
        const field = readTallyField(name);
        if (field?.what !== 'steps' || typeof amount !== 'number') continue;
        sums.set(field.action, (sums.get(field.action) ?? 0) + amount);
        any = true;
      }
    }
    if (any) months++;
  }
  return new Map([...sums].map(([action, sum]) => [action, sum / Math.max(1, months)]));
};

/** Sizes that stand in the list, as near as it tells them; by any other every document may be asked. */
const sizeColumns: Readonly<Record<string, string>> = {
  amount: 'amount',
  'amount-at-risk': 'amount',
  'price-deviation': 'deviation',
  balance: 'balance',
  total: 'total',
};

/** What a definition changes in people's work against the one in force. */
export const workloadOf = async (
  process: string,
  definition: ProcessDefinition,
  register: ProcessRegister,
  source: Source,
): Promise<WorkloadChange[]> => {
  const { workspace, deps, now } = source;
  const inForce = await definitionOf(workspace, process, entryOf(register, process).current, deps);
  const { records } = await membersOf(source);
  const rows = await documentRows(process, source);
  const sizesBy = new Map(
    Object.entries(sizeColumns).map(([measure, column]) => [
      measure,
      rows.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : [])),
    ]),
  );
  return workloadChanges(inForce, definition, {
    volumes: await volumesOf(process, source),
    members: [...records.values()].map((record) => {
      const roles = rolesAt(record, now);
      return { id: record.id, name: String(record.data['name'] ?? record.id), roles, active: roles.length > 0 };
    }),
    shareOver: (measure, atLeast) => {
      const sizes = sizesBy.get(measure) ?? [];
      return sizes.length > 0 ? sizes.filter((size) => size >= atLeast).length / sizes.length : 1;
    },
  });
};
