import { Cron } from 'croner';
import type { State } from './state.ts';

/** A schedule in EventBridge Scheduler's terms: one of `cron` and `rate`. */
export interface Schedule {
  id: string;
  /** `cron(0 2 * * ? *)`: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
  cron?: string;
  /** `rate(15 minutes)`, counted from the run before. */
  rate?: string;
  /** IANA name in which the cron expression is read; UTC by default. */
  timezone?: string;
}

/** How schedules are run. */
export interface SchedulerOptions {
  schedules: readonly Schedule[];
  state: State;
  invoke(scheduleId: string, scheduledTime: Date): Promise<void>;
  /** `once` (default): what fell due while nothing ran is run once at the start. `none`: it is left out. */
  catchUp?: 'once' | 'none';
  /** Tries in all for one run; 3 by default. The run counts as done after the last. */
  attempts?: number;
  /** Pause before a second try in milliseconds, doubled for each further one; 1000 by default. */
  retryMs?: number;
  /** The clock in milliseconds. */
  now?(): number;
  log?(line: string): void;
}

/** A schedule's place in time. */
export interface ScheduleStatus {
  id: string;
  /** The scheduled time of the last run, or when the schedule was first seen. */
  last: Date;
  next: Date | undefined;
}

/** A running scheduler. */
export interface Scheduler {
  /** Runs what is due now. The timer does this by itself; tests with a clock of their own call it. */
  tick(): Promise<void>;
  /** Runs a schedule now, out of turn; the regular run stays. */
  run(scheduleId: string): Promise<void>;
  list(): ScheduleStatus[];
  stop(): Promise<void>;
}

const FIELDS: [name: string, last: string][] = [
  ['minutes', '59'],
  ['hours', '23'],
  ['day of month', '31'],
  ['month', '12'],
  ['day of week', '7'],
  ['year', '2199'],
];

/**
 * The seven-field pattern for croner (with `alternativeWeekdays`, so that 1 is Sunday as on AWS) of an AWS cron
 * expression.
 * @throws Error when AWS would refuse the expression
 */
export function cronerPattern(expression: string): string {
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== 6) throw new Error(`${expression}: expected cron(<six fields>)`);
  if ((fields[2] === '?') === (fields[4] === '?')) {
    throw new Error(`${expression}: exactly one of day of month and day of week must be ?`);
  }
  const converted = fields.map((field, at) => {
    const [name, last] = FIELDS[at]!;
    if (field === '?' && at !== 2 && at !== 4) throw new Error(`${expression}: ? is not allowed for ${name}`);
    if (field === '?') return '*';
    if (field === 'L' && at === 4) return last;
    // `5/10` is "from 5 on": croner wants the end said.
    return field.replace(/(^|,)(\w+)\/(\d+)/g, `$1$2-${last}/$3`);
  });
  return ['0', ...converted].join(' ');
}

const RATE_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The milliseconds of a rate expression.
 * @throws Error when AWS would refuse it
 */
export function rateMs(expression: string): number {
  const [, count = '', unit = '', plural = ''] =
    /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression.trim()) ?? [];
  if (unit === '' || (count === '1') !== (plural === '')) {
    throw new Error(`${expression}: expected rate(<number> minutes|hours|days), or rate(1 minute|hour|day)`);
  }
  return Number(count) * (RATE_MS[unit] ?? 0);
}

/** When a schedule is due. */
export interface Timing {
  /** The first time after a moment; nothing when there is none any more. */
  next(after: Date): Date | undefined;
  /** The newest time after `last` up to `now`: of several missed ones only this is run, as one run covers them. */
  due(last: Date, now: Date): Date | undefined;
}

function rateTiming(ms: number): Timing {
  return {
    next: (after) => new Date(after.getTime() + ms),
    due(last, now) {
      const passed = Math.floor((now.getTime() - last.getTime()) / ms);
      return passed >= 1 ? new Date(last.getTime() + passed * ms) : undefined;
    },
  };
}

