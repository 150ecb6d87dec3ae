import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the local stack must remember between two starts, apart from the product's own table and files. */
export interface State {
  readonly dataDir: string;
  readonly db: DatabaseSync;
  /** In-process signals, so that a worker need not poll: `queue:<name>` is emitted when a message arrives or leaves. */
  readonly signals: EventEmitter;
  /** Runs `work` in one transaction: all of it is durable when this returns, or none of it if it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Times are milliseconds since 1970 throughout. One table per concern; JSON only where nothing queries inside it.
 * `messages.receipt` is set exactly while a consumer holds the message.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS checkpoints (
  stream TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (stream, shard)) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL, sent_at INTEGER NOT NULL,
  visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT) STRICT;
CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, visible_at);
CREATE TABLE IF NOT EXISTS dead_letters (
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL, sent_at INTEGER NOT NULL,
  receives INTEGER NOT NULL, failed_at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, sender TEXT NOT NULL,
  recipients TEXT NOT NULL, subject TEXT NOT NULL, mail TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS schedules (id TEXT PRIMARY KEY, last_run INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS user_pools (id TEXT PRIMARY KEY, config TEXT NOT NULL, signing_key TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS user_pool_clients (id TEXT PRIMARY KEY, pool TEXT NOT NULL, config TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS users (
  pool TEXT NOT NULL, username TEXT NOT NULL, email TEXT, record TEXT NOT NULL, PRIMARY KEY (pool, username)) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS users_email ON users (pool, email);
CREATE TABLE IF NOT EXISTS refresh_tokens (
  hash TEXT PRIMARY KEY, pool TEXT NOT NULL, username TEXT NOT NULL, client TEXT NOT NULL, origin TEXT NOT NULL,
  auth_time INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS refresh_tokens_user ON refresh_tokens (pool, username);
CREATE TABLE IF NOT EXISTS sign_in_attempts (
  pool TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (pool, name, kind)) STRICT;
`;

function openDatabase(file: string, dataDir: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    // The exclusive lock makes "what is in flight belongs to a dead process" true at start, and the operating system
    // gives it back even after kill -9. FULL: an acknowledged message also survives a power cut.
    db.exec('PRAGMA busy_timeout = 300; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;');
    db.exec('PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT;');
    return db;
  } catch (error) {
    db.close();
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes('locked')) throw new Error(`The data folder ${dataDir} is in use by another process.`);
    throw new Error(`The data folder ${dataDir} cannot be opened: ${message}.`);
  }
}

function checkFormat(db: DatabaseSync, dataDir: string, formatVersion: number): void {
  db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  const found = db.prepare("SELECT value FROM meta WHERE key = 'format'").get()?.['value'];
  if (found === undefined) {
    db.prepare("INSERT INTO meta (key, value) VALUES ('format', ?)").run(String(formatVersion));
  } else if (Number(found) !== formatVersion) {
    throw new Error(
      `The data folder ${dataDir} has format ${found}, but this version reads format ${formatVersion}: ` +
        'move it away or choose another data folder.',
    );
  }
}

/**
 * Opens (and creates, where needed) `local.sqlite` in the data folder, and gives back to their queues the messages a
 * killed process had in hand.
 * @throws Error with one line to show the user: the folder has another format, is in use, or cannot be opened.
 */
export function openState(dataDir: string, options: { formatVersion: number }): State {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = openDatabase(join(dataDir, 'local.sqlite'), dataDir);
  try {
    checkFormat(db, dataDir, options.formatVersion);
    db.exec(SCHEMA);
    // Being killed says nothing about the message, so the interrupted receive does not count towards its dead letter.
    db.exec('UPDATE messages SET receipt = NULL, visible_at = 0, receives = receives - 1 WHERE receipt IS NOT NULL');
  } catch (error) {
    db.close();
    throw error;
  }
  return stateOf(db, dataDir);
}

function stateOf(db: DatabaseSync, dataDir: string): State {
  return {
    dataDir,
    db,
    signals: new EventEmitter().setMaxListeners(0),
    transaction<T>(work: () => T): T {
      if (db.isTransaction) return work();
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close(): void {
      if (db.isOpen) db.close();
    },
  };
}
