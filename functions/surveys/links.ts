import { idPattern } from '../../shared/kernel/id.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { MAX_TRIES, surveyRequest } from '../../shared/surveys/survey-request.ts';
import { bucketKey, recordKey, surveyLinkKey } from '../../shared/table/keys.ts';
import type { Limit } from '../runtime/buckets.ts';
import { bucketDigest, demandToken, takeTokens } from '../runtime/buckets.ts';
import { env } from '../runtime/env.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { digestOf, sameDigest, webSecret } from '../runtime/secrets.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item, Write } from '../runtime/table.ts';

/** Wrong links that an address may try in an hour: whoever mistypes one does not notice, whoever guesses does. */
const MISSES_OF_ADDRESS = 20;
/** Wrong links that a workspace hears of in an hour, from wherever they come; right ones are not held up by them. */
const MISSES_OF_WORKSPACE = 1_000;
/** Answers that are taken in an hour: of an address, behind which a whole company may sit, and of a workspace. */
const ANSWERS_OF_ADDRESS = 60;
const ANSWERS_OF_WORKSPACE = 3_000;

/** In place of what a wrong link does not name: it is looked for all the same, so that a miss takes as long as another. */
const NOWHERE = 'ws_0';
const NOBODY = 'svq_0';
/** Where misses are counted that concern no workspace. */
const PUBLIC = 'public';

const missesOf = (address: string): Limit => ({
  key: bucketKey(PUBLIC, `survey-miss#${bucketDigest('survey-miss', address)}`),
  capacity: MISSES_OF_ADDRESS,
});

const answersOf = (ws: string, address: string): Limit[] => [
  { key: bucketKey(ws, 'survey-answers'), capacity: ANSWERS_OF_WORKSPACE },
  { key: bucketKey(ws, `survey-answers#${bucketDigest(ws, 'survey', address)}`), capacity: ANSWERS_OF_ADDRESS },
];

/** Takes a token of whoever answers. @throws Problem too-many-requests */
export const takeAnswerToken = (visitor: Ctx, address: string): Promise<void> =>
  takeTokens(answersOf(visitor.workspace.id, address), visitor);

/** The page of a link. Without a dot: an address with one is taken for a file. The API has `<request>.<secret>` in one part of its path. */
const linkOf = (ws: string, requestId: string, secret: string): string =>
  `${env.webOrigin}/survey/${ws}/${requestId}/${secret}`;

/** Digests of the secrets that still work, the newest last. */
const digestsIn = (item: Item | undefined): string[] => (Array.isArray(item?.['digests']) ? item['digests'] : []);

/**
 * A new secret for a request: the link, which nobody can be told a second time, and the write that keeps its digest. It belongs into
 * the transaction of the request's next version, so that of two at once none is lost.
 */
export const newLink = async (request: Rec, ctx: Ctx): Promise<{ link: string; write: Write }> => {
  const secret = webSecret();
  const key = surveyLinkKey(request.ws, request.id);
  const kept = digestsIn(await ctx.table.get(key));
  const digests = [...kept, digestOf(secret)].slice(-MAX_TRIES);
  return {
    link: linkOf(request.ws, request.id, secret),
    write: { op: 'put', item: { ...key, ws: request.ws, id: request.id, digests, madeAt: ctx.now } },
  };
};

const named = (token: string): { id: string; secret: string } => {
  const [, id = '', secret = ''] = /^([^.]+)\.([\w-]{43})$/.exec(token) ?? [];
  return idPattern(surveyRequest.name).test(id) ? { id, secret } : { id: NOBODY, secret: '' };
};

/** Whether a secret is one of those that still work. All are compared, each in constant time. */
const opens = (secret: string, item: Item | undefined): boolean => {
  const given = digestOf(secret);
  const kept = digestsIn(item);
  const compared = Array.from({ length: MAX_TRIES }, (_, index) => sameDigest(given, kept[index] ?? digestOf('')));
  return secret !== '' && compared.some(Boolean);
};

const isThere = (rec: Rec | undefined): rec is Rec =>
  rec !== undefined && !rec.archivedAt && rec.removedAt === undefined;

/** A request with its survey, as its link opens it. */
export interface Opened {
  /** The workspace of the link, entered by nobody. */
  visitor: Ctx;
  request: Rec;
  survey: Rec;
}

const recordIn = (item: Item | undefined, type: string): Rec | undefined =>
  item?.['type'] === type ? toRec(item) : undefined;

/**
 * What a link opens. One that opens nothing is answered in the same words after the same work, whatever is wrong with it, and takes a
 * token of the address; an address without tokens is not even compared.
 * @throws Problem not-found, too-many-requests
 */
export const openedLink = async (input: Input, ctx: Ctx): Promise<Opened> => {
  const wanted = String(input.params.workspaceId);
  const ws = idPattern('workspace').test(wanted) ? wanted : NOWHERE;
  const { id, secret } = named(String(input.params.token));
  const misses = missesOf(input.address);
  const entered = await jobCtx(ws, 'job:survey', ctx.deps);
  const [item, link, bucket] = await ctx.table.batchGet([recordKey(ws, id), surveyLinkKey(ws, id), misses.key]);
  demandToken(bucket, misses, ctx.now);
  const opened = opens(secret, link);
  const request = recordIn(item, surveyRequest.name);
  const survey = recordIn(await ctx.table.get(recordKey(ws, String(request?.data['surveyId'] ?? 'svy_0'))), 'survey');
  if (entered && opened && isThere(request) && isThere(survey))
    return { visitor: { ...entered, table: ctx.table, now: ctx.now, via: 'api' }, request, survey };
  const everybody = { key: bucketKey(entered ? ws : PUBLIC, 'survey-miss'), capacity: MISSES_OF_WORKSPACE };
  await takeTokens([misses, everybody], ctx);
  throw new Problem('not-found');
};
