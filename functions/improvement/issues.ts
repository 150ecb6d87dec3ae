import { reportIssue } from '../../shared/improvement/improvement.contract.ts';
import { isJudge } from '../../shared/improvement/judges.ts';
import { shortOf, systemIssue } from '../../shared/improvement/system-issue.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { crmOwner } from '../runtime/crm-owner.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { madeFrom, readRecord } from '../runtime/made.ts';
import { loadedRecord } from '../runtime/records.ts';
import { createOnce } from './create.ts';

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** A complaint on its way to whoever answers for the CRM. Where nobody does, it is kept all the same: the judges see it. */
export const report: Handler['handle'] = (input, ctx) =>
  createOnce({ endpoint: reportIssue, entity: systemIssue, input }, ctx, async () => {
    const { ownerId: _self, teamId: _team, ...rec } = await madeFrom(systemIssue, input.body, ctx);
    return {
      ...rec,
      ...(await crmOwner(ctx)),
      data: { ...rec.data, subject: shortOf(input.body.text), reporterId: ctx.actor.id, status: 'open' },
    };
  });

/** The issue as the caller read it. @throws Problem stale-version, not-found, conflict */
const current = (input: Input, ctx: Ctx): Rec => {
  const rec = loadedRecord(systemIssue, input.params.id, ctx);
  if (input.ifMatch !== rec.version) throw new Problem('stale-version');
  return rec;
};

const links = ['entryId', 'improvementId', 'needId'] as const;

/** What an answer points to is there. @throws Problem invalid-input */
const demandLinks = async (body: Record<string, unknown>, ctx: Ctx): Promise<void> => {
  const given = links.filter((name) => body[name] !== undefined);
  const found = await Promise.all(given.map((name) => readRecord(body[name], ctx)));
  const missing = given.filter((_name, index) => found[index] === undefined);
  if (missing.length > 0)
    throw new Problem(
      'invalid-input',
      undefined,
      missing.map((name) => fault(name, 'no-such-record')),
    );
};

export const answer: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = current(input, ctx);
    if (!isJudge(ctx.actor.roles) && rec.ownerId !== ctx.actor.id)
      throw new Problem('forbidden', 'Its owner, or whoever judges, answers a complaint about the system.');
    if (rec.data['status'] === 'closed')
      throw new Problem('conflict', 'It is closed.', [fault('status', 'not-allowed-value', 'open, answered')]);
    await demandLinks(input.body, ctx);
    const { entryId: _entry, improvementId: _improvement, needId: _need, ...data } = rec.data;
    const next = {
      ...nextVersion(rec, ctx),
      data: { ...data, ...input.body, status: 'answered', answeredBy: ctx.actor.id, answeredAt: ctx.now },
    };
    return shown(systemIssue, await saveNext({ current: rec, next }, ctx), ctx);
  },
};

export const settle: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = current(input, ctx);
    if (rec.data['reporterId'] !== ctx.actor.id && !isJudge(ctx.actor.roles))
      throw new Problem('forbidden', 'Whoever complained says whether it is settled.');
    if (rec.data['status'] !== 'answered')
      throw new Problem('conflict', 'Only an answered one is settled.', [
        fault('status', 'not-allowed-value', 'answered'),
      ]);
    const { satisfied, comment } = input.body;
    if (!satisfied && comment === undefined)
      throw new Problem('invalid-input', undefined, [fault('comment', 'required')]);
    const { notSettled: _old, ...data } = rec.data;
    const settled = satisfied
      ? { ...data, status: 'closed', closedAt: ctx.now }
      : { ...data, status: 'open', notSettled: comment, times: Number(data['times'] ?? 0) + 1 };
    return shown(
      systemIssue,
      await saveNext({ current: rec, next: { ...nextVersion(rec, ctx), data: settled } }, ctx),
      ctx,
    );
  },
};