/** @throws Error for an expression AWS would refuse, or a schedule without or with two of them */
export function timingOf(schedule: Schedule): Timing {
  const { id, cron, rate, timezone = 'UTC' } = schedule;
  if ((cron === undefined) === (rate === undefined)) throw new Error(`schedule ${id} needs either cron or rate`);
  if (rate !== undefined) return rateTiming(rateMs(rate));
  const options = { paused: true, mode: '7-part', alternativeWeekdays: true, timezone } as const;
  const timer = new Cron(cronerPattern(cron ?? ''), options);
  return {
    next: (after) => timer.nextRun(after) ?? undefined,
    due(last, now) {
      // One second on, because a run exactly at the moment asked for is not "previous".
      const [newest] = timer.previousRuns(1, new Date(now.getTime() + 1000));
      return newest && newest > last && newest <= now ? newest : undefined;
    },
  };
}

interface Entry {
  id: string;
  timing: Timing;
  last: Date;
  running?: Promise<void>;
}

/** Longest sleep, so that a machine that slept or a clock that was set is noticed. */
const LONGEST_SLEEP_MS = 30_000;

/** Starts to run schedules in time, each at most once at the same moment. The last runs are kept in the state. */
export function startScheduler(options: SchedulerOptions): Scheduler {
  return new LocalScheduler(options);
}

class LocalScheduler implements Scheduler {
  readonly #options: SchedulerOptions;
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  readonly #entries: Entry[];
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#log = options.log ?? console.error;
    this.#entries = options.schedules.map((schedule) => this.#open(schedule));
    void this.tick();
  }

  #open(schedule: Schedule): Entry {
    const { state, catchUp = 'once' } = this.#options;
    const row = state.db.prepare('SELECT last_run FROM schedules WHERE id = ?').get(schedule.id);
    const entry = { id: schedule.id, timing: timingOf(schedule), last: new Date(Number(row?.['last_run'] ?? 0)) };
    if (row === undefined || catchUp === 'none') this.#finish(entry, new Date(this.#now()));
    return entry;
  }

  #finish(entry: Entry, at: Date): void {
    entry.last = at;
    this.#options.state.db
      .prepare('INSERT OR REPLACE INTO schedules (id, last_run) VALUES (?, ?)')
      .run(entry.id, at.getTime());
  }

  async tick(): Promise<void> {
    clearTimeout(this.#timer);
    const runs = this.#entries.map((entry) => {
      const due = entry.running ? undefined : entry.timing.due(entry.last, new Date(this.#now()));
      if (due) entry.running = this.#run(entry, due).finally(() => this.#after(entry));
      return entry.running;
    });
    this.#sleep();
    await Promise.all(runs);
  }

  #after(entry: Entry): void {
    delete entry.running;
    if (!this.#stopped.signal.aborted) this.#sleep();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#stopped.signal.aborted) return;
    const waits = this.#entries
      .filter((entry) => !entry.running)
      .map((entry) => (entry.timing.next(entry.last)?.getTime() ?? Number.POSITIVE_INFINITY) - this.#now());
    const wait = Math.min(LONGEST_SLEEP_MS, ...waits);
    this.#timer = setTimeout(() => void this.tick(), Math.max(wait, 1)).unref();
  }

  /** The last run is kept only after it ended, so that a run cut off by a kill is run again at the next start. */
  async #run(entry: Entry, at: Date): Promise<void> {
    const { invoke, attempts = 3, retryMs = 1000 } = this.#options;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await invoke(entry.id, at);
        break;
      } catch (error) {
        this.#log(`schedule ${entry.id} failed (try ${attempt} of ${attempts}): ${error}`);
        if (attempt < attempts) await this.#pause(retryMs * 2 ** (attempt - 1));
        if (this.#stopped.signal.aborted) return;
      }
    }
    this.#finish(entry, at);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async run(scheduleId: string): Promise<void> {
    if (!this.#entries.some((entry) => entry.id === scheduleId)) throw new Error(`there is no schedule ${scheduleId}`);
    await this.#options.invoke(scheduleId, new Date(this.#now()));
  }

  list(): ScheduleStatus[] {
    return this.#entries.map(({ id, last, timing }) => ({ id, last, next: timing.next(last) }));
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await Promise.all(this.#entries.map((entry) => entry.running));
  }
}
