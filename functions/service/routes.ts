import { may } from '../../shared/access/authorise.ts';
import { idPattern } from '../../shared/kernel/id.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { addMonths } from '../../shared/kernel/time.ts';
import { monthsBetween } from '../../shared/sales/funnel-read.ts';
import type { MonthCounters, ServiceFigures } from '../../shared/service/figures.ts';
import { serviceFigures } from '../../shared/service/figures.ts';
import type { ServicePolicy } from '../../shared/service/policy.ts';
import { SERVICE } from '../../shared/service/projections.ts';
import * as contract from '../../shared/service/service.contract.ts';
import { counterPartition } from '../../shared/table/keys.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { servicePolicyOf } from '../runtime/settings.ts';

/** Causes that are told by name. */
const TOP = 10;

const getPolicy: Handler['handle'] = async (_input, ctx) => ({
  version: ctx.workspace.serviceVersion,
  policy: await servicePolicyOf(ctx.workspace, ctx.deps),
});

/** Questions go to somebody who is there to answer them. @throws Problem invalid-input */
const demandOwner = async ({ crmOwnerId }: ServicePolicy, ctx: Ctx): Promise<void> => {
  if (crmOwnerId === undefined) return;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  const row = idPattern('member').test(crmOwnerId) ? view.rows.get(crmOwnerId) : undefined;
  if (row?.['status'] !== 'active' || row['archivedAt'])
    throw new Problem('invalid-input', undefined, [fault('policy.crmOwnerId', 'no-such-record')]);
};

const putPolicy: Handler['handle'] = async ({ body, ifMatch }, ctx) => {
  const policy = body.policy as ServicePolicy;
  await demandOwner(policy, ctx);
  const version = await saveSetting({ kind: 'service', field: 'serviceVersion', value: policy, ifMatch }, ctx);
  return { version, policy };
};

type Fields = Record<string, Record<string, number>>;

const numbers = (fields: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));

/** Counters of service of a period: a handful of items, however many records they count. */
const countersOf = async (period: string, ctx: Ctx): Promise<Fields> => {
  const out: Fields = {};
  const partition = counterPartition(ctx.actor.ws, period);
  for await (const { pk: _pk, sk, ...fields } of ctx.table.queryAll({ partition, begins: SERVICE }))
    out[String(sk)] = numbers(fields);
  return out;
};

/** What it cost the company is for those who read its review. */
const shownTo = (ctx: Ctx) => {
  const costs = may(ctx.actor.roles, 'reviews:read');
  const none = { handlingCost: {}, complaintCost: {}, creditNotes: {} };
  const shown = ({ causes: _causes, ...figures }: ServiceFigures) => (costs ? figures : { ...figures, ...none });
  return { costs, shown };
};

const topCauses = async (counts: Record<string, number>, ctx: Ctx) => {
  const top = Object.entries(counts)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, TOP);
  if (top.length === 0) return [];
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'cause', ctx.table);
  return top.map(([id, count]) => {
    const row = view.rows.get(id);
    const nameEn = row?.['nameEn'];
    return { id, name: String(row?.['name'] ?? id), ...(typeof nameEn === 'string' ? { nameEn } : {}), count };
  });
};

const parted = (fields: Record<string, number> | undefined, prefix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== 0 ? [[name.slice(prefix.length), value]] : [],
    ),
  );

const figures: Handler['handle'] = async ({ query }, ctx) => {
  const { from, to } = query as { from: string; to: string };
  const latest = addMonths(from, contract.MAX_MONTHS - 1);
  if (to < from || to > latest)
    throw new Problem('invalid-input', undefined, [fault('query.to', 'not-allowed-value', `${from} … ${latest}`)]);
  const months = monthsBetween(from, to);
  const earlier = monthsBetween(addMonths(from, -months.length), addMonths(from, -1));
  const [open, ...rest] = await Promise.all([
    countersOf('now', ctx),
    ...[...earlier, ...months].map((month) => countersOf(month, ctx)),
  ]);
  const counters: MonthCounters = Object.fromEntries(
    [...earlier, ...months].map((month, index) => [month, rest[index]!]),
  );
  const total = serviceFigures(counters, months);
  const { costs, shown } = shownTo(ctx);
  return {
    from,
    to,
    months: months.map((month) => ({ month, ...shown(serviceFigures(counters, [month])) })),
    total: shown(total),
    before: shown(serviceFigures(counters, earlier)),
    costs,
    causes: await topCauses(total.causes, ctx),
    open: {
      byState: parted(open['service.open'], 'state|'),
      bySeverity: parted(open['service.open'], 'severity|'),
    },
  };
};

export const serviceRoutes: Routes = {
  contracts: contract.serviceContracts,
  handlers: {
    [contract.getServicePolicy.id]: getPolicy,
    [contract.putServicePolicy.id]: putPolicy,
    [contract.readServiceFigures.id]: figures,
  },
};
