import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { marked } from '../../shared/leads/marks.ts';
import type { Ctx } from './http.ts';
import { leadPolicyOf } from './settings.ts';

/**
 * A lead with its score and the dates of its recall, by the workspace's policy; any other record as it is. Every write of a request goes
 * through here (carry-out.ts), and imports and the steps that follow from elsewhere call it themselves.
 */
export const withLeadMarks = async (
  rec: Rec,
  previous: Rec | undefined,
  ctx: Pick<Ctx, 'workspace' | 'deps' | 'now' | 'actor'>,
): Promise<Rec> => {
  if (rec.type !== 'lead') return rec;
  const policy = await leadPolicyOf(ctx.workspace, ctx.deps);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  return marked(rec, { previous, policy, now: ctx.now, today, by: ctx.actor.id });
};
