import { createWorkspace } from '../../functions/runtime/provision.ts';
import type { World } from './world.ts';

let opened = 0;

/** A workspace of its own for one part of a file, so that the parts do not count each other's records. @returns its id */
export const openWorkspace = async (world: World, kind: 'production' | 'sandbox' = 'production'): Promise<string> => {
  const id = `ws_own${++opened}`;
  await createWorkspace(
    { id, name: `Company ${opened}`, kind, timeZone: 'Asia/Shanghai', currency: 'CNY', country: 'CN' },
    world.stack.deps,
  );
  return id;
};
