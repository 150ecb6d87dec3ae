import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  ListStreamsCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { env, formOfSignature } from '../functions/runtime/env.ts';
import { localClient } from './client.ts';
import type { State } from './state.ts';
import { deliver, type StreamFailure, type StreamHandler } from './stream/deliver.ts';
import { readPage } from './stream/page.ts';
import { lambdaRecord } from './stream/record.ts';

export type { StreamFailure, StreamHandler } from './stream/deliver.ts';

/** How a table's stream is consumed. */
export interface StreamOptions {
  endpoint: string;
  tableName: string;
  state: State;
  handler: StreamHandler;
  /** Takes a poison record after all retries; the stream goes on once this resolves. */
  onFailure(failure: StreamFailure): Promise<void>;
  /** Deletes records up to a durable checkpoint (`streamTrimmer`), where the emulator does not expire them itself. */
  trim?(sequenceNumber: string): unknown;
  /** Whether anything was written since the last call (`streamTrimmer`): an idle stream is asked only if so. */
  changed?(): boolean;
  /** Most records in one call of the handler; 100 by default. */
  batchSize?: number;
  /** Tries after the first one before a batch is halved; 5 by default. */
  retries?: number;
  /** First pause before a retry in milliseconds; 100 by default. */
  backoffMs?: number;
  /** Pause between two looks at an idle stream in milliseconds; 100 by default, 25 where `changed` makes them cheap. */
  idleMs?: number;
  log?(line: string): void;
}

/** A running consumer. */
export interface StreamConsumer {
  /** Lets the call under way end, then stops. */
  stop(): Promise<void>;
  /** Resolves when everything written before the call was handled (or given up). */
  idle(): Promise<void>;
  /** Looks at once instead of after the pause: for a gateway that knows that something was just written. */
  wake(): void;
}

interface Reader {
  streamArn: string;
  shardId: string;
  iterator?: string | undefined;
}

/**
 * Records handled between two trims: a trim takes the emulator's write lock for some milliseconds, and the emulator lets go of all
 * pages that it holds, because another process has written to its file.
 */
const TRIM_EVERY = 4000;

/** However quiet it seems, the stream is asked this often. */
const ASK_ANYWAY_MS = 2000;

/** Starts to hand the records of a table's stream to a handler: at least once each, in order per shard. */
export function startStream(options: StreamOptions): StreamConsumer {
  const consumer = new Consumer(options);
  const running = consumer.run();
  return {
    async stop(): Promise<void> {
      consumer.abort.abort();
      consumer.wake();
      await running;
    },
    idle: () => consumer.idle(),
    wake: () => consumer.wake(),
  };
}

