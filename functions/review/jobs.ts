import { localMonth } from '../../shared/kernel/time.ts';
import type { PaperLanguage } from '../../shared/papers/paper.ts';
import { isReviewed } from '../../shared/review/policy.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import { mailedFrom, movedBy, overAt, weekAt } from '../../shared/review/week.ts';
import { partKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import type { DrawnFile } from '../runtime/review-mail.ts';
import { mailGroup } from '../runtime/review-mail.ts';
import { packsOf } from '../runtime/review-packs.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Jobs } from '../runtime/worker.ts';
import { freezeWeek, makePack } from './freeze.ts';
import { reviewMail } from './mail.ts';
import { reviewPolicyOf } from './policy.ts';

/** What draws a pack, in the process that has the fonts. */
type DrawPack = (pack: ReviewPack, language: PaperLanguage, deps: Deps) => Promise<DrawnFile>;

interface Sent {
  pack: ReviewPack;
  /** One mail a key and recipient. */
  key: string;
}

const mailPack = (workspace: WorkspaceItem, { pack, key }: Sent, { deps, draw }: { deps: Deps; draw: DrawPack }) =>
  mailGroup(
    workspace,
    {
      name: `mail#${pack.period}#${key}`,
      write: (language) => reviewMail(pack, language),
      draw: (language) => draw(pack, language, deps),
    },
    deps,
  );

const isMorning = (period: string, { timeZone }: WorkspaceItem, deps: Deps): boolean =>
  deps.now() >= Date.parse(mailedFrom(period, timeZone));

const doneKey = (ws: string, period: string) => partKey(ws, 'reviews', `done#${period}`);

/** Marks that a period is done with, so that the hours after it read no more than this. */
const settle = async (mark: ReturnType<typeof partKey>, deps: Deps): Promise<void> => {
  try {
    await deps.table.write([{ op: 'create', item: { ...mark, at: new Date(deps.now()).toISOString() } }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/**
 * What the clock does for the review. Months and weeks are those of the workspace's zone; doing it again does nothing.
 * - Month's end: freeze the month that is over in the first hour after it, make its pack, mail it in the morning. An hour that is missed is
 *   made up for by a later one. A company that was not there yet has no such month.
 * - Week's end: freeze the week that is over, whatever the cadence: the next one is measured from it. In a weekly cadence its pack is
 *   made and mailed on Monday morning.
 */
export const reviewJobs = (draw: DrawPack): Jobs => ({
  'review.month-end': async (job, deps) => {
    const workspace = await workspaceOf(job.ws, deps);
    if (!workspace) return;
    const period = movedBy(localMonth(new Date(deps.now()).toISOString(), workspace.timeZone), -1);
    if (Date.parse(workspace.createdAt) >= Date.parse(overAt(period, workspace.timeZone))) return;
    const mark = doneKey(workspace.id, period);
    if (await deps.table.get(mark)) return;
    const pack = await makePack(workspace, period, { deps, table: deps.table });
    if (!isMorning(period, workspace, deps)) return;
    await mailPack(workspace, { pack, key: 'month-end' }, { deps, draw });
    await settle(mark, deps);
  },
  'review.week-end': async (job, deps) => {
    const workspace = await workspaceOf(job.ws, deps);
    if (!workspace) return;
    const week = movedBy(weekAt(new Date(deps.now()).toISOString(), workspace.timeZone), -1);
    const mark = doneKey(workspace.id, week);
    if (await deps.table.get(mark)) return;
    const meter = { deps, table: deps.table };
    const measured = await freezeWeek(workspace, week, meter);
    if (!isReviewed(await reviewPolicyOf(workspace, deps), week) || !isMorning(week, workspace, deps)) return;
    if (measured) {
      const pack = await makePack(workspace, week, meter);
      await mailPack(workspace, { pack, key: 'week-end' }, { deps, draw });
    }
    await settle(mark, deps);
  },
  'review.mail': async (job, deps) => {
    const workspace = await workspaceOf(job.ws, deps);
    if (!workspace) return;
    const [pack] = await packsOf(workspace.id, [String(job['period'])], deps.table);
    // Thrown away since it was asked for.
    if (!pack) return;
    await mailPack(workspace, { pack, key: String(job['key']) }, { deps, draw });
  },
});
