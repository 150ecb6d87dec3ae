import { describe, expect, it } from 'vitest';
import type { ProcessStanding } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { documentOf } from '../process/testing.ts';
import { happenedAtOf } from './complaint-times.ts';
import { cameBack, endOf, isOneMore } from './recurrence.ts';

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

describe('a complaint is one more of a cause that is known to be back', () => {
  const REOPENED = CLOSED + 20 * day;
  const shown = later(CLOSED + 10 * day);
  const again = (to: string, trail: [to: string, at: number][]): Rec =>
    earlier({ status: to, recurredById: shown.id }, standing(to, REOPENED, [...trail, ['investigating', REOPENED]]));
  const steps: [string, number][] = [
    ['verifying', DONE],
    ['closed', CLOSED],
  ];
  const afterClose = again('investigating', steps);
  const afterDone = again('acting', steps.slice(0, 1));
  const brought = again('investigating', []);

  it.each([
    ['a minute after its actions were done', afterClose, DONE + MINUTE, true],
    ['at that moment: it is of the first wave', afterClose, DONE, false],
    ['on the last day after the close', afterClose, CLOSED + DAYS * day, true],
    ['a minute later', afterClose, CLOSED + DAYS * day + MINUTE, false],
    ['opened again before it was closed, on the last day', afterDone, DONE + DAYS * day, true],
    ['a minute later', afterDone, DONE + DAYS * day + MINUTE, false],
    ['imported, so that nobody knows its end: with the one that opened it', brought, CLOSED + 10 * day, true],
    ['before that one', brought, CLOSED + 10 * day - MINUTE, false],
    ['too long after that one', brought, CLOSED + 10 * day + DAYS * day + MINUTE, false],
  ])('%s', (_name, before, happened, expected) => {
    const next = { ...later(happened), id: 'cpl_c' };
    expect(isOneMore({ earlier: before, shown }, next, DAYS)).toBe(expected);
  });

  it.each(['verifying', 'closed', 'rejected'])(
    'not once that is %s again: then it is opened anew, or not at all',
    (status) => {
      const next = { ...later(CLOSED + MINUTE), id: 'cpl_c' };
      const ended = { ...afterClose, data: { ...afterClose.data, status } };
      expect(isOneMore({ earlier: ended, shown }, next, DAYS)).toBe(false);
    },
  );

  it('not where a person opened it, not of itself, and not where nobody knows when', () => {
    const next = { ...later(CLOSED + MINUTE), id: 'cpl_c' };
    const { recurredById: _by, ...data } = afterClose.data;
    expect(isOneMore({ earlier: { ...afterClose, data }, shown }, next, DAYS)).toBe(false);
    expect(isOneMore({ earlier: afterClose, shown }, { ...next, id: afterClose.id }, DAYS)).toBe(false);
    expect(isOneMore({ earlier: brought, shown: undefined }, next, DAYS)).toBe(false);
  });
});
