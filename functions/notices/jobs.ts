import type { NoticeEvent } from '../../shared/notices/events.ts';
import type { Jobs } from '../runtime/worker.ts';
import { ringDeadlines } from './deadlines.ts';
import { tellOverdueFindings } from './findings.ts';
import { mailNotice } from './mail.ts';
import { notify } from './notify.ts';
import { peopleOf } from './people.ts';

export const noticeJobs: Jobs = {
  'notices.mail': mailNotice,
  'process.deadlines': ringDeadlines,
  'findings.overdue': tellOverdueFindings,
  // What another module's job has to tell: a message that comes twice tells nobody twice (notify).
  'notices.tell': async (job, deps) => {
    const at = new Date(deps.now()).toISOString();
    const people = await peopleOf(job.ws, at, deps);
    await notify(job['events'] as NoticeEvent[], { ws: job.ws, at, people }, deps);
  },
};
