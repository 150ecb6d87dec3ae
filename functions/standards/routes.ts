import { Problem } from '../../shared/kernel/problem.ts';
import {
  getStandards,
  putStandards,
  standardsContracts,
  tryStandard,
} from '../../shared/standards/standards.contract.ts';
import type { Routes } from '../runtime/http.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import { standardsOf } from '../runtime/settings.ts';
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
      const { standard } = input.body;
      const version = await saveSetting(
        { kind: 'standard', field: 'standardVersion', value: standard, ifMatch: input.ifMatch },
        ctx,
      );
      await ctx.deps.queue.send([{ job: 'audit.sweep', ws: ctx.actor.ws, trigger: 'setting', by: ctx.actor.id }]);
      return { version, standard };
    },
  },
};
