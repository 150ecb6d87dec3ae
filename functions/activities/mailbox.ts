import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { mailboxKey, mailboxPartition, recordKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { env } from '../runtime/env.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { digestOf } from '../runtime/secrets.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { isSecret, keepSecret, mailSecret, stateOf } from './secrets.ts';

const ownKey = (input: Input, ctx: Ctx) => mailboxKey(input.params.workspaceId, ctx.actor.id);

export const mailboxState: Handler['handle'] = async (input, ctx) => ({
  available: env.mailDomain !== '',
  ...stateOf(await ctx.table.get(ownKey(input, ctx))),
});

/** A new address for copies of e-mails. @throws Problem conflict where this deployment takes no mail */
export const makeMailbox: Handler['handle'] = async (input, ctx) => {
  if (env.mailDomain === '') throw new Problem('conflict', 'This deployment does not take e-mails.');
  const secret = mailSecret();
  await keepSecret(ownKey(input, ctx), secret, ctx, { g2p: mailboxPartition(digestOf(secret)), g2s: ctx.now });
  return { exists: true, address: `${secret}@${env.mailDomain}`, madeAt: ctx.now };
};

export const revokeMailbox: Handler['handle'] = async (input, ctx) => {
  await ctx.table.write([{ op: 'delete', key: ownKey(input, ctx) }]);
  return { status: 'done' };
};

/** Whose address it is. */
export interface Owner {
  item: Item;
  member: Rec;
}

/** The member behind the part of an address before the @; undefined for one that is nobody's, or is not any more. */
export const ownerOf = async (secret: string, deps: Deps): Promise<Owner | undefined> => {
  const { items } = await deps.table.query({
    index: 'related',
    partition: mailboxPartition(digestOf(secret)),
    limit: 1,
  });
  const [pointer] = items;
  if (!pointer) return undefined;
  const [ws, id] = [String(pointer['ws']), String(pointer['id'])];
  // The index may be a moment behind: what counts is the item itself.
  const [item, member] = await deps.table.batchGet([mailboxKey(ws, id), recordKey(ws, id)]);
  return item && member && isSecret(secret, item) ? { item, member: toRec(member) } : undefined;
};
