import { parseArgs } from 'node:util';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Objects } from '../functions/runtime/objects.ts';
import { openObjects } from '../functions/runtime/objects.ts';

/** Where Lambda puts what an event source gave up, and where the local stack does. */
export const PREFIXES = ['aws/lambda/', 'failures/'] as const;
/** What was replayed is moved here and goes with the bucket's lifecycle. */
export const DONE = 'replayed/';

export interface Replay {
  objects: Pick<Objects, 'list' | 'get' | 'put' | 'remove'>;
  /** The stream function, as it is now: the code that mends the failure. */
  handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
  mode: 'replay' | 'look';
  say: (line: string) => void;
}

interface Failure {
  key: string;
  bytes: Uint8Array;
  records: DynamoDBRecord[];
}

/**
 * The stream records of one kept failure: an invocation record of Lambda, whose `payload` is the event as text, or a single
 * record of the local stack. @throws Error when it is neither
 */
export const recordsIn = (text: string): DynamoDBRecord[] => {
  const kept = JSON.parse(text) as { payload?: string | DynamoDBStreamEvent; record?: DynamoDBRecord };
  if (kept.record) return [kept.record];
  const event = (typeof kept.payload === 'string' ? JSON.parse(kept.payload) : kept.payload) as
    | DynamoDBStreamEvent
    | undefined;
  if (!Array.isArray(event?.Records) || event.Records.length === 0) throw new Error('no stream records in it');
  return event.Records;
};

const madeAt = (record: DynamoDBRecord | undefined): number => record?.dynamodb?.ApproximateCreationDateTime ?? 0;
const sequenceOf = (record: DynamoDBRecord | undefined): bigint => BigInt(record?.dynamodb?.SequenceNumber ?? 0);
/** Older first; sequence numbers decide within a second, and are comparable for one item at least. */
const byAge = ({ records: [a] }: Failure, { records: [b] }: Failure): number =>
  madeAt(a) - madeAt(b) || (sequenceOf(a) < sequenceOf(b) ? -1 : 1);
const itemsOf = ({ records }: Failure): string[] => records.map((record) => JSON.stringify(record.dynamodb?.Keys));

const read = async ({ objects, say }: Replay): Promise<{ failures: Failure[]; unreadable: number }> => {
  const failures: Failure[] = [];
  let unreadable = 0;
  for (const prefix of PREFIXES) {
    for (const key of await objects.list(prefix)) {
      const bytes = await objects.get(key);
      if (!bytes) continue;
      try {
        failures.push({ key, bytes, records: recordsIn(new TextDecoder().decode(bytes)) });
      } catch (error) {
        unreadable++;
        say(`left ${key}: ${(error as Error).message}`);
      }
    }
  }
  return { failures: failures.sort(byAge), unreadable };
};

/**
 * Hands the changes that the stream function gave up to it again, oldest first. May be run again at any time, also while the
 * stream runs: projections know by the record's version what they have applied. A failure that fails again stays, and so do
 * later ones of the same items, so that no change overtakes another.
 */
export const replayFailures = async (replay: Replay): Promise<{ replayed: number; left: number }> => {
  const { objects, handler, mode, say } = replay;
  const { failures, unreadable } = await read(replay);
  const held = new Set<string>();
  let replayed = 0;
  for (const failure of failures) {
    const items = itemsOf(failure);
    const what = `${failure.key}: ${failure.records.length} change(s) of ${new Date(madeAt(failure.records[0]) * 1000).toISOString()}`;
    if (mode === 'look') {
      say(what);
      continue;
    }
    const waits = items.some((item) => held.has(item));
    const error = waits ? 'follows one that failed' : await attempt(handler, failure.records);
    if (error) {
      for (const item of items) held.add(item);
      say(`left ${what}: ${error}`);
      continue;
    }
    // Copied before it is removed: stopped in between, it is replayed once more, which does nothing.
    await objects.put(`${DONE}${failure.key}`, failure.bytes, 'application/json');
    await objects.remove(failure.key);
    replayed++;
    say(`done ${what}`);
  }
  return { replayed, left: failures.length - replayed + unreadable };
};

const attempt = async (handler: Replay['handler'], records: DynamoDBRecord[]): Promise<string | undefined> => {
  try {
    const { batchItemFailures } = await handler({ Records: records });
    return batchItemFailures.length > 0 ? 'reported as failed' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

if (import.meta.main) {
  const { values } = parseArgs({ options: { bucket: { type: 'string' }, look: { type: 'boolean', default: false } } });
  const bucket = values.bucket ?? process.env['EVERGREEN_FAILURES'];
  if (!bucket)
    throw new Error(
      '--bucket (or EVERGREEN_FAILURES) names the failures bucket; EVERGREEN_TABLE, EVERGREEN_QUEUE_URL and AWS_REGION say where to write.',
    );
  const { handler } = await import('../functions/handlers/stream.ts');
  const { replayed, left } = await replayFailures({
    objects: openObjects(() => bucket),
    handler,
    mode: values.look ? 'look' : 'replay',
    say: console.log,
  });
  console.log(`${replayed} replayed, ${left} left`);
  if (left > 0 && !values.look) process.exitCode = 1;
}
