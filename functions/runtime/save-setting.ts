import { Problem } from '../../shared/kernel/problem.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import type { WorkspaceItem } from './settings.ts';
import { forgetWorkspace, toWorkspace } from './settings.ts';
import { WriteRefused } from './table.ts';

/** A setting of the workspace in its next version. */
interface NextSetting {
  kind: string;
  /** Where the workspace keeps which version is in force. */
  field: keyof WorkspaceItem & `${string}Version`;
  value: unknown;
  /** The version that was read. */
  ifMatch: number;
}

/**
 * Puts the next version of a setting in force, in one transaction with the workspace that names it; versions stay for ever.
 * @returns the new version @throws Problem stale-version
 */
export const saveSetting = async ({ kind, field, value, ifMatch }: NextSetting, ctx: Ctx): Promise<number> => {
  const { ws } = ctx.actor;
  const item = (await ctx.table.get(workspaceKey(ws)))!;
  const workspace = toWorkspace(item);
  if (workspace[field] !== ifMatch) throw new Problem('stale-version');
  const version = ifMatch + 1;
  const next = { ...item, ...workspace, [field]: version, version: workspace.version + 1, ...workspaceKey(ws) };
  try {
    await ctx.table.write([
      { op: 'create', item: { ...settingKey(ws, kind, version), value, at: ctx.now, by: ctx.actor.id } },
      { op: 'replace', item: next, version: workspace.version },
    ]);
  } catch (error) {
    throw error instanceof WriteRefused ? new Problem('stale-version') : error;
  }
  forgetWorkspace(ws, ctx.deps);
  return version;
};
