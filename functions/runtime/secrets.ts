import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Of a secret that somebody was given, only its digest is kept. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A secret nobody can guess (256 bits), as it may stand in an address of the web: 43 characters. */
export const webSecret = (): string => randomBytes(32).toString('base64url');

/** Whether two digests are the same; takes the same time whatever they are. */
export const sameDigest = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
