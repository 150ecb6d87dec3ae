import { addDays } from '../../../shared/kernel/time.ts';
import { enteredTypes } from '../../../shared/operators/projection.ts';
import { standing } from '../../../shared/operators/warning.ts';
import { endOf, isWeek } from '../../../shared/review/week.ts';
import { isOpen, listAddress, monthOfInstants, where } from './links.ts';

/** A month in the workspace's zone. */
export interface At {
  period: string;
  timeZone: string;
}

const months = (field: string, { period, timeZone }: At) => monthOfInstants(field, period, timeZone);
const isOf = (ids: readonly string[]) =>
  ids.length === 1 && ids[0] === '' ? where('ownerId', 'empty') : where('ownerId', 'in', ids.join('|'));

/** Kinds of records on which findings are somebody's errors. */
const ofWork = where('subjectType', 'in', enteredTypes.join('|'));

/** Addresses of the records behind the figures about people and what they agreed on, by the same measure as the counters. */
export const peopleLinks = {
  team: (owners: readonly string[]) => listAddress('findings', [isOpen, isOf(owners)]),
  affected: (type: string) => listAddress('findings', [isOpen, where('subjectType', 'eq', type)]),
  found: (at: At) => listAddress('findings', [where('ownerId', 'filled'), ofWork, ...months('openedAt', at)]),
  meetingActions: () =>
    listAddress('meetings', [
      where('openActions', 'gt', '0'),
      where('status', 'ne', 'cancelled'),
      where('nextId', 'empty'),
    ]),
  complaintActions: () => listAddress('complaints', [where('status', 'ne', 'rejected')]),
  improvements: (asOf: string) =>
    listAddress('improvements', [where('measureOn', 'lt', asOf), where('afterAt', 'empty')]),
  needs: (asOf: string) =>
    listAddress('needs', [where('status', 'eq', 'released'), where('checkOn', 'lt', asOf), where('actualAt', 'empty')]),
  planned: () => listAddress('interviews', [where('status', 'eq', 'planned')]),
  interviewsLate: (asOf: string) =>
    listAddress('interviews', [where('status', 'eq', 'planned'), where('dueOn', 'lt', asOf)]),
  held: (at: At, result?: 'passed' | 'failed') =>
    listAddress('interviews', [
      result ? where('result', 'eq', result) : where('result', 'filled'),
      ...months('heldAt', at),
    ]),
  tasksDone: (at: At) =>
    listAddress('activities', [where('dueAt', 'filled'), where('done', 'eq', 'true'), ...months('doneAt', at)]),
  // People's work is shown by month: a week's lies in that of its last day.
  operators: (period: string) => `/operators?month=${isWeek(period) ? addDays(endOf(period), -1).slice(0, 7) : period}`,
  steps: () => '/conformance',
  tips: () => listAddress('tips', [where('status', 'in', 'submitted|asked-expert')]),
  proposals: () => '/proposals',
  issues: () => '/improvement?tab=issues',
  undecided: () => listAddress('needs', [where('status', 'in', 'wish|analysed')]),
  changes: () => '/change-requests',
  probation: (lastDay: string) =>
    listAddress('members', [where('status', 'eq', 'active'), where('probationUntil', 'gte', lastDay)]),
  ofOwners: (ids: readonly string[]) => listAddress('findings', [isOpen, isOf(ids)]),
  foundOf: (ids: readonly string[], at: At) => listAddress('findings', [isOf(ids), ofWork, ...months('openedAt', at)]),
  warnings: (kind: 'notice' | 'warning', at: At) =>
    listAddress('warnings', [
      where('kind', 'eq', kind),
      where('status', 'in', standing.join('|')),
      ...months('issuedAt', at),
    ]),
};
