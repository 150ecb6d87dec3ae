import type { Calendar } from '../kernel/calendar.ts';
import type { Row } from '../kernel/rule.ts';
import { addDays, DAY, instantAt, localDate } from '../kernel/time.ts';
import type { RequestStatus } from './survey-request.ts';

/** Who is asked about what. */
export interface Asked {
  surveyId: string;
  subjectId: string;
  /** Where the same is asked about again and again: a quarter, a day. */
  period?: string | undefined;
}

/** Nobody is asked twice for one of these. */
export const keyOf = ({ surveyId, subjectId, period }: Asked): string =>
  [surveyId, subjectId, ...(period ? [period] : [])].join('#');

const bothered: readonly RequestStatus[] = ['waiting', 'sent', 'answered', 'expired'];

/** Whether a person, or an account without one, was asked within the quiet days. `rows`: requests of the account. */
export const wasAsked = (
  rows: Iterable<Row>,
  contactId: string | undefined,
  { now, quietDays }: { now: string; quietDays: number },
): boolean => {
  const from = new Date(Date.parse(now) - quietDays * DAY).toISOString();
  for (const row of rows) {
    const same = contactId ? row['contactId'] === contactId : !row['contactId'];
    if (!same || row['archivedAt']) continue;
    if (!bothered.includes(row['status'] as RequestStatus)) continue;
    if (String(row['sentAt'] ?? row['createdAt']) > from) return true;
  }
  return false;
};

const isPresent = (row: Row): boolean => !row['archivedAt'] && !row['removedAt'] && !row['aliasOf'];

/** The person whom an account's mail goes to: its main contact, else whoever has an address and has been known longest. */
export const mainContact = (contacts: readonly Row[]): Row | undefined =>
  contacts
    .filter((row) => isPresent(row) && typeof row['email'] === 'string')
    .sort(
      (a, b) =>
        Number(b['primary'] === true) - Number(a['primary'] === true) ||
        String(a['createdAt']).localeCompare(String(b['createdAt'])),
    )[0];

/** Farther than this nothing is planned: a calendar without a working day would be searched for ever. */
const HORIZON = 60;

const clockOf = (minute: number): string => {
  const at = Math.min(minute, 1439);
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`;
};

/** Beginning and end of the working day after the one of an instant. ISO UTC; a calendar that is never open gives the next day. */
export const nextWorkingDay = (now: string, calendar: Calendar): { begins: string; ends: string } => {
  const today = localDate(now, calendar.timeZone);
  for (let days = 1; days <= HORIZON; days++) {
    const date = addDays(today, days);
    const periods = calendar.periodsOf(date);
    const [first, last] = [periods[0], periods.at(-1)];
    if (first && last)
      return {
        begins: instantAt(date, clockOf(first[0]), calendar.timeZone),
        ends: instantAt(date, clockOf(last[1]), calendar.timeZone),
      };
  }
  const date = addDays(today, 1);
  return {
    begins: instantAt(date, '09:00:00', calendar.timeZone),
    ends: instantAt(date, '18:00:00', calendar.timeZone),
  };
};
