import { scopePartition } from '../../shared/access/authorise.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { addMonths, localMonth } from '../../shared/kernel/time.ts';
import { forecastOf } from '../../shared/sales/forecast.ts';
import * as contract from '../../shared/sales/funnel.contract.ts';
import { funnelOf } from '../../shared/sales/funnel.ts';
import type { Count } from '../../shared/sales/funnel-read.ts';
import { flowsAsked, monthsBetween, openAsked, readFlows, readOpen } from '../../shared/sales/funnel-read.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { pipeline, probabilityIn, standardOf } from '../../shared/sales/pipeline.ts';
import { counterPartition, recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';

/** Months before the present one of which a forecast tells what was won. */
const BACK = 3;

/** Counters of a period whose names begin alike. */
const countersIn = async (
  period: string,
  begins: string,
  ctx: Ctx,
  read: (name: string, fields: Record<string, unknown>) => Count[],
): Promise<Count[]> => {
  const out: Count[] = [];
  const partition = counterPartition(ctx.actor.ws, period);
  for await (const { pk: _pk, sk, ...fields } of ctx.table.queryAll({ partition, begins }))
    out.push(...read(String(sk), fields));
  return out;
};

const flowsOf = async (months: readonly string[], begins: string, ctx: Ctx): Promise<Count[]> =>
  (
    await Promise.all(
      months.map((month) => countersIn(month, begins, ctx, (name, fields) => readFlows(month, name, fields))),
    )
  ).flat();

const ofPipeline =
  (id: string | undefined) =>
  (count: Count): boolean =>
    id === undefined || count.pipeline === id;

const funnel: Handler['handle'] = async (input, ctx) => {
  const { from, to, by, pipelineId } = input.query;
  const latest = addMonths(from, contract.MAX_FUNNEL_MONTHS - 1);
  if (to < from || to > latest)
    throw new Problem('invalid-input', undefined, [fault('query.to', 'not-allowed-value', `${from} … ${latest}`)]);
  const months = monthsBetween(from, to);
  const counts = await flowsOf(months, flowsAsked(scopePartition(ctx.actor, opportunity), { by, pipelineId }), ctx);
  return { from, to, by, ...funnelOf(counts.filter(ofPipeline(pipelineId)), { by, months }) };
};

type Lines = readonly Record<string, unknown>[] | undefined;

/** The lines of the pipelines that counters name. There are few of them, and a list does not hold lines. */
const pipelineLines = async (ids: ReadonlySet<string>, ctx: Ctx): Promise<(id: string) => Lines> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, pipeline.name, ctx.table);
  const rows = [...view.rows.values()] as { id: string; archivedAt?: string }[];
  const standard = standardOf(rows.filter((row) => row.archivedAt === undefined))?.id;
  const named = [...new Set([...ids, ...(standard ? [standard] : [])])].filter((id) => view.rows.has(id));
  const items = await ctx.table.batchGet(named.map((id) => recordKey(ctx.actor.ws, id)));
  const lines = new Map(named.map((id, index) => [id, items[index]?.['lines'] as Lines]));
  return (id) => lines.get(id) ?? lines.get(standard ?? '');
};

const forecast: Handler['handle'] = async (input, ctx) => {
  const { pipelineId, by } = input.query;
  const now = localMonth(ctx.now, ctx.workspace.timeZone);
  const months = monthsBetween(addMonths(now, -BACK), addMonths(now, input.query.months - 1));
  const reach = scopePartition(ctx.actor, opportunity);
  const [open, won] = await Promise.all([
    countersIn('now', openAsked(reach, { by, pipelineId }), ctx, readOpen),
    flowsOf(
      months.filter((month) => month <= now),
      flowsAsked(reach, { by: by ?? 'month', pipelineId }),
      ctx,
    ),
  ]);
  const lines = await pipelineLines(new Set(open.flatMap((count) => count.pipeline ?? [])), ctx);
  const wanted = ofPipeline(pipelineId);
  const told = forecastOf(open.filter(wanted), won.filter(wanted), {
    now,
    months,
    chance: (id, stage) => probabilityIn(lines(id), stage),
  });
  return { now, ...told, rows: by === 'owner' ? told.rows : [] };
};

/** Figures of the funnel: read from counters, never from the deals. */
export const funnelRoutes: Routes = {
  contracts: contract.funnelContracts,
  handlers: { [contract.readFunnel.id]: funnel, [contract.readForecast.id]: forecast },
};
