import { inScope } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import { accountGroup } from '../../shared/customers/account-group.ts';
import { address } from '../../shared/customers/address.ts';
import { contact } from '../../shared/customers/contact.ts';
import { accountTimeline, eraseAccount, eraseContact } from '../../shared/customers/customers.contract.ts';
import { entityOf } from '../../shared/entities.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { crudRoutes } from '../runtime/crud.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { toRec } from '../runtime/stored.ts';
import { eraseHandler } from './erase.ts';

/** One page of an account's timeline: one query of the `related` index, newest first. */
const timeline: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input: Input, ctx: Ctx) => {
    const rec = loadedRecord(account, input.params.id, ctx);
    const bound = `${ctx.actor.ws}\ntimeline\n${rec.id}`;
    const start = readCursor<Record<string, unknown>>(input.query.cursor, bound);
    const page = await ctx.table.query({
      index: 'related',
      partition: relatedPartition(ctx.actor.ws, rec.id),
      begins: 'timeline#',
      descending: true,
      limit: input.query.limit,
      start,
    });
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
