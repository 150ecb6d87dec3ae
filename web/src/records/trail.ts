import type { ListAsk } from '../lib/records.ts';

/** The list that a record was opened from: its address, and what it asked, so that one can walk on through it. */
export interface Trail {
  ws: string;
  type: string;
  href: string;
  ask: ListAsk;
}

let trail: Trail | undefined;

/** Remembers the list that the person came from. */
export const leaveTrail = (next: Trail): void => {
  trail = next;
};

/** The list that a record of this kind was opened from. */
export const trailFor = (ws: string, type: string): Trail | undefined =>
  trail?.ws === ws && trail.type === type ? trail : undefined;
