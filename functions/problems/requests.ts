import { may } from '../../shared/access/authorise.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { draftOfQuestion } from '../../shared/problems/draft.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import { helpRequest } from '../../shared/problems/help-request.ts';
import { askHelp, entryOfQuestion } from '../../shared/problems/problems.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer, madeFrom } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { loadedRecord } from '../runtime/records.ts';
import { WriteRefused } from '../runtime/table.ts';
import { draftedEntry } from './make.ts';
import { crmOwner } from './owner.ts';

/** Letters of a question that name it in lists. */
const SHORT = 80;

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const shortOf = (question: string): string => {
  const line = question.split(/[\r\n\t]+/)[0]!.trim();
  return line.length > SHORT ? `${line.slice(0, SHORT - 1).toWellFormed()}…` : line;
};

/** A question on its way to whoever answers for the CRM. Where nobody does, it is kept all the same: whoever writes the book sees it. */
const asked = async (input: Input, ctx: Ctx) => {
  const { context, ...fields } = input.body;
  const { ownerId: _self, teamId: _team, ...rec } = await madeFrom(helpRequest, fields, ctx);
  return {
    ...rec,
    ...(await crmOwner(ctx)),
    data: {
      ...rec.data,
      subject: shortOf(fields.question),
      askerId: ctx.actor.id,
      status: 'open',
      context: JSON.stringify({ ...context, roles: ctx.actor.roles }),
    },
  };
};

export const ask: Handler['handle'] = async (input, ctx) => {
  const known = await firstAnswer(askHelp.id, input, ctx);
  if (known) return shown(helpRequest, known, ctx);
  const rec = await asked(input, ctx);
  try {
    const once = idempotencyWrite(askHelp.id, input, ctx, rec.id);
    return shown(helpRequest, await carryOut({ made: { rec, writes: [], effects: [] }, once }, ctx), ctx);
  } catch (error) {
    const first =
      error instanceof WriteRefused && isIdempotencyItem(error.existing)
        ? await firstAnswer(askHelp.id, input, ctx)
        : undefined;
    if (!first) throw error;
    return shown(helpRequest, first, ctx);
  }
};

export const answer: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const current = loadedRecord(helpRequest, input.params.id, ctx);
    if (!may(ctx.actor.roles, 'problems:write') && current.ownerId !== ctx.actor.id)
      throw new Problem('forbidden', 'Its owner, or whoever writes the problem book, answers a question.');
    if (input.ifMatch !== current.version) throw new Problem('stale-version');
    const next = {
      ...nextVersion(current, ctx),
      data: {
        ...current.data,
        answer: input.body.answer,
        status: 'answered',
        answeredBy: ctx.actor.id,
        answeredAt: ctx.now,
      },
    };
    return shown(helpRequest, await saveNext({ current, next }, ctx), ctx);
  },
};

export const entryOf: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: entryOfQuestion, entity: problemEntry, from: helpRequest, input }, ctx, async (rec) => {
      const { entryId, status } = rec.data;
      if (typeof entryId === 'string')
        throw new Problem('conflict', 'This question has its entry already.', [
          { ...fault('entryId', 'duplicate'), recordId: entryId },
        ]);
      if (status !== 'answered')
        throw new Problem('conflict', 'Answer the question first.', [fault('status', 'not-allowed-value', 'answered')]);
      const made = await draftedEntry(draftOfQuestion(rec), rec.ownerId ? rec : { ownerId: ctx.actor.id }, ctx);
      const next = { ...nextVersion(rec, ctx), data: { ...rec.data, entryId: made.id } };
      return { rec: made, others: [{ current: rec, next }] };
    }),
};
