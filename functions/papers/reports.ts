import { localDate } from '../../shared/kernel/time.ts';
import { committeePaper } from '../../shared/meetings/report-paper.ts';
import type { PaperLanguage } from '../../shared/papers/paper.ts';
import type { ReportPaper } from '../../shared/papers/report-paper.ts';
import { packPaper } from '../../shared/review/pack-paper.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import { makeReport } from '../runtime/committee-report.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { namesOfPacks, packOf } from '../runtime/review-packs.ts';
import { reportKey } from './store.ts';

/** A report that was drawn: where it lies, and under which name it is saved. */
export interface DrawnReport {
  key: string;
  paper: ReportPaper;
}

/** Draws a report unless it lies ready. */
const drawn = async (key: string, paper: ReportPaper, deps: Deps): Promise<DrawnReport> => {
  if ((await deps.objects.size(key)) === undefined) {
    const { renderReport } = await import('./report.ts');
    await deps.objects.put(key, await renderReport(paper), 'application/pdf');
  }
  return { key, paper };
};

/** The paper of a review pack, drawn once. Reads nothing but the object store. */
export const drawPack = async (pack: ReviewPack, language: PaperLanguage, deps: Deps): Promise<DrawnReport> => {
  const paper = packPaper(pack, await namesOfPacks(), language);
  return drawn(reportKey(pack.workspaceId, `reviews/${pack.period}`, paper), paper, deps);
};

/** The paper of a pack that was made. @throws Problem not-found */
export const drawReview = async (period: string, language: PaperLanguage, ctx: Ctx): Promise<DrawnReport> =>
  drawPack(await packOf(ctx.actor.ws, period, ctx.table), language, ctx.deps);

/** The paper of the committee's report on a span of months, as it stands. @throws Problem invalid-input */
export const drawCommitteeReport = async (
  span: { from: string; to: string },
  language: PaperLanguage,
  ctx: Ctx,
): Promise<DrawnReport> => {
  const report = await makeReport(span.from, span.to, ctx);
  const { name, timeZone } = ctx.workspace;
  const paper = committeePaper(report, { name, today: localDate(ctx.now, timeZone) }, language);
  return drawn(reportKey(ctx.actor.ws, 'committee', paper), paper, ctx.deps);
};
