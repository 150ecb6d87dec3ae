import { may, scopePartition } from '../../shared/access/authorise.ts';
import { complaint, openComplaintStates } from '../../shared/complaints/complaint.ts';
import { digitsOf, FEWEST_DIGITS, lineKey, mayBeCaller } from '../../shared/enquiries/callers.ts';
import type { Caller, PastEnquiry } from '../../shared/enquiries/enquiries.contract.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { familyOf, winnerOf } from '../../shared/matching/aliases.ts';
import { internationalPhone } from '../../shared/matching/data.ts';
import { phoneForm } from '../../shared/matching/text-form.ts';
import { order } from '../../shared/sales/order.ts';
import { findRows } from '../../shared/search/find.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { parseQuery } from '../../shared/search/words.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { keyIndexOf } from '../runtime/key-index.ts';
import { servicePolicyOf } from '../runtime/settings.ts';

/** Kinds of customer in the order in which they are offered: a person says more than the switchboard. */
const kinds = ['contact', 'account', 'lead'] as const;
type Kind = (typeof kinds)[number];

const MOST_CALLERS = 5;
const MOST_MATTERS = 5;
const LAST_ENQUIRIES = 3;
/** Rows of a search by a part of a number, of which those with that number are kept. */
const LOOKED_AT = 20;
/** States of an order about which a customer may ask: it is neither a draft nor behind them. */
const openOrders: readonly string[] = [
  'pending-approval',
  'on-hold',
  'pending-release',
  'approved',
  'partially-shipped',
  'shipped',
];

