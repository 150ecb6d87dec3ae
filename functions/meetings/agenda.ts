import { authorise } from '../../shared/access/authorise.ts';
import { isEntity } from '../../shared/entities.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { AgendaLanguage } from '../../shared/meetings/agenda.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { periodOf } from '../../shared/meetings/series.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { namesOfPacks, packsOf } from '../runtime/review-packs.ts';
import { WriteRefused } from '../runtime/table.ts';
import { own } from './next.ts';

/** States in which a tip waits for its first judgement. */
const WAITING: readonly unknown[] = ['submitted'];

const tipsWaiting = async (ctx: Ctx): Promise<number> => {
  if (!isEntity('tip')) return 0;
  const { rows } = await ctx.deps.lists.fresh(ctx.actor.ws, 'tip', ctx.table);
  return [...rows.values()].filter(
    (row) => WAITING.includes(row['status']) && row['archivedAt'] === undefined && row['removedAt'] === undefined,
  ).length;
};

/** The pack that a meeting looks at; undefined where its month has none yet. */
export const packFor = async (rec: Rec, ctx: Ctx): Promise<ReviewPack | undefined> => {
  const period = rec.data['period'] ?? periodOf(String(rec.data['date']));
  return (await packsOf(ctx.actor.ws, [String(period)], ctx.table))[0];
};

/** Words of an agenda that nobody asked for are in the language of the meeting's owner. */
export const languageOf = async (memberId: string | undefined, ctx: Ctx): Promise<AgendaLanguage> => {
  const members = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  return members.rows.get(memberId ?? '')?.['language'] === 'en' ? 'en' : 'zh-CN';
};

/** A meeting with what its pack proposes on the agenda. */
export const proposed = async (rec: Rec, pack: ReviewPack, language: AgendaLanguage, ctx: Ctx): Promise<Change> => {
  const { agendaOf, withProposed } = await import('../../shared/meetings/agenda.ts');
  const topics = agendaOf(pack, await namesOfPacks(), { tips: await tipsWaiting(ctx) }, language);
  return followed(rec, { data: { proposedFor: pack.period }, lines: withProposed(rec.lines ?? [], topics) }, ctx);
};

/** Puts on the agenda what the review shows. Figures of a review are for those who read reviews: they decide what others see of it. */
export const propose: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    authorise(ctx.actor, 'reviews:read');
    const rec = loadedRecord(meeting, input.params.id, ctx);
    if (rec.version !== input.ifMatch) throw new Problem('stale-version');
    if (rec.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
    if (!['planned', 'held'].includes(String(rec.data['status']))) throw new Problem('document-locked');
    const pack = await packFor(rec, ctx);
    if (!pack) throw new Problem('conflict', 'There is no review of that month yet. Make it first.');
    try {
      const change = await proposed(rec, pack, await languageOf(ctx.actor.id, ctx), ctx);
      await commitPlan({ changes: [change] }, ctx);
      return shown(meeting, change.next, ctx);
    } catch (error) {
      throw error instanceof WriteRefused ? new Problem('stale-version') : error;
    }
  },
};
