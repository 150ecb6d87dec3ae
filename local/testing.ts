import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState, type State } from './state.ts';

/** A data folder that goes with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evergreen-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** State in a folder of its own, or in one given, closed with the test. */
export function tempState(folder = tempFolder()): State {
  const state = openState(folder, { formatVersion: 1 });
  onTestFinished(() => state.close());
  return state;
}

/** A log for expected complaints. */
export const quiet = (): void => {};
