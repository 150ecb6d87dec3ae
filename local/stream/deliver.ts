import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

/** A stream function as Lambda calls it, with `ReportBatchItemFailures`. No answer means that all went well. */
export type StreamHandler = (
  event: DynamoDBStreamEvent,
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement is a valid handler
) => Promise<{ batchItemFailures: { itemIdentifier: string }[] } | undefined | void>;

/** A record given up after all retries, for whoever keeps such records with their payload. */
export interface StreamFailure {
  record: DynamoDBRecord;
  /** With its stack, as text, because the failure is kept as JSON. */
  error: string;
}

/** How one batch is delivered. */
export interface Delivery {
  handler: StreamHandler;
  onFailure(failure: StreamFailure): Promise<void>;
  /** How often the same head of a batch is tried again before the batch is halved. */
  retries: number;
  /** First pause between two tries in milliseconds; it doubles up to fifty times this. */
  backoffMs: number;
  signal: AbortSignal;
  log(line: string): void;
  /** Called with the last sequence number done, each time it moves. */
  advance(sequenceNumber: string): void;
}

const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

interface Outcome {
  /** How many records at the head were handled. */
  handled: number;
  error?: unknown;
}

/** Calls the handler once. As in Lambda, the lowest failed record decides, and an unknown identifier fails them all. */
async function attempt(handler: StreamHandler, records: DynamoDBRecord[]): Promise<Outcome> {
  let failed: string[];
  try {
    const answer = await handler({ Records: records });
    failed = answer?.batchItemFailures?.map((item) => item.itemIdentifier) ?? [];
  } catch (error) {
    return { handled: 0, error };
  }
  if (failed.length === 0) return { handled: records.length };
  const places = failed.map((id) => records.findIndex((record) => sequenceOf(record) === id));
  return { handled: Math.max(0, Math.min(...places)), error: new Error(`reported as failed: ${failed.join(', ')}`) };
}

/** Waits longer after each failure; ends early when the stream is stopped. */
async function pause(delivery: Delivery, failures: number): Promise<void> {
  const ms = delivery.backoffMs * Math.min(2 ** (failures - 1), 50);
  await delay(ms, undefined, { signal: delivery.signal }).catch(() => {});
}

/** Hands a poison record over. It must not be lost, so this is repeated until it succeeds. */
async function giveUp(delivery: Delivery, failure: StreamFailure): Promise<void> {
  for (let failures = 1; !delivery.signal.aborted; failures++) {
    try {
      await delivery.onFailure(failure);
      delivery.advance(sequenceOf(failure.record));
      return;
    } catch (error) {
      delivery.log(`stream: the failure handler failed too, trying again: ${error}`);
      await pause(delivery, failures);
    }
  }
}

/**
 * Delivers a batch in order until each record is handled or given up. A failing head is retried; after the retries the
 * batch is halved until the single poison record is found. Once the retries are spent, each part of the same batch is
 * tried once only, so that a poison record in a batch of a hundred holds up the others for seconds, not minutes.
 * Returns early, with the checkpoint where it stands, when the signal aborts.
 */
export async function deliver(batch: DynamoDBRecord[], delivery: Delivery): Promise<void> {
  let at = 0;
  let size = batch.length;
  let failures = 0;
  while (at < batch.length && !delivery.signal.aborted) {
    const part = batch.slice(at, at + size);
    const { handled, error } = await attempt(delivery.handler, part);
    if (handled > 0) {
      at += handled;
      delivery.advance(sequenceOf(batch[at - 1]!));
      if (failures <= delivery.retries) failures = 0;
      size = batch.length - at;
    }
    if (handled === part.length) continue;
    failures++;
    delivery.log(`stream: ${part.length - handled} of ${part.length} records failed (try ${failures}): ${error}`);
    if (failures <= delivery.retries) {
      await pause(delivery, failures);
    } else if (handled === 0 && part.length > 1) {
      size = Math.floor(part.length / 2);
    } else if (handled === 0) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      await giveUp(delivery, { record: part[0]!, error: reason });
      at++;
      size = batch.length - at;
    }
  }
}
