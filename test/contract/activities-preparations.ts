import { done, nextNumber } from '../harness/records.ts';
import type { Preparation } from './preparations.ts';

/** What the happy cases of e-mails and calendars need. */
export const activitiesPreparations: Record<string, Preparation> = {
  'activities.logEmail': async () => ({
    body: {
      raw: `From: 王小明 <wang@example.com>\nDate: 2026-11-20 10:30\nSubject: 交期确认 ${nextNumber()}\n\n请确认。`,
    },
  }),
  'calendar.feed': async ({ admin }) => {
    const { address } = done(await admin.call('PUT', '/calendar-feed', { body: {} }));
    return { params: { file: String(address).split('/').at(-1)! } };
  },
};
