import { createHash } from 'node:crypto';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Key } from '../../shared/table/keys.ts';
import { idempotencyKey, recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Input } from './http.ts';
import type { Item, Write } from './table.ts';
import { WriteRefused } from './table.ts';

/** How long a key is remembered, seconds. */
const REMEMBER = 7 * 86_400;

/** What makes two requests the same one: endpoint, address and body. */
const requestHash = (endpointId: string, input: Input): string =>
  createHash('sha256')
    .update(`${endpointId}\n${JSON.stringify([input.params, input.body])}`)
    .digest('base64url');

/** The item that makes a repeated request harmless; it goes into the write's own transaction. `result` is the id of what was made. */
export const idempotencyWrite = (endpointId: string, input: Input, ctx: Ctx, result: string): Write[] => {
  if (input.idempotencyKey === undefined) return [];
  const key = idempotencyKey(ctx.actor.ws, ctx.actor.id, input.idempotencyKey);
  return [
    {
      op: 'create',
      item: {
        ...key,
        hash: requestHash(endpointId, input),
        result,
        at: ctx.now,
        ttl: Math.floor(Date.parse(ctx.now) / 1000) + REMEMBER,
      },
    },
  ];
};

/** Whether a refused write is an idempotency item. */
export const isIdempotencyItem = (item: Item | undefined): item is Item =>
  typeof item?.['pk'] === 'string' && String(item['pk']).split('#')[1] === 'idem';

/** Id of what the first request with this key made. @throws Problem idempotency-reused when it was another request */
export const replayOf = (endpointId: string, input: Input, item: Item): string => {
  if (item['hash'] !== requestHash(endpointId, input)) throw new Problem('idempotency-reused');
  return String(item['result']);
};

/**
 * Takes the key of a request whose effect is one by itself, however often it is carried out.
 * @throws Problem idempotency-reused when the key stands for another request
 */
export const claimKey = async (endpointId: string, input: Input, ctx: Ctx): Promise<void> => {
  const writes = idempotencyWrite(endpointId, input, ctx, '');
  if (writes.length === 0) return;
  try {
    await ctx.table.write(writes);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !error.existing) throw error;
    replayOf(endpointId, input, error.existing);
  }
};

/** Key of the idempotency item of a request, for those that look before they act. */
export const idempotencyKeyOf = (input: Input, ws: string, actorId: string): Key[] =>
  input.idempotencyKey === undefined ? [] : [idempotencyKey(ws, actorId, input.idempotencyKey)];

export { recordKey };
