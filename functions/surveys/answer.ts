import { activity } from '../../shared/activities/activity.ts';
import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { outside, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { nextWorkingDay } from '../../shared/surveys/asking.ts';
import type { SurveyKind } from '../../shared/surveys/scales.ts';
import { isLow, scales } from '../../shared/surveys/scales.ts';
import { suggestion } from '../../shared/surveys/suggestion.ts';
import type { RequestStatus } from '../../shared/surveys/survey-request.ts';
import { openRequestStates } from '../../shared/surveys/survey-request.ts';
import type { answerSurvey, askSurvey } from '../../shared/surveys/surveys.contract.ts';
import { followUpTexts, questionsOf } from '../../shared/surveys/wording.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan } from '../runtime/commit.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';
import { calendarOf } from '../runtime/process.ts';
import { lostRace } from '../runtime/table.ts';
import type { Opened } from './links.ts';
import { openedLink, takeAnswerToken } from './links.ts';
import { firstActive, madeRecord, ownerOf } from './made.ts';

/** How often an answer is tried that meets another write of its request: the clock's, or a second answer. */
const TRIES = 5;

interface Given {
  score: number;
  comment?: string | undefined;
  suggestion?: string | undefined;
}

/** Refuses a link that was used or is over, whether or not the clock has noticed. @throws Problem link-used, link-expired */
const demandOpen = (request: Rec, now: string): void => {
  const { status, expiresAt } = request.data;
  if (status === 'answered') throw new Problem('link-used');
  const over = typeof expiresAt !== 'string' || expiresAt <= now;
  if (over || !openRequestStates.includes(status as RequestStatus)) throw new Problem('link-expired');
};

const kindOf = (request: Rec): SurveyKind => request.data['kind'] as SurveyKind;

/** What stands on the page of a link. */
export const ask = async (input: Input, ctx: Ctx): Promise<EndpointOutput<typeof askSurvey>> => {
  const { visitor, request, survey } = await openedLink(input, ctx);
  demandOpen(request, ctx.now);
  const kind = kindOf(request);
  const { least, most } = scales[kind];
  return {
    company: visitor.workspace.name,
    kind,
    question: questionsOf(kind, survey.data),
    least,
    most,
    language: request.data['language'] === 'en' ? 'en' : 'zh-CN',
  };
};

const faultsIn = (kind: SurveyKind, { score }: Given): FieldFault[] =>
  outside('score', score, [scales[kind].least, scales[kind].most]);

const spoken = (text: string | undefined): string | undefined => text?.toWellFormed().trim() || undefined;

/** What the people are asked about who may have to call: the complaint's owner before the account's, the survey's last. */
const callers = async ({ request, survey, visitor }: Opened) => {
  const [subject, account] = await Promise.all([
    readRecord(request.data['subjectId'], visitor),
    readRecord(request.data['accountId'], visitor),
  ]);
  const ids = [subject?.ownerId, account?.ownerId, request.ownerId, survey.data['responsibleId'], survey.createdBy];
  return { owner: await firstActive(ids, visitor) };
};

/** The call that a low score asks for, due by the end of the next working day. */
const followUp = async (opened: Opened, { score, comment }: Given): Promise<Rec> => {
  const { request, survey, visitor } = opened;
  const { owner } = await callers(opened);
  const { begins, ends } = nextWorkingDay(visitor.now, await calendarOf(visitor.workspace, visitor.deps));
  const texts = followUpTexts(visitor.workspace.country, {
    kind: kindOf(request),
    score,
    survey: String(survey.data['name']),
    comment,
  });
  const { accountId, contactId } = request.data;
  const data = { kind: 'task', ...texts, accountId, contactId, dueAt: ends, remindAt: begins };
  return madeRecord(activity, data, { owner, source: `survey:${request.id}` }, visitor);
};

/** The answer with all that follows from it. */
const answered = async (opened: Opened, given: Given): Promise<Change[]> => {
  const { request, survey, visitor } = opened;
  const kind = kindOf(request);
  const comment = spoken(given.comment);
  // A suggestion is one line in a list.
  const wish = spoken(given.suggestion)?.replace(/\s+/g, ' ');
  const task = isLow(kind, given.score, survey.data['threshold'])
    ? await followUp(opened, { score: given.score, comment })
    : undefined;
  const { accountId, contactId } = request.data;
  const idea = wish
    ? madeRecord(
        suggestion,
        { text: wish, accountId, contactId, channel: 'survey', status: 'new', surveyRequestId: request.id },
        { owner: ownerOf(request), source: `survey:${request.id}` },
        visitor,
      )
    : undefined;
  const { nextTryAt: _try, ...kept } = request.data;
  const data = {
    ...kept,
    status: 'answered',
    sentAt: kept['sentAt'] ?? visitor.now,
    score: given.score,
    answeredAt: visitor.now,
    ...(comment ? { comment } : {}),
    ...(task ? { followUpId: task.id } : {}),
    ...(idea ? { suggestionId: idea.id } : {}),
  };
  return [
    { current: request, next: { ...nextVersion(request, visitor), data } },
    ...[task, idea].flatMap((next) => (next ? [{ next }] : [])),
  ];
};

/**
 * Takes the answer of a customer, once: it is conditional on the request's version, so that of two at one moment one is stored, and the
 * other is told that the link was used.
 */
export const answer = async (input: Input, ctx: Ctx): Promise<EndpointOutput<typeof answerSurvey>> => {
  const opened = await openedLink(input, ctx);
  const { visitor } = opened;
  await takeAnswerToken(visitor, input.address);
  const given = input.body as Given;
  let { request } = opened;
  for (let tries = 1; ; tries++) {
    demandOpen(request, ctx.now);
    const faults = faultsIn(kindOf(request), given);
    if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
    try {
      await commitPlan({ changes: await answered({ ...opened, request }, given) }, visitor);
      return { received: true };
    } catch (error) {
      if (!lostRace(error) || tries === TRIES) throw error;
      const now = await readRecord(request.id, visitor);
      if (!now) throw new Problem('not-found');
      request = now;
    }
  }
};
