import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ReceivedBody } from './body.ts';
import { S3Error } from './error.ts';

/** An object as the index knows it. */
export interface StoredObject {
  key: string;
  size: number;
  /** Without quotation marks. */
  etag: string;
  /** Milliseconds. */
  modifiedAt: number;
  /** Response headers that were given with the upload. */
  headers: Record<string, string>;
}

/** What is to be stored under a key; `write` fills the file and says what it wrote. */
export interface NewObject {
  headers: Record<string, string>;
  modifiedAt: number;
  write(file: FileHandle): Promise<ReceivedBody>;
  /** A last look at what is there now; it may throw to refuse. */
  check(found: StoredObject | undefined): void;
}

/** One page of a listing. */
export interface Listing {
  objects: StoredObject[];
  prefixes: string[];
  /** The last key or prefix of the page, where more follow. */
  next?: string;
}

/**
 * Objects as files with an index beside them. Files have names of their own making: no key, however spelled, can leave
 * the folder, collide on a file system without case, or be too long. The index row is what makes an object exist, so a
 * kill at any point leaves the old object or the new one, and at most a file without a row, removed at the next start.
 */
export class ObjectStore {
  readonly #folder: string;
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(join(folder, 'incoming'), { recursive: true, force: true });
    mkdirSync(join(folder, 'incoming'), { recursive: true, mode: 0o700 });
    this.#db = new DatabaseSync(join(folder, 'index.sqlite'));
    this.#db.exec(`
      PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS objects (
        bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
        modified_at INTEGER NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;`);
    this.#sweep();
  }

  #path(file: string): string {
    return join(this.#folder, 'files', file.slice(0, 2), file);
  }

  /** Removes files whose row was never written or already replaced when the process was killed. */
  #sweep(): void {
    const known = new Set(
      this.#db
        .prepare('SELECT file FROM objects')
        .all()
        .map((row) => String(row['file'])),
    );
    const files = join(this.#folder, 'files');
    mkdirSync(files, { recursive: true, mode: 0o700 });
    for (const group of readdirSync(files)) {
      for (const file of readdirSync(join(files, group))) if (!known.has(file)) rmSync(join(files, group, file));
    }
  }

  #row(bucket: string, key: string): { file: string; object: StoredObject } | undefined {
    const row = this.#db.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?').get(bucket, key);
    return row && { file: String(row['file']), object: stored(row) };
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.#row(bucket, key)?.object;
  }

  /** The object with its opened file. An overwrite in between removes the file, so a second look may be needed. */
  async open(bucket: string, key: string): Promise<{ object: StoredObject; file: FileHandle } | undefined> {
    for (let tries = 0; ; tries++) {
      const row = this.#row(bucket, key);
      if (!row) return undefined;
      try {
        return { object: row.object, file: await open(this.#path(row.file)) };
      } catch (error) {
        if (tries === 3 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }

  async put(bucket: string, key: string, content: NewObject): Promise<ReceivedBody> {
    const name = randomUUID();
    const incoming = join(this.#folder, 'incoming', name);
    const final = this.#path(name);
    let received: ReceivedBody;
    try {
      const file = await open(incoming, 'wx', 0o600);
      try {
        received = await content.write(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await mkdir(dirname(final), { recursive: true });
      await rename(incoming, final);
      content.check(this.find(bucket, key));
    } catch (error) {
      await Promise.all([rm(incoming, { force: true }), rm(final, { force: true })]);
      throw error;
    }
    const old = this.#row(bucket, key);
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO objects (bucket, key, file, size, etag, modified_at, headers) VALUES (?,?,?,?,?,?,?)',
      )
      .run(bucket, key, name, received.size, received.md5, content.modifiedAt, JSON.stringify(content.headers));
    if (old) await rm(this.#path(old.file), { force: true });
    return received;
  }

  async delete(bucket: string, key: string): Promise<void> {
    const row = this.#row(bucket, key);
    if (!row) return;
    this.#db.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?').run(bucket, key);
    await rm(this.#path(row.file), { force: true });
  }

  /** Keys in the order of their bytes, those with a common part up to the delimiter as one prefix. */
  list(bucket: string, query: { prefix: string; delimiter: string; after: string; limit: number }): Listing {
    const { prefix, delimiter, after, limit } = query;
    const step = this.#db.prepare(
      'SELECT * FROM objects WHERE bucket = ? AND key > ? AND key >= ? ORDER BY key LIMIT ?',
    );
    const listing: Listing = { objects: [], prefixes: [] };
    let last = after;
    /** Set after a prefix: the greatest text that begins with it, to jump over its keys. */
    let from = last;
    for (;;) {
      const rows = step.all(bucket, from, prefix, delimiter === '' ? limit + 1 : 1);
      if (rows.length === 0) return listing;
      for (const row of rows) {
        const key = String(row['key']);
        if (!key.startsWith(prefix)) return listing;
        const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
        const group = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
        from = group === undefined || group === last ? key : `${group}\u{10ffff}`;
        // Seen already: the page before ended with this very prefix.
        if (group !== undefined && group === last) continue;
        if (listing.objects.length + listing.prefixes.length === limit) return { ...listing, next: last };
        if (group === undefined) listing.objects.push(stored(row));
        else listing.prefixes.push(group);
        last = group ?? key;
      }
    }
  }

  close(): void {
    this.#db.close();
  }
}

function stored(row: Record<string, unknown>): StoredObject {
  return {
    key: String(row['key']),
    size: Number(row['size']),
    etag: String(row['etag']),
    modifiedAt: Number(row['modified_at']),
    headers: JSON.parse(String(row['headers'])) as Record<string, string>,
  };
}

/**
 * A key S3 would take.
 * @throws S3Error KeyTooLongError
 */
export function requireKey(key: string): string {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long.', 400);
  return key;
}
