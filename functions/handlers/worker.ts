import { activityLooks } from '../activities/alarms.ts';
import { activityJobs } from '../activities/jobs.ts';
import { auditJobs } from '../audit/jobs.ts';
import { campaignLooks } from '../campaigns/alarms.ts';
import { campaignJobs } from '../campaigns/jobs.ts';
import { creditJobs } from '../credit/jobs.ts';
import { customerJobs } from '../customers/forget.ts';
import { duplicateJobs } from '../duplicates/jobs.ts';
import { exportJobs } from '../exports/jobs.ts';
import { findingLooks } from '../findings/alarms.ts';
import { historyJobs } from '../history/jobs.ts';
import { importJobs } from '../imports/jobs.ts';
import { improvementLooks } from '../improvement/alarms.ts';
import { leadLooks } from '../leads/alarms.ts';
import { leadJobs } from '../leads/jobs.ts';
import { listJobs } from '../lists/jobs.ts';
import { meetingJobs } from '../meetings/jobs.ts';
import { reportMailJobs } from '../meetings/mail.ts';
import { noticeJobs } from '../notices/jobs.ts';
import { operatorJobs } from '../operators/jobs.ts';
import { drawCommitteeReport, drawPack } from '../papers/reports.ts';
import { problemLooks } from '../problems/alarms.ts';
import { problemJobs } from '../problems/jobs.ts';
import { processJobs } from '../process/jobs.ts';
import { qualityJobs } from '../quality/jobs.ts';
import { receivableLooks } from '../receivables/alarms.ts';
import { reviewJobs } from '../review/jobs.ts';
import { ringAlarms } from '../runtime/alarms.ts';
import { workerHandler } from '../runtime/worker.ts';
import { surveyLooks } from '../surveys/alarms.ts';
import { surveyJobs } from '../surveys/jobs.ts';
import { valueLooks } from '../value/alarms.ts';
import { valueJobs } from '../value/jobs.ts';

/** What the clock does on records, each module's part. */
const looks = {
  ...receivableLooks,
  ...leadLooks,
  ...activityLooks,
  ...valueLooks,
  ...campaignLooks,
  ...surveyLooks,
  ...problemLooks,
  ...improvementLooks,
  ...findingLooks,
};

/** All jobs of the work queue. */
export const handler = workerHandler({
  ...importJobs,
  ...auditJobs,
  ...reviewJobs(drawPack),
  ...listJobs,
  ...historyJobs,
  ...noticeJobs,
  ...processJobs,
  ...creditJobs,
  ...customerJobs,
  ...leadJobs,
  ...activityJobs,
  ...duplicateJobs,
  ...valueJobs,
  ...qualityJobs,
  ...campaignJobs,
  ...exportJobs,
  ...surveyJobs,
  ...problemJobs,
  ...operatorJobs,
  ...meetingJobs,
  ...reportMailJobs(drawCommitteeReport),
  'documents.alarms': ringAlarms(looks),
});
