import { describe, expect, it } from 'vitest';
import { DAY } from '../kernel/time.ts';
import { auditTimes, auditTimesDue, nextAuditTimes } from './times.ts';

const HOUR = 3_600_000;
const idsDue = (instant: string, zone: string) => auditTimesDue(instant, zone).map(({ time }) => time.id);
/** Runs of a zone over some days of hourly ticks from an instant: each by its day. */
const runsOver = (from: string, days: number, zone: string) => {
  const runs = new Map<string, string>();
  for (let at = Date.parse(from); at < Date.parse(from) + days * DAY; at += HOUR) {
    const instant = new Date(at).toISOString();
    for (const { time, day } of auditTimesDue(instant, zone)) {
      const id = `${time.id} ${day}`;
      if (!runs.has(id)) runs.set(id, instant);
    }
  }
  return runs;
};

describe('the times of the audits', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-21T17:00:00.000Z', ['documents']],
    ['Asia/Shanghai', '2026-11-21T16:59:00.000Z', []],
    ['Asia/Shanghai', '2026-11-21T19:00:00.000Z', ['documents', 'process', 'master-data']],
    ['America/New_York', '2026-11-20T06:00:00.000Z', ['documents']],
    ['America/New_York', '2026-11-20T17:00:00.000Z', []],
    // Half an hour beside the whole one: the tick at half past one is the night's.
    ['Asia/Kolkata', '2026-11-20T20:00:00.000Z', ['documents']],
    // Sunday at four in the morning, Wednesday at noon.
    ['Asia/Shanghai', '2026-11-21T20:00:00.000Z', ['documents', 'process', 'master-data', 'sweep']],
    ['Asia/Shanghai', '2026-11-25T04:00:00.000Z', ['spot-check']],
  ])('are those of %s at %s', (zone, instant, ids) => {
    expect(idsDue(instant, zone)).toEqual(ids);
  });

  it.each([
    ['a usual week', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
    ['a week in which the clocks go forward', 'America/New_York', '2027-03-10T05:00:00.000Z'],
    ['a week in which the clocks go back', 'America/New_York', '2026-10-28T04:00:00.000Z'],
    ['a week in which midnight is skipped', 'America/Santiago', '2026-09-02T04:00:00.000Z'],
  ])('come each once a day or week in %s', (_name, zone, from) => {
    const runs = [...runsOver(from, 7, zone).keys()].map((id) => id.split(' ')[0]);
    const times = (id: string) => runs.filter((one) => one === id).length;
    expect(auditTimes.map(({ id }) => times(id))).toEqual([7, 7, 7, 1, 1]);
  });

  it('are told ahead, soonest first, and are those at which the ticks begin them', () => {
    const now = '2026-11-21T08:30:00.000Z';
    const next = nextAuditTimes(now, 'Asia/Shanghai');
    expect(next.map(({ time, at }) => [time.id, at])).toEqual([
      ['documents', '2026-11-21T17:00:00.000Z'],
      ['process', '2026-11-21T18:00:00.000Z'],
      ['master-data', '2026-11-21T19:00:00.000Z'],
      ['sweep', '2026-11-21T20:00:00.000Z'],
      ['spot-check', '2026-11-25T04:00:00.000Z'],
    ]);
    const begun = new Set(runsOver('2026-11-21T09:00:00.000Z', 7, 'Asia/Shanghai').values());
    expect(next.every(({ at }) => begun.has(at))).toBe(true);
  });
});
