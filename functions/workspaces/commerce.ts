import { commerceContracts, getCommerce, putCommerce } from '../../shared/commerce/commerce.contract.ts';
import type { CommercePolicy } from '../../shared/commerce/policy.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { policyOf } from '../runtime/settings.ts';

/** Rates that contradict each other, and ones of the workspace's own currency, which is 1. */
const rateFaults = ({ rates }: CommercePolicy, own: string): FieldFault[] => {
  const seen = new Set<string>();
  return rates.flatMap(({ currency, from }, index) => {
    if (currency === own) return [fault(`policy.rates.${index}.currency`, 'not-allowed-value')];
    const name = `${currency}|${from}`;
    if (seen.has(name)) return [fault(`policy.rates.${index}.from`, 'duplicate')];
    seen.add(name);
    return [];
  });
};

const reminderFaults = ({ reminderDays }: CommercePolicy): FieldFault[] =>
  reminderDays.flatMap((days, index) =>
    index > 0 && days <= reminderDays[index - 1]! ? [fault(`policy.reminderDays.${index}`, 'out-of-order')] : [],
  );

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  const policy = body.policy as CommercePolicy;
  const faults = [...rateFaults(policy, ctx.workspace.currency), ...reminderFaults(policy)];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const version = await saveSetting({ kind: 'commerce', field: 'commerceVersion', value: policy, ifMatch }, ctx);
  // Customers are valued in the workspace's own currency.
  await ctx.deps.queue.send([{ job: 'value.rebuild', ws: ctx.actor.ws }]);
  return { version, policy };
};

/** How the workspace sells: each change is a new version, and counts for what is entered after it. */
export const commerceRoutes: Routes = {
  contracts: commerceContracts,
  handlers: {
    [getCommerce.id]: async (_input, ctx) => ({
      version: ctx.workspace.commerceVersion,
      policy: await policyOf(ctx.workspace, ctx.deps),
    }),
    [putCommerce.id]: put,
  },
};
