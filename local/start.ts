import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freeWhenIdle } from './idle-memory.ts';
import { startStack } from './stack.ts';

const started = performance.now();
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => flag !== '--fresh' && flag !== '--empty');

/** Builds the web client in a process of its own: its memory goes when it is done, and the API answers meanwhile. */
const buildWeb = (): Promise<void> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'build-web.ts')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', failed);
    child.on('exit', (code) =>
      code === 0 ? done() : failed(new Error('The web client could not be built; the API runs without it.')),
    );
  });

const main = async (): Promise<void> => {
  if (unknown.length > 0)
    throw new Error(`Unknown option ${unknown.join(' ')}: use --fresh (begin anew) or --empty (no demo company).`);
  const port = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a port number, not ${process.env['PORT']}.`);
  const dataDir = resolve(process.env['EVERGREEN_DATA'] ?? '.evergreen');
  process.env['EVERGREEN_LOG'] ??= 'off';
  const stack = await startStack({ dataDir, port, ...(flags.has('--fresh') ? { fresh: 'yes' as const } : {}) });
  freeWhenIdle();
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stack.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`API on ${stack.url} after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const built = buildWeb().catch((error: Error) => console.error(error.message));
  const { seedDemo, seedAdministrator } = await import('./demo/seed.ts');
  const signIns = flags.has('--empty') ? await seedAdministrator(stack) : await seedDemo(stack);
  await built;
  const width = Math.max(...signIns.map((one) => one.email.length));
  console.log(
    `\nEvergreen CRM  ${stack.url}\nAPI page       ${stack.url}/docs\nOutgoing mail  ${stack.url}/outbox\nData           ${dataDir}\n`,
  );
  if (signIns.length > 0)
    console.log(
      `Sign in as (password ${signIns[0]!.password}):\n${signIns.map((one) => `  ${one.email.padEnd(width)}  ${one.role}`).join('\n')}\n`,
    );
  if (!existsSync(resolve('dist/web/index.html'))) console.log('The web client is not built.');
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
