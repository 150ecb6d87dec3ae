import type { Rec } from '../kernel/record.ts';

/** The reason that the last signature on a record gave; undefined where it gave none. */
export const lastReason = (rec: Rec): string | undefined =>
  (rec.process?.approval?.levels ?? [])
    .flatMap((level) => level.slots.flatMap((slot) => (slot.decision ? [slot.decision] : [])))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)?.comment;
