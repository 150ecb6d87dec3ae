import type { Calendar } from '../kernel/calendar.ts';
import type { ProcessStanding, TrailEntry } from '../kernel/process.ts';
import { businessMinutesBetween } from './business-hours.ts';

/** A way that a document really took from one state to another. */
export interface Passage {
  from: string;
  to: string;
  /** ISO UTC. */
  at: string;
  /** Business minutes in the state that it left; absent where the trail does not reach back to its beginning. */
  minutes?: number;
  late: boolean;
  /** It went against its process. */
  departed: boolean;
}

/** Business minutes below which a wait falls into each class: an hour, half a day, one day (of eight hours), two, five, ten, twenty. */
export const waitBounds = [60, 240, 480, 960, 2400, 4800, 9600] as const;

/** The class of a wait: the first whose bound it stays below, or the open last one. */
export const classOf = (minutes: number): number => {
  const found = waitBounds.findIndex((bound) => minutes < bound);
  return found === -1 ? waitBounds.length : found;
};

/** States that a path names at most, and its characters: it is a name of a counter, and those of one item have to stay few and short. */
const MAX_STATES = 14;
const MAX_TEXT = 180;

const slug = /^[a-z][a-z0-9-]{0,39}$/;
/** An imported document may say anything of its state. */
const named = (state: string): string => (slug.test(state) ? state : '-');

const isWhole = ({ trail, seq }: ProcessStanding): boolean => trail.length > 0 && trail.length === seq;

/** Signatures and added signers stay where they are; a change in spite of a lock is a departure though it leads nowhere. */
const isPassage = (entry: TrailEntry): boolean =>
  entry.action !== 'migrate' && (entry.from !== entry.to || (entry.deviations ?? 0) > 0);

/**
 * The ways that a document took, oldest first, as far as it carries them with it (its last steps).
 * @param made when the document was made, ISO UTC
 */
export const passagesOf = (standing: ProcessStanding, made: string, calendar: Calendar): Passage[] => {
  let since = isWhole(standing) ? made : undefined;
  return standing.trail.flatMap((entry): Passage[] => {
    if (!isPassage(entry)) return [];
    const minutes = since === undefined ? undefined : Math.round(businessMinutesBetween(since, entry.at, calendar));
    since = entry.at;
    return [
      {
        from: named(entry.from),
        to: named(entry.to),
        at: entry.at,
        ...(minutes === undefined ? {} : { minutes }),
        late: entry.late === true,
        departed: (entry.deviations ?? 0) > 0,
      },
    ];
  });
};

/**
 * The states through which a document went, in their order; undefined for one that took no step, has more than it carries with it,
 * or went round so often that its way is no pattern any more.
 */
export const pathOf = (standing: ProcessStanding): string | undefined => {
  if (!isWhole(standing)) return undefined;
  const states = [named(standing.begun)];
  for (const entry of standing.trail) {
    if (entry.from === entry.to) continue;
    // Another version calls the state by another name: the document has not moved.
    if (entry.action === 'migrate') states.pop();
    states.push(named(entry.to));
  }
  const text = states.join('>');
  return states.length < 2 || states.length > MAX_STATES || text.length > MAX_TEXT ? undefined : text;
};

export const statesOfPath = (path: string): string[] => path.split('>');

/** A short name of a path (FNV-1a, 32 bits): what rows of the list index and addresses carry. */
export const digestOf = (path: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < path.length; index++) {
    hash ^= path.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(36);
};
