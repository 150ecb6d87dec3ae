import { scopePartition } from '../../shared/access/authorise.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { RefusedStep } from '../../shared/process/dry-run.ts';
import { dryRun } from '../../shared/process/dry-run.ts';
import type { Governed, StepWorld } from '../../shared/process/standing.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { calendarOf } from '../runtime/process.ts';
import { refKeys } from '../runtime/refs.ts';
import { toRec } from '../runtime/stored.ts';
import { membersOf } from './facts.ts';

interface Tried {
  documents: number;
  steps: number;
  refused: { id: string; type: string; title: string; steps: RefusedStep[] }[];
}

/** The newest documents of a process that the caller may see. */
const newest = async (process: string, limit: number, ctx: Ctx): Promise<Rec[]> => {
  const entity = entityOfProcess(process);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
  const ids: string[] = [];
  for (const row of view.ordered(scopePartition(ctx.actor, entity), '-updatedAt')) {
    if (ids.length >= limit) break;
    if (row['archivedAt'] || row['removedAt'] || row['aliasOf']) continue;
    if ((row['processId'] ?? entity.process!.of(row)) === process) ids.push(row.id);
  }
  const items = await ctx.table.batchGet(ids.map((id) => recordKey(ctx.actor.ws, id)));
  return items.flatMap((item) => (item ? [toRec(item)] : []));
};

/** Records to which some documents refer: conditions may ask about them. */
const referred = async (records: readonly Rec[], ctx: Ctx): Promise<Map<string, Rec>> => {
  const keys = records.flatMap((rec) =>
    refKeys(entityOfProcess(rec.process?.id ?? ''), rec.ws, {
      ...rec.data,
      ...(rec.lines ? { lines: rec.lines } : {}),
    }),
  );
  const items = await ctx.table.batchGet([...new Map(keys.map((key) => [key.pk, key])).values()]);
  return new Map(items.flatMap((item) => (item ? [[String(item['id']), toRec(item)] as const] : [])));
};

/** Tries a definition on the latest documents: which of the steps that they took it would have refused. Writes nothing. */
export const tryDefinition = async (
  process: string,
  { definition, limit }: { definition: ProcessDefinition; limit: number },
  ctx: Ctx,
): Promise<Tried> => {
  const entity = entityOfProcess(process);
  const source = { workspace: ctx.workspace, deps: ctx.deps, table: ctx.table, now: ctx.now };
  const documents = (await newest(process, limit, ctx)).filter((rec) => rec.process?.id === process);
  const refs = await referred(documents, ctx);
  const { rolesAt } = await membersOf(source);
  const calendar = await calendarOf(ctx.workspace, ctx.deps);
  const governed: Governed = { definition, version: 0, field: entity.process!.field, enforcement: 'enforced' };
  const worldAt = (at: string): StepWorld => ({
    now: at,
    today: localDate(at, ctx.workspace.timeZone),
    currency: ctx.workspace.currency,
    calendar,
    ref: (id) => refs.get(id),
  });
  const tried: Tried = { documents: documents.length, steps: 0, refused: [] };
  for (const rec of documents) {
    const { steps, refused } = dryRun(governed, rec, { rolesOf: rolesAt, worldAt });
    tried.steps += steps;
    if (refused.length > 0)
      tried.refused.push({
        id: rec.id,
        type: rec.type,
        title: String(rec.data[entity.title] ?? rec.id),
        steps: refused,
      });
  }
  return tried;
};
