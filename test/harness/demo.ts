import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../../local/demo/seed.ts';
import { scratchDir } from './scratch.ts';
import { openWorld } from './world.ts';

let demo: Promise<string> | undefined;

const seeded = async (): Promise<string> => {
  const run = process.env['EVERGREEN_SCRATCH'];
  const shared = run ? join(run, 'demo-company') : undefined;
  if (shared && existsSync(shared)) return shared;
  const dataDir = scratchDir('demo');
  const world = await openWorld({ dataDir, start: Date.now(), ticking: 'real' });
  await seedDemo(world.stack);
  await world.settle();
  await world.stack.stop();
  if (!shared) return dataDir;
  try {
    // Whole at once, so that another process never finds a half of it.
    renameSync(dataDir, shared);
    return shared;
  } catch {
    return dataDir;
  }
};

/** The folder of a world with the demo company, made once in a run: seeding takes longer than most journeys. */
export const demoFolder = (): Promise<string> => (demo ??= seeded());
