import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { receivableOverdueUnattended } from './receivable-overdue-unattended.ts';

const byJob = { updatedBy: 'job:clock' };
const owed = (dueDate: string, data = {}, parts: Partial<Rec> = byJob) =>
  record(
    'receivable',
    { accountId: 'acc_1', status: 'overdue', dueDate, balance: 5000, currency: 'CNY', ...data },
    parts as object,
  );
const talk = (day: string, data = {}) =>
  record('activity', { accountId: 'acc_1', kind: 'call', ...data }, { occurredAt: `${day}T04:00:00.000Z` });
const late = owed('2026-10-20');

it.each<[string, Rec[], number]>([
  ['a month overdue, nobody called', [late], 1],
  ['a month overdue, called last week', [late, talk('2026-11-15')], 0],
  ['a month overdue, called three weeks ago', [late, talk('2026-10-30')], 1],
  ['a month overdue, a call is planned only', [late, talk('2026-11-20', { done: false })], 1],
  ['a month overdue, another customer was called', [late, talk('2026-11-15', { accountId: 'acc_2' })], 1],
  [
    'a month overdue, somebody wrote a note on it',
    [owed('2026-10-20', {}, { updatedBy: 'mem_1', updatedAt: '2026-11-18T00:00:00.000Z', version: 2 })],
    0,
  ],
  [
    'a month overdue, written by whoever made it, and by nobody since',
    [owed('2026-10-20', {}, { updatedBy: 'mem_1', updatedAt: '2026-11-18T00:00:00.000Z' })],
    1,
  ],
  [
    'a month overdue, the clock has touched it',
    [owed('2026-10-20', {}, { ...byJob, updatedAt: '2026-11-18T00:00:00.000Z' })],
    1,
  ],
  ['a week overdue', [owed('2026-11-13')], 0],
  ['a month overdue, paid', [owed('2026-10-20', { status: 'paid' })], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(receivableOverdueUnattended, records)).toHaveLength(count);
});

it('says since when, how much, and when somebody last looked after it', () => {
  expect(groupFaults(receivableOverdueUnattended, [late, talk('2026-10-30')])).toEqual([
    { subjectId: late.id, locator: 'dueDate', found: '2026-10-20: 50.00 CNY (2026-10-30)', expected: '≤ 14 d' },
  ]);
});
