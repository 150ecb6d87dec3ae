import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The product in a process of its own on a data folder. */
export const startProduct = async (
  dataDir: string,
): Promise<{ url: string; child: ChildProcess; stop: () => Promise<void>; readyMs: number }> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'harness', 'stack-child.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"url"')) continue;
    return {
      url: String(JSON.parse(line).url),
      child,
      readyMs: performance.now() - begun,
      stop: () =>
        new Promise((done) => {
          child.once('exit', () => done());
          child.kill('SIGKILL');
        }),
    };
  }
  throw new Error('the product did not start');
};

/** Resident memory of a process and all below it, MB. */
export const memoryOf = (pid: number): number => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const wanted = new Set([pid]);
  for (let found = -1; found !== wanted.size; ) {
    found = wanted.size;
    for (const [own, parent] of rows) if (wanted.has(parent)) wanted.add(own);
  }
  return rows.reduce((sum, [own, , rss]) => (wanted.has(own) ? sum + rss / 1024 : sum), 0);
};
