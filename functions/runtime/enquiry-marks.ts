import { lineKey } from '../../shared/enquiries/callers.ts';
import { withRate } from '../../shared/enquiries/cost.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import type { Asked, RepeatBounds } from '../../shared/enquiries/repeat.ts';
import { repeatOf } from '../../shared/enquiries/repeat.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { familyOf, winnerOf } from '../../shared/matching/aliases.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import type { ServicePolicy } from '../../shared/service/policy.ts';
import type { Change } from './commit.ts';
import { followed } from './follow.ts';
import type { Ctx } from './http.ts';
import { readRecord } from './made.ts';
import { servicePolicyOf } from './settings.ts';

/** An enquiry as it is written, with the earlier ones that it says something about. */
interface Marked {
  rec: Rec;
  others: Change[];
}

const view = (type: string, ctx: Ctx): Promise<ListView> => ctx.deps.lists.fresh(ctx.workspace.id, type, ctx.table);

const askedOf = (rec: Rec): Asked => ({
  ...rec.data,
  id: rec.id,
  ...(rec.archivedAt ? { archivedAt: rec.archivedAt } : {}),
});

/** Enquiries that may be the customer's: of the account (and those that it took in), and from the same line. */
const near = (asked: Asked, enquiries: ListView, accounts: ListView): Row[] => {
  const line = lineKey(asked.phone);
  const family = typeof asked.accountId === 'string' ? familyOf(accounts.rows, asked.accountId) : [];
  return [
    ...family.flatMap((id) => enquiries.having('accountId', id) ?? []),
    ...(line === undefined ? [] : (enquiries.having('line', line) ?? [])),
  ];
};

/** Whether what decides about a repeat is as it was. */
const sameQuestion = (a: Rec, b: Rec): boolean =>
  ['accountId', 'phone', 'topic', 'receivedAt'].every((name) => a.data[name] === b.data[name]) &&
  (a.archivedAt === undefined) === (b.archivedAt === undefined);

const withField = (rec: Rec, field: string, value: unknown): Rec => {
  const { [field]: _old, ...data } = rec.data;
  return { ...rec, data: value === undefined ? data : { ...data, [field]: value } };
};

/** What the lists say about repeats, with the bounds of the workspace. */
interface World {
  enquiries: ListView;
  accounts: ListView;
  bounds: RepeatBounds;
}

/** The enquiry that another one repeats, with `asked` as it is about to be written. */
const targetOf = (other: Asked, asked: Asked, { enquiries, accounts, bounds }: World): string | undefined =>
  repeatOf(other, [...near(other, enquiries, accounts).filter(({ id }) => id !== asked.id), asked], bounds)?.id;

/** Those that name this one as what they repeat, and the next one after it, which may have been entered before it. */
const followersOf = (asked: Asked, world: World): Asked[] => {
  const { enquiries, accounts, bounds } = world;
  const [next] = near(asked, enquiries, accounts)
    .filter((row) => row.id !== asked.id && repeatOf(row, [asked], bounds) !== undefined)
    .sort((a, b) => (String(a['receivedAt']) < String(b['receivedAt']) ? -1 : 1));
  const named = (enquiries.having('repeatOfId', asked.id) ?? []).filter(({ id }) => id !== asked.id);
  return [...new Map([...named, ...(next ? [next] : [])].map((row) => [row.id, row])).values()];
};

/** Whether somebody asked again after an enquiry, when the pointers are as they are about to be. */
const isRepeated = (id: string, pointers: ReadonlyMap<string, string | undefined>, { enquiries }: World): boolean =>
  [...pointers.values()].includes(id) ||
  (enquiries.having('repeatOfId', id) ?? []).some((row) => !pointers.has(row.id) && row['archivedAt'] === undefined);

/** An enquiry of the list, with its new pointer and mark; nothing where both are as they were. */
const remarked = async (id: string, marks: Record<string, unknown>, ctx: Ctx): Promise<Change[]> => {
  const rec = await readRecord(id, ctx);
  if (rec?.type !== enquiry.name || Object.entries(marks).every(([name, value]) => rec.data[name] === value)) return [];
  return [await followed(rec, { data: marks }, ctx)];
};

/** Which earlier one it repeats, who repeats it, and the others whose marks come or go by that. */
const withRepeat = async (rec: Rec, current: Rec | undefined, policy: ServicePolicy, ctx: Ctx): Promise<Marked> => {
  if (current && sameQuestion(current, rec)) return { rec, others: [] };
  const [enquiries, accounts] = await Promise.all([view(enquiry.name, ctx), view('account', ctx)]);
  const accountOf = (id: string) => winnerOf(accounts.rows, id);
  const world = { enquiries, accounts, bounds: { days: policy.repeatDays, country: ctx.workspace.country, accountOf } };
  const asked = askedOf(rec);
  const followers = followersOf(asked, world);
  const pointers = new Map([
    [rec.id, targetOf(asked, asked, world)],
    ...followers.map((row) => [row.id, targetOf(row, asked, world)] as const),
  ]);
  const before = [current?.data['repeatOfId'], ...followers.map((row) => row.repeatOfId)];
  const touched = new Set([...before, ...pointers.values(), ...pointers.keys()].filter((id) => typeof id === 'string'));
  touched.delete(rec.id);
  const others: Change[] = [];
  for (const id of touched) {
    const repeated = isRepeated(id, pointers, world) || undefined;
    others.push(
      ...(await remarked(id, { repeated, ...(pointers.has(id) ? { repeatOfId: pointers.get(id) } : {}) }, ctx)),
    );
  }
  const repeated = isRepeated(rec.id, pointers, world) || undefined;
  return { rec: withField(withField(rec, 'repeatOfId', pointers.get(rec.id)), 'repeated', repeated), others };
};

/**
 * An enquiry with what the system keeps on it: when it came in, what it costs by the rate that held when it was first written, and the
 * earlier one that it repeats, which learns of it in the same transaction. Any other record as it is. Every write of a request goes
 * through here (carry-out.ts).
 */
export const withEnquiryMarks = async (rec: Rec, current: Rec | undefined, ctx: Ctx): Promise<Marked> => {
  if (rec.type !== enquiry.name) return { rec, others: [] };
  const policy = await servicePolicyOf(ctx.workspace, ctx.deps);
  const receivedAt = rec.data['receivedAt'] ?? current?.data['receivedAt'] ?? rec.createdAt;
  const rate = { hourCost: policy.hourCost, currency: ctx.workspace.currency };
  const data = withRate({ ...rec.data, receivedAt }, current?.data, rate);
  return withRepeat(
    { ...rec, data: enquiry.derive({ data }).data, occurredAt: String(receivedAt) },
    current,
    policy,
    ctx,
  );
};
