import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { columnsOf } from '../../shared/leads/columns.ts';
import type { putLeadPolicy } from '../../shared/leads/leads.contract.ts';
import { makesLeadRules } from '../../shared/leads/leads.contract.ts';
import type { LeadPolicy } from '../../shared/leads/policy.ts';
import { policyFaults } from '../../shared/leads/policy.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { leadPolicyOf, standardsOf } from '../runtime/settings.ts';
import { colleaguesOf } from './assign.ts';

type Answer = EndpointOutput<typeof putLeadPolicy>;

export const getPolicy = async (_input: Input, ctx: Ctx): Promise<Answer> => ({
  version: ctx.workspace.leadsVersion,
  policy: await leadPolicyOf(ctx.workspace, ctx.deps),
});

/** What a policy names that is not there, or not any more. */
const demandSound = async (policy: LeadPolicy, ctx: Ctx): Promise<void> => {
  const colleagues = await colleaguesOf(ctx);
  const custom = (await standardsOf(ctx.workspace, ctx.deps))['lead']?.custom ?? [];
  const faults = policyFaults(policy, {
    fields: columnsOf(custom.map((field) => field.name)),
    members: new Set(colleagues.map((one) => one.id)),
    teams: new Set(colleagues.flatMap((one) => one.teamId ?? [])),
  });
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

/** A new version of the policy. Scores are worked out anew by a job; what it says of leads to come holds at once. @throws Problem forbidden, invalid-input, stale-version */
export const putPolicy = async ({ body, ifMatch }: Input, ctx: Ctx): Promise<Answer> => {
  if (!makesLeadRules(ctx.actor.roles)) throw new Problem('forbidden');
  const policy = body.policy as LeadPolicy;
  await demandSound(policy, ctx);
  const version = await saveSetting({ kind: 'leads', field: 'leadsVersion', value: policy, ifMatch }, ctx);
  await ctx.deps.queue.send([{ job: 'leads.rescore', ws: ctx.actor.ws }]);
  return { version, policy };
};
