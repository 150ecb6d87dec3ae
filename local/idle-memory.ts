import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the process looks at itself (ms). */
const EVERY = 4_000;
/** Share of a core below which the process counts as idle. */
const IDLE = 0.05;
/** Memory gained since the last clean-up that makes another one worth its pause (bytes). */
const WORTH = 24_000_000;

/**
 * Gives memory back when there is nothing to do: on a machine with much memory the engine keeps what an import or a review
 * left behind for as long as it likes. @returns stops it
 */
export const freeWhenIdle = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: {
    type: 'major';
    execution: 'sync';
    flavor: 'last-resort';
  }) => void;
  let cpu = process.cpuUsage();
  let floor = process.memoryUsage.rss();
  const timer = setInterval(() => {
    const used = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    if ((used.user + used.system) / 1000 / EVERY > IDLE || process.memoryUsage.rss() - floor < WORTH) return;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    floor = process.memoryUsage.rss();
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
};
