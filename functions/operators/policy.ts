import type { OperatorPolicy } from '../../shared/operators/policy.ts';
import type { Handler } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { operatorPolicyOf } from '../runtime/settings.ts';

export const getPolicy: Handler['handle'] = async (_input, ctx) => ({
  version: ctx.workspace.operatorsVersion,
  policy: await operatorPolicyOf(ctx.workspace, ctx.deps),
});

/** By what people's work is judged: each change is a new version, and counts for what is shown and proposed after it. */
export const putPolicy: Handler['handle'] = async ({ body, ifMatch }, ctx) => {
  const policy = body.policy as OperatorPolicy;
  const version = await saveSetting({ kind: 'operators', field: 'operatorsVersion', value: policy, ifMatch }, ctx);
  return { version, policy };
};
