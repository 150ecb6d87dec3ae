import { Problem } from '../../shared/kernel/problem.ts';
import { customerValue } from '../../shared/value/customer-value.ts';
import type { ValuePolicy } from '../../shared/value/policy.ts';
import { policyFaults } from '../../shared/value/policy.ts';
import { getValuePolicy, putValuePolicy, rebuildValues, valueContracts } from '../../shared/value/value.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { valuePolicyOf } from './refresh.ts';

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  const policy = body.policy as ValuePolicy;
  const faults = policyFaults(policy);
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const version = await saveSetting({ kind: 'value', field: 'valueVersion', value: policy, ifMatch }, ctx);
  await ctx.deps.queue.send([{ job: 'value.rebuild', ws: ctx.actor.ws }]);
  return { version, policy };
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
