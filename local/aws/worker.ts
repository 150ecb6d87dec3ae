import { createHash } from 'node:crypto';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import type { State } from '../state.ts';
import {
  buryMessage,
  deleteMessage,
  type Message,
  queueSignal,
  receiveMessages,
  redirectMessage,
  releaseMessage,
} from './queue.ts';

/** A queue function as Lambda calls it, with `ReportBatchItemFailures`. No answer means that all went well. */
export type QueueHandler = (
  event: SQSEvent,
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement is a valid handler
) => Promise<{ batchItemFailures: { itemIdentifier: string }[] } | undefined | void>;

/** How a queue is consumed. */
export interface QueueWorkerOptions {
  state: State;
  queue: string;
  handler: QueueHandler;
  /** Calls of the handler at the same time; 2 by default. */
  concurrency?: number;
  /** Most messages in one call; 10 by default. */
  batchSize?: number;
  /** Receives after which a failing message becomes a dead letter; 5 by default. */
  maxReceive?: number;
  /** The queue that gets its dead letters, besides that `listDeadLetters` tells of them. */
  deadLetterQueue?: string;
  /** Pause before the first retry in milliseconds, doubled for each further one; 200 by default. */
  retryMs?: number;
  /** How long a message stays hidden while its handler runs; 15 minutes by default, the longest a function may run. */
  visibilityMs?: number;
  now?(): number;
  log?(line: string): void;
}

/** A running worker. */
export interface QueueWorker {
  /** Takes no more messages and resolves when the calls under way have ended. */
  stop(): Promise<void>;
  /** Resolves when the queue is empty and nothing is in flight. Messages sent with a delay do not count until due. */
  idle(): Promise<void>;
}

function lambdaAttributes(message: Message): SQSMessageAttributes {
  const entries = Object.entries(message.attributes).map(([name, attribute]) => [
    name,
    {
      dataType: attribute.DataType,
      ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue !== undefined && { binaryValue: attribute.BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return Object.fromEntries(entries) as SQSMessageAttributes;
}

function lambdaRecord(queue: string, message: Message): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: lambdaAttributes(message),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}`,
    awsRegion: 'local',
  };
}

/** Starts to hand a queue's messages to a handler: at least once each, until it succeeds or has failed too often. */
export function startQueueWorker(options: QueueWorkerOptions): QueueWorker {
  return new Worker(options).start();
}

class Worker implements QueueWorker {
  readonly #options: QueueWorkerOptions;
  readonly #now: () => number;
  readonly #calls = new Set<Promise<void>>();
  readonly #look = () => this.#pump();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #waiting: (() => void)[] = [];

  constructor(options: QueueWorkerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  start(): this {
    this.#options.state.signals.on(queueSignal(this.#options.queue), this.#look);
    this.#pump();
    return this;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#options.state.signals.off(queueSignal(this.#options.queue), this.#look);
    await Promise.all(this.#calls);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#pump();
    });
  }

  /** Starts as many calls as may run, and sleeps until the next message is due or the queue signals. */
  #pump(): void {
    if (this.#stopped) return;
    const { state, queue, concurrency = 2, batchSize = 10, visibilityMs = 900_000 } = this.#options;
    while (this.#calls.size < concurrency) {
      const messages = receiveMessages(state, queue, { limit: batchSize, visibilityMs, now: this.#now() });
      if (messages.length === 0) break;
      const call = this.#call(messages).finally(() => {
        this.#calls.delete(call);
        this.#pump();
      });
      this.#calls.add(call);
    }
    this.#settle();
    this.#sleep();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const { state, queue, concurrency = 2 } = this.#options;
    if (this.#calls.size >= concurrency) return;
    const next = state.db.prepare('SELECT min(visible_at) AS at FROM messages WHERE queue = ?').get(queue)?.['at'];
    if (typeof next !== 'number') return;
    // A timer cannot be longer than 2^31 ms, and the machine may sleep meanwhile.
    this.#timer = setTimeout(this.#look, Math.min(Math.max(next - this.#now(), 1), 60_000)).unref();
  }

  #settle(): void {
    if (this.#waiting.length === 0 || this.#calls.size > 0) return;
    const open = this.#options.state.db
      .prepare('SELECT 1 FROM messages WHERE queue = ? AND (receives > 0 OR visible_at <= ?) LIMIT 1')
      .get(this.#options.queue, this.#now());
    if (open === undefined) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #call(messages: Message[]): Promise<void> {
    const { handler, queue, state } = this.#options;
    const failed = new Map<string, unknown>();
    try {
      const answer = await handler({ Records: messages.map((message) => lambdaRecord(queue, message)) });
      for (const { itemIdentifier } of answer?.batchItemFailures ?? [])
        failed.set(itemIdentifier, 'reported as failed');
      const known = new Set(messages.map((message) => message.id));
      for (const id of failed.keys()) if (!known.has(id)) throw new Error(`unknown itemIdentifier ${id}`);
    } catch (error) {
      // As in Lambda: a throw, or an answer that cannot be read, fails the whole batch.
      for (const message of messages) failed.set(message.id, error);
    }
    state.transaction(() => {
      for (const message of messages) {
        if (failed.has(message.id)) this.#fail(message, failed.get(message.id));
        else deleteMessage(state, message.receipt);
      }
    });
  }

  #fail(message: Message, error: unknown): void {
    const { state, queue, maxReceive = 5, retryMs = 200, log = console.error } = this.#options;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const now = this.#now();
    if (message.receives >= maxReceive) {
      log(`queue ${queue}: message ${message.id} is a dead letter after ${message.receives} receives: ${reason}`);
      const { deadLetterQueue } = this.#options;
      if (deadLetterQueue) redirectMessage(state, message.receipt, { queue: deadLetterQueue, now, reason });
      else buryMessage(state, message.receipt, { now, reason });
    } else {
      log(`queue ${queue}: message ${message.id} failed (receive ${message.receives} of ${maxReceive}): ${reason}`);
      releaseMessage(state, message.receipt, now + retryMs * 2 ** (message.receives - 1));
    }
  }
}
