import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { openLeadStates } from '../../shared/leads/lead.ts';
import { recallDates } from '../../shared/leads/marks.ts';
import { relatedPartition } from '../../shared/table/keys.ts';
import type { Due, Look, Looks } from '../runtime/alarms.ts';
import type { Ctx } from '../runtime/http.ts';
import { leadPolicyOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import { moveActivities } from './move-activities.ts';

/** Entries of the timeline that are looked at: those that lie ahead are no work done. */
const LATEST = 10;

/** The last instant at which something was done on a lead, by its timeline; undefined where there is nothing. */
const lastWork = async (rec: Rec, ctx: Ctx): Promise<string | undefined> => {
  const page = await ctx.table.query({
    index: 'related',
    partition: relatedPartition(rec.ws, rec.id),
    begins: 'timeline#',
    descending: true,
    limit: LATEST,
  });
  const times = page.items
    .map(toRec)
    .filter((entry) => !entry.archivedAt && !entry.removedAt)
    .map((entry) => (entry.occurredAt <= ctx.now ? entry.occurredAt : entry.createdAt));
  return times.sort().at(-1);
};

const text = (rec: Rec, name: string): string | undefined =>
  typeof rec.data[name] === 'string' ? String(rec.data[name]) : undefined;

const recall = (days: number, ctx: Ctx): Due => ({
  whole: true,
  follow: {
    to: 'recycled',
    action: 'recall',
    comment: ctx.workspace.country === 'CN' ? `${days} 天未跟进，自动回收` : `Not worked on for ${days} days`,
  },
});

/** What the clock does on a lead: puts its recall off when there was work, warns its owner, or takes it to the pool. */
const look: Look = async (rec, today, ctx) => {
  if (rec.data['status'] === 'converted') {
    const done = await moveActivities(rec, ctx);
    return done ? {} : { again: ctx.now };
  }
  if (!rec.ownerId || !openLeadStates.includes(String(rec.data['status']))) return {};
  const policy = await leadPolicyOf(ctx.workspace, ctx.deps);
  const recallOn = text(rec, 'recallOn');
  if (policy.recallDays === 0 || !recallOn) return {};
  const worked = await lastWork(rec, ctx);
  const later = worked && recallDates(localDate(worked, ctx.workspace.timeZone), policy);
  if (later && later.recallOn! > recallOn)
    return { follow: { data: { warnOn: undefined, ...later, lastTouchAt: worked } } };
  if (today >= recallOn) return recall(policy.recallDays, ctx);
  // Without the date of the warning the next look is on the day of the recall; who it was is told by the change.
  return text(rec, 'warnOn') ? { follow: { data: { warnOn: undefined } } } : { again: recallOn };
};

/** What the clock does on records of this module. */
export const leadLooks: Looks = { lead: look };
