import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { columnsOf } from '../../shared/leads/columns.ts';
import type { putLeadPolicy } from '../../shared/leads/leads.contract.ts';
import { makesLeadRules } from '../../shared/leads/leads.contract.ts';
import type { LeadPolicy } from '../../shared/leads/policy.ts';
import { policyFaults } from '../../shared/leads/policy.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { forgetWorkspace, leadPolicyOf, standardsOf, toWorkspace } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
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
  const { ws } = ctx.actor;
  const item = (await ctx.table.get(workspaceKey(ws)))!;
  const workspace = toWorkspace(item);
  if (workspace.leadsVersion !== ifMatch) throw new Problem('stale-version');
  const next = { ...workspace, leadsVersion: workspace.leadsVersion + 1, version: workspace.version + 1 };
  const setting = { ...settingKey(ws, 'leads', next.leadsVersion), value: policy, at: ctx.now, by: ctx.actor.id };
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
  await ctx.deps.queue.send([{ job: 'leads.rescore', ws }]);
  return { version: next.leadsVersion, policy };
};
