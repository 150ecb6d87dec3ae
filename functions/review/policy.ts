import { fault, Problem } from '../../shared/kernel/problem.ts';
import { getReviewPolicy, putReviewPolicy, reviewPolicyContracts } from '../../shared/review/policy.contract.ts';
import type { ReviewPolicy } from '../../shared/review/policy.ts';
import { defaultReviewPolicy } from '../../shared/review/policy.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { settingOf } from '../runtime/settings.ts';

const KIND = 'reviewPolicy';

/** How often the review of a workspace makes itself. */
export const reviewPolicyOf = (workspace: WorkspaceItem, deps: Deps): Promise<ReviewPolicy> =>
  settingOf({ ws: workspace.id, kind: KIND, version: workspace.reviewPolicyVersion }, defaultReviewPolicy, deps);

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  const policy = body.policy as ReviewPolicy;
  if (policy.cadence === 'monthly' && policy.weeklyUntil !== undefined)
    throw new Problem('invalid-input', undefined, [fault('policy.weeklyUntil', 'not-allowed-value')]);
  const version = await saveSetting({ kind: KIND, field: 'reviewPolicyVersion', value: policy, ifMatch }, ctx);
  return { version, policy };
};

export const reviewPolicyRoutes: Routes = {
  contracts: reviewPolicyContracts,
  handlers: {
    [getReviewPolicy.id]: async (_input, ctx) => ({
      version: ctx.workspace.reviewPolicyVersion,
      policy: await reviewPolicyOf(ctx.workspace, ctx.deps),
    }),
    [putReviewPolicy.id]: put,
  },
};
