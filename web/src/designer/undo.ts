/** A value with the ways back and forth. Changes at one place that follow each other count as one: nobody undoes letter by letter. */
export interface Track<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** Where the last change was made. */
  at?: string | undefined;
}

/** Steps back that are kept. */
export const KEPT = 100;

export const trackOf = <T>(now: T): Track<T> => ({ past: [], now, future: [] });

/** A change; `at` names the place when typing there makes many changes that belong together. */
export const changed = <T>(track: Track<T>, now: T, at?: string): Track<T> =>
  at !== undefined && at === track.at && track.past.length > 0
    ? { ...track, now, future: [] }
    : { past: [...track.past, track.now].slice(-KEPT), now, future: [], at };

export const undone = <T>(track: Track<T>): Track<T> => {
  const now = track.past.at(-1);
  return now === undefined ? track : { past: track.past.slice(0, -1), now, future: [track.now, ...track.future] };
};

export const redone = <T>(track: Track<T>): Track<T> => {
  const [now, ...future] = track.future;
  return now === undefined ? track : { past: [...track.past, track.now], now, future };
};
