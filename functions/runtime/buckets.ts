import { createHash } from 'node:crypto';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Bucket } from '../../shared/leads/token-bucket.ts';
import { takeToken } from '../../shared/leads/token-bucket.ts';
import type { Key } from '../../shared/table/keys.ts';
import { takingTurns } from './commit.ts';
import type { Ctx } from './http.ts';
import type { Item, Write } from './table.ts';

/** After so long every bucket is full again and may go (s). */
const KEPT = 2 * 3600;

/** A digest, so that what identifies a person or a line is never stored as it is. */
export const bucketDigest = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 32);

/** What may be done so often in an hour, and where it is counted. */
export interface Limit {
  key: Key;
  capacity: number;
}

const refuse = (waitMs: number): Problem => {
  const problem = new Problem('too-many-requests');
  problem.retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  return problem;
};

/** Refuses where a bucket has no token; takes none. `item`: the bucket as it was read. @throws Problem too-many-requests */
export const demandToken = (item: Item | undefined, { capacity }: Pick<Limit, 'capacity'>, now: string): void => {
  const taken = takeToken(item as Bucket | undefined, { capacity }, Date.parse(now));
  if (!taken.ok) throw refuse(taken.waitMs);
};

/**
 * Takes a token of each limit, all or none.
 * @throws Problem too-many-requests with the time to wait, busy
 */
export const takeTokens = (limits: readonly Limit[], ctx: Pick<Ctx, 'table' | 'now'>): Promise<void> =>
  takingTurns(async () => {
    const now = Date.parse(ctx.now);
    const items = await ctx.table.batchGet(limits.map((limit) => limit.key));
    const writes = limits.map(({ key, capacity }, index): Write => {
      const item = items[index];
      const taken = takeToken(item as Bucket | undefined, { capacity }, now);
      if (!taken.ok) throw refuse(taken.waitMs);
      const version = Number(item?.['version'] ?? 0);
      const next = { ...key, ...taken.bucket, version: version + 1, ttl: Math.floor(now / 1000) + KEPT };
      return item ? { op: 'replace', item: next, version } : { op: 'create', item: next };
    });
    return ctx.table.write(writes);
  });
