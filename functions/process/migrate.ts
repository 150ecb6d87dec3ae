import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { behindApproval } from '../../shared/process/graph.ts';
import { mappedState } from '../../shared/process/migrate.ts';
import type { ProcessRegister } from '../../shared/process/process.contract.ts';
import { stateOf } from '../../shared/process/standing.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { defaultProcess } from '../../shared/processes.ts';
import type { Ctx } from '../runtime/http.ts';
import { definitionOf, entryOf, registerOf } from '../runtime/process.ts';
import type { Job } from '../runtime/queue.ts';
import { documentRows, versionOfRow } from './facts.ts';
import { versionEntryOf } from './register.ts';

export interface MigrationRequest {
  from: number;
  to: number;
  states: Readonly<Record<string, string>>;
  mode: 'preview' | 'run';
  reason?: string | undefined;
}

/** Documents of one message. */
const PORTION = 50;

interface StateMove {
  from: string;
  to?: string;
  count: number;
  waiting: number;
}

/** Where the documents of each state would stand. */
const movesOf = (
  rows: readonly Row[],
  { field, states }: { field: string; states: MigrationRequest['states'] },
  older: ProcessDefinition,
  newer: ProcessDefinition,
): StateMove[] => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[field]), (counts.get(String(row[field])) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, count]) => {
      const to = mappedState(newer, states, from);
      return {
        from,
        ...(to === undefined ? {} : { to }),
        count,
        waiting: stateOf(older, from)?.approval ? count : 0,
      };
    });
};

/** What is wrong with the states that were named: ones that do not exist, ends, and ways round an approval. */
const refuseStates = (
  process: string,
  { states, mode }: Pick<MigrationRequest, 'states' | 'mode'>,
  moves: readonly StateMove[],
  [older, newer]: readonly [ProcessDefinition, ProcessDefinition],
): void => {
  const shipped = defaultProcess(process);
  const before = behindApproval(older, shipped);
  const after = behindApproval(newer, shipped);
  const faults = Object.entries(states).flatMap(([from, to]) =>
    stateOf(newer, to)
      ? []
      : [fault(`states.${from}`, 'not-allowed-value', newer.states.map(({ id }) => id).join(', '))],
  );
  for (const { from, to } of moves) {
    if (to === undefined) {
      if (mode === 'run' && !Object.hasOwn(states, from)) faults.push(fault(`states.${from}`, 'required'));
      continue;
    }
    const round = after.approved.has(to) && !(before.approved.has(from) && !before.open.has(from));
    // A document is not finished by moving it, and nobody's signature is replaced by it.
    if (stateOf(newer, to)?.final || round) faults.push(fault(`states.${from}`, 'not-allowed-value'));
  }
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

/** Documents under way on a version. */
const rowsOn = async (
  process: string,
  from: number,
  { register, older }: { register: ProcessRegister; older: ProcessDefinition },
  ctx: Ctx,
): Promise<Row[]> => {
  const { current } = entryOf(register, process);
  const { field } = entityOfProcess(process).process!;
  const rows = await documentRows(process, {
    workspace: ctx.workspace,
    deps: ctx.deps,
    table: ctx.table,
    now: ctx.now,
  });
  return rows.filter((row) => versionOfRow(row, current) === from && !stateOf(older, String(row[field]))?.final);
};

/**
 * Shows, or begins, the move of documents under way to another version. The move itself is done by jobs, a portion each; a document
 * that somebody changes meanwhile is read again. @throws Problem not-found, conflict, invalid-input
 */
export const migrateVersion = async (process: string, request: MigrationRequest, ctx: Ctx) => {
  const { from, to, states, mode } = request;
  const register = await registerOf(ctx.workspace, ctx.deps);
  versionEntryOf(register, process, from);
  const target = versionEntryOf(register, process, to);
  if (from === to) throw new Problem('conflict', 'These are the same version.');
  if (target.enforcement === 'draft') throw new Problem('conflict', 'No document follows a draft.');
  const older = await definitionOf(ctx.workspace, process, from, ctx.deps);
  const newer = await definitionOf(ctx.workspace, process, to, ctx.deps);
  const { field } = entityOfProcess(process).process!;
  const rows = await rowsOn(process, from, { register, older }, ctx);
  const moves = movesOf(rows, { field, states }, older, newer);
  refuseStates(process, request, moves, [older, newer]);
  const answer = { documents: rows.length, states: moves, started: mode === 'run' };
  if (mode === 'preview') return answer;
  const ids = rows.map((row) => row.id).sort();
  const jobs: Job[] = [];
  for (let at = 0; at < ids.length; at += PORTION)
    jobs.push({
      job: 'process.migrate',
      ws: ctx.actor.ws,
      process,
      from,
      to,
      states,
      ids: ids.slice(at, at + PORTION),
      by: ctx.actor.id,
      ...(request.reason ? { reason: request.reason } : {}),
    });
  await ctx.deps.queue.send(jobs);
  return answer;
};
