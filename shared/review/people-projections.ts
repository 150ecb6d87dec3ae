import type { Projection } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import { isOpenAction } from '../meetings/meeting.ts';
import { standing } from '../operators/warning.ts';
import { alive, flow, gauge, text } from './contribute.ts';

/** Items of the actions that were agreed on and are not done, by the day on which they are due. */
export const DUE = {
  meetings: 'due.meetingAction',
  complaints: 'due.complaintAction',
  improvements: 'due.improvement',
  needs: 'due.need',
} as const;
/** Item of what waits for somebody's word and has no counter of its own. */
export const WAITING = 'waiting';
export const WARNINGS = 'warnings';
export const TASKS = 'tasks';

const dueDays = (item: string, lines: Rec['lines'], isOpen: (line: Record<string, unknown>) => boolean) =>
  (lines ?? []).flatMap((line) =>
    isOpen(line) && typeof line['dueDate'] === 'string' ? [gauge(item, line['dueDate'])] : [],
  );

/** Actions of meetings. The next meeting of a series has those that were not done: there they count. */
const meetingActions = defineProjection({
  id: 'meeting-actions',
  types: ['meeting'],
  contribute: (rec) =>
    !alive(rec) || rec.data['status'] === 'cancelled' || rec.data['nextId'] !== undefined
      ? []
      : dueDays(DUE.meetings, rec.lines, isOpenAction),
});

const complaintActions = defineProjection({
  id: 'complaint-actions',
  types: ['complaint'],
  contribute: (rec) =>
    !alive(rec) || rec.data['status'] === 'rejected'
      ? []
      : dueDays(DUE.complaints, rec.lines, (line) => line['doneDate'] === undefined),
});

/** Effects that are to be read, and benefits that are to be checked. */
const promised = defineProjection({
  id: 'promised',
  types: ['improvement', 'need'],
  contribute: (rec) => {
    if (!alive(rec)) return [];
    const [item, day] =
      rec.type === 'improvement'
        ? [DUE.improvements, text(rec, 'afterAt') ? undefined : text(rec, 'measureOn')]
        : [DUE.needs, text(rec, 'actualAt') || rec.data['status'] !== 'released' ? undefined : text(rec, 'checkOn')];
    return day ? [gauge(item, day)] : [];
  },
});

const waits: Readonly<Record<string, readonly string[]>> = {
  proposal: ['open', 'analysed'],
  changeRequest: ['pending'],
};

const waiting = defineProjection({
  id: 'waiting',
  types: Object.keys(waits),
  contribute: (rec) =>
    alive(rec) && waits[rec.type]?.includes(String(rec.data['status'])) ? [gauge(WAITING, rec.type)] : [],
});

const warnings = defineProjection({
  id: WARNINGS,
  types: ['warning'],
  contribute: (rec, { timeZone }) => {
    const issued = text(rec, 'issuedAt');
    return alive(rec) && issued && standing.includes(String(rec.data['status']))
      ? [flow(localMonth(issued, timeZone), WARNINGS, String(rec.data['kind']))]
      : [];
  },
});

/** Tasks that were ticked off, by the month in which they were. */
const tasks = defineProjection({
  id: TASKS,
  types: ['activity'],
  contribute: (rec, { timeZone }) => {
    const done = text(rec, 'doneAt');
    return alive(rec) && text(rec, 'dueAt') && rec.data['done'] === true && done && !Number.isNaN(Date.parse(done))
      ? [flow(localMonth(done, timeZone), TASKS, 'done')]
      : [];
  },
});

/** Counters of what people agreed on, what waits for them, and what they got done: a part of the list in shared/review/projections.ts. */
export const peopleProjections: readonly Projection[] = [
  meetingActions,
  complaintActions,
  promised,
  waiting,
  warnings,
  tasks,
];
