import {
  deleteFeed,
  deleteMailbox,
  getFeed,
  getMailbox,
  logEmail,
  putFeed,
  putMailbox,
  readFeed,
} from '../../shared/activities/activities.contract.ts';
import { activity } from '../../shared/activities/activity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { crudRoutes, shown } from '../runtime/crud.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer } from '../runtime/made.ts';
import { WriteRefused } from '../runtime/table.ts';
import { feedOf, feedState, makeFeed, revokeFeed } from './feed.ts';
import type { Links } from './log-mail.ts';
import { logMail, proposedDeal } from './log-mail.ts';
import { mailboxState, makeMailbox, revokeMailbox } from './mailbox.ts';
import { readPasted } from './read-mail.ts';

const answer = async (rec: Rec, known: boolean, ctx: Ctx) => {
  const { accountId, opportunityId } = rec.data;
  const proposed = opportunityId === undefined ? await proposedDeal(accountId, ctx) : undefined;
  return { activity: shown(activity, rec, ctx), known, ...(proposed ? { proposed } : {}) };
};

/** A pasted message. @throws Problem invalid-input for what is no message, conflict */
const pasted: Handler['handle'] = async (input, ctx) => {
  const first = await firstAnswer(logEmail.id, input, ctx);
  if (first) return answer(first, false, ctx);
  const { raw, ...given } = input.body as { raw: string } & Links;
  const mail = await readPasted(raw, ctx.workspace.timeZone);
  if (!mail)
    throw new Problem('invalid-input', 'This is no e-mail.', [
      fault('raw', 'bad-format', 'From: … To: … Date: … Subject: …'),
    ]);
  const once = (id: string) => idempotencyWrite(logEmail.id, input, ctx, id);
  try {
    const { rec, known } = await logMail(mail, { given, once }, ctx);
    return await answer(rec, known, ctx);
  } catch (error) {
    const same =
      error instanceof WriteRefused && isIdempotencyItem(error.existing)
        ? await firstAnswer(logEmail.id, input, ctx)
        : undefined;
    if (!same) throw error;
    return answer(same, false, ctx);
  }
};

export const activityRoutes: Routes[] = [
  crudRoutes(activity),
  {
    contracts: [logEmail, getFeed, putFeed, deleteFeed, readFeed, getMailbox, putMailbox, deleteMailbox],
    handlers: {
      [logEmail.id]: pasted,
      [getFeed.id]: feedState,
      [putFeed.id]: makeFeed,
      [deleteFeed.id]: revokeFeed,
      [readFeed.id]: feedOf,
      [getMailbox.id]: mailboxState,
      [putMailbox.id]: makeMailbox,
      [deleteMailbox.id]: revokeMailbox,
    },
  },
];
