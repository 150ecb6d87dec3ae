import { rmSync } from 'node:fs';
import { scratchDir } from './scratch.ts';

/** One folder for all data of a run of the tests: it goes with the run, whatever became of the files that wrote there. */
export const setup = (): (() => void) | undefined => {
  if (process.env['EVERGREEN_SCRATCH']) return undefined;
  const folder = scratchDir('run');
  process.env['EVERGREEN_SCRATCH'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
