import { entityOf, isEntity } from '../../shared/entities.ts';
import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import { claimedKeys } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, localDate } from '../../shared/kernel/time.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { keyOf } from '../../shared/surveys/asking.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import type { putSurveyLink } from '../../shared/surveys/surveys.contract.ts';
import type { SurveyLanguage } from '../../shared/surveys/wording.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import { commitPlan } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';
import { loadedRecord } from '../runtime/records.ts';
import { lostRace } from '../runtime/table.ts';
import { presentRecord } from './addressee.ts';
import { newLink } from './links.ts';
import type { Owner } from './made.ts';
import { madeRecord, ownerOf } from './made.ts';

/** How often a request is taken up that others write at the same time. */
const TRIES = 5;

/** How long a link of a survey holds, from an instant on. ISO UTC. */
export const expiryOf = (survey: Rec, now: string): string =>
  new Date(Date.parse(now) + Number(survey.data['expiresDays'] ?? 14) * DAY).toISOString();

/** The language in which an account is written to: its own, else that of its country. */
export const languageOf = (account: Rec | undefined, ctx: Ctx): SurveyLanguage => {
  const own = account?.data['language'];
  if (own === 'en' || own === 'zh-CN') return own;
  return (account?.data['country'] ?? ctx.workspace.country) === 'CN' ? 'zh-CN' : 'en';
};

interface Body {
  surveyId: string;
  accountId?: string;
  contactId?: string;
  subjectType?: string;
  subjectId?: string;
  language?: SurveyLanguage;
}

const refused = (field: string): Problem => new Problem('invalid-input', undefined, [fault(field, 'no-such-record')]);

/** A record that the body names, in the caller's scope. @throws Problem invalid-input */
const namedRecord = (type: string, { field, id }: { field: string; id: string }, ctx: Ctx): Rec => {
  try {
    return loadedRecord(entityOf(type), id, ctx);
  } catch {
    throw refused(field);
  }
};

/** What the request is about. @throws Problem invalid-input */
const subjectOf = ({ subjectType, subjectId }: Body, ctx: Ctx): Rec | undefined => {
  if (subjectType === undefined && subjectId === undefined) return undefined;
  if (!subjectId || !isEntity(subjectType)) throw refused('subjectId');
  return namedRecord(subjectType, { field: 'subjectId', id: subjectId }, ctx);
};

/** The account of the subject, or the one that the body names where there is no subject. @throws Problem invalid-input */
const accountIdOf = (body: Body, subject: Rec | undefined): string => {
  const own = subject?.data['accountId'];
  const id = typeof own === 'string' ? own : body.accountId;
  if (id === undefined) throw new Problem('invalid-input', undefined, [fault('accountId', 'required')]);
  if (body.accountId !== undefined && body.accountId !== id)
    throw new Problem('invalid-input', undefined, [fault('accountId', 'not-allowed-value', id)]);
  return id;
};

interface Wanted {
  survey: Rec;
  owner: Owner;
  data: Record<string, unknown> & { key: string };
}

/** What a body asks for, checked. @throws Problem invalid-input */
const wantedOf = async (body: Body, ctx: Ctx): Promise<Wanted> => {
  const survey = namedRecord('survey', { field: 'surveyId', id: body.surveyId }, ctx);
  if (survey.archivedAt || survey.data['active'] === false)
    throw new Problem('invalid-input', undefined, [fault('surveyId', 'not-allowed-value')]);
  const subject = subjectOf(body, ctx);
  const accountId = accountIdOf(body, subject);
  // Whoever sees the subject may know whose it is; an account that stands alone has to be theirs to see.
  const account = subject
    ? await presentRecord(accountId, ctx)
    : namedRecord('account', { field: 'accountId', id: accountId }, ctx);
  const contact = body.contactId ? namedRecord('contact', { field: 'contactId', id: body.contactId }, ctx) : undefined;
  // Customer and contact may name the account as it was called before a merge.
  const family: readonly unknown[] = account ? idsOf(account) : [accountId];
  if (contact && !family.includes(contact.data['accountId'])) throw refused('contactId');
  const own = subject?.data['contactId'];
  const contactId = contact?.id ?? (typeof own === 'string' ? own : undefined);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  return {
    survey,
    owner: ownerOf(subject?.ownerId ? subject : account),
    data: {
      name: survey.data['name'],
      surveyId: survey.id,
      kind: survey.data['kind'],
      accountId: account?.id ?? accountId,
      contactId,
      subjectType: subject?.type,
      subjectId: subject?.id,
      language: body.language ?? languageOf(account, ctx),
      // Without a subject somebody can be asked again on another day.
      key: subject
        ? keyOf({ surveyId: survey.id, subjectId: subject.id })
        : keyOf({ surveyId: survey.id, subjectId: contactId ?? accountId, period: today }),
    },
  };
};

/** The request of a natural key, as it is now. */
const knownRequest = async (key: string, ctx: Ctx): Promise<Rec | undefined> => {
  const [claimed] = claimedKeys(surveyRequest, { data: { key } });
  const guard = await ctx.table.get(guardKey(ctx.actor.ws, surveyRequest.name, 'key', claimed!.value));
  return guard && readRecord(guard['id'], ctx);
};

/** The request with a new link that holds from now on; one that a rule made is handed on in place of its mail. */
const handedOut = async ({ survey, owner, data }: Wanted, ctx: Ctx): Promise<{ rec: Rec; link: string }> => {
  const known = await knownRequest(data.key, ctx);
  if (known?.data['status'] === 'answered') throw new Problem('conflict', 'The customer has answered this already.');
  const sent = { status: 'sent', way: 'link', expiresAt: expiryOf(survey, ctx.now) };
  const fresh = (): Rec =>
    madeRecord(surveyRequest, { ...data, ...sent, sentAt: ctx.now }, { owner, source: ctx.via }, ctx);
  const again = (current: Rec): Rec => {
    const { nextTryAt: _try, skipReason: _why, ...kept } = current.data;
    return {
      ...nextVersion(current, ctx),
      data: { ...kept, ...sent, sentAt: kept['sentAt'] ?? ctx.now, language: data['language'] },
    };
  };
  const rec = known ? again(known) : fresh();
  const { link, write } = await newLink(rec, ctx);
  await commitPlan({ changes: [{ ...(known ? { current: known } : {}), next: rec, writes: [write] }] }, ctx);
  return { rec, link };
};

const movedOn = (error: unknown): boolean =>
  lostRace(error) || (error instanceof Problem && error.code === 'duplicate-key');

const put = async (input: Input, ctx: Ctx): Promise<EndpointOutput<typeof putSurveyLink>> => {
  const wanted = await wantedOf(input.body as Body, ctx);
  for (let tries = 1; ; tries++) {
    try {
      const { rec, link } = await handedOut(wanted, ctx);
      return { link, request: shown(surveyRequest, rec, ctx) as never };
    } catch (error) {
      if (!movedOn(error) || tries === TRIES) throw error;
    }
  }
};

const named = ['surveyId', 'accountId', 'contactId', 'subjectId'] as const;

/**
 * A link to be handed on by a person (WeChat, SMS). A secret cannot be told twice, so that a request that comes again has another one:
 * it leads to the same record, and the one before goes on working.
 */
export const putLink: Handler = {
  keys: ({ params, body }) =>
    named.flatMap((field) => (typeof body[field] === 'string' ? [recordKey(params.workspaceId, body[field])] : [])),
  handle: put,
};
