import { activity } from '../../shared/activities/activity.ts';
import { MAX_CONTACTS } from '../../shared/complaints/bounds.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import type { ComplaintContact } from '../../shared/complaints/complaints.contract.ts';
import { logContact } from '../../shared/complaints/complaints.contract.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { madeFrom, readRecord } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { governedBy } from '../runtime/process.ts';
import { recordsOf } from '../runtime/products.ts';
import { loadedRecord } from '../runtime/records.ts';

export const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** Refuses a contact about what is over: it would be read by nobody. @throws Problem conflict */
const demandOpen = async (rec: Rec, ctx: Ctx): Promise<void> => {
  if (rec.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  const governed = await governedBy(complaint, rec, ctx.workspace, ctx.deps);
  if (governed && stateOf(governed.definition, standingOf(governed, rec).state)?.final)
    throw new Problem('conflict', 'The complaint is closed. Open it again first, or take down a new one.', [
      fault('status', 'not-allowed-value', String(rec.data['status'])),
    ]);
};

const earliest = (a: unknown, b: string): string => (typeof a === 'string' && a < b ? a : b);
const latest = (a: unknown, b: string): string => (typeof a === 'string' && a > b ? a : b);

/** The contacts of a complaint with one more that happened at an instant (ISO UTC). */
const counted = ({ data }: Rec, at: string) => ({
  contacts: Number(data['contacts'] ?? 0) + 1,
  firstContactAt: earliest(data['firstContactAt'], at),
  lastContactAt: latest(data['lastContactAt'], at),
});

/** A contact about a complaint: an activity, and the count on the complaint, in one transaction. Locks are for content, and this is none. */
export const log: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: logContact, entity: activity, from: complaint, input }, ctx, async (rec) => {
      await demandOpen(rec, ctx);
      const { asked, answered, happenedAt, ...given } = input.body;
      const at = new Date(happenedAt ?? ctx.now).toISOString();
      if (at > ctx.now) throw new Problem('invalid-input', undefined, [fault('happenedAt', 'too-large', ctx.now)]);
      const accountId = rec.data['accountId'];
      const body = {
        ...given,
        subject: String(rec.data['subject'] ?? rec.id).slice(0, 200),
        happenedAt: at,
        done: true,
        ...(typeof accountId === 'string' ? { accountId } : {}),
      };
      const made = await madeFrom(activity, body, ctx);
      const data = { ...made.data, complaintId: rec.id, answered, ...(asked ? { asked } : {}) };
      return { rec: { ...made, data }, others: [await followed(rec, { data: counted(rec, at) }, ctx)] };
    }),
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const filled = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;

const ofActivity = ({ id, data, createdBy, occurredAt, archivedAt }: Rec): ComplaintContact =>
  filled({
    id,
    type: 'activity',
    kind: String(data['kind']),
    at: text(data['happenedAt']) ?? occurredAt,
    by: createdBy,
    asked: text(data['asked']),
    answered: text(data['answered']),
    contactId: text(data['contactId']),
    durationMinutes: typeof data['durationMinutes'] === 'number' ? data['durationMinutes'] : undefined,
    archivedAt,
  });

/** The enquiry that a complaint came from: what the customer asked there they need not say again. */
const ofEnquiry = ({ id, data, createdBy, ownerId, occurredAt, archivedAt }: Rec): ComplaintContact =>
  filled({
    id,
    type: 'enquiry',
    kind: String(data['channel'] ?? 'call'),
    at: text(data['receivedAt']) ?? occurredAt,
    by: ownerId ?? createdBy,
    // There the customer asked and we answered: here stands under “answered” what the customer said.
    asked: text(data['answer']),
    answered: text(data['question']) ?? text(data['subject']),
    contactId: text(data['contactId']),
    archivedAt,
  });

const byTime = (a: ComplaintContact, b: ComplaintContact): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

/** All that the customer told about a complaint. Who sees the complaint sees it, whoever spoke with them. */
export const contacts: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(complaint, input.params.id, ctx);
    const view = await ctx.deps.lists.fresh(ctx.actor.ws, activity.name, ctx.table);
    const rows = (view.having('complaintId', rec.id) ?? [])
      .filter((row) => row['complaintId'] === rec.id && !row['removedAt'])
      .sort((a, b) => (String(a['occurredAt']) < String(b['occurredAt']) ? 1 : -1));
    const read = await recordsOf(
      rows.slice(0, MAX_CONTACTS).map((row) => row.id),
      ctx,
    );
    const enquiry = await readRecord(rec.data['enquiryId'], ctx);
    const items = [...read.values()].map(ofActivity).sort(byTime);
    return {
      items: enquiry?.type === 'enquiry' ? [...items, ofEnquiry(enquiry)] : items,
      total: rows.length + (enquiry ? 1 : 0),
    };
  },
};
