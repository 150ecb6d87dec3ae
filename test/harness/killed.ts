import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scratchDir } from './scratch.ts';
import type { Person } from './world.ts';
import { MAIN, request } from './world.ts';

/** A repeatable sequence of numbers in [0, 1). */
export const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
};

/** Somebody who was known to a product that ran on the same folder before. */
export const personAt = (url: string, { token, memberId }: Pick<Person, 'token' | 'memberId'>): Person => ({
  memberId,
  token,
  email: '',
  ws: MAIN,
  call: (method, path, options = {}) => request(`${url}/v1/workspaces/${MAIN}${path}`, method, { token, ...options }),
});

/** The product in a process group of its own, to be killed and started again on one data folder. */
export const mortal = (name: string) => {
  const dataDir = scratchDir(name);
  const compiled = scratchDir(`${name}-compiled`);
  let child: ChildProcess | undefined;
  return {
    dataDir,
    /** Starts it and answers its address. */
    start: async (): Promise<string> => {
      child = spawn(process.execPath, [join(import.meta.dirname, 'stack-child.ts'), dataDir], {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
        // Twenty-one starts of the same code: it is compiled by the first.
        env: { ...process.env, NODE_COMPILE_CACHE: compiled },
      });
      for await (const line of createInterface({ input: child.stdout! }))
        if (line.startsWith('{"url"')) return String(JSON.parse(line).url);
      throw new Error('the product did not start');
    },
    kill: async (whom: 'parent' | 'group'): Promise<void> => {
      const gone = new Promise<void>((done) => child!.once('exit', () => done()));
      process.kill(whom === 'group' ? -child!.pid! : child!.pid!, 'SIGKILL');
      await gone;
    },
    remove: (): void => {
      if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      for (const folder of [dataDir, compiled]) rmSync(folder, { recursive: true, force: true });
    },
  };
};
