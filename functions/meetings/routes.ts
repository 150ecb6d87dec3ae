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
import type { Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { propose } from './agenda.ts';
import { done } from './done.ts';
import { next } from './next.ts';
import { makeReport } from './report.ts';

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
        const { mailReport } = await import('./mail.ts');
        return { recipients: await mailReport(report, input.idempotencyKey ?? ctx.now, ctx) };
      },
    },
  },
];
