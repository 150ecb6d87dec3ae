import type { ProcessStanding, TrailEntry } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { record } from './testing.ts';

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

/** A step from one state to another. */
export type Way = readonly [from: string, to: string, parts?: Partial<TrailEntry>];

/** A step that advice let pass. */
export const departed: Partial<TrailEntry> = { action: 'set', deviations: 1 };

/** An order with steps a minute apart. */
export const walked = (ways: readonly Way[], parts: Parameters<typeof record>[2] = {}): Rec => {
  const trail = ways.map(
    ([from, to, own], index): TrailEntry => ({
      n: index + 1,
      action: 'go',
      from,
      to,
      at: instant(index * 60),
      by: 'mem_1',
      ...own,
    }),
  );
  const process = standing([], { trail, seq: trail.length });
  return record('order', { status: ways.at(-1)?.[1] ?? 'draft' }, { process, ...parts });
};
