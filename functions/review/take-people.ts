import { openStates } from '../../shared/findings/finding.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { operatorPrefix } from '../../shared/operators/projection.ts';
import type { Counters, Frozen, FrozenPeople } from '../../shared/review/figures.ts';
import { TYPED } from '../../shared/review/figures.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import type { Table } from '../runtime/table.ts';
import { goalsOf } from './goals.ts';

interface Meter {
  deps: Deps;
  table: Table;
}

/** What one member typed in a month, and the findings that were opened on what is theirs. */
interface Work {
  entered: number;
  found: number;
}

/** Everybody's work of a month: one range of its counters, an item a member. */
const workOf = async (ws: string, month: string, table: Table): Promise<ReadonlyMap<string, Work>> => {
  const out = new Map<string, Work>();
  const partition = counterPartition(ws, month);
  for await (const item of table.queryAll({ partition, begins: operatorPrefix, consistent: true })) {
    const sums = { entered: 0, found: 0 };
    for (const [name, amount] of Object.entries(item)) {
      if (typeof amount !== 'number') continue;
      if (name.startsWith('entered|')) sums.entered += amount;
      if (name.startsWith('findings|')) sums.found += amount;
    }
    out.set(String(item['sk']).slice(operatorPrefix.length), sums);
  }
  return out;
};

const typed = (work: ReadonlyMap<string, Work>): Counters => {
  const sum = (of: keyof Work) => [...work.values()].reduce((all, one) => all + one[of], 0);
  return { [TYPED]: { entered: sum('entered'), found: sum('found') } };
};

/** Item of the flows of a month with what members typed in it, all together. */
export const typedIn = async (ws: string, month: string, table: Table): Promise<Counters> =>
  typed(await workOf(ws, month, table));

const isActive = (row: Row): boolean =>
  row['status'] === 'active' && row['archivedAt'] === undefined && row['removedAt'] === undefined;

/** Different records with an open finding, by kind. A record may have many findings: no sum of counters says how many records they are. */
const affectedIn = (findings: Iterable<Row>): Record<string, number> => {
  const subjects = new Map<string, Set<string>>();
  for (const row of findings) {
    const isOpen = (openStates as readonly unknown[]).includes(row['state']);
    if (!isOpen || row['archivedAt'] !== undefined || row['aliasOf'] !== undefined || row['removedAt'] !== undefined)
      continue;
    const type = String(row['subjectType'] ?? '');
    const ids = subjects.get(type) ?? new Set();
    subjects.set(type, ids.add(String(row['subjectId'])));
  }
  return Object.fromEntries([...subjects].map(([type, ids]) => [type, ids.size] as const).sort(byName));
};

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

interface Taken {
  parts: Required<Pick<Frozen, 'people' | 'affected' | 'goals' | 'goalOwners'>>;
  /** What was typed in the month, as an item of its flows; empty for a period that is no month. */
  flows: Counters;
}

/** What a period is: a month with its own counters, or another one, of which nobody's work is known. */
interface Period {
  /** YYYY-MM; absent for a period that is no month. */
  month?: string;
  /** First day after the period. */
  asOf: string;
  gauges: Counters;
}

/**
 * What a freezing takes beside the counters: members, teams, records with open findings, goals in force. Members and findings are read
 * from the lists in memory, whatever is stored; one item a member for what they typed.
 */
export const takePeople = async (
  workspace: WorkspaceItem,
  { month, asOf, gauges }: Period,
  { deps, table }: Meter,
): Promise<Taken> => {
  const ws = workspace.id;
  const [members, findings, work, goals] = await Promise.all([
    deps.lists.fresh(ws, 'member', table),
    deps.lists.fresh(ws, 'finding', table),
    month ? workOf(ws, month, table) : new Map<string, Work>(),
    goalsOf(workspace, deps),
  ]);
  const active = [...members.rows.values()].filter(isActive);
  const lastDay = addDays(asOf, -1);
  const teams: Record<string, string> = {};
  for (const item of Object.keys(gauges)) {
    if (!item.startsWith('findings.owner#')) continue;
    const id = item.slice('findings.owner#'.length);
    const team = members.rows.get(id)?.['team'];
    if (typeof team === 'string' && team !== '') teams[id] = team;
  }
  const people: FrozenPeople = {
    active: active.length,
    ...(month ? { recording: active.filter((row) => (work.get(row.id)?.entered ?? 0) > 0).length } : {}),
    teams,
    probation: active
      .filter((row) => typeof row['probationUntil'] === 'string' && row['probationUntil'] >= lastDay)
      .map((row) => ({ id: row.id, ...(month ? { opened: work.get(row.id)?.found ?? 0 } : {}) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  const goalOwners: Record<string, string> = {};
  for (const { owner } of Object.values(goals)) {
    const name = owner === undefined ? undefined : members.rows.get(owner)?.['name'];
    if (typeof name === 'string') goalOwners[owner!] = name;
  }
  const parts = { people, affected: affectedIn(findings.rows.values()), goals, goalOwners };
  return { parts, flows: month ? typed(work) : {} };
};
