import { definitionKind } from '../../functions/runtime/process.ts';
import { forgetWorkspace, toWorkspace } from '../../functions/runtime/settings.ts';
import type { Enforcement, ProcessDefinition } from '../../shared/kernel/process.ts';
import type { ProcessRegister } from '../../shared/process/process.contract.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { World } from './world.ts';
import { MAIN } from './world.ts';

/** Puts a definition in force in the main workspace as a new version, without the checks of the designer; answers its number. */
export const putInForce = async (
  world: World,
  definition: ProcessDefinition,
  enforcement: Enforcement = 'enforced',
  teams?: string[],
): Promise<number> => {
  const { table } = world.stack.deps;
  const item = (await table.get(workspaceKey(MAIN)))!;
  const workspace = toWorkspace(item);
  const old = workspace.processVersion
    ? ((await table.get(settingKey(MAIN, 'processes', workspace.processVersion)))!['value'] as ProcessRegister)
    : {};
  const at = new Date(world.clock.now).toISOString();
  const known = old[definition.id]?.versions ?? [{ version: 0, enforcement: 'enforced' as const, since: '', by: '' }];
  const version = Math.max(...known.map((one) => one.version)) + 1;
  const entry = { version, enforcement, since: at, by: 'job:test', ...(teams ? { teams } : {}) };
  const register: ProcessRegister = {
    ...old,
    [definition.id]: {
      current: enforcement === 'pilot' ? (old[definition.id]?.current ?? 0) : version,
      versions: [...known, entry],
    },
  };
  const next = workspace.processVersion + 1;
  await table.write([
    { op: 'create', item: { ...settingKey(MAIN, definitionKind(definition.id), version), value: definition } },
    { op: 'create', item: { ...settingKey(MAIN, 'processes', next), value: register } },
    {
      op: 'replace',
      item: { ...workspaceKey(MAIN), ...item, processVersion: next, version: workspace.version + 1 },
      version: workspace.version,
    },
  ]);
  forgetWorkspace(MAIN, world.stack.deps);
  return version;
};
