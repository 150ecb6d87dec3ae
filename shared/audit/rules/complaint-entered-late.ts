import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { businessMinutesBetween } from '../../process/business-hours.ts';
import { instantIn } from '../complaints.ts';

/** When it was first taken down: what was imported says when that was in the other system, if it says anything. */
const enteredOf = (record: Rec): string => (record.source.startsWith('import:') ? record.createdAt : record.enteredAt);

/** A complaint that was taken down long after the customer told of it, in business hours. */
export const complaintEnteredLate = defineRule({
  id: 'complaint-entered-late',
  area: 'process',
  severity: 'medium',
  types: ['complaint'],
  label: { en: 'Complaint was entered late', zh: '客诉录入过晚' },
  explanation: {
    en: 'As long as a complaint is in one head, nobody else helps, and no limit runs. The customer has been waiting since the call.',
    zh: '客诉只在一个人脑子里的时候，别人帮不上忙，时限也没有起算；而客户从打电话那一刻就在等了。',
  },
  help: {
    en: 'Enter a complaint while the customer is on the phone; a subject and the customer are enough. Correct the time of the report if it was mistyped.',
    zh: '边听电话边录入，先填主题和客户就行；反映时间输错的请改正。',
  },
  settings: z.strictObject({
    hours: z.int().min(1).max(240).default(8).meta({ title: 'Business hours allowed / 允许的工作小时数' }),
  }),
  dueDays: 7,
  evaluate: (record, { calendar, settings }) => {
    const reported = instantIn(record.data['reportedAt']);
    if (reported === undefined) return [];
    const entered = enteredOf(record);
    return businessMinutesBetween(reported, entered, calendar) > settings.hours * 60
      ? [{ locator: 'reportedAt', found: `${reported} → ${entered}`, expected: `≤ ${settings.hours} h` }]
      : [];
  },
});
