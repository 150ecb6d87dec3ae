/** What happened with a complaint before somebody worked on it, in order. */
export const moments = ['happenedAt', 'reportedAt', 'enteredAt'] as const;
export type Moment = (typeof moments)[number];

export interface Stop {
  moment: Moment;
  /** ISO UTC; absent where nobody knows. */
  at?: string;
  /** Milliseconds since the last moment that is known; negative where the order is wrong. */
  gap?: number;
}

/** A day (ms): what was written down later than that was written down late. */
export const LATE = 86_400_000;

/** The moments with the time between each and the last one known before it. */
export const stopsOf = (record: Readonly<Record<string, unknown>>): Stop[] => {
  let last: number | undefined;
  return moments.map((moment) => {
    const at = record[moment];
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (typeof at !== 'string' || Number.isNaN(time)) return { moment };
    const gap = last === undefined ? undefined : time - last;
    last = time;
    return { moment, at, ...(gap === undefined ? {} : { gap }) };
  });
};

/** Parts of a span in the largest units that say enough: days and hours, hours and minutes, minutes. */
export const spanParts = (milliseconds: number): { days: number; hours: number; minutes: number } => {
  const all = Math.round(Math.abs(milliseconds) / 60_000);
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  return { days, hours, minutes: days > 0 ? 0 : all % 60 };
};

const MAX_WHYS = 30;
const MAX_WHY = 200;

/** The chain of whys as it is stored: without blank ones, each once. */
export const whysOf = (typed: readonly string[]): string[] =>
  [...new Set(typed.map((one) => one.replace(/\s+/g, ' ').trim().slice(0, MAX_WHY)).filter(Boolean))].slice(
    0,
    MAX_WHYS,
  );

/** The questions that stand open: those answered, and one more. */
export const whyLines = (known: readonly string[], least: number): string[] => [
  ...known,
  ...Array.from({ length: Math.max(1, least - known.length) }, () => ''),
];
