import { inScope, may, scopePartition } from '../../shared/access/authorise.ts';
import { activity } from '../../shared/activities/activity.ts';
import type { Mail } from '../../shared/activities/mail.ts';
import { mailFields, outsiders } from '../../shared/activities/mail.ts';
import { entityOf } from '../../shared/entities.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { carryOut } from '../runtime/carry-out.ts';
import type { Ctx } from '../runtime/http.ts';
import { madeFrom, readRecord } from '../runtime/made.ts';
import type { Write } from '../runtime/table.ts';
import { identityOf } from './read-mail.ts';

/** Whose message it is, as far as its addresses tell. */
export interface Links {
  accountId?: string;
  contactId?: string;
  opportunityId?: string;
  leadId?: string;
}

/** Rows of a scope that hold a value in a field: found by the sorted list, not by looking at all. */
function* rowsWith(view: ListView, partition: string, field: string, value: string): Generator<Row> {
  for (const row of view.ordered(partition, field, { value: value.toLowerCase(), id: '' })) {
    if (String(row[field] ?? '').toLowerCase() !== value.toLowerCase()) return;
    if (row['archivedAt'] === undefined && row['removedAt'] === undefined && row['aliasOf'] === undefined) yield row;
  }
}

/** Records of a kind in the actor's scope that hold the value; none where they may not read the kind. */
const found = async (type: string, field: string, value: string, ctx: Ctx): Promise<Row[]> => {
  const entity = entityOf(type);
  if (!may(ctx.actor.roles, `${entity.domain}:read`)) return [];
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  return [...rowsWith(view, scopePartition(ctx.actor, entity), field, value)];
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Whom the addresses of a message belong to: the first that is a contact, else an account, else a lead still in work. Colleagues are nobody. */
const linksOf = async (mail: Mail, ctx: Ctx): Promise<Links> => {
  const members = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  const isOwn = (address: string) => !rowsWith(members, 'all', 'email', address).next().done;
  const addresses = outsiders(mail, isOwn);
  for (const address of addresses)
    for (const row of await found('contact', 'email', address, ctx)) {
      const accountId = text(row['accountId']);
      return { contactId: row.id, ...(accountId ? { accountId } : {}) };
    }
  for (const address of addresses)
    for (const row of await found('account', 'email', address, ctx)) return { accountId: row.id };
  for (const address of addresses)
    for (const row of await found('lead', 'email', address, ctx)) {
      const accountId = text(row['accountId']);
      return { leadId: row.id, ...(accountId ? { accountId } : {}) };
    }
  return {};
};

/** The most recent open opportunity of an account that the actor may see: for a person to decide. */
export const proposedDeal = async (
  accountId: unknown,
  ctx: Ctx,
): Promise<{ opportunityId: string; title: string } | undefined> => {
  if (typeof accountId !== 'string') return undefined;
  const open = (await found('opportunity', 'accountId', accountId, ctx)).filter(
    (row) => row['stage'] !== 'won' && row['stage'] !== 'lost',
  );
  const [newest] = open.sort((a, b) => (String(a['createdAt']) < String(b['createdAt']) ? 1 : -1));
  return newest && { opportunityId: newest.id, title: String(newest['name'] ?? '') };
};

export interface Logged {
  rec: Rec;
  /** It had been logged before. */
  known: boolean;
}

/** The entry that holds a message already. @throws Problem conflict where it is nothing that the actor may see */
const loggedBefore = async (error: unknown, ctx: Ctx): Promise<Logged> => {
  const id = error instanceof Problem && error.code === 'duplicate-key' ? error.errors[0]?.recordId : undefined;
  if (id === undefined) throw error;
  const rec = await readRecord(id, ctx);
  if (!rec || !inScope(ctx.actor, rec)) throw new Problem('conflict', 'A colleague has logged this e-mail already.');
  return { rec, known: true };
};

/**
 * Puts a message on record as an activity of the actor's, once: its id is a natural key. What `given` names is not looked for.
 * @throws Problem invalid-input, conflict
 */
export const logMail = async (
  mail: Mail,
  { given, once }: { given: Links; once: (id: string) => readonly Write[] },
  ctx: Ctx,
): Promise<Logged> => {
  const isGiven = Object.values(given).some((id) => id !== undefined);
  const links = isGiven ? given : await linksOf(mail, ctx);
  const rec = await madeFrom(activity, { ...mailFields(mail, ctx.now), ...links }, ctx);
  const made: Rec = { ...rec, data: { ...rec.data, mailId: identityOf(mail) } };
  try {
    return {
      rec: await carryOut({ made: { rec: made, writes: [], effects: [] }, once: once(made.id) }, ctx),
      known: false,
    };
  } catch (error) {
    return loggedBefore(error, ctx);
  }
};
