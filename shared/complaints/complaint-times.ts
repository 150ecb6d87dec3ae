import type { Rec } from '../kernel/record.ts';

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** When a complaint's fault happened, as far as anybody said: told at the latest when it was taken down. Milliseconds. */
export const happenedAtOf = (rec: Pick<Rec, 'data' | 'occurredAt' | 'enteredAt'>): number =>
  [rec.data['happenedAt'], rec.data['reportedAt'], rec.occurredAt, rec.enteredAt]
    .map(instant)
    .find((time) => !Number.isNaN(time)) ?? Number.NaN;
