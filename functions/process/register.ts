import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { DefinitionFault, ProcessRegister, VersionEntry } from '../../shared/process/process.contract.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { entryOf, registerOf } from '../runtime/process.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { forgetWorkspace, toWorkspace } from '../runtime/settings.ts';
import type { Item, Write } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Largest register and largest definition, bytes: each is one item of the table. */
const MAX_REGISTER = 300_000;
const MAX_DEFINITION = 200_000;

/** The register as it stands in the table now, whatever this process remembers. @throws Problem stale-version */
export const currentRegister = async (
  ifMatch: number,
  ctx: Ctx,
): Promise<{ item: Item; workspace: WorkspaceItem; register: ProcessRegister }> => {
  const item = (await ctx.table.get(workspaceKey(ctx.actor.ws)))!;
  const workspace = toWorkspace(item);
  if (workspace.processVersion !== ifMatch) throw new Problem('stale-version');
  return { item, workspace, register: await registerOf(workspace, ctx.deps) };
};

export interface RegisterChange {
  process: string;
  entry: ProcessRegister[string];
  /** Kept beside the register of this version: who changed what when is told by its item, why by this. */
  reason: string;
  /** What goes into the same transaction. */
  writes: readonly Write[];
}

/**
 * Writes the next version of the register; the ones before stay as they are. @returns its version
 * @throws Problem stale-version, conflict when it would not fit any more
 */
export const writeRegister = async (
  { item, workspace, register }: Awaited<ReturnType<typeof currentRegister>>,
  { process, entry, reason, writes }: RegisterChange,
  ctx: Ctx,
): Promise<number> => {
  const value: ProcessRegister = { ...register, [process]: entry };
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_REGISTER)
    throw new Problem('conflict', 'There are too many versions to keep another one.');
  const version = workspace.processVersion + 1;
  try {
    await ctx.table.write([
      {
        op: 'create',
        item: {
          ...settingKey(ctx.actor.ws, 'processes', version),
          value,
          at: ctx.now,
          by: ctx.actor.id,
          process,
          reason,
        },
      },
      {
        op: 'replace',
        item: {
          ...item,
          ...workspaceKey(ctx.actor.ws),
          processVersion: version,
          version: workspace.version + 1,
        },
        version: workspace.version,
      },
      ...writes,
    ]);
  } catch (error) {
    if (error instanceof WriteRefused) throw new Problem('stale-version');
    throw error;
  }
  forgetWorkspace(ctx.actor.ws, ctx.deps);
  return version;
};

/** A version of a process in the register. @throws Problem not-found */
export const versionEntryOf = (register: ProcessRegister, process: string, version: number): VersionEntry => {
  const found = entryOf(register, process).versions.find((one) => one.version === version);
  if (!found) throw new Problem('not-found');
  return found;
};

/** Refuses a definition that is more than an item holds. @throws Problem invalid-input */
export const refuseTooLarge = (definition: unknown): void => {
  if (Buffer.byteLength(JSON.stringify(definition)) > MAX_DEFINITION)
    throw new Problem('invalid-input', undefined, [fault('definition', 'too-long', `<= ${MAX_DEFINITION}`)]);
};

/** Refuses a definition that has errors, naming each with its place. @throws Problem bad-definition */
export const refuseUnsound = (faults: readonly DefinitionFault[]): void => {
  const errors = faults.filter((one) => one.severity === 'error');
  if (errors.length === 0) return;
  throw new Problem(
    'bad-definition',
    errors
      .slice(0, 10)
      .map((one) => one.en)
      .join(' '),
    errors.map((one) => ({ field: `definition.${one.at}`, code: 'unsound', message: one.en })),
    errors.map((one) => ({
      rule: one.rule,
      field: `definition.${one.at}`,
      en: one.en,
      zh: one.zh,
      help: '/docs#bad-definition',
    })),
  );
};
