import { meeting } from '../../shared/meetings/meeting.ts';
import {
  actionDone,
  getCommitteeReport,
  mailCommitteeReport,
  meetingContracts,
  nextMeeting,
  proposeAgenda,
} from '../../shared/meetings/meetings.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Ctx, Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { groupSize } from '../runtime/review-mail.ts';
import { propose } from './agenda.ts';
import { done } from './done.ts';
import { next } from './next.ts';

/** What a report is made of is read when one is asked for. */
const makeReport = async (from: string, to: string, ctx: Ctx) =>
  (await import('../runtime/committee-report.ts')).makeReport(from, to, ctx);

export const meetingRoutes: Routes[] = [
  crudRoutes(meeting),
  {
    contracts: meetingContracts,
    handlers: {
      [nextMeeting.id]: next,
      [proposeAgenda.id]: propose,
      [actionDone.id]: done,
      [getCommitteeReport.id]: ({ query }, ctx) => makeReport(query.from, query.to, ctx),
      [mailCommitteeReport.id]: async (input, ctx) => {
        const report = await makeReport(input.body.from, input.body.to, ctx);
        await claimKey(mailCommitteeReport.id, input, ctx);
        // The worker draws the paper that goes with it.
        const { from, to } = report;
        const key = input.idempotencyKey ?? ctx.now;
        await ctx.deps.queue.send([{ job: 'meetings.mail-report', ws: ctx.actor.ws, from, to, key }]);
        return { recipients: await groupSize(ctx.actor.ws, ctx.deps) };
      },
    },
  },
];
