import { campaign, yearLater } from '../../shared/campaigns/campaign.ts';
import { nextCampaignId, takesOver } from '../../shared/campaigns/portions.ts';
import type { VerificationLine } from '../../shared/campaigns/verification.ts';
import { countedLines, linesOf, settledBy } from '../../shared/campaigns/verification.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, daysBetween } from '../../shared/kernel/time.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Due, Looks } from '../runtime/alarms.ts';
import type { Following } from '../runtime/follow.ts';
import type { Ctx } from '../runtime/http.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';
import { closeIfDone, makePortions, peopleNow } from './start.ts';

/** Lines whose records were retired or merged meanwhile end by themselves. */
const settledLines = async (rec: Rec, ctx: Ctx): Promise<VerificationLine[]> => {
  const lines = linesOf(rec);
  const items = await ctx.table.batchGet(lines.map((line) => recordKey(ctx.actor.ws, line.recordId)));
  return lines.map((line, index) => {
    const item = items[index];
    const outcome = line.outcome === 'open' ? settledBy(item && toRec(item)) : undefined;
    return outcome ? { ...line, outcome, at: ctx.now } : line;
  });
};

const manager = async (rec: Rec, ctx: Ctx): Promise<Following['owner']> => {
  const role = String(rec.data['escalateTo']);
  const people = await peopleNow(ctx);
  // What a manager left undone goes to another one, or stays with them.
  const found = takesOver(
    people.filter((one) => (one.roles as readonly string[]).includes(role) && one.id !== rec.ownerId),
    rec.teamId,
  );
  return found && { ownerId: found.id, ...(found.teamId === undefined ? {} : { teamId: found.teamId }) };
};

/** A portion is reminded of once, and what is open after its last day goes to a manager. */
const portion = async (rec: Rec, today: string, ctx: Ctx): Promise<Due> => {
  const { remindOn, dueOn } = rec.data;
  const over = today > String(dueOn);
  if (!over && (typeof remindOn !== 'string' || remindOn > today))
    return { again: String(remindOn ?? addDays(String(dueOn), 1)) };
  const settled = await settledLines(rec, ctx);
  const lines = over
    ? settled.map(
        (line): VerificationLine => (line.outcome === 'open' ? { ...line, outcome: 'escalated', at: ctx.now } : line),
      )
    : settled;
  const counted = countedLines(lines);
  const owner = counted['state'] === 'escalated' ? await manager(rec, ctx) : undefined;
  const close = { job: 'campaigns.close', ws: ctx.actor.ws, id: rec.data['campaignId'] };
  return {
    follow: { data: { ...counted, remindOn: undefined }, lines, ...(owner ? { owner } : {}) },
    // A message that is lost is made up for by the campaign's own look of the next day.
    ...(counted['open'] === 0 ? { send: [close] } : {}),
  };
};

/** Next year's campaign: the same records, as long as this one, and running from its first day on. */
const nextYear = async (rec: Rec, ctx: Ctx): Promise<void> => {
  const { startsOn, dueOn, name, target, filter, portionSize, remindDays, escalateTo } = rec.data;
  const begins = yearLater(String(startsOn));
  const [from, to] = [String(startsOn).slice(0, 4), begins.slice(0, 4)];
  const id = nextCampaignId(rec.id, to);
  const next: Rec = {
    type: campaign.name,
    id,
    ws: ctx.actor.ws,
    version: 1,
    schemaVersion: campaign.schemaVersion,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: 'job',
    occurredAt: ctx.now,
    enteredAt: ctx.now,
    source: 'job',
    data: {
      name: String(name).includes(from)
        ? String(name).replace(from, to)
        : `${String(name)} ${to}`.slice(0, 120).toWellFormed(),
      target,
      ...(filter === undefined ? {} : { filter }),
      portionSize,
      startsOn: begins,
      dueOn: addDays(begins, daysBetween(String(startsOn), String(dueOn))),
      remindDays,
      yearly: true,
      escalateTo,
      state: 'running',
      startedAt: ctx.now,
      previousId: rec.id,
    },
  };
  try {
    await ctx.table.write([{ op: 'create', item: toItem(campaign, next) }]);
    ctx.deps.lists.note(next);
  } catch (error) {
    // Made before; its message may have been lost.
    if (!(error instanceof WriteRefused)) throw error;
  }
  await ctx.deps.queue.send([{ job: 'campaigns.start', ws: ctx.actor.ws, id }]);
};

/** What the clock does on records of this module. */
export const campaignLooks: Looks = {
  verification: portion,
  campaign: async (rec, today, ctx) => {
    if (rec.data['state'] === 'closed') {
      await nextYear(rec, ctx);
      return {};
    }
    // A message that was lost is made up for here.
    await makePortions(rec.id, ctx);
    return (await closeIfDone(rec.id, ctx)) ? {} : { again: addDays(today, 1) };
  },
};
