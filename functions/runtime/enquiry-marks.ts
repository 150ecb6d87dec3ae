import { lineKey } from '../../shared/enquiries/callers.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import type { Asked } from '../../shared/enquiries/repeat.ts';
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

const remarked = async (id: unknown, repeated: true | undefined, ctx: Ctx): Promise<Change[]> => {
  const rec = await readRecord(id, ctx);
  return rec && rec.type === enquiry.name && rec.data['repeated'] !== repeated
    ? [await followed(rec, { data: { repeated } }, ctx)]
    : [];
};

/** Which earlier one it repeats, and the earlier ones whose mark comes or goes by that. */
const withRepeat = async (rec: Rec, current: Rec | undefined, policy: ServicePolicy, ctx: Ctx): Promise<Marked> => {
  if (current && sameQuestion(current, rec)) return { rec, others: [] };
  const [enquiries, accounts] = await Promise.all([view(enquiry.name, ctx), view('account', ctx)]);
  const asked = askedOf(rec);
  const earlier = repeatOf(asked, near(asked, enquiries, accounts), {
    days: policy.repeatDays,
    country: ctx.workspace.country,
    accountOf: (id) => winnerOf(accounts.rows, id),
  });
  const before = current?.data['repeatOfId'];
  if (earlier?.id === before) return { rec, others: earlier ? await remarked(before, true, ctx) : [] };
  const stillRepeated =
    typeof before !== 'string' ||
    (enquiries.having('repeatOfId', before) ?? []).some((row) => row.id !== rec.id && row['archivedAt'] === undefined);
  return {
    rec: withField(rec, 'repeatOfId', earlier?.id),
    others: [
      ...(earlier ? await remarked(earlier.id, true, ctx) : []),
      ...(stillRepeated ? [] : await remarked(before, undefined, ctx)),
    ],
  };
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
  const data = {
    ...rec.data,
    receivedAt,
    hourCost: current?.data['hourCost'] ?? policy.hourCost,
    currency: current?.data['currency'] ?? ctx.workspace.currency,
  };
  return withRepeat(
    { ...rec, data: enquiry.derive({ data }).data, occurredAt: String(receivedAt) },
    current,
    policy,
    ctx,
  );
};
