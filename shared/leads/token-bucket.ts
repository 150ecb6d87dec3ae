/** What is left of a bucket, and when that was so (ms). */
export interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket refilled evenly: `capacity` at once, as many in an hour. */
export interface BucketRule {
  capacity: number;
}

const HOUR = 3_600_000;

/** The bucket at an instant, refilled since; a new one is full. A clock that went back refills nothing. */
export const refilled = (bucket: Bucket | undefined, { capacity }: BucketRule, now: number): Bucket => {
  if (!bucket) return { tokens: capacity, at: now };
  const since = Math.max(0, now - bucket.at);
  return { tokens: Math.min(capacity, bucket.tokens + (since / HOUR) * capacity), at: Math.max(now, bucket.at) };
};

/**
 * Takes one token. @param now milliseconds
 * @returns the bucket after it, or how long until there is one (ms)
 */
export const takeToken = (
  bucket: Bucket | undefined,
  rule: BucketRule,
  now: number,
): { ok: true; bucket: Bucket } | { ok: false; waitMs: number } => {
  const full = refilled(bucket, rule, now);
  if (full.tokens >= 1) return { ok: true, bucket: { ...full, tokens: full.tokens - 1 } };
  return { ok: false, waitMs: Math.ceil(((1 - full.tokens) * HOUR) / rule.capacity) };
};