class Consumer {
  readonly abort = new AbortController();
  readonly #options: StreamOptions;
  readonly #client: DynamoDBStreamsClient;
  readonly #log: (line: string) => void;
  #readers: Reader[] = [];
  #round = 0;
  #untrimmed = 0;
  #checkpoint = '';
  #handledUntil = 0;
  #waiting: { round: number; since: number; resolve(): void }[] = [];
  #woken = false;
  #endPause: (() => void) | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#client = new DynamoDBStreamsClient({
      ...localClient(options.endpoint),
      ...(env.dynamoEmbedded ? { signer: formOfSignature } : {}),
    });
    this.#log = options.log ?? console.error;
  }

  wake(): void {
    this.#woken = true;
    this.#endPause?.();
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ round: this.#round, since: Date.now(), resolve });
      this.wake();
    });
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.abort.signal.aborted) {
      try {
        this.#round++;
        const busy = await this.#readAll();
        failures = 0;
        this.#settle(busy);
        if (busy) continue;
        this.#trim();
        await this.#quiet();
      } catch (error) {
        if (failures++ === 0) this.#log(`stream: cannot be read, trying again: ${error}`);
        this.#readers = [];
        await this.#pause(Math.min(100 * failures, 2000));
      }
    }
    this.#client.destroy();
    for (const { resolve } of this.#waiting) resolve();
  }

  /** Reads each open shard once; true when there may be more at once. */
  async #readAll(): Promise<boolean> {
    if (this.#readers.length === 0) this.#readers = await this.#discover();
    let busy = false;
    for (const reader of this.#readers) {
      if (this.abort.signal.aborted) return true;
      if (await this.#read(reader)) busy = true;
    }
    return busy;
  }

  async #read(reader: Reader): Promise<boolean> {
    try {
      reader.iterator ??= await this.#iterator(reader);
      const page = await readPage(this.#client, {
        ShardIterator: reader.iterator,
        Limit: this.#options.batchSize ?? 100,
      });
      const records = page.records.map((record) => lambdaRecord(record, reader.streamArn));
      if (records.length > 0) await this.#deliver(reader, records);
      if (this.abort.signal.aborted) return true;
      reader.iterator = page.next;
      if (page.next !== undefined) return records.length > 0;
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException)) throw error;
      reader.iterator = undefined;
      return true;
    }
    // A closed shard read to its end: its children may begin.
    this.#options.state.db
      .prepare(
        `INSERT INTO checkpoints (stream, shard, sequence, closed) VALUES (?, ?, '', 1)
         ON CONFLICT (stream, shard) DO UPDATE SET closed = 1`,
      )
      .run(reader.streamArn, reader.shardId);
    this.#readers = [];
    return true;
  }

  async #deliver(reader: Reader, records: Parameters<typeof deliver>[0]): Promise<void> {
    const { handler, onFailure, retries = 5, backoffMs = 100, state } = this.#options;
    const save = state.db.prepare(
      `INSERT INTO checkpoints (stream, shard, sequence) VALUES (?, ?, ?)
       ON CONFLICT (stream, shard) DO UPDATE SET sequence = excluded.sequence`,
    );
    await deliver(records, {
      handler,
      onFailure,
      retries,
      backoffMs,
      signal: this.abort.signal,
      log: this.#log,
      advance: (sequenceNumber) => {
        save.run(reader.streamArn, reader.shardId, sequenceNumber);
        this.#checkpoint = sequenceNumber;
      },
    });
    if (this.abort.signal.aborted) return;
    this.#handledUntil = (records.at(-1)?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000;
    this.#untrimmed += records.length;
    if (this.#untrimmed >= TRIM_EVERY) this.#trim();
  }

  /** Only ever below what is durably done: `#checkpoint` is set after its row was committed. */
  #trim(): void {
    if (this.#untrimmed === 0) return;
    this.#options.trim?.(this.#checkpoint);
    this.#untrimmed = 0;
  }

  async #iterator(reader: Reader): Promise<string | undefined> {
    const row = this.#options.state.db
      .prepare('SELECT sequence FROM checkpoints WHERE stream = ? AND shard = ?')
      .get(reader.streamArn, reader.shardId);
    const shard = { StreamArn: reader.streamArn, ShardId: reader.shardId };
    const start: GetShardIteratorCommandInput = { ...shard, ShardIteratorType: 'TRIM_HORIZON' };
    if (row === undefined) return (await this.#client.send(new GetShardIteratorCommand(start))).ShardIterator;
    try {
      const after = {
        ...shard,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const,
        SequenceNumber: `${row['sequence']}`,
      };
      return (await this.#client.send(new GetShardIteratorCommand(after))).ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      this.#log(`stream: records after ${row['sequence']} have expired unread, going on with the oldest there is`);
      return (await this.#client.send(new GetShardIteratorCommand(start))).ShardIterator;
    }
  }

  /** The shards that may be read now: not read to their end, and their parent (if still known) is. */
  async #discover(): Promise<Reader[]> {
    const { Streams = [] } = await this.#client.send(new ListStreamsCommand({ TableName: this.#options.tableName }));
    const newest = Streams.sort((a, b) => (a.StreamLabel ?? '').localeCompare(b.StreamLabel ?? '')).at(-1);
    if (!newest?.StreamArn) throw new Error(`the table ${this.#options.tableName} has no stream`);
    const streamArn = newest.StreamArn;
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const page = await this.#client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ...(last !== undefined && { ExclusiveStartShardId: last }) }),
      );
      shards.push(...(page.StreamDescription?.Shards ?? []));
      last = page.StreamDescription?.LastEvaluatedShardId;
    } while (last !== undefined);
    const closed = this.#options.state.db.prepare('SELECT shard FROM checkpoints WHERE stream = ? AND closed = 1');
    const done = new Set(closed.all(streamArn).map((row) => row['shard']));
    const open = shards.filter((shard) => !done.has(shard.ShardId ?? ''));
    const waiting = new Set(open.map((shard) => shard.ShardId));
    return open
      .filter((shard) => shard.ParentShardId === undefined || !waiting.has(shard.ParentShardId))
      .map((shard) => ({ streamArn, shardId: shard.ShardId ?? '' }));
  }

  /**
   * Ends the waits that are over: a whole round that began after the call found nothing, or, while writes keep coming,
   * a record of the only shard was handled that is surely younger than the call (its time is in whole seconds).
   */
  #settle(busy: boolean): void {
    const ordered = this.#readers.length === 1;
    this.#waiting = this.#waiting.filter(({ round, since, resolve }) => {
      const over = (!busy && this.#round > round) || (ordered && this.#handledUntil > since);
      if (over) resolve();
      return !over;
    });
  }

  /** Waits until a look is worth its cost: after a pause, or where it can be told, once something was written. */
  async #quiet(): Promise<void> {
    const { changed, idleMs = changed ? 25 : 100 } = this.#options;
    const until = Date.now() + ASK_ANYWAY_MS;
    do {
      if (await this.#pause(idleMs)) return;
    } while (changed && !changed() && Date.now() < until);
  }

  /** True when woken before its time. */
  #pause(ms: number): Promise<boolean> {
    if (this.#woken || this.abort.signal.aborted) {
      this.#woken = false;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#endPause = undefined;
        resolve(this.#woken);
        this.#woken = false;
      };
      const timer = setTimeout(end, ms);
      this.#endPause = end;
    });
  }
}
