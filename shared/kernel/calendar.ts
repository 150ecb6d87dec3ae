import * as z from 'zod';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'bad-format');
const period = z.tuple([clock, clock]);
const day = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not-a-date'),
  name: z.string().trim().max(80),
});

/** The working calendar of a workspace as it is stored. Days of the week are ISO: 1 Monday to 7 Sunday. */
export const workingCalendar = z.strictObject({
  /** Periods of work by day of the week, local time: {"1": [["09:00","12:00"],["13:00","18:00"]]}. A day that is missing is free. */
  week: z.record(z.string().regex(/^[1-7]$/), z.array(period).max(6)),
  /** Public holidays come from the library of this country; `none` for those entered here alone. */
  publicHolidays: z.enum(['CN', 'none']),
  /** Free days besides, or in spite of, the public ones. */
  holidays: z.array(day).max(500),
  /** Working days though the week or the library says free (make-up days). They have the hours of a Monday unless theirs is a working weekday. */
  workdays: z.array(day).max(500),
});
export type WorkingCalendar = z.infer<typeof workingCalendar>;

/** What the arithmetic of business hours asks: the working periods of a local date, in minutes from its midnight on the clock. */
export interface Calendar {
  timeZone: string;
  /** Sorted, without overlap; empty for a free day. */
  periodsOf: (date: string) => readonly (readonly [number, number])[];
}
