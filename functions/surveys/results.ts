import { scopePartition } from '../../shared/access/authorise.ts';
import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { bySurvey, distributionOf, figuresOf, monthsOf } from '../../shared/surveys/results.ts';
import type { SurveyKind } from '../../shared/surveys/scales.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import type { surveyResults } from '../../shared/surveys/surveys.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { toRec } from '../runtime/stored.ts';

type Results = EndpointOutput<typeof surveyResults>;

/** Comments that one answer shows. */
const MOST_COMMENTS = 50;

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the customers wrote, the newest first: long texts are read with their records. */
const comments = async (rows: readonly Row[], ctx: Ctx): Promise<Results['comments']> => {
  const newest = rows
    .filter((row) => row['commented'] === true && row['status'] === 'answered')
    .sort((a, b) => String(b['answeredAt']).localeCompare(String(a['answeredAt'])))
    .slice(0, MOST_COMMENTS);
  const items = await ctx.table.batchGet(newest.map((row) => recordKey(ctx.actor.ws, row.id)));
  return items.flatMap((item) => {
    if (!item) return [];
    const { id, data } = toRec(item);
    const [accountId, contactId, followUpId, subjectType, subjectId] = [
      'accountId',
      'contactId',
      'followUpId',
      'subjectType',
      'subjectId',
    ].map((name) => asText(data[name]));
    return [
      {
        id,
        surveyId: String(data['surveyId']),
        kind: data['kind'] as SurveyKind,
        score: Number(data['score']),
        comment: String(data['comment']),
        answeredAt: String(data['answeredAt']),
        ...(accountId ? { accountId } : {}),
        ...(contactId ? { contactId } : {}),
        ...(followUpId ? { followUpId } : {}),
        ...(subjectType ? { subjectType } : {}),
        ...(subjectId ? { subjectId } : {}),
      },
    ];
  });
};

/** What came of the surveys that lie within the caller's record scope. */
export const results = async (input: Input, ctx: Ctx): Promise<Results> => {
  const { surveyId, from, to } = input.query as { surveyId?: string; from?: string; to?: string };
  const { timeZone } = ctx.workspace;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, surveyRequest.name, ctx.table);
  const rows: Row[] = [];
  for (const row of view.partition(scopePartition(ctx.actor, surveyRequest))) {
    if (row['archivedAt'] || row['removedAt'] || (surveyId && row['surveyId'] !== surveyId)) continue;
    const day = from || to ? localDate(String(row['sentAt'] ?? row['createdAt']), timeZone) : '';
    if ((from && day < from) || (to && day > to)) continue;
    rows.push(row);
  }
  const groups = bySurvey(rows);
  const one = surveyId ? groups.get(surveyId) : undefined;
  return {
    surveys: [...groups].map(([id, group]) => figuresOf(id, group.kind, group.rows)),
    distribution: one ? distributionOf(one.kind, one.rows) : [],
    months: one ? monthsOf(one.kind, one.rows, timeZone) : [],
    comments: await comments(rows, ctx),
  };
};
