import type { Area } from '../kernel/rule.ts';
import { addDays, instantAt, localDate, wallClock, weekdayOf } from '../kernel/time.ts';
import type { RunKind } from './audit.contract.ts';

/** A run that the clock starts, by the workspace's own clock. */
export interface AuditTime {
  /** Part of the run's identity. */
  id: string;
  kind: RunKind;
  /** The rules of this area alone; absent for all. */
  area?: Area;
  /** Day of the week, 1 Monday to 7 Sunday; absent for every day. */
  weekday?: number;
  /** Hour of the day, 0 to 23. */
  hour: number;
}

/** The nights of the three areas one after the other, the weekly sweep, the weekly sample while people are there to look at it. */
export const auditTimes: readonly AuditTime[] = [
  { id: 'documents', kind: 'incremental', area: 'documents', hour: 1 },
  { id: 'process', kind: 'incremental', area: 'process', hour: 2 },
  { id: 'master-data', kind: 'incremental', area: 'master-data', hour: 3 },
  { id: 'sweep', kind: 'sweep', weekday: 7, hour: 4 },
  { id: 'spot-check', kind: 'spot-check', weekday: 3, hour: 12 },
];

/** What is due can be missed by a tick that is lost, or by an hour that the clocks skip: it is made up for within so many hours. */
const MAKE_UP = 4;

const isDay = (time: AuditTime, date: string): boolean =>
  time.weekday === undefined || time.weekday === weekdayOf(date);

/** A run that is to be there by now, and the calendar day that it belongs to: one run a day, however often it is asked for. */
export interface DueTime {
  time: AuditTime;
  day: string;
}

/** The runs that are to have begun by an instant (ISO) in a zone. */
export const auditTimesDue = (instant: string, timeZone: string): DueTime[] => {
  const day = localDate(instant, timeZone);
  const hour = Number(wallClock(instant, timeZone).slice(0, 2));
  return auditTimes
    .filter((time) => isDay(time, day) && hour >= time.hour && hour < time.hour + MAKE_UP)
    .map((time) => ({ time, day }));
};

/** When each of them comes next, soonest first; instants (ISO) behind the given one. */
export const nextAuditTimes = (instant: string, timeZone: string): { time: AuditTime; at: string }[] => {
  const today = localDate(instant, timeZone);
  const next = (time: AuditTime): string => {
    for (let ahead = 0; ahead < 8; ahead++) {
      const day = addDays(today, ahead);
      const at = instantAt(day, `${String(time.hour).padStart(2, '0')}:00:00`, timeZone);
      if (isDay(time, day) && at > instant) return at;
    }
    throw new Error(`no day for ${time.id}`);
  };
  return auditTimes.map((time) => ({ time, at: next(time) })).sort((a, b) => (a.at < b.at ? -1 : 1));
};
