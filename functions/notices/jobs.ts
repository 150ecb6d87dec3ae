import type { Jobs } from '../runtime/worker.ts';
import { ringDeadlines } from './deadlines.ts';
import { mailNotice } from './mail.ts';

export const noticeJobs: Jobs = { 'notices.mail': mailNotice, 'process.deadlines': ringDeadlines };
