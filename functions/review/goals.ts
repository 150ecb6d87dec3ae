import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { ReviewGoals } from '../../shared/review/goals.contract.ts';
import { getGoals, goalContracts, putGoals } from '../../shared/review/goals.contract.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { settingOf } from '../runtime/settings.ts';

const KIND = 'goals';

/** The goals that are in force. */
export const goalsOf = (workspace: WorkspaceItem, deps: Deps): Promise<ReviewGoals> =>
  settingOf<ReviewGoals>({ ws: workspace.id, kind: KIND, version: workspace.goalsVersion }, {}, deps);

/** Owners that are no members here. */
const ownerFaults = async (goals: ReviewGoals, ctx: Ctx) => {
  const asked = Object.entries(goals).filter(([, { owner }]) => owner !== undefined);
  if (asked.length === 0) return [];
  const { rows } = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  return asked.flatMap(([key, { owner }]) => {
    const row = rows.get(owner!);
    return row && row['removedAt'] === undefined ? [] : [fault(`goals.${key}.owner`, 'no-such-record')];
  });
};

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  // The measures and their definitions are read when somebody sets a goal, not with every start of the function.
  const { goalFaults, tidyGoals } = await import('../../shared/review/goals.ts');
  const goals = tidyGoals(body.goals as ReviewGoals);
  const wrong = goalFaults(body.goals);
  const faults = wrong.length > 0 ? wrong : await ownerFaults(goals, ctx);
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const version = await saveSetting({ kind: KIND, field: 'goalsVersion', value: goals, ifMatch }, ctx);
  return { version, goals };
};

/** Goals and baselines of the review: each change is a new version, and counts for the periods that are frozen after it. */
export const goalRoutes: Routes = {
  contracts: goalContracts,
  handlers: {
    [getGoals.id]: async (_input, ctx) => ({
      version: ctx.workspace.goalsVersion,
      goals: await goalsOf(ctx.workspace, ctx.deps),
    }),
    [putGoals.id]: put,
  },
};
