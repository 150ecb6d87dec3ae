import type { Rec } from '../kernel/record.ts';
import { addDays, addMonths } from '../kernel/time.ts';
import type { Cadence, MeetingLine } from './meeting.ts';
import { isOpenAction, kindOfLine, minutedStates } from './meeting.ts';

/** Days of a month that every month has. */
const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

const later = (date: string, steps: number, cadence: Cadence): string => {
  if (cadence !== 'monthly') return addDays(date, 7 * steps);
  const month = addMonths(date.slice(0, 7), steps);
  const wanted = `${month}-${date.slice(8)}`;
  const last = lastDayOf(month);
  return wanted > last ? last : wanted;
};

/**
 * The day of the next meeting of a series: a week or a month after this one, and never before tomorrow, so that a series that was
 * left lying goes on from now. Dates are YYYY-MM-DD; one that is held once gets the day a week on.
 */
export const nextDate = (date: string, cadence: Cadence, today: string): string => {
  const distance = Math.max(0, Math.floor((Date.parse(today) - Date.parse(date)) / 86_400_000));
  let steps = Math.max(1, Math.floor(distance / (cadence === 'monthly' ? 31 : 7)));
  while (later(date, steps, cadence) <= today) steps++;
  return later(date, steps, cadence);
};

/** The month that a review meeting of a day looks at: the one that is over. */
export const periodOf = (date: string): string => addMonths(date.slice(0, 7), -1);

/** Whether the next meeting may be made of it: the minutes stand, and it has none yet. */
export const mayGoOn = (rec: Rec): boolean =>
  rec.archivedAt === undefined &&
  rec.data['nextId'] === undefined &&
  minutedStates.some((state) => state === rec.data['status']);

const carriedOn = ({ doneDate: _done, result: _result, ...line }: MeetingLine): MeetingLine => ({
  ...line,
  carried: Number(line['carried'] ?? 0) + 1,
});

/**
 * What the next meeting of the series is made with: the same people, and every action that is not done. Its topics are its own.
 * @param date YYYY-MM-DD
 */
export const nextBody = (rec: Rec, date: string): { data: Record<string, unknown>; lines: MeetingLine[] } => {
  const { subject, kind, cadence, chairId, minuteTakerId, place } = rec.data;
  const lines = rec.lines ?? [];
  return {
    data: {
      subject,
      kind,
      date,
      cadence,
      ...(chairId === undefined ? {} : { chairId }),
      ...(minuteTakerId === undefined ? {} : { minuteTakerId }),
      ...(place === undefined ? {} : { place }),
      ...(kind === 'other' ? {} : { period: periodOf(date) }),
    },
    lines: [
      ...lines
        .filter((line) => kindOfLine(line) === 'attendee')
        .map(({ kind: of, ownerId }) => ({ kind: of, ownerId })),
      ...lines.filter(isOpenAction).map(carriedOn),
    ],
  };
};
