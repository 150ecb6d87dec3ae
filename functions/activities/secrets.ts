import { randomBytes } from 'node:crypto';
import type { Key } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { digestOf, sameDigest } from '../runtime/secrets.ts';
import type { Item, Table } from '../runtime/table.ts';
import { lostRace } from '../runtime/table.ts';

/** Of a secret that somebody was given, only this is kept. */
export interface SecretItem {
  digest: string;
  /** ISO UTC. */
  madeAt: string;
  /** When it was used last, to the hour. ISO UTC. */
  readAt?: string;
}

/** How exactly it is noted when a secret was used, milliseconds. */
const HOUR = 3_600_000;

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
/** One for the part of a mail address before the @: 120 bits in lower case, for mail programs do not keep the case. */
export const mailSecret = (): string => Array.from(randomBytes(24), (byte) => letters[byte % 32]).join('');

/** Whether a secret is the one of the item; takes the same time whatever it is. */
export const isSecret = (secret: string, item: Item | undefined): boolean => {
  const kept = typeof item?.['digest'] === 'string' ? item['digest'] : digestOf('');
  return sameDigest(kept, digestOf(secret)) && item !== undefined;
};

/** Notes that a secret was used, once an hour. One that was replaced meanwhile is left alone. */
export const noteUse = async (key: Key, item: Item, now: string, table: Table): Promise<void> => {
  if (Date.parse(now) - Date.parse(String(item['readAt'] ?? '1970-01-01T00:00:00Z')) < HOUR) return;
  try {
    await table.write([
      { op: 'add', key, amounts: {}, set: { readAt: now }, where: { equals: { digest: item['digest'] } } },
    ]);
  } catch (error) {
    if (!lostRace(error)) throw error;
  }
};

/** What a person is told of a secret of theirs later on: that there is one. */
export const stateOf = (item: Item | undefined): { exists: boolean; madeAt?: string; readAt?: string } => {
  if (!item) return { exists: false };
  const { madeAt, readAt } = item as unknown as SecretItem;
  return { exists: true, madeAt, ...(readAt ? { readAt } : {}) };
};

/** Puts a new secret in place of the one before. */
export const keepSecret = (key: Key, secret: string, ctx: Ctx, more: Item = {}): Promise<void> =>
  ctx.table.write([
    {
      op: 'put',
      item: { ...key, ws: ctx.actor.ws, id: ctx.actor.id, digest: digestOf(secret), madeAt: ctx.now, ...more },
    },
  ]);
