import { describe, expect, it } from 'vitest';
import type { ProcessStanding } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { documentOf } from '../process/testing.ts';
import { happenedAtOf } from './complaint-times.ts';
import { cameBack, endOf } from './recurrence.ts';

const MINUTE = 60_000;
const DAYS = 180;
/** The actions were done on the first of March, and it was closed a month later. */
const DONE = Date.parse('2026-03-01T02:00:00.000Z');
const CLOSED = Date.parse('2026-04-01T02:00:00.000Z');
const at = (ms: number): string => new Date(ms).toISOString();

const standing = (state: string, since: number, trail: [to: string, at: number][]): ProcessStanding => ({
  id: 'complaint',
  version: 0,
  state,
  begun: 'received',
  since: at(since),
  seq: trail.length,
  authors: [],
  trail: trail.map(([to, time], n) => ({ n, action: 'on', from: 'before', to, at: at(time), by: 'mem_a' })),
  tally: {},
});
const earlier = (data: Record<string, unknown>, process?: ProcessStanding): Rec => ({
  ...documentOf('complaint', data),
  id: 'cpl_a',
  ...(process ? { process } : {}),
});
const closed = earlier(
  { status: 'closed', closedAt: at(CLOSED) },
  standing('closed', CLOSED, [
    ['verifying', DONE - 90 * MINUTE],
    ['investigating', DONE - 60 * MINUTE],
    ['verifying', DONE],
    ['closed', CLOSED],
  ]),
);
const verifying = earlier({ status: 'verifying' }, standing('verifying', DONE, [['verifying', DONE]]));
const imported = earlier({ status: 'closed', closedAt: at(CLOSED) });
const later = (ms: number): Rec => ({ ...documentOf('complaint', { happenedAt: at(ms) }), id: 'cpl_b' });
const day = 86_400_000;

describe('a complaint shows that the same cause is back', () => {
  it.each([
    ['on the last day after the close', closed, CLOSED + DAYS * day, true],
    ['a minute later than that', closed, CLOSED + DAYS * day + MINUTE, false],
    ['a minute after the close', closed, CLOSED + MINUTE, true],
    ['while the earlier one was still verified', closed, DONE + MINUTE, true],
    ['at the moment in which the actions were done', closed, DONE, false],
    ['before they were done: it is of the same wave', closed, DONE - MINUTE, false],
    ['after a first verification that did not hold', closed, DONE - 80 * MINUTE, false],
    ['under verification, on the last day', verifying, DONE + DAYS * day, true],
    ['under verification, after it', verifying, DONE + DAYS * day + MINUTE, false],
    ['of an imported one that says when it was closed', imported, CLOSED + MINUTE, true],
    ['of such a one before', imported, CLOSED - MINUTE, false],
  ])('%s', (_name, before, happened, expected) => {
    expect(cameBack(before, later(happened), DAYS)).toBe(expected);
  });

  it.each(['received', 'investigating', 'acting', 'rejected'])('never of one that is %s', (status) => {
    const open = { ...closed, data: { ...closed.data, status } };
    expect(cameBack(open, later(CLOSED + MINUTE), DAYS)).toBe(false);
  });

  it('never of itself, and not of one that does not say when it ended', () => {
    expect(cameBack(closed, { ...later(CLOSED + MINUTE), id: closed.id }, DAYS)).toBe(false);
    expect(cameBack(earlier({ status: 'closed' }), later(CLOSED + MINUTE), DAYS)).toBe(false);
    expect(endOf(closed)).toBe(CLOSED);
    expect(endOf(verifying)).toBe(DONE);
  });

  it('happened when it is said, else when it was told or taken down', () => {
    const said = { happenedAt: at(1), reportedAt: at(2) };
    expect(happenedAtOf({ ...closed, data: said })).toBe(1);
    expect(happenedAtOf({ ...closed, data: { happenedAt: 'long ago', reportedAt: at(2) } })).toBe(2);
    expect(happenedAtOf({ ...closed, data: {}, occurredAt: at(3) })).toBe(3);
  });
});
