import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { keyOf, wasAsked } from '../../shared/surveys/asking.ts';
import { survey as surveyEntity } from '../../shared/surveys/survey.ts';
import type { SkipReason } from '../../shared/surveys/survey-request.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import { bucketKey, watermarkKey } from '../../shared/table/keys.ts';
import { commitPlan } from '../runtime/commit.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { readRecord } from '../runtime/made.ts';
import { OthersMoved } from '../runtime/others-moved.ts';
import type { Job } from '../runtime/queue.ts';
import { servicePolicyOf } from '../runtime/settings.ts';
import { lostRace, type Write } from '../runtime/table.ts';
import type { Addressee } from './addressee.ts';
import { addresseeOf, presentRecord } from './addressee.ts';
import { languageOf } from './hand-out.ts';
import { madeRecord, ownerOf } from './made.ts';
import type { Subject } from './subjects.ts';
import { subjectsOf } from './subjects.ts';

/** Requests that one run makes of a survey; the next run goes on where this one stopped. */
const MOST = 200;

const markOf = (survey: Rec) => watermarkKey(survey.ws, `survey#${survey.id}`);

/** Why somebody is not asked now. */
const skipReason = (
  addressee: Addressee | undefined,
  { rows, quietDays }: { rows: Iterable<Row>; quietDays: number },
  now: string,
): SkipReason | undefined => {
  if (!addressee) return 'no-address';
  return wasAsked(rows, addressee.contactId, { now, quietDays }) ? 'quiet' : undefined;
};

/** For so long the lists may not know yet what another run has made (ms). */
const UNSEEN = 3_600_000;

/** Marks a person as asked now; refused where another run did so a moment ago, for whatever survey. */
const asking = (personId: string, ctx: Ctx): Write => {
  const now = Date.parse(ctx.now);
  const key = bucketKey(ctx.actor.ws, `survey-asked#${personId}`);
  return {
    op: 'advance',
    item: { ...key, at: ctx.now, ttl: Math.floor((now + 2 * UNSEEN) / 1000) },
    field: 'at',
    below: new Date(now - UNSEEN).toISOString(),
  };
};

/** Writes a request; false where another run was faster: at this request, or at asking the same person. */
const written = async (next: Rec, writes: readonly Write[], ctx: Ctx): Promise<boolean> => {
  try {
    await commitPlan({ changes: [{ next, writes }] }, ctx);
    return true;
  } catch (error) {
    const taken = error instanceof Problem && error.code === 'duplicate-key';
    if (!taken && !lostRace(error) && !(error instanceof OthersMoved)) throw error;
    return false;
  }
};

/** The request for one subject. Its natural key is the promise that it is made once, whatever runs twice or breaks off. */
const makeRequest = async (survey: Rec, subject: Subject, requests: ListView, ctx: Ctx): Promise<void> => {
  const account = await presentRecord(subject.accountId, ctx);
  const accountIds = account ? idsOf(account) : [subject.accountId];
  const addressee = await addresseeOf(account, subject.contactId, ctx);
  const { surveyQuietDays: quietDays } = await servicePolicyOf(ctx.workspace, ctx.deps);
  const rows = accountIds.flatMap((id) => requests.having('accountId', id) ?? []);
  const skipped = skipReason(addressee, { rows, quietDays }, ctx.now);
  const data = {
    name: survey.data['name'],
    surveyId: survey.id,
    kind: survey.data['kind'],
    accountId: accountIds[0],
    contactId: addressee?.contactId ?? subject.contactId,
    subjectType: subject.type,
    subjectId: subject.id,
    period: subject.period,
    way: 'mail',
    language: languageOf(account, ctx),
    key: keyOf({ surveyId: survey.id, subjectId: subject.id, period: subject.period }),
  };
  const owner = ownerOf(subject.rec?.ownerId ? subject.rec : account);
  const made = (state: object): Rec => madeRecord(surveyRequest, { ...data, ...state }, { owner, source: 'rule' }, ctx);
  const passedOver = (skipReason: SkipReason) => written(made({ status: 'skipped', skipReason }), [], ctx);
  if (skipped) {
    await passedOver(skipped);
    return;
  }
  const mark = quietDays > 0 ? [asking(String(data.contactId ?? data.accountId), ctx)] : [];
  const sent = await written(made({ status: 'waiting', tries: 0, nextTryAt: ctx.now }), mark, ctx);
  // Where this very request was made by another run, its key refuses this one as well.
  if (!sent) await passedOver('quiet');
};

/**
 * Makes the requests that a survey's rule asks for since its last look. What has been made already is passed over. One that leaves some
 * for the next run notes how far it came, so that thousands of changes are not read anew each time.
 */
const runSurvey = async (survey: Rec, most: number, ctx: Ctx): Promise<void> => {
  const find = subjectsOf[String(survey.data['trigger'])];
  const { activeSince } = survey.data;
  if (!find || typeof activeSince !== 'string' || survey.archivedAt || survey.data['active'] === false) return;
  const mark = await ctx.table.get(markOf(survey));
  const seenTo = typeof mark?.['at'] === 'string' ? mark['at'] : activeSince;
  const note = (at: string) => ctx.table.write([{ op: 'put', item: { ...markOf(survey), at } }]);
  // What this run makes is noted in the list as it is made.
  const requests = await ctx.deps.lists.fresh(ctx.actor.ws, surveyRequest.name, ctx.table);
  const known = new Set((requests.having('surveyId', survey.id) ?? []).map((row) => row['key']));
  let count = 0;
  for await (const subject of find({ activeSince, seenTo }, ctx)) {
    const { id, period, rec } = subject;
    if (known.has(keyOf({ surveyId: survey.id, subjectId: id, period }))) continue;
    if (count === most) return rec && note(rec.updatedAt);
    count++;
    await makeRequest(survey, subject, requests, ctx);
  }
  await note(ctx.now);
};

/**
 * Asks customers by the rules of the active surveys. The mails are sent by the clock's look at each request, so that a run that breaks
 * off loses none. @param most requests that are made of each survey @throws the first error after all other surveys were looked at
 */
export const sendSurveys = async (job: Job, deps: Deps, most = MOST): Promise<void> => {
  const ctx = await jobCtx(job.ws, 'job:surveys', deps);
  if (!ctx) return;
  const failures: unknown[] = [];
  const view = await deps.lists.fresh(job.ws, surveyEntity.name, ctx.table);
  for (const row of [...view.rows.values()]) {
    if (row['archivedAt'] || row['active'] === false || !subjectsOf[String(row['trigger'])]) continue;
    try {
      const survey = await readRecord(row.id, ctx);
      if (survey) await runSurvey(survey, most, ctx);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};
