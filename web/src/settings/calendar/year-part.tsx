import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { addDays, weekdayOf } from '../../../../shared/kernel/time.ts';
import { useI18n } from '../../i18n/index.tsx';
import { Icon } from '../../kit/icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { monthName } from '../../review/period.ts';
import type { DayKind, KnownDay } from './draft.ts';
import { isWorking, kindOfDay, turnDay } from './draft.ts';
import type { CalendarEdit } from './week-part.tsx';

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
const shownKinds = ['public', 'makeup', 'holiday', 'workday', 'weekend'] as const;

const daysOf = (month: string): string[] => {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
};

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface Props extends CalendarEdit {
  known: ReadonlyMap<string, KnownDay>;
  year: number;
  onYear: (year: number) => void;
}

/** All days of a year: what is free, what is worked, and why. A click turns a day round. */
export function YearPart({ calendar, readOnly, change, known, year, onYear }: Props) {
  const { t, lang, label } = useI18n();
  const format = useFormat();
  const words = t.calendar;
  const today = format.today();
  const [at, setAt] = useState(`${year}-01-01`);
  const focus = at.startsWith(String(year)) ? at : `${year}-01-01`;
  const all = months.flatMap((month) => daysOf(`${year}-${month}`));
  const kinds = new Map(all.map((date) => [date, kindOfDay(calendar, known, date)]));
  const working = [...kinds.values()].filter(isWorking).length;
  const missing = calendar.publicHolidays === 'CN' && ![...known.keys()].some((date) => date.startsWith(String(year)));
  const whatOf = (date: string, kind: DayKind): string => {
    const own = [...calendar.holidays, ...calendar.workdays].find((day) => day.date === date)?.name;
    const listed = known.get(date);
    const name = own || (listed && (kind === 'public' || kind === 'makeup') ? label(listed.name) : '');
    const what = kind === 'work' ? words.ordinary : words.legend[kind];
    return name ? `${what} · ${name}` : what;
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = addDays(focus, by);
    if (!next.startsWith(String(year))) return;
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <section className="st-part" aria-labelledby="cal-year">
      <div className="cal-year-head">
        <h2 id="cal-year">{words.year}</h2>
        <button
          type="button"
          className="btn quiet small square"
          aria-label={words.previous}
          title={words.previous}
          onClick={() => onYear(year - 1)}
        >
          <Icon name="left" />
        </button>
        <strong>{year}</strong>
        <button
          type="button"
          className="btn quiet small square"
          aria-label={words.next}
          title={words.next}
          onClick={() => onYear(year + 1)}
        >
          <Icon name="right" />
        </button>
        <span className="q-quiet">{words.workingDays(format.number(working))}</span>
        {readOnly ? null : <span className="quiet-hint">{words.pickHint}</span>}
      </div>
      {missing ? <p className="cal-missing">{words.unknownYear(String(year))}</p> : null}
      <ul className="cal-legend">
        {shownKinds.map((kind) => (
          <li key={kind}>
            <span className={`cal-key ${kind}`} aria-hidden="true" />
            {words.legend[kind]}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div className="cal-year" onKeyDown={move}>
        {months.map((month) => {
          const days = daysOf(`${year}-${month}`);
          return (
            <div key={month} className="cal-month">
              <h3>{monthName(`${year}-${month}`, lang)}</h3>
              <div className="cal-grid">
                {words.weekdaysShort.map((day) => (
                  <span key={day} className="cal-weekday" aria-hidden="true">
                    {day}
                  </span>
                ))}
                {days.map((date, index) => {
                  const kind = kinds.get(date) ?? 'work';
                  const title = words.dayTitle(format.date(date), whatOf(date, kind));
                  return (
                    <button
                      key={date}
                      type="button"
                      data-date={date}
                      className={`cal-date ${kind}${date === today ? ' today' : ''}`}
                      style={index === 0 ? { gridColumnStart: weekdayOf(date) } : undefined}
                      tabIndex={date === focus ? 0 : -1}
                      title={title}
                      aria-label={title}
                      aria-pressed={isWorking(kind)}
                      aria-disabled={readOnly}
                      onFocus={() => setAt(date)}
                      onClick={() => (readOnly ? undefined : change(turnDay(calendar, known, date)))}
                    >
                      {Number(date.slice(8))}
                    </button>
                  );
                })}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}
