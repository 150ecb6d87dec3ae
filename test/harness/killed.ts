import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { scratchDir } from './scratch.ts';
import type { Person } from './world.ts';
import { request } from './world.ts';

/** A repeatable sequence of numbers in [0, 1). */
export const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
};

/** Somebody who was known to a product that ran on the same folder before. */
export const personAt = (url: string, { token, memberId, ws }: Pick<Person, 'token' | 'memberId' | 'ws'>): Person => ({
  memberId,
  token,
  email: '',
  ws,
  call: (method, path, options = {}) => request(`${url}/v1/workspaces/${ws}${path}`, method, { token, ...options }),
});

/**
 * The product with what it imports in one file: to find and read some 1,500 is more than half of a start. What it looks for beside its
 * modules (the emulator, fonts) it finds from here.
 */
const oneFile = async (outfile: string): Promise<string> => {
  const url = JSON.stringify(import.meta.url);
  await build({
    entryPoints: [join(import.meta.dirname, 'stack-child.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    charset: 'utf8',
    define: { 'import.meta.url': url },
    banner: { js: `import{createRequire as __ofThisFile}from'node:module';const require=__ofThisFile(${url});` },
    logLevel: 'error',
  });
  return outfile;
};

/** The product in a process group of its own, to be killed and started again on one data folder. */
export const mortal = (name: string) => {
  const dataDir = scratchDir(name);
  const compiled = scratchDir(`${name}-compiled`);
  let child: ChildProcess | undefined;
  let program: Promise<string> | undefined;
  return {
    dataDir,
    /** Starts it and answers its address. */
    start: async (): Promise<string> => {
      program ??= oneFile(join(compiled, 'product.mjs'));
      child = spawn(process.execPath, [await program, dataDir], {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
        // All starts are of the same code: it is compiled by the first.
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
