import type { Projection, ProjectionContext } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import { alive, flow, gauge, text } from '../review/contribute.ts';

const TIPS = 'improvement.tips';
const NEEDS = 'improvement.needs';
const LOG = 'improvement.log';
const ISSUES = 'improvement.issues';

const madeIn = (rec: Rec, { timeZone }: ProjectionContext): string => localMonth(rec.createdAt, timeZone);

/** Tips that were handed in, and what was judged of them; those that wait. */
const tips = defineProjection({
  id: TIPS,
  types: ['tip'],
  contribute: (rec, context) => {
    if (!alive(rec)) return [];
    const status = text(rec, 'status') ?? '';
    const judged = text(rec, 'judgedAt');
    const isJudged = status === 'promoted' || status === 'declined';
    return [
      flow(madeIn(rec, context), TIPS, 'count'),
      ...(isJudged && judged ? [flow(localMonth(judged, context.timeZone), TIPS, status)] : []),
      ...(status === 'submitted' || status === 'asked-expert' ? [gauge(TIPS, 'waiting')] : []),
    ];
  },
});

const needs = defineProjection({
  id: NEEDS,
  types: ['need'],
  contribute: (rec, context) => {
    if (!alive(rec)) return [];
    const outcome = text(rec, 'outcome');
    const actual = text(rec, 'actualAt');
    return [
      flow(madeIn(rec, context), NEEDS, 'count'),
      gauge(NEEDS, `stage|${text(rec, 'status') ?? ''}`),
      ...(outcome && actual ? [flow(localMonth(actual, context.timeZone), NEEDS, `outcome|${outcome}`)] : []),
    ];
  },
});

/** Improvements by the month of the change, and what was seen of them by the month in which it was read. */
const log = defineProjection({
  id: LOG,
  types: ['improvement'],
  contribute: (rec, { timeZone }) => {
    if (!alive(rec)) return [];
    const effect = text(rec, 'effect');
    const after = text(rec, 'afterAt');
    return [
      flow(text(rec, 'day')?.slice(0, 7) ?? 'undated', LOG, 'count'),
      ...(effect && after ? [flow(localMonth(after, timeZone), LOG, `effect|${effect}`)] : []),
      ...(after ? [] : [gauge(LOG, 'waiting')]),
    ];
  },
});

/** Complaints about the system, those who asked to go back to paper among them (REV-4). */
const issues = defineProjection({
  id: ISSUES,
  types: ['systemIssue'],
  contribute: (rec, context) => {
    if (!alive(rec)) return [];
    const month = madeIn(rec, context);
    const [kind, outcome, answered] = [text(rec, 'kind'), text(rec, 'outcome'), text(rec, 'answeredAt')];
    const answeredIn = answered && localMonth(answered, context.timeZone);
    return [
      flow(month, ISSUES, 'count'),
      ...(rec.data['wantsPaper'] === true ? [flow(month, ISSUES, 'paper')] : []),
      ...(answeredIn && kind ? [flow(answeredIn, ISSUES, `kind|${kind}`)] : []),
      ...(answeredIn && outcome ? [flow(answeredIn, ISSUES, `outcome|${outcome}`)] : []),
      ...(rec.data['status'] === 'open' ? [gauge(ISSUES, 'open')] : []),
    ];
  },
});

/** The counters of improvement: a part of the list in shared/review/projections.ts. */
export const improvementProjections: readonly Projection[] = [tips, needs, log, issues];