interface Match {
  kind: Kind;
  row: Row;
  phone: string;
  match: 'same' | 'part';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const isLive = (row: Row): boolean => row['archivedAt'] === undefined && row['removedAt'] === undefined;
const reads = (type: string, ctx: Ctx): boolean => may(ctx.actor.roles, `${entityOf(type).domain}:read`);

/** The rows of a kind that the caller of the API may see. */
interface Seen {
  view: ListView;
  holds: (row: Row) => boolean;
}

type Seeing = (type: string) => Seen | undefined;

/** Views of the kinds that the actor reads; there is none of others. */
const openViews = async (ctx: Ctx): Promise<Seeing> => {
  const open = async (type: string): Promise<[string, Seen][]> => {
    if (!reads(type, ctx)) return [];
    const how = (kinds as readonly string[]).includes(type) ? 'searchable' : 'fresh';
    const view = await ctx.deps.lists[how](ctx.actor.ws, type, ctx.table);
    const partition = scopePartition(ctx.actor, entityOf(type));
    return [[type, { view, holds: (row) => view.holds(partition, row) }]];
  };
  const types = [...kinds, enquiry.name, complaint.name, order.name];
  const seen = new Map((await Promise.all(types.map(open))).flat());
  return (type) => seen.get(type);
};

/** A customer, and the row that has the number: what was merged into them is called by its own. */
interface Held {
  row: Row;
  source: Row;
}

/** The number of a row that was meant, and how surely. */
const matchOf = (kind: Kind, { row, source }: Held, typed: string, country: string): Match[] => {
  const found = ['mobile', 'phone'].flatMap((field): Match[] => {
    const phone = text(source[field]);
    const match = phone === undefined ? undefined : mayBeCaller(typed, phone, country);
    return match ? [{ kind, row, phone: phone!, match }] : [];
  });
  const best = found.find(({ match }) => match === 'same') ?? found[0];
  return best ? [best] : [];
};

/** Rows under the number's key; where there are none, those in which the digits so far are found. */
const rowsFor = (kind: Kind, { view }: Seen, typed: string, ctx: Ctx): Held[] => {
  const form = phoneForm(typed);
  const known = form === undefined ? [] : keyIndexOf(view, kind).at(`phone:${form}`);
  const held = known.flatMap((id): Held[] => {
    const [source, row] = [view.rows.get(id), view.rows.get(winnerOf(view.rows, id))];
    return source && row ? [{ row, source }] : [];
  });
  // A whole number stands under its key, or nowhere.
  if (held.length > 0 || internationalPhone(typed, ctx.workspace.country) !== undefined) return held;
  const { hits } = findRows(view, {
    query: parseQuery(typed),
    partition: scopePartition(ctx.actor, entityOf(kind)),
    limit: LOOKED_AT,
    titleField: entityOf(kind).title,
    self: ctx.actor.id,
    recentFrom: ctx.now,
  });
  return hits.map(({ row, formerly }) => ({ row, source: formerly ?? row }));
};

/** Each customer once, by the surest of their numbers. */
const once = (found: readonly Match[]): Match[] =>
  [...new Map([...found].reverse().map((one) => [one.row.id, one])).values()].reverse();

/** Customers with the number: the same line before a part of one, persons before firms, and no firm beside its own person. */
const matches = (typed: string, seenOf: Seeing, ctx: Ctx): Match[] => {
  const found = kinds.flatMap((kind) => {
    const seen = seenOf(kind);
    if (!seen) return [];
    return rowsFor(kind, seen, typed, ctx)
      .filter(({ row }) => isLive(row) && seen.holds(row))
      .flatMap((held) => matchOf(kind, held, typed, ctx.workspace.country));
  });
  const firms = new Set(found.flatMap(({ kind, row }) => (kind === 'contact' ? [row['accountId']] : [])));
  const surest = found
    .filter(({ kind, row }) => kind !== 'account' || !firms.has(row.id))
    .sort((a, b) => Number(a.match === 'part') - Number(b.match === 'part'));
  return once(surest).slice(0, MOST_CALLERS);
};

/** The latest rows by a field that holds an instant or a day. */
const latest = (rows: Iterable<Row>, field: string, most: number): Row[] =>
  [...new Set(rows)]
    .sort((a, b) => String(b[field] ?? b['createdAt']).localeCompare(String(a[field] ?? a['createdAt'])))
    .slice(0, most);

/** The rows of a kind that belong to an account and whoever it took in, as far as the actor sees them. */
const rowsOf = (seen: Seen | undefined, family: readonly string[]): Row[] =>
  seen
    ? family.flatMap((id) => seen.view.having('accountId', id) ?? []).filter((row) => isLive(row) && seen.holds(row))
    : [];

const matter = (row: Row, field: string) => ({
  id: row.id,
  ...(text(row['number']) ? { number: text(row['number'])! } : {}),
  ...(text(row['subject']) ? { subject: text(row['subject'])! } : {}),
  at: String(row[field] ?? row['createdAt']),
  status: String(row['status']),
});

/** Instant from which on an enquiry that is asked again is a repeat. */
type Since = number;

const past = (row: Row, since: Since): PastEnquiry => ({
  id: row.id,
  ...(text(row['number']) ? { number: text(row['number'])! } : {}),
  subject: text(row['subject']) ?? row.id,
  topic: String(row['topic']),
  channel: String(row['channel']),
  at: String(row['receivedAt'] ?? row['createdAt']),
  resolved: String(row['resolved'] ?? 'unasked'),
  ...(text(row['said']) ? { answer: text(row['said'])! } : {}),
  ...(text(row['complaintId']) ? { complaintId: text(row['complaintId'])! } : {}),
  recent: Date.parse(String(row['receivedAt'])) >= since,
});

/** What came from the number before, whoever it was. */
const fromLine = (typed: string, seen: Seen | undefined, country: string): Row[] => {
  const line = lineKey(typed);
  if (!seen || line === undefined) return [];
  return (seen.view.having('line', line) ?? []).filter(
    (row) => isLive(row) && seen.holds(row) && mayBeCaller(typed, String(row['phone']), country) === 'same',
  );
};

const detailOf: Record<Kind, string> = { account: 'city', contact: 'title', lead: 'company' };

const callerOf = (one: Match, seenOf: Seeing, { before, since }: { before: readonly Row[]; since: Since }): Caller => {
  const { kind, row, phone, match } = one;
  const accounts = seenOf('account');
  const named = kind === 'account' ? row.id : text(row['accountId']);
  const firm = accounts && named ? accounts.view.rows.get(winnerOf(accounts.view.rows, named)) : undefined;
  const account = firm && accounts?.holds(firm) && firm['removedAt'] === undefined ? firm : undefined;
  const family = account ? familyOf(accounts!.view.rows, account.id) : [];
  const complaints = rowsOf(seenOf(complaint.name), family).filter((other) =>
    (openComplaintStates as readonly string[]).includes(String(other['status'])),
  );
  const orders = rowsOf(seenOf(order.name), family).filter((other) => openOrders.includes(String(other['status'])));
  const asked = [...rowsOf(seenOf(enquiry.name), family), ...before];
  return {
    type: kind,
    id: row.id,
    name: text(row['name']) ?? row.id,
    phone,
    match,
    ...(text(row[detailOf[kind]]) ? { detail: text(row[detailOf[kind]])! } : {}),
    ...(account ? { accountId: account.id, accountName: text(account['name']) ?? account.id } : {}),
    complaints: latest(complaints, 'reportedAt', MOST_MATTERS).map((other) => ({
      ...matter(other, 'reportedAt'),
      severity: String(other['severity'] ?? 'minor'),
    })),
    enquiries: latest(asked, 'receivedAt', LAST_ENQUIRIES).map((other) => past(other, since)),
    orders: latest(orders, 'orderDate', MOST_MATTERS).map((other) => matter(other, 'orderDate')),
  };
};

/** An account that is known already. */
const accountMatch = (id: string, seenOf: Seeing): Match[] => {
  const seen = seenOf('account');
  const row = seen?.view.rows.get(winnerOf(seen.view.rows, id));
  return seen && row && isLive(row) && seen.holds(row)
    ? [{ kind: 'account', row, phone: text(row['phone']) ?? '', match: 'same' }]
    : [];
};

/**
 * Who calls from a number, or an account that is known, with what is open. Found by the keys of the duplicate search and the index of
 * the search box, both in memory: it takes as long among a hundred thousand customers as among a thousand.
 */
export const caller: Handler['handle'] = async (input, ctx) => {
  const { phone: typed = '', accountId } = input.query as { phone?: string; accountId?: string };
  const byPhone = digitsOf(typed).length >= FEWEST_DIGITS;
  if (!byPhone && accountId === undefined) return { items: [], enquiries: [] };
  const [seenOf, policy] = await Promise.all([openViews(ctx), servicePolicyOf(ctx.workspace, ctx.deps)]);
  const since = Date.parse(ctx.now) - policy.repeatDays * DAY;
  const before = byPhone ? fromLine(typed, seenOf(enquiry.name), ctx.workspace.country) : [];
  const found = accountId === undefined ? matches(typed, seenOf, ctx) : accountMatch(accountId, seenOf);
  return {
    items: found.map((one) => callerOf(one, seenOf, { before: one.match === 'same' ? before : [], since })),
    enquiries: latest(before, 'receivedAt', LAST_ENQUIRIES).map((row) => past(row, since)),
  };
};
