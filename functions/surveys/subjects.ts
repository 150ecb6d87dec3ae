import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, localDate } from '../../shared/kernel/time.ts';
import { quarterBefore, quarterOf, quarterOfMonth } from '../../shared/surveys/scales.ts';
import { changesPartition } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import { toRec } from '../runtime/stored.ts';

/** Something that a customer is asked about. */
export interface Subject {
  type: string;
  id: string;
  accountId: string;
  contactId?: string | undefined;
  period?: string | undefined;
  rec?: Rec | undefined;
}

/** Since when a survey runs, and up to when it has looked. ISO UTC. */
export interface Watch {
  activeSince: string;
  seenTo: string;
}

/** A write is visible in the index a moment after its time stamp: each look goes back this far (ms). */
const OVERLAP = 600_000;
/** Nobody is asked about what is over for longer, days: it was brought in afterwards. */
const MAX_AGE = 30;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Records of a kind that changed since the last look, as they are now. */
const changed = async (type: string, watch: Watch, ctx: Ctx): Promise<Rec[]> => {
  const from = new Date(Math.max(Date.parse(watch.seenTo) - OVERLAP, Date.parse(watch.activeSince))).toISOString();
  const found: Rec[] = [];
  const partition = changesPartition(ctx.actor.ws, type);
  for await (const item of ctx.table.queryAll({ index: 'changes', partition, between: [from, '~'] })) {
    const rec = toRec(item);
    if (!rec.archivedAt && !rec.removedAt && !rec.aliasOf) found.push(rec);
  }
  return found;
};

const about = (rec: Rec): Subject[] => {
  const accountId = text(rec.data['accountId']);
  return accountId ? [{ type: rec.type, id: rec.id, accountId, contactId: text(rec.data['contactId']), rec }] : [];
};

const oldest = (ctx: Ctx): string => new Date(Date.parse(ctx.now) - MAX_AGE * DAY).toISOString();

const closedComplaints = async (watch: Watch, ctx: Ctx): Promise<Subject[]> => {
  const recs = await changed('complaint', watch, ctx);
  return recs
    .filter(({ data }) => data['status'] === 'closed')
    .filter(({ data, updatedAt }) => {
      const at = text(data['closedAt']) ?? updatedAt;
      return at >= watch.activeSince && at >= oldest(ctx);
    })
    .flatMap(about);
};

const deliveredShipments = async (watch: Watch, ctx: Ctx): Promise<Subject[]> => {
  const { timeZone } = ctx.workspace;
  const recs = await changed('shipment', watch, ctx);
  return recs
    .filter(({ data }) => data['status'] === 'delivered')
    .filter(({ data, updatedAt }) => {
      const on = text(data['deliveredDate']) ?? localDate(updatedAt, timeZone);
      return on >= localDate(watch.activeSince, timeZone) && on >= localDate(oldest(ctx), timeZone);
    })
    .flatMap(about);
};

/** States of an order that show that the customer bought. */
const bought: readonly string[] = ['approved', 'partially-shipped', 'shipped', 'completed', 'closed'];

/** Once in a quarter: every account with an order in the one before. */
const buyersOfQuarter = async (watch: Watch, ctx: Ctx): Promise<Subject[]> => {
  const { timeZone } = ctx.workspace;
  const seen = [watch.seenTo, watch.activeSince].sort().at(-1)!;
  if (quarterOf(seen, timeZone) >= quarterOf(ctx.now, timeZone)) return [];
  const period = quarterBefore(ctx.now, timeZone);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'order', ctx.table);
  const buyers = new Set<string>();
  for (const row of view.rows.values()) {
    const [on, accountId] = [text(row['orderDate']), text(row['accountId'])];
    if (!on || !accountId || row['archivedAt'] || !bought.includes(String(row['status']))) continue;
    if (quarterOfMonth(on.slice(0, 7)) === period) buyers.add(accountId);
  }
  return [...buyers].sort().map((id) => ({ type: account.name, id, accountId: id, period }));
};

/** What each trigger finds since the last look. */
export const subjectsOf: Readonly<Record<string, (watch: Watch, ctx: Ctx) => Promise<Subject[]>>> = {
  'complaint-closed': closedComplaints,
  'shipment-delivered': deliveredShipments,
  quarter: buyersOfQuarter,
};
