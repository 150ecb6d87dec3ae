import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, localDate } from '../../shared/kernel/time.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
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
  /** The record that changed; subjects that have one come in the order of their changes. */
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

/** Records of a kind that changed since the last look, as they are now, in the order of their changes; read as they are asked for. */
async function* changed(type: string, watch: Watch, ctx: Ctx): AsyncGenerator<Rec> {
  const from = new Date(Math.max(Date.parse(watch.seenTo) - OVERLAP, Date.parse(watch.activeSince))).toISOString();
  const partition = changesPartition(ctx.actor.ws, type);
  for await (const item of ctx.table.queryAll({ index: 'changes', partition, between: [from, '~'] })) {
    const rec = toRec(item);
    if (!rec.archivedAt && !rec.removedAt && !rec.aliasOf) yield rec;
  }
}

const about = (rec: Rec): Subject[] => {
  const accountId = text(rec.data['accountId']);
  return accountId ? [{ type: rec.type, id: rec.id, accountId, contactId: text(rec.data['contactId']), rec }] : [];
};

const oldest = (ctx: Ctx): string => new Date(Date.parse(ctx.now) - MAX_AGE * DAY).toISOString();

async function* closedComplaints(watch: Watch, ctx: Ctx): AsyncGenerator<Subject> {
  for await (const rec of changed('complaint', watch, ctx)) {
    const at = text(rec.data['closedAt']) ?? rec.updatedAt;
    if (rec.data['status'] === 'closed' && at >= watch.activeSince && at >= oldest(ctx)) yield* about(rec);
  }
}

async function* deliveredShipments(watch: Watch, ctx: Ctx): AsyncGenerator<Subject> {
  const { timeZone } = ctx.workspace;
  const first = [watch.activeSince, oldest(ctx)].map((at) => localDate(at, timeZone)).sort()[1]!;
  for await (const rec of changed('shipment', watch, ctx)) {
    const on = text(rec.data['deliveredDate']) ?? localDate(rec.updatedAt, timeZone);
    if (rec.data['status'] === 'delivered' && on >= first) yield* about(rec);
  }
}

/** States of an order that show that the customer bought. */
const bought: readonly string[] = ['approved', 'partially-shipped', 'shipped', 'completed', 'closed'];

/** Once in a quarter: every account with an order in the one before. */
async function* buyersOfQuarter(watch: Watch, ctx: Ctx): AsyncGenerator<Subject> {
  const { timeZone } = ctx.workspace;
  const seen = [watch.seenTo, watch.activeSince].sort().at(-1)!;
  if (quarterOf(seen, timeZone) >= quarterOf(ctx.now, timeZone)) return;
  const period = quarterBefore(ctx.now, timeZone);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'order', ctx.table);
  const { rows: accounts } = await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table);
  const buyers = new Set<string>();
  for (const row of view.rows.values()) {
    const [on, accountId] = [text(row['orderDate']), text(row['accountId'])];
    if (!on || !accountId || row['archivedAt'] || !bought.includes(String(row['status']))) continue;
    if (quarterOfMonth(on.slice(0, 7)) === period) buyers.add(winnerOf(accounts, accountId));
  }
  for (const id of [...buyers].sort()) yield { type: account.name, id, accountId: id, period };
}

/** What each trigger finds since the last look. */
export const subjectsOf: Readonly<Record<string, (watch: Watch, ctx: Ctx) => AsyncGenerator<Subject>>> = {
  'complaint-closed': closedComplaints,
  'shipment-delivered': deliveredShipments,
  quarter: buyersOfQuarter,
};
