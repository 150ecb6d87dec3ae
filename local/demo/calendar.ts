import { addDays, localDate } from '../../shared/kernel/time.ts';

export const ZONE = 'Asia/Shanghai';

/** Days and working hours of the demo company, counted from the instant of its making. China has no daylight saving time. */
export interface Calendar {
  /** Calendar date of the making. */
  today: string;
  /** A date so many days from today; negative for the past. */
  day: (offset: number) => string;
  /** That date, or the Friday before it when it falls on a weekend. */
  workday: (offset: number) => string;
  /** Instant (ISO, UTC) of a local clock time. */
  at: (date: string, hour: number, minute: number) => string;
  /** The instant, but not one after the making: nothing was entered in the future. */
  past: (instant: string) => string;
}

/** @param anchor milliseconds */
export const calendarOf = (anchor: number): Calendar => {
  const today = localDate(new Date(anchor).toISOString(), ZONE);
  const day = (offset: number): string => addDays(today, offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    today,
    day,
    workday: (offset) => {
      const date = day(offset);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      return addDays(date, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
    },
    at: (date, hour, minute) => new Date(`${date}T${two(hour)}:${two(minute)}:00+08:00`).toISOString(),
    past: (instant) => new Date(Math.min(Date.parse(instant), anchor)).toISOString(),
  };
};

/** `instant` (ISO) moved by minutes. */
export const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
