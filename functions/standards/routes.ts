import { runInNewContext } from 'node:vm';
import { isEntity } from '../../shared/entities.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { patternOf } from '../../shared/standards/check.ts';
import type { WorkspaceStandard } from '../../shared/standards/standard.ts';
import { getStandards, putStandards } from '../../shared/standards/standards.contract.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Routes } from '../runtime/http.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { forgetWorkspace, standardsOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Texts on which a pattern that backtracks without end shows itself: long runs with a last character that cannot match. */
const probes = ['a', 'A', '1', '-', ' ', 'A1', 'a-', '中', 'AW'].map((piece) => `${piece.repeat(60)}\u0001`);

/** A pattern that takes long on some text would stop every entry and every audit. Tried out under a time limit (ms). */
const isRisky = (pattern: string): boolean => {
  try {
    runInNewContext('probes.forEach((probe) => re.test(probe))', { re: patternOf(pattern), probes }, { timeout: 50 });
    return false;
  } catch {
    return true;
  }
};

const faultsOf = (standard: WorkspaceStandard): FieldFault[] =>
  Object.entries(standard).flatMap(([name, entity]) => {
    const at = `standard.${name}`;
    if (!isEntity(name)) return [fault(at, 'unknown')];
    const wrong = (path: string, pattern: string | undefined): FieldFault[] =>
      pattern !== undefined && (patternOf(pattern) === undefined || isRisky(pattern))
        ? [fault(`${at}.${path}`, 'bad-format', 'a plain regular expression')]
        : [];
    return [
      ...Object.entries(entity.fields).flatMap(([field, rule]) => wrong(`fields.${field}.pattern`, rule.pattern)),
      ...wrong('codeRule.pattern', entity.codeRule?.pattern),
    ];
  });

/** Data standards of the workspace: each change is a new version, and the rules that read them run over everything again. */
export const standardsRoutes: Routes = {
  contracts: [getStandards, putStandards],
  handlers: {
    [getStandards.id]: async (_input, ctx) => ({
      version: ctx.workspace.standardVersion,
      standard: await standardsOf(ctx.workspace, ctx.deps),
    }),
    [putStandards.id]: async (input, ctx) => {
      const faults = faultsOf(input.body.standard);
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
