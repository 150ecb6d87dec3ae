import { Problem } from '../../shared/kernel/problem.ts';
import {
  getStandards,
  putStandards,
  standardsContracts,
  tryStandard,
} from '../../shared/standards/standards.contract.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Routes } from '../runtime/http.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { forgetWorkspace, standardsOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { changedTypeFaults } from './changed-types.ts';
import { faultsOfStandard } from './faults.ts';
import { tryDraft } from './try.ts';

/** Data standards of the workspace: each change is a new version, and the rules that read them run over everything again. */
export const standardsRoutes: Routes = {
  contracts: standardsContracts,
  handlers: {
    [tryStandard.id]: tryDraft,
    [getStandards.id]: async (_input, ctx) => ({
      version: ctx.workspace.standardVersion,
      standard: await standardsOf(ctx.workspace, ctx.deps),
    }),
    [putStandards.id]: async (input, ctx) => {
      const unsound = faultsOfStandard(input.body.standard);
      const faults = unsound.length > 0 ? unsound : await changedTypeFaults(input.body.standard, ctx);
      if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
      const workspace = (await ctx.table.get(workspaceKey(ctx.actor.ws))) as unknown as WorkspaceItem & {
        pk: string;
        sk: string;
      };
      if (workspace.standardVersion !== input.ifMatch) throw new Problem('stale-version');
      const version = workspace.standardVersion + 1;
      try {
        await ctx.table.write([
          {
            op: 'create',
            item: {
              ...settingKey(ctx.actor.ws, 'standard', version),
              value: input.body.standard,
              at: ctx.now,
              by: ctx.actor.id,
            },
          },
          {
            op: 'replace',
            item: { ...workspace, standardVersion: version, version: workspace.version + 1 },
            version: workspace.version,
          },
        ]);
      } catch (error) {
        if (error instanceof WriteRefused) throw new Problem('stale-version');
        throw error;
      }
      forgetWorkspace(ctx.actor.ws, ctx.deps);
      await ctx.deps.queue.send([{ job: 'audit.sweep', ws: ctx.actor.ws, trigger: 'setting', by: ctx.actor.id }]);
      return { version, standard: input.body.standard };
    },
  },
};
