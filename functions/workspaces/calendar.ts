import type { WorkingCalendar } from '../../shared/kernel/calendar.ts';
import { isCalendarDate } from '../../shared/kernel/field.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { publicDay } from '../../shared/process/calendar.ts';
import { calendarContracts, getCalendar, putCalendar } from '../../shared/workspaces/calendar.contract.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { storedCalendar } from '../runtime/process.ts';
import { saveSetting } from '../runtime/save-setting.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';

/** Free days and make-up days of the library, of the year of `now` and the next one. */
const knownDays = (calendar: WorkingCalendar, now: string, timeZone: string) => {
  if (calendar.publicHolidays === 'none') return [];
  const year = Number(localDate(now, timeZone).slice(0, 4));
  const out: { date: string; name: { en: string; zh: string }; work: boolean }[] = [];
  for (let date = `${year}-01-01`; date < `${year + 2}-01-01`; date = addDays(date, 1)) {
    const day = publicDay(date);
    if (!day) continue;
    const [en = day.name, zh = en] = day.name.split(',');
    out.push({ date, name: { en, zh }, work: day.work });
  }
  return out;
};

const answer = (workspace: WorkspaceItem, calendar: WorkingCalendar, ctx: Ctx) => ({
  version: workspace.calendarVersion,
  calendar,
  timeZone: workspace.timeZone,
  known: knownDays(calendar, ctx.now, workspace.timeZone),
});

const weekFaults = ({ week }: WorkingCalendar): FieldFault[] => {
  const faults = Object.entries(week).flatMap(([day, periods]) =>
    [...periods]
      .map(([from, to], index) => ({ from, to, index }))
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .flatMap(({ from, to, index }, place, sorted) => {
        const before = sorted[place - 1];
        return from >= to || (before && from < before.to)
          ? [fault(`calendar.week.${day}.${index}`, 'out-of-order')]
          : [];
      }),
  );
  // Without a working hour nothing would ever be due.
  const works = Object.values(week).some((periods) => periods.length > 0);
  return works ? faults : [...faults, fault('calendar.week', 'required')];
};

const dayFaults = ({ holidays, workdays }: WorkingCalendar): FieldFault[] => {
  const seen = new Set<string>();
  return (
    [
      ['holidays', holidays],
      ['workdays', workdays],
    ] as const
  ).flatMap(([name, days]) =>
    days.flatMap(({ date }, index) => {
      const at = `calendar.${name}.${index}.date`;
      if (!isCalendarDate(date)) return [fault(at, 'not-a-date')];
      if (seen.has(date)) return [fault(at, 'duplicate')];
      seen.add(date);
      return [];
    }),
  );
};

const put = async ({ body, ifMatch }: Input, ctx: Ctx) => {
  const calendar = body.calendar as WorkingCalendar;
  const faults = [...weekFaults(calendar), ...dayFaults(calendar)];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const calendarVersion = await saveSetting(
    { kind: 'calendar', field: 'calendarVersion', value: calendar, ifMatch },
    ctx,
  );
  return answer({ ...ctx.workspace, calendarVersion }, calendar, ctx);
};

/** The working calendar: each change is a new version, and counts for the steps that begin after it. */
export const calendarRoutes: Routes = {
  contracts: calendarContracts,
  handlers: {
    [getCalendar.id]: async (_input, ctx) => answer(ctx.workspace, await storedCalendar(ctx.workspace, ctx.deps), ctx),
    [putCalendar.id]: put,
  },
};
