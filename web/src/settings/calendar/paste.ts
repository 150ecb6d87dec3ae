import { isCalendarDate } from '../../../../shared/kernel/field.ts';
import { addDays } from '../../../../shared/kernel/time.ts';

export interface NamedDay {
  date: string;
  name: string;
}

/** What was found in a pasted notice, and the lines that hold digits but no date that could be read. */
export interface Pasted {
  holidays: NamedDay[];
  workdays: NamedDay[];
  bad: string[];
}

/** Longest time off that a notice speaks of; anything longer is a slip. */
const MAX_DAYS = 31;
const MAX_NAME = 80;

const dated = '(?:(\\d{4})\\s*[-/.年]\\s*)?(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?';
const between = '\\s*(?:~|～|至|到|–|—|-|to)\\s*';
/** A date, or a range whose end may name only what differs: `2027年2月6日至12日`. */
const found = new RegExp(`${dated}(?:${between}(?:${dated}|(\\d{1,2})\\s*日?))?`, 'g');

const asWork = /上班|补班|工作日|make-?up|working|\bwork\b/i;
const asFree = /放假|休息|holiday|\boff\b/i;

const dateOf = (year: string, month: string, day: string): string | undefined => {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
};

/** All days from one date to another; undefined for what is no range. */
const daysFrom = (from: string, to: string): string[] | undefined => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    days.push(day);
    if (days.length > MAX_DAYS) return undefined;
  }
  return days.length > 0 ? days : undefined;
};

/** The days that one match names; undefined where one of them stands in no calendar. */
const daysOf = (match: RegExpMatchArray, year: string): string[] | undefined => {
  const [, fromYear, fromMonth = '', fromDay = '', toYear, toMonth, toDay, lastDay] = match;
  const first = fromYear ?? year;
  const from = dateOf(first, fromMonth, fromDay);
  if (!from) return undefined;
  if (toMonth === undefined && lastDay === undefined) return [from];
  const to = dateOf(toYear ?? first, toMonth ?? fromMonth, toDay ?? lastDay ?? '');
  if (to && to < from && toYear === undefined && toMonth !== undefined) {
    // 28 December to 2 January.
    const next = dateOf(String(Number(first) + 1), toMonth, toDay ?? '');
    return next ? daysFrom(from, next) : undefined;
  }
  return to ? daysFrom(from, to) : undefined;
};

const nameIn = (line: string): string => {
  const heading = /^(?:[一二三四五六七八九十]+[、.．]\s*)?([^\d：:]{1,30})[：:]/.exec(line)?.[1];
  const rest = heading ?? line.replace(found, ' ').replace(asWork, ' ').replace(asFree, ' ');
  return rest
    .replace(/[\s,，。;；、:：~～]+/g, ' ')
    .trim()
    .slice(0, MAX_NAME);
};

/**
 * Reads dates out of a pasted text: a list, or the yearly notice as it was published. A part of a sentence that speaks of work
 * names working days, any other free days. Dates without a year belong to the last year named, or to the one given.
 */
export const readDates = (text: string, year: number): Pasted => {
  const holidays = new Map<string, NamedDay>();
  const workdays = new Map<string, NamedDay>();
  const bad: string[] = [];
  let current = String(year);
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/[（(][^（）()]*[）)]/g, '').trim();
    const name = nameIn(line);
    let read = 0;
    let wrong = false;
    const alone = /(\d{4})\s*年(?!\s*\d)/.exec(line)?.[1];
    if (alone) current = alone;
    for (const clause of line.split(/[。；;，,]/)) {
      for (const match of clause.matchAll(found)) {
        if (match[1]) current = match[1];
        const days = daysOf(match, current);
        if (!days) {
          wrong = true;
          continue;
        }
        const list = asWork.test(clause) && !asFree.test(clause) ? workdays : holidays;
        for (const date of days) list.set(date, { date, name });
        read += days.length;
      }
    }
    if (wrong || (read === 0 && /\d/.test(line) && !alone)) bad.push(raw.trim());
  }
  const inOrder = (days: Map<string, NamedDay>) => [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  // A day that is named both ways is worked: notices name the working days as the exception.
  for (const date of workdays.keys()) holidays.delete(date);
  return { holidays: inOrder(holidays), workdays: inOrder(workdays), bad };
};
