import { may, scopePartition } from '../../shared/access/authorise.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { MAX_MAP_MONTHS } from '../../shared/process/variants.contract.ts';
import { processMap, readWays } from '../../shared/process/variants.ts';
import { waysOf } from '../../shared/process/variants-counters.ts';
import { monthsBetween } from '../../shared/sales/funnel-read.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { definitionOf, entryOf, registerOf } from '../runtime/process.ts';

interface Asked {
  process: string;
  /** Months YYYY-MM, both in. */
  from: string;
  to: string;
}

/** Documents that one answer names. */
const MAX_DOCUMENTS = 50;

/** @throws Problem invalid-input for months the wrong way round, or too many of them */
const monthsOf = ({ from, to }: Asked): string[] => {
  const latest = addMonths(from, MAX_MAP_MONTHS - 1);
  if (to < from || to > latest)
    throw new Problem('invalid-input', undefined, [fault('query.to', 'not-allowed-value', `${from} … ${latest}`)]);
  return monthsBetween(from, to);
};

type Named = readonly [name: string, fields: Record<string, unknown>];

const itemsOf = async (month: string, process: string, ctx: Ctx): Promise<Named[]> => {
  const out: Named[] = [];
  const begins = waysOf(process);
  const partition = counterPartition(ctx.actor.ws, month);
  for await (const { pk: _pk, sk, ...fields } of ctx.table.queryAll({ partition, begins }))
    out.push([String(sk).slice(begins.length), fields]);
  return out;
};

/** The ways that documents took beside the definition that is in force. Reads counters only: one query a month. @throws Problem invalid-input */
export const mapOf = async (asked: Asked, ctx: Ctx) => {
  const months = monthsOf(asked);
  const { current: version } = entryOf(await registerOf(ctx.workspace, ctx.deps), asked.process);
  const [definition, items] = await Promise.all([
    definitionOf(ctx.workspace, asked.process, version, ctx.deps),
    Promise.all(months.map((month) => itemsOf(month, asked.process, ctx))),
  ]);
  return { from: asked.from, to: asked.to, version, definition, ...processMap(definition, readWays(items.flat())) };
};

/** Documents that took one way to their end in a period, as far as the caller may see them. @throws Problem invalid-input */
export const variantDocumentsOf = async (asked: Asked & { variant: string }, ctx: Ctx) => {
  const months = new Set(monthsOf(asked));
  const entity = entityOfProcess(asked.process);
  if (!may(ctx.actor.roles, `${entity.domain}:read`)) return { documents: [], total: 0 };
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
  const documents: { id: string; type: string; title: string; since: string }[] = [];
  let total = 0;
  for (const row of view.ordered(scopePartition(ctx.actor, entity), '-updatedAt')) {
    const [digest, since] = (row['way'] ?? []) as readonly string[];
    if (digest !== asked.variant || row['processId'] !== asked.process || row['removedAt']) continue;
    if (!months.has(localMonth(since!, ctx.workspace.timeZone))) continue;
    if (++total <= MAX_DOCUMENTS)
      documents.push({
        id: row.id,
        type: entity.name,
        title: String(row[entity.title] ?? row.id),
        since: since!,
      });
  }
  return { documents, total };
};
