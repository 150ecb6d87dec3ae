import { jobActor } from '../../shared/access/actor.ts';
import type { Deps } from './deps.ts';
import type { Ctx } from './http.ts';
import { workspaceOf } from './settings.ts';

/**
 * The context of a job that writes records as a request does: nobody's rights, all records of one workspace, one instant.
 * Undefined for a workspace that is gone.
 */
export const jobCtx = async (ws: string, id: string, deps: Deps): Promise<Ctx | undefined> => {
  const workspace = await workspaceOf(ws, deps);
  if (!workspace) return undefined;
  return {
    deps,
    table: deps.table,
    actor: { ...jobActor(ws, id, workspace.kind), roles: [] },
    workspace,
    now: new Date(deps.now()).toISOString(),
    via: 'job',
    sub: '',
    loaded: new Map(),
  };
};
