import { createHash } from 'node:crypto';
import { canonicalJson as canonical } from '../../shared/kernel/canonical.ts';

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
  /** The second person, for a change of critical fields. */
  approvedBy?: string;
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
      // Only where there is one: entries from before it existed keep their hash.
      ...(entry.approvedBy === undefined ? [] : [entry.approvedBy]),
    ]),
  );

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

/** Where the digests of a workspace's chain heads stand in the vault. */
export const digestPrefix = (ws: string): string => `digests/${ws}/`;

/** The digest of a day (YYYY-MM-DD, UTC). */
export const digestName = (ws: string, day: string): string => `${digestPrefix(ws)}${day}.txt`;
