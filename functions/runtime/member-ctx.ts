import { recordKey } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import type { Ctx } from './http.ts';
import { actorOf } from './http.ts';
import { workspaceOf } from './settings.ts';
import { toRec } from './stored.ts';
import { metered } from './table.ts';

/**
 * The context of a job that does what a member asked for, with the rights that they have now: who left, or lost a role since, does
 * nothing any more. @throws Problem not-a-member
 */
export const memberCtx = async (ws: string, memberId: string, deps: Deps): Promise<Ctx> => {
  const table = metered(deps.table, { read: 0, write: 0 });
  const [item, workspace] = await Promise.all([table.get(recordKey(ws, memberId)), workspaceOf(ws, deps)]);
  const now = new Date(deps.now()).toISOString();
  const actor = actorOf(item?.['type'] === 'member' ? toRec(item) : undefined, workspace, now);
  return { deps, table, actor, workspace: workspace!, now, via: 'job', sub: '', loaded: new Map() };
};
