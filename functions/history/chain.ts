import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson as canonical } from '../../shared/kernel/canonical.ts';
import type { Rec } from '../../shared/kernel/record.ts';

/** One field's change. The digest enters the chain in place of the values, so that erasing them leaves it verifiable. */
export interface Change {
  field: string;
  before?: unknown;
  after?: unknown;
  digest: string;
}

/** An entry of a record's history as it is stored. */
export interface ChainEntry {
  version: number;
  at: string;
  by: string;
  via: string;
  source?: string;
  onBehalfOf?: string;
  reason?: string;
  operation: 'created' | 'changed' | 'archived' | 'restored' | 'removed';
  changes: Change[];
  /** Goes with the values when they are erased; without it a digest cannot be tried out. */
  salt?: string;
  previous: string;
  hash: string;
}

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const digestOf = (salt: string, before: unknown, after: unknown): string =>
  sha(`${salt}\n${canonical(before)}\n${canonical(after)}`).slice(0, 22);

/** Hash of an entry from all that may never change, values excepted: they are in it by their digests. */
export const hashOf = (entry: Omit<ChainEntry, 'hash' | 'salt'>): string =>
  sha(
    canonical([
      entry.previous,
      entry.version,
      entry.at,
      entry.by,
      entry.via,
      entry.source ?? '',
      entry.onBehalfOf ?? '',
      entry.reason ?? '',
      entry.operation,
      entry.changes.map((change) => [change.field, change.digest]),
    ]),
  );

/** The fields of a record that history speaks of: the declared ones and those of the envelope that people set. */
const watched = (rec: Rec): Record<string, unknown> => {
  const { custom, ...data } = rec.data as Record<string, unknown> & { custom?: Record<string, unknown> };
  const flat: Record<string, unknown> = { ...data };
  for (const [name, value] of Object.entries(custom ?? {})) flat[`custom.${name}`] = value;
  for (const name of ['ownerId', 'teamId', 'archivedAt', 'aliasOf'] as const)
    if (rec[name] !== undefined) flat[name] = rec[name];
  for (const [system, id] of Object.entries(rec.externalIds ?? {})) flat[`externalIds.${system}`] = id;
  for (const [path, value] of Object.entries(rec.asImported ?? {})) flat[`asImported.${path}`] = value;
  (rec.lines ?? []).forEach((line, index) => {
    for (const [name, value] of Object.entries(line)) flat[`lines.${index}.${name}`] = value;
  });
  return flat;
};

const operationOf = (next: Rec, old: Rec | undefined): ChainEntry['operation'] => {
  if (!old) return 'created';
  if (next.removedAt) return 'removed';
  if (next.archivedAt && !old.archivedAt) return 'archived';
  if (!next.archivedAt && old.archivedAt) return 'restored';
  return 'changed';
};

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b));

/** What changed between two images, field by field, without digests. A creation is one change: the whole, kept as a digest only. */
export const changesBetween = (next: Rec, old: Rec | undefined): Omit<Change, 'digest'>[] => {
  if (!old) return [];
  const before = watched(old);
  const after = watched(next);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !same(before[field], after[field]))
    .sort()
    .map((field) => ({ field, before: before[field], after: after[field] }));
};

/** The most bytes of values in an entry: an item has 400 kB, and a document may say 200 kB before and 200 kB after a change. */
const MAX_VALUE_BYTES = 250_000;

/** The entry for a new image of a record. @param previous hash of the entry before; '' for the first */
export const entryFor = (
  next: Rec,
  old: Rec | undefined,
  previous: string,
  salt = randomBytes(9).toString('base64url'),
): ChainEntry => {
  // The first values are those of the present record with all later changes taken back; only their digest is kept here.
  const changes: Change[] = old
    ? changesBetween(next, old).map((change) => ({ ...change, digest: digestOf(salt, change.before, change.after) }))
    : [{ field: '*', digest: digestOf(salt, null, watched(next)) }];
  const entry = {
    version: next.version,
    at: next.updatedAt,
    by: next.updatedBy,
    via: next.via,
    source: next.source,
    ...(next.onBehalfOf ? { onBehalfOf: next.onBehalfOf } : {}),
    ...(next.reason ? { reason: next.reason } : {}),
    operation: operationOf(next, old),
    changes,
    previous,
  };
  const hash = hashOf(entry);
  // The version that erases must not keep what it erased; nor may an older one that comes late. A change too large for an item
  // says which fields it was about; what they said before is proved by the digests alone.
  if (next.erasedAt || Buffer.byteLength(JSON.stringify(changes)) > MAX_VALUE_BYTES)
    return { ...entry, changes: changes.map(({ field, digest }) => ({ field, digest })), hash };
  return { ...entry, salt, hash };
};

/** What is wrong with a chain, oldest first: version and kind of each break. An empty list is a sound chain. */
export const verifyChain = (
  entries: readonly ChainEntry[],
): { version: number; fault: 'gap' | 'changed' | 'broken-link' | 'value-changed' }[] => {
  const faults: { version: number; fault: 'gap' | 'changed' | 'broken-link' | 'value-changed' }[] = [];
  let previous = '';
  let version = 0;
  for (const entry of entries) {
    if (entry.version !== version + 1) faults.push({ version: version + 1, fault: 'gap' });
    else if (entry.previous !== previous) faults.push({ version: entry.version, fault: 'broken-link' });
    if (hashOf(entry) !== entry.hash) faults.push({ version: entry.version, fault: 'changed' });
    for (const change of entry.changes) {
      if (entry.salt === undefined || change.field === '*') continue;
      if (digestOf(entry.salt, change.before, change.after) !== change.digest)
        faults.push({ version: entry.version, fault: 'value-changed' });
    }
    previous = entry.hash;
    version = entry.version;
  }
  return faults;
};
