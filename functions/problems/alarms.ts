import type { Looks } from '../runtime/alarms.ts';

/** What the clock does here: an entry that nobody has looked at until its day is stale from the next one on, and its owner is told. */
export const problemLooks: Looks = {
  problemEntry: async (rec, today) => {
    const { publishedAt, reviewOn, staleSince } = rec.data;
    const isDue =
      publishedAt !== undefined && typeof reviewOn === 'string' && reviewOn < today && staleSince === undefined;
    return isDue ? { follow: { data: { staleSince: today } } } : {};
  },
};
