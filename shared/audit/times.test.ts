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

  it.each([
    ['one o’clock comes twice', 'America/New_York', '2026-11-01T04', ['05', '07', '08', '09']],
    ['two o’clock is skipped', 'America/New_York', '2027-03-14T05', ['06', '07', '07', '08']],
    ['two o’clock is skipped', 'Pacific/Auckland', '2026-09-26T12', ['13', '14', '14', '15']],
    ['two o’clock comes twice', 'Pacific/Auckland', '2027-04-03T11', ['12', '13', '15', '16']],
  ])('of a night in which %s (%s) are those that are told, each once', (_night, zone, midnight, hours) => {
    const day = midnight.slice(0, 11);
    const begun = [...runsOver(`${midnight}:00:00.000Z`, 0.5, zone)];
    expect(begun.map(([run, at]) => [run.split(' ')[0], at])).toEqual(
      ['documents', 'process', 'master-data', 'sweep'].map((id, index) => [id, `${day}${hours[index]}:00:00.000Z`]),
    );
    const told = nextAuditTimes(`${midnight}:00:00.000Z`, zone).slice(0, 4);
    expect(told.map(({ time, at }) => [time.id, at])).toEqual(begun.map(([run, at]) => [run.split(' ')[0], at]));
  });

  it('are made up for by the first tick after some were lost, of the same day, and not the next noon', () => {
    const due = (hour: string) => auditTimesDue(`2026-11-21T${hour}:00:00.000Z`, 'Asia/Shanghai');
    // Ticks of one, two and three o'clock of Sunday are lost.
    expect(due('20').map(({ time, day }) => `${time.id} ${day}`)).toEqual(
      ['documents', 'process', 'master-data', 'sweep'].map((id) => `${id} 2026-11-22`),
    );
    expect(due('21').map(({ time }) => time.id)).toEqual(['process', 'master-data', 'sweep']);
    expect(idsDue('2026-11-22T04:00:00.000Z', 'Asia/Shanghai')).toEqual([]);
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
