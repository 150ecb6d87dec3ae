import { openComplaintStates } from '../../shared/complaints/complaint.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY } from '../../shared/kernel/time.ts';
import type { SurveyKind } from '../../shared/surveys/scales.ts';
import { MAX_TRIES } from '../../shared/surveys/survey-request.ts';
import { invitation, questionsOf } from '../../shared/surveys/wording.ts';
import type { Due, Look, Looks } from '../runtime/alarms.ts';
import { commitPlan } from '../runtime/commit.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';
import { lostRace, type Write } from '../runtime/table.ts';
import { addresseeOf, presentRecord } from './addressee.ts';
import { expiryOf } from './hand-out.ts';
import { newLink } from './links.ts';

/** How long after a try the next one is, for each that there was (ms). */
const PAUSE = 15 * 60_000;

const change = async (current: Rec, data: Record<string, unknown>, ctx: Ctx, writes: Write[] = []): Promise<Rec> => {
  const kept = Object.fromEntries(
    Object.entries({ ...current.data, ...data }).filter(([, value]) => value !== undefined),
  );
  const next = { ...nextVersion(current, ctx), data: kept };
  await commitPlan({ changes: [{ current, next, writes }] }, ctx);
  return next;
};

const ended = (status: string, more: Record<string, unknown> = {}): Due => ({
  follow: { data: { status, nextTryAt: undefined, ...more } },
});

/**
 * Sends the mail of a request. The secret's digest and the count of tries are written before the mail, what came of it afterwards: where
 * the process ends in between, the mail goes out once more, with a secret of its own, and both lead to the one request.
 */
const mail = async (rec: Rec, { survey, email }: { survey: Rec; email: string }, ctx: Ctx): Promise<void> => {
  const tries = Number(rec.data['tries'] ?? 0) + 1;
  const expiresAt = expiryOf(survey, ctx.now);
  const { link, write } = await newLink(rec, ctx);
  const nextTryAt = new Date(Date.parse(ctx.now) + tries * PAUSE).toISOString();
  const tried = await change(rec, { tries, nextTryAt, expiresAt }, ctx, [write]);
  const text = invitation(rec.data['language'] === 'en' ? 'en' : 'zh-CN', {
    company: ctx.workspace.name,
    question: questionsOf(rec.data['kind'] as SurveyKind, survey.data),
    link,
    expiresAt,
    timeZone: ctx.workspace.timeZone,
  });
  try {
    await ctx.deps.mail.send(ctx.workspace.kind, { to: [email], ...text });
  } catch {
    if (tries >= MAX_TRIES) await change(tried, { status: 'failed', nextTryAt: undefined }, ctx);
    return;
  }
  await change(tried, { status: 'sent', sentAt: ctx.now, nextTryAt: undefined }, ctx);
};

/** Whether the complaint that somebody is asked about was opened again meanwhile: then they are asked when it is closed. */
const isOpenAgain = async (rec: Rec, ctx: Ctx): Promise<boolean> => {
  if (rec.data['subjectType'] !== 'complaint') return false;
  const subject = await readRecord(rec.data['subjectId'], ctx);
  return (openComplaintStates as readonly unknown[]).includes(subject?.data['status']);
};

const send = async (rec: Rec, ctx: Ctx): Promise<Due> => {
  const survey = await readRecord(rec.data['surveyId'], ctx);
  if (!survey || survey.archivedAt || survey.data['active'] === false)
    return ended('skipped', { skipReason: 'stopped' });
  if (Number(rec.data['tries'] ?? 0) >= MAX_TRIES) return ended('failed');
  if (await isOpenAgain(rec, ctx)) return { again: new Date(Date.parse(ctx.now) + DAY).toISOString() };
  // Where the address was corrected since, or a person's data erased, that counts.
  const account = await presentRecord(rec.data['accountId'], ctx);
  const addressee = await addresseeOf(account, rec.data['contactId'], ctx);
  if (!addressee) return ended('skipped', { skipReason: 'no-address' });
  try {
    await mail(rec, { survey, email: addressee.email }, ctx);
  } catch (error) {
    // The customer was faster than the note that the mail is out, or another run did the same.
    if (!lostRace(error)) throw error;
  }
  return {};
};

/** What the clock does on a request: sends its mail, again after a failure, and ends it when its link is over. */
const look: Look = async (rec, _today, ctx) => {
  const { status, nextTryAt, expiresAt } = rec.data;
  if (status === 'waiting')
    return typeof nextTryAt === 'string' && nextTryAt > ctx.now ? { again: nextTryAt } : send(rec, ctx);
  if (status !== 'sent' || typeof expiresAt !== 'string') return {};
  return expiresAt > ctx.now ? { again: expiresAt } : { follow: { data: { status: 'expired' } } };
};

/** What the clock does here. */
export const surveyLooks: Looks = { surveyRequest: look };
