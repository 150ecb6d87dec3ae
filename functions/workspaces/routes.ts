import { Problem } from '../../shared/kernel/problem.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import { member } from '../../shared/workspaces/member.ts';
import { getWorkspace, updateWorkspace } from '../../shared/workspaces/workspaces.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { workspaceItem } from '../runtime/provision.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { forgetWorkspace } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';

export const workspaceRoutes: Routes[] = [
  {
    contracts: [getWorkspace, updateWorkspace],
    handlers: {
      [getWorkspace.id]: {
        keys: (input) => [workspaceKey(input.params.workspaceId)],
        handle: async (_input, ctx) => [...ctx.loaded.values()][0],
      },
      [updateWorkspace.id]: async (input, ctx) => {
        const current = (await ctx.table.get(workspaceKey(ctx.actor.ws))) as unknown as WorkspaceItem;
        if (current.version !== input.ifMatch) throw new Problem('stale-version');
        const next = { ...current, ...input.body, version: current.version + 1 };
        try {
          await ctx.table.write([{ op: 'replace', item: workspaceItem(next), version: current.version }]);
        } catch (error) {
          if (error instanceof WriteRefused) throw new Problem('stale-version');
          throw error;
        }
        forgetWorkspace(ctx.actor.ws, ctx.deps);
        return next;
      },
    },
  },
  crudRoutes(member),
];
