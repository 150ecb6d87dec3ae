import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { groupFaults, record } from '../testing.ts';
import { causeAgain } from './cause-again.ts';

const day = (count: number, minutes = 0) =>
  new Date(Date.parse('2026-01-10T02:00:00.000Z') + count * 86_400_000 + minutes * 60_000).toISOString();
const told = (happenedAt: string | undefined, data: Record<string, unknown> = {}, parts: Partial<Rec> = {}): Rec =>
  record('complaint', { productId: 'prd_1', causeId: 'cau_1', status: 'investigating', happenedAt, ...data }, {
    ...parts,
  } as object);
const ended = (closedAt: string, data: Record<string, unknown> = {}, parts: Partial<Rec> = {}): Rec =>
  told(day(-10), { status: 'closed', closedAt, ...data }, parts);
const first = ended(day(0));

it.each<[string, Rec[], number]>([
  ['the day after it was closed', [first, told(day(1))], 1],
  ['180 days later to the minute', [first, told(day(180))], 1],
  ['180 days and a minute later', [first, told(day(180, 1))], 0],
  ['before it was closed', [first, told(day(-1))], 0],
  ['at the moment at which it was closed', [first, told(day(0))], 0],
  ['at another product', [first, told(day(1), { productId: 'prd_2' })], 0],
  ['of another cause', [first, told(day(1), { causeId: 'cau_2' })], 0],
  ['of a cause that nobody knows yet', [first, told(day(1), { causeId: undefined })], 0],
  ['but is not justified', [first, told(day(1), { status: 'rejected' })], 0],
  ['but was archived', [first, told(day(1), {}, { archivedAt: day(2) })], 0],
  ['while the first one was not justified', [ended(day(0), { status: 'rejected' }), told(day(1))], 0],
  ['while the first one was archived', [ended(day(0), {}, { archivedAt: day(2) }), told(day(1))], 0],
  ['while the first one is open', [told(day(-10)), told(day(1))], 0],
  ['told on a day within, happened at an unknown one', [first, told(undefined, { reportedAt: day(9) })], 1],
  ['twice, once in time', [first, told(day(1)), told(day(200))], 1],
  ['twice', [first, told(day(1)), told(day(2))], 2],
])('it came back %s', (_name, records, count) => {
  expect(groupFaults(causeAgain, records)).toHaveLength(count);
});

it('stands once at the later one and names the latest of those that ended', () => {
  const second = told(day(20), { status: 'closed', closedAt: day(30), number: 'CP2' });
  const later = told(day(40));
  const found = groupFaults(causeAgain, [{ ...first, data: { ...first.data, number: 'CP1' } }, second, later]);
  expect(found).toEqual([
    { subjectId: second.id, locator: 'causeId', found: 'CP1', expected: '> 180 d', related: [first.id] },
    { subjectId: later.id, locator: 'causeId', found: 'CP2', expected: '> 180 d', related: [second.id] },
  ]);
});

it('still stands when the process has opened the earlier one again and joined the two', () => {
  const reopened = told(day(-10));
  const later = told(day(1), { recurrenceOfId: reopened.id });
  expect(groupFaults(causeAgain, [reopened, later]).map((one) => one.subjectId)).toEqual([later.id]);
});

it('takes the days of its settings', () => {
  const setting = { settings: { withinDays: 30 } };
  expect(groupFaults(causeAgain, [first, told(day(31))], { setting })).toEqual([]);
  expect(groupFaults(causeAgain, [first, told(day(30))], { setting })).toHaveLength(1);
});
