import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Free memory that the largest test may fill with its data, bytes. */
const ENOUGH = 4 * 1024 ** 3;

/** Where data folders of tests lie: in memory where there is enough (a fifth less time for what writes a lot), else on disk. */
const place = (): string => {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= ENOUGH ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
};

/** A fresh data folder. */
export const scratchDir = (name: string): string =>
  mkdtempSync(join(process.env['EVERGREEN_SCRATCH'] ?? place(), `evergreen-${name}-`));
