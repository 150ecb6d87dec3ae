import { inScope } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import { address } from '../../shared/customers/address.ts';
import { contact } from '../../shared/customers/contact.ts';
import { accountTimeline, eraseAccount, eraseContact } from '../../shared/customers/customers.contract.ts';
import { entityOf } from '../../shared/entities.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { crudRoutes } from '../runtime/crud.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { eraseHandler } from './erase.ts';

/** Where a page of a timeline ended: in each member's own timeline; `null` where there is nothing more. */
type Places = Record<string, Record<string, unknown> | null>;

/** Newest first over the timelines of an account and of those that it took in: one query each, as many as a page needs of the newest. */
const familyPage = async (
  members: readonly string[],
  { limit, from }: { limit: number; from: Places },
  ctx: Ctx,
): Promise<{ items: Item[]; next?: Places }> => {
  const pages = await Promise.all(
    members.map(async (id) => {
      if (from[id] === null) return { id, items: [] as Item[], more: false };
      const page = await ctx.table.query({
        index: 'related',
        partition: relatedPartition(ctx.actor.ws, id),
        begins: 'timeline#',
        descending: true,
        limit,
        start: from[id],
      });
      return { id, items: page.items, more: page.next !== undefined };
    }),
  );
  const sorted = pages
    .flatMap(({ id, items }) => items.map((item) => ({ id, item, at: String(item['g2s']) })))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const shown = sorted.slice(0, limit);
  const next: Places = {};
  for (const { id, items, more } of pages) {
    const taken = shown.filter((one) => one.id === id);
    const { pk, sk, g2p, g2s } = taken.at(-1)?.item ?? {};
    if (taken.length === items.length && !more) next[id] = null;
    else if (taken.length > 0) next[id] = { pk, sk, g2p, g2s };
    else if (from[id]) next[id] = from[id];
  }
  const isOver = members.every((id) => next[id] === null);
  return { items: shown.map((one) => one.item), ...(isOver ? {} : { next }) };
};

/** One page of an account's timeline, newest first: a query of the `related` index for it and for each account that it took in. */
const timeline: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input: Input, ctx: Ctx) => {
    const rec = loadedRecord(account, input.params.id, ctx);
    const bound = `${ctx.actor.ws}\ntimeline\n${rec.id}`;
    const from = readCursor<Places>(input.query.cursor, bound) ?? {};
    const page = await familyPage(idsOf(rec), { limit: input.query.limit, from }, ctx);
    const items = page.items
      .map(toRec)
      .filter(
        (entry) =>
          !entry.archivedAt &&
          (!entityOf(entry.type).owned || inScope(ctx.actor, entry) || rec.ownerId === ctx.actor.id),
      )
      .map((entry) => {
        const entity = entityOf(entry.type);
        const hidden = hiddenFrom(entity, ctx.actor).fields;
        const data = Object.fromEntries(Object.entries(entry.data).filter(([name]) => !hidden.includes(name)));
        return {
          type: entry.type,
          id: entry.id,
          at: entry.occurredAt,
          title: String(entry.data[entity.title] ?? ''),
          by: entry.createdBy,
          ...(entry.ownerId ? { ownerId: entry.ownerId } : {}),
          data,
        };
      });
    return { items, ...(page.next ? { cursor: makeCursor(page.next, bound) } : {}) };
  },
};

export const customerRoutes: Routes[] = [
  crudRoutes(account),
  crudRoutes(contact),
  crudRoutes(accountGroup),
  crudRoutes(address),
  {
    contracts: [accountTimeline, eraseAccount, eraseContact],
    handlers: {
      [accountTimeline.id]: timeline,
      [eraseAccount.id]: eraseHandler(account),
      [eraseContact.id]: eraseHandler(contact),
    },
  },
];
