import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What the pid file remembers of a child, enough to recognise it after this process was killed. */
interface PidFile {
  pid: number;
  parent: number;
  /** An argument that only this child has (its database's path): a reused pid does not show it. */
  marker: string;
}

/**
 * Runs a program that ends with this process. On POSIX a shell watches a pipe from here and then becomes the program:
 * the pipe closes however this process ends, kill -9 included, and the watcher ends the program. A line on the pipe
 * tells the watcher that the program is gone already, so that it never signals a reused pid. Own process group: Ctrl-C
 * in the terminal must not end the database before this process has stopped its work in order.
 * @param extra environment that the program gets where this process has none of that name
 */
export function spawnBound(binary: string, args: string[], extra: Record<string, string> = {}): ChildProcess {
  const env = { ...extra, ...process.env };
  const shell = '/bin/sh';
  if (process.platform === 'win32' || !existsSync(shell)) {
    return spawn(binary, args, { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  }
  const script = '(read -r line || kill "$$") <&3 >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@"';
  const child = spawn(shell, ['-c', script, binary, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const watch = child.stdio[3];
  watch?.on('error', () => {});
  child.once('exit', () => watch && 'end' in watch && watch.end('gone\n'));
  return child;
}

/** The fields of a Linux process after its name, which may itself hold blanks and brackets: state, parent, … */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Whether a process runs. One that ended but that nobody waited for, as in a container without an init, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || statOf(pid)[0] !== 'Z';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Command line and parent of a process, or nothing where the platform does not tell. */
function describeProcess(pid: number): { command: string; parent: number } | undefined {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return { command, parent: Number(statOf(pid)[1]) };
    }
    if (process.platform === 'win32') return undefined;
    const line = execFileSync('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [parent = '', ...command] = line.split(/\s+/);
    return { command: command.join(' '), parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Asks a process to end and insists after two seconds. */
export async function endProcess(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 2000; waited += 10) {
      if (!isAlive(pid)) return;
      await delay(10);
    }
  }
}

/** Remembers the child, so that a later start can end it if this process is killed and the watcher with it. */
export function writePidFile(file: string, child: { pid: number; marker: string }): void {
  writeFileSync(file, JSON.stringify({ ...child, parent: process.pid } satisfies PidFile));
}

/**
 * Ends the child a killed predecessor left behind. Only a process whose command line shows the marker is ended; where
 * the platform tells nothing (Windows), the file is dropped and the database's own lock decides.
 * @throws Error when the child's parent still runs: the folder is in use.
 */
export async function endOrphan(file: string): Promise<void> {
  let left: PidFile;
  try {
    left = JSON.parse(readFileSync(file, 'utf8')) as PidFile;
  } catch {
    rmSync(file, { force: true });
    return;
  }
  const found = isAlive(left.pid) ? describeProcess(left.pid) : undefined;
  if (found?.command.includes(left.marker)) {
    if (found.parent === left.parent) {
      throw new Error(`The database ${left.marker} is in use by process ${left.parent}.`);
    }
    await endProcess(left.pid);
  }
  rmSync(file, { force: true });
}
