import { mkdirSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { endOrphan, endProcess, spawnBound, writePidFile } from './emulator/process.ts';

/** A running embedded DynamoDB. */
export interface Emulator {
  readonly endpoint: string;
  /** The SQLite file behind it, for `streamTrimmer`. */
  readonly dbFile: string;
  stop(): Promise<void>;
}

const WAY_OUT = 'run `docker run -p 8000:8000 amazon/dynamodb-local` and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000.';

/** It does one request after the other in any case: a second thread only costs locks and memory (a third of its CPU time). */
const ONE_THREAD = { TOKIO_WORKER_THREADS: '1' };

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new Error(`No embedded DynamoDB for ${process.platform}-${process.arch}: ${WAY_OUT}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** By node:http, because the global fetch costs some 10 MB and 30 ms on its first use. */
function answers(endpoint: string): Promise<boolean> {
  return new Promise((done) => {
    const request = get(endpoint, { agent: false, timeout: 500 }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    });
    request.once('error', () => done(false)).once('timeout', () => request.destroy());
  });
}

interface Launch {
  binary: string;
  dbFile: string;
  pidFile: string;
  log(line: string): void;
}

/** One attempt: the port may be taken between finding and using it, in which case the child exits and says why. */
async function launch({ binary, dbFile, pidFile, log }: Launch): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', dbFile];
  const child = spawnBound(binary, args, ONE_THREAD);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-500);
  });
  let ended = false;
  let stopping = false;
  const exit = new Promise<void>((done) => {
    const end = () => {
      ended = true;
      done();
    };
    child.once('exit', end).once('error', end);
  });
  const { pid } = child;
  if (pid !== undefined) writePidFile(pidFile, { pid, marker: dbFile });
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const stop = async () => {
    stopping = true;
    // While it is being waited for, its end has to reach this process even if nothing else keeps the process alive.
    child.ref();
    process.off('exit', killOnExit);
    if (pid !== undefined && !ended) await Promise.race([endProcess(pid), exit]);
    await exit;
    rmSync(pidFile, { force: true });
  };
  for (let waited = 0; waited < 10_000 && !ended; waited += 5) {
    if (await answers(endpoint)) {
      child.once('exit', (code, signal) => {
        if (!stopping) log(`DynamoDB has ended unexpectedly (${signal ?? code}): ${said.trim()}`);
      });
      child.unref();
      (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
      (child.stdio[3] as unknown as { unref?(): void } | null)?.unref?.();
      return { endpoint, dbFile, stop };
    }
    await delay(5);
  }
  await stop();
  const reason = said.trim().replaceAll('\n', ' ') || 'no answer within ten seconds';
  throw new Error(`The embedded DynamoDB did not start (${reason}). Instead you can ${WAY_OUT}`);
}

/**
 * Starts the embedded DynamoDB on a free loopback port with its database in the data folder, after ending one that a
 * killed predecessor left behind. It ends with this process, however that ends.
 * @throws Error with one line for the user: no binary for this platform (naming the way out), folder in use, no start.
 */
export async function startEmulator(options: { dataDir: string; log(line: string): void }): Promise<Emulator> {
  const binary = findBinary();
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { log } = options;
  const files = { binary, dbFile: join(dataDir, 'dynamodb.sqlite'), pidFile: join(dataDir, 'dynamodb.pid'), log };
  await endOrphan(files.pidFile);
  widenCache(files.dbFile);
  const begun = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      const emulator = await launch(files);
      indexStream(emulator.dbFile);
      log(`DynamoDB on ${emulator.endpoint} after ${Math.round(performance.now() - begun)} ms`);
      return emulator;
    } catch (error) {
      if (attempt === 3) throw error;
      log(`${error instanceof Error ? error.message : error}; once more`);
    }
  }
}

function shapeOf(table: CreateTableCommandInput | TableDescription): string {
  const keys = (schema: { AttributeName?: string | undefined; KeyType?: string | undefined }[] = []) =>
    schema.map((key) => `${key.KeyType}:${key.AttributeName}`).join('+');
  const indexes = (table.GlobalSecondaryIndexes ?? []).map((index) => `${index.IndexName}(${keys(index.KeySchema)})`);
  return [keys(table.KeySchema), ...indexes.sort()].join(' ');
}

/**
 * Creates the table unless it is there, and returns its description.
 * @throws Error when a table of that name has other keys or indexes: the data folder belongs to another version.
 */
export async function createTable(options: {
  client: DynamoDBClient;
  table: CreateTableCommandInput;
}): Promise<TableDescription> {
  const { client, table } = options;
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  for (;;) {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName: table.TableName }));
    if (found && shapeOf(found) !== shapeOf(table)) {
      throw new Error(
        `The table ${table.TableName} has the keys ${shapeOf(found)}, but this version needs ${shapeOf(table)}: ` +
          'choose another data folder.',
      );
    }
    if (found?.TableStatus === 'ACTIVE') return found;
    await delay(20);
  }
}

/** Opens the emulator's own database beside it: never waiting long, never checkpointing on this process's thread. */
function openBeside(dbFile: string): DatabaseSync {
  const db = new DatabaseSync(dbFile);
  db.exec('PRAGMA busy_timeout = 25; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0;');
  return db;
}

/** Pages of 4 kB that the emulator holds at most: 64 MB, of which a small company's data takes a part. */
const CACHE_PAGES = 16_384;

/**
 * The emulator leaves SQLite its 2 MB of cache and so reads its pages again and again: 14,000 reads a second during an import. The
 * file's own header names another size, which holds for whoever opens it next.
 */
function widenCache(dbFile: string): void {
  const db = openBeside(dbFile);
  try {
    db.exec(`PRAGMA default_cache_size = ${CACHE_PAGES}`);
  } finally {
    db.close();
  }
}

/**
 * The emulator finds each next sequence number, and each page of the stream, by reading all retained records: writes
 * fall from 2,000/s to 600/s within 6,000 records. With this index they stay at 2,400/s however many are retained.
 */
function indexStream(dbFile: string): void {
  const db = openBeside(dbFile);
  try {
    db.exec(
      'CREATE INDEX IF NOT EXISTS stream_by_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    db.close();
  }
}

/** Looks after the stream's records in the emulator's file, beside the emulator. */
export interface StreamTrimmer {
  /**
   * Whether anything was written since the last call, the first time always. It costs some 5 µs where a request to the
   * emulator costs 2 ms, so an idle stream can be looked at often.
   */
  changed(): boolean;
  /**
   * Deletes the table's stream records up to a sequence number, the newest record excepted, and returns how many went.
   * Returns 0 without waiting while the emulator is writing: the next call takes those too.
   */
  trim(sequenceNumber: string): number;
  close(): void;
}

/**
 * Keeps the emulator's file short by deleting handled stream records. The newest record always stays: the emulator
 * counts on from the highest retained number, and over an empty stream it would start at 1 again, below the reader's
 * checkpoint, so that new records would never be read.
 */
export function streamTrimmer(dbFile: string, tableName: string): StreamTrimmer {
  const db = openBeside(dbFile);
  const remove = db.prepare(
    `DELETE FROM _stream_records WHERE table_name = :table AND CAST(sequence_number AS INTEGER) <= :sequence
     AND CAST(sequence_number AS INTEGER) <
       (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)`,
  );
  const version = db.prepare('PRAGMA data_version');
  let seen: unknown;
  return {
    changed(): boolean {
      const before = seen;
      seen = version.get()?.['data_version'];
      return seen !== before;
    },
    trim(sequenceNumber: string): number {
      try {
        return Number(remove.run({ table: tableName, sequence: BigInt(sequenceNumber) }).changes);
      } catch (error) {
        if (error instanceof Error && /locked|busy/.test(error.message)) return 0;
        throw error;
      }
    },
    close(): void {
      if (db.isOpen) db.close();
    },
  };
}
