import { Problem } from '../../shared/kernel/problem.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import { customerValue } from '../../shared/value/customer-value.ts';
import type { ValuePolicy } from '../../shared/value/policy.ts';
import { policyFaults } from '../../shared/value/policy.ts';
import { getValuePolicy, putValuePolicy, rebuildValues, valueContracts } from '../../shared/value/value.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { forgetWorkspace, toWorkspace } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { valuePolicyOf } from './refresh.ts';

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  const policy = body.policy as ValuePolicy;
  const faults = policyFaults(policy);
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const { ws } = ctx.actor;
  const item = (await ctx.table.get(workspaceKey(ws)))!;
  const workspace = toWorkspace(item);
  if (workspace.valueVersion !== ifMatch) throw new Problem('stale-version');
  const next = { ...workspace, valueVersion: workspace.valueVersion + 1, version: workspace.version + 1 };
  const setting = { ...settingKey(ws, 'value', next.valueVersion), value: policy, at: ctx.now, by: ctx.actor.id };
  try {
    await ctx.table.write([
      { op: 'create', item: setting },
      { op: 'replace', item: { ...item, ...next, ...workspaceKey(ws) }, version: workspace.version },
    ]);
  } catch (error) {
    if (error instanceof WriteRefused) throw new Problem('stale-version');
    throw error;
  }
  forgetWorkspace(ws, ctx.deps);
  await ctx.deps.queue.send([{ job: 'value.rebuild', ws }]);
  return { version: next.valueVersion, policy };
};

export const valueRoutes: Routes[] = [
  crudRoutes(customerValue),
  {
    contracts: valueContracts,
    handlers: {
      [getValuePolicy.id]: async (_input, ctx) => ({
        version: ctx.workspace.valueVersion,
        policy: await valuePolicyOf(ctx.workspace, ctx.deps),
      }),
      [putValuePolicy.id]: put,
      [rebuildValues.id]: async (input, ctx) => {
        await claimKey(rebuildValues.id, input, ctx);
        await ctx.deps.queue.send([{ job: 'value.rebuild', ws: ctx.actor.ws }]);
        return { queued: true };
      },
    },
  },
];
