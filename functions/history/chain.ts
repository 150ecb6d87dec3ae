import { randomBytes } from 'node:crypto';
import { canonicalJson as canonical } from '../../shared/kernel/canonical.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { ChainEntry, Change } from '../runtime/chain-check.ts';
import { digestOf, hashOf } from '../runtime/chain-check.ts';

export type { ChainEntry, Change } from '../runtime/chain-check.ts';
export { digestOf, hashOf, verifyChain } from '../runtime/chain-check.ts';

/** What history keeps of a document's process: the version, the last step, the signatures. The step items have the rest. */
const processIn = ({ process }: Rec): Record<string, unknown> => {
  if (!process) return {};
  const last = process.trail.at(-1);
  const signatures = process.approval?.levels.flatMap((level) =>
    level.slots.flatMap(({ id, decision }) =>
      decision ? [[id, decision.verdict, decision.by, decision.onBehalfOf ?? '', decision.at].join(' ')] : [],
    ),
  );
  return {
    'process.version': process.version,
    ...(last ? { 'process.step': [last.n, last.action, last.from, last.to, last.by, last.at].join(' ') } : {}),
    ...(signatures && signatures.length > 0 ? { 'process.signatures': signatures.join('\n') } : {}),
  };
};

/** The fields of a record that history speaks of: the declared ones and those of the envelope that people set. */
const watched = (rec: Rec): Record<string, unknown> => {
  const { custom, ...data } = rec.data as Record<string, unknown> & { custom?: Record<string, unknown> };
  const flat: Record<string, unknown> = { ...data };
  for (const [name, value] of Object.entries(custom ?? {})) flat[`custom.${name}`] = value;
  for (const name of ['ownerId', 'teamId', 'archivedAt', 'aliasOf', 'aliases', 'verifiedAt'] as const)
    if (rec[name] !== undefined) flat[name] = rec[name];
  for (const [system, id] of Object.entries(rec.externalIds ?? {})) flat[`externalIds.${system}`] = id;
  for (const [path, value] of Object.entries(rec.asImported ?? {})) flat[`asImported.${path}`] = value;
  for (const [field, request] of Object.entries(rec.pending ?? {})) flat[`pending.${field}`] = request;
  for (const [field, by] of Object.entries(rec.unreviewed ?? {})) flat[`unreviewed.${field}`] = by;
  Object.assign(flat, processIn(rec));
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
    ...(next.approvedBy ? { approvedBy: next.approvedBy } : {}),
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
