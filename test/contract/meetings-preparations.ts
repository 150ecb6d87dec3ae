import { addMonths } from '../../shared/kernel/time.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of meetings and of compared reviews need.

const attended = async ({ admin, world }: Stage): Promise<Any> => {
  const ownerId = admin.memberId;
  return makeRecord(admin, meeting, {
    date: new Date(world.clock.now).toISOString().slice(0, 10),
    lines: [
      { kind: 'attendee', ownerId },
      { kind: 'action', text: '签合同', ownerId, dueDate: '2026-12-10' },
    ],
  });
};

const step = async ({ admin }: Stage, { id, version }: Any, action: string): Promise<Any> =>
  done(await admin.call('POST', `/meetings/${id}/actions/${action}`, { version, body: {} }));

const closed = async (stage: Stage): Promise<Any> =>
  step(stage, await step(stage, await attended(stage), 'hold'), 'close');

const reviewed = async ({ admin }: Stage): Promise<string> => {
  const period = addMonths('2010-01', nextNumber() % 190);
  done(await admin.call('POST', '/reviews', { body: { period } }));
  return period;
};

export const meetingSteps = { [meeting.name]: { action: 'cancel', comment: '改期' } };

export const meetingPreparations: Record<string, Preparation> = {
  'meetings.next': async (stage) => ({ params: { id: (await closed(stage)).id } }),
  'meetings.propose': async (stage) => {
    const { id, version } = await makeRecord(stage.admin, meeting, { period: await reviewed(stage) });
    return { params: { id }, version };
  },
  'meetings.done': async (stage) => {
    const { id, version } = await attended(stage);
    return { params: { id }, version };
  },
  'committee.report': async () => ({}),
  'committee.mail': async () => {
    const month = addMonths('2010-01', nextNumber() % 190);
    return { body: { from: month, to: month } };
  },
  'reviews.compare': async (stage) => ({ query: { a: await reviewed(stage), b: await reviewed(stage) } }),
};
