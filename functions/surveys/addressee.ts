import type { Rec } from '../../shared/kernel/record.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { mainContact } from '../../shared/surveys/asking.ts';
import { winnerRecord } from '../runtime/aliases.ts';
import type { Ctx } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';

/** Who is written to. Without a contact the mail goes to the account's own address. */
export interface Addressee {
  email: string;
  contactId?: string;
}

const emailOf = (data: Readonly<Record<string, unknown>> | undefined): string | undefined => {
  const email = data?.['email'];
  // Imports store what they were given: what no mail can be sent to is no address.
  return typeof email === 'string' && /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email) ? email : undefined;
};

const isGone = (rec: Rec): boolean => rec.archivedAt !== undefined || rec.aliasOf !== undefined;

/** The record that an id stands for now: a complaint names its customer as it was called before a merge. */
export const presentRecord = async (id: unknown, ctx: Ctx): Promise<Rec | undefined> => {
  const rec = await readRecord(id, ctx);
  return rec && winnerRecord(rec, ctx);
};

/** The person whom something concerns, else the account's main contact, else the account's own address. */
export const addresseeOf = async (
  account: Rec | undefined,
  contactId: unknown,
  ctx: Ctx,
): Promise<Addressee | undefined> => {
  if (!account || isGone(account)) return undefined;
  const contact = await presentRecord(contactId, ctx);
  const own = contact && !isGone(contact) ? emailOf(contact.data) : undefined;
  if (contact && own) return { email: own, contactId: contact.id };
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'contact', ctx.table);
  const known = idsOf(account).flatMap((id) => view.having('accountId', id) ?? []);
  const main = mainContact(known.filter((row) => emailOf(row)));
  if (main) return { email: String(main['email']), contactId: main.id };
  const email = emailOf(account.data);
  return email ? { email } : undefined;
};
