import type { WorkingCalendar } from '../../../../shared/kernel/calendar.ts';
import { useI18n } from '../../i18n/index.tsx';
import { Icon } from '../../kit/icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { dayFault, minutesOf, readClock } from './draft.ts';

export interface CalendarEdit {
  calendar: WorkingCalendar;
  readOnly: boolean;
  change: (next: WorkingCalendar) => void;
}

const days = ['1', '2', '3', '4', '5', '6', '7'] as const;
const morning: [string, string] = ['09:00', '18:00'];

function Clock({
  value,
  label,
  wrong,
  readOnly,
  onChange,
}: {
  value: string;
  label: string;
  wrong: boolean;
  readOnly: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <input
      className="input cal-clock"
      inputMode="numeric"
      maxLength={8}
      aria-label={label}
      aria-invalid={wrong}
      disabled={readOnly}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      onBlur={() => onChange(readClock(value))}
    />
  );
}

/** The periods of work of each day of the week. */
export function WeekPart({ calendar, readOnly, change }: CalendarEdit) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.calendar;
  const periodsOf = (day: string) => calendar.week[day] ?? [];
  const set = (day: string, periods: [string, string][]) => {
    const { [day]: _old, ...week } = calendar.week;
    // A day that is missing is free.
    change({ ...calendar, week: periods.length > 0 ? { ...week, [day]: periods } : week });
  };
  const hours = (minutes: number) => format.number(Math.round((minutes / 60) * 100) / 100);
  const total = days.reduce((sum, day) => sum + minutesOf(periodsOf(day)), 0);
  const add = (day: string) => {
    const periods = periodsOf(day);
    const end = periods.at(-1)?.[1];
    set(day, [...periods, end === undefined ? morning : [end, end < '22:00' ? '22:00' : '24:00']]);
  };
  return (
    <section className="st-part" aria-labelledby="cal-week">
      <h2 id="cal-week">{words.week}</h2>
      <ul className="cal-week">
        {days.map((day, index) => {
          const name = words.weekdays[index] ?? day;
          const periods = periodsOf(day);
          const fault = dayFault(periods);
          return (
            <li key={day} className="cal-day-line">
              <span className="cal-day-name">{name}</span>
              <div className="cal-periods">
                {periods.length === 0 ? <span className="q-quiet">{words.free}</span> : null}
                {periods.map(([from, to], at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: periods have no identity but their place
                  <span key={at} className="cal-period">
                    <Clock
                      value={from}
                      label={`${name} ${words.from}`}
                      wrong={fault !== undefined}
                      readOnly={readOnly}
                      onChange={(value) =>
                        set(
                          day,
                          periods.map((one, place) => (place === at ? [value, to] : one)),
                        )
                      }
                    />
                    –
                    <Clock
                      value={to}
                      label={`${name} ${words.to}`}
                      wrong={fault !== undefined}
                      readOnly={readOnly}
                      onChange={(value) =>
                        set(
                          day,
                          periods.map((one, place) => (place === at ? [from, value] : one)),
                        )
                      }
                    />
                    {readOnly ? null : (
                      <button
                        type="button"
                        className="btn quiet small square"
                        aria-label={words.removePeriod(name)}
                        title={words.removePeriod(name)}
                        onClick={() =>
                          set(
                            day,
                            periods.filter((_, place) => place !== at),
                          )
                        }
                      >
                        <Icon name="close" size={14} />
                      </button>
                    )}
                  </span>
                ))}
                {readOnly || periods.length >= 6 ? null : (
                  <button
                    type="button"
                    className="btn quiet small square"
                    aria-label={words.addPeriod(name)}
                    title={words.addPeriod(name)}
                    onClick={() => add(day)}
                  >
                    <Icon name="plus" size={14} />
                  </button>
                )}
                {fault ? (
                  <span className="form-fault" role="alert">
                    {words[fault]}
                  </span>
                ) : null}
              </div>
              <span className="cal-hours">{periods.length > 0 ? words.hours(hours(minutesOf(periods))) : null}</span>
            </li>
          );
        })}
      </ul>
      <div className="q-row">
        <span className="q-quiet">{words.perWeek(hours(total))}</span>
        {readOnly || periodsOf('1').length === 0 ? null : (
          <button
            type="button"
            className="btn small"
            onClick={() =>
              change({
                ...calendar,
                week: {
                  ...calendar.week,
                  ...Object.fromEntries(['2', '3', '4', '5'].map((day) => [day, periodsOf('1')])),
                },
              })
            }
          >
            {words.copyMonday}
          </button>
        )}
      </div>
    </section>
  );
}
