import { setTimeout as delay } from 'node:timers/promises';
import { WriteRefused } from '../runtime/table.ts';

const codesOf = (error: unknown): (string | undefined)[] =>
  (error as { CancellationReasons?: { Code?: string }[] })?.CancellationReasons?.map((reason) => reason.Code) ?? [];

/** Whether a write met another transaction on one of its items; nothing was written then, and a moment later it may be. */
const isConflict = (error: unknown): boolean =>
  (error as Error)?.name === 'TransactionConflictException' || codesOf(error).includes('TransactionConflict');

/** Whether an error came from the table or the bucket: another try may go well. What the data itself throws, it throws again. */
export const isOfService = (error: unknown): boolean =>
  error instanceof WriteRefused || (typeof error === 'object' && error !== null && '$metadata' in error);

const ATTEMPTS = 8;
/** First pause (ms); doubled each time. */
const PAUSE = 15;

/** Carries a write out again while others hold its items. */
export const patiently = async <T>(write: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
      await delay(PAUSE * 2 ** (attempt - 1));
    }
  }
};

/** Does something for each item, at most `limit` at a time. Stops taking new ones at the first that fails. */
export const eachAtMost = async <T>(
  limit: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next++]!;
      try {
        await act(item);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
};

/** An array in pieces of at most `size`. */
export const pieces = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
