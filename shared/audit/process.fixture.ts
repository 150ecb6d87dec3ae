import type { ProcessStanding, TrailEntry } from '../kernel/process.ts';

/** A step of a trail: `by` and seconds after ten o'clock on 20 November. */
export type Taken = readonly [action: string, by: string, seconds: number];

export const instant = (seconds: number): string =>
  new Date(Date.parse('2026-11-20T02:00:00.000Z') + seconds * 1000).toISOString();

/** Where an order stands after some steps, each in a state of its own. */
export const standing = (taken: readonly Taken[], parts: Partial<ProcessStanding> = {}): ProcessStanding => {
  const trail = taken.map(
    ([action, by, seconds], index): TrailEntry => ({
      n: index + 1,
      action,
      from: index === 0 ? 'draft' : `after-${index}`,
      to: `after-${index + 1}`,
      at: instant(seconds),
      by,
    }),
  );
  return {
    id: 'order',
    version: 0,
    state: trail.at(-1)?.to ?? 'draft',
    begun: 'draft',
    since: trail.at(-1)?.at ?? instant(0),
    seq: trail.length,
    authors: [],
    trail,
    tally: {},
    ...parts,
  };
};
