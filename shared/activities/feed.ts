import type { Row } from '../kernel/rule.ts';
import { DAY } from '../kernel/time.ts';
import { activityKinds } from './activity.ts';

export type FeedLanguage = 'en' | 'zh';

/** Something in a person's calendar. */
export interface FeedEvent {
  id: string;
  title: string;
  /** ISO UTC; a date (YYYY-MM-DD) for what takes the whole day. */
  start: string;
  minutes: number;
  place?: string;
  /** ISO UTC: when its owner wants to be reminded. */
  remindAt?: string;
  /** ISO UTC of its last change. */
  changedAt: string;
  /** Below the workspace: `activities/act_…`. */
  path: string;
  done: boolean;
}

/** What takes time is planned with so many minutes where nobody said. */
const usual: Readonly<Record<string, number>> = { call: 15, task: 30, meeting: 60, visit: 60 };
/** What was done stays in the calendar for so long, milliseconds. */
const PAST = 60 * DAY;
/** Events of one calendar. */
const MOST = 1000;

const words = {
  nextStep: { en: 'Next step', zh: '下一步' },
  colon: { en: ': ', zh: '：' },
} as const;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const instant = (value: unknown): string | undefined => {
  const time = Date.parse(text(value) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

interface View {
  language: FeedLanguage;
  /** ISO UTC. */
  now: string;
  /** Name of an account that the person may see. */
  accountName: (id: string) => string | undefined;
}

const gone = (row: Row): boolean =>
  row['archivedAt'] !== undefined || row['removedAt'] !== undefined || row['aliasOf'] !== undefined;

const titled = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

const accountOf = (row: Row, view: View): string | undefined => {
  const id = text(row['accountId']);
  return id && view.accountName(id);
};

/** A planned activity; what is done only while it is fresh, and only what was an appointment. */
const activityEvent = (row: Row, view: View): FeedEvent[] => {
  const kind = String(row['kind']);
  const start = instant(row['dueAt']);
  if (gone(row) || start === undefined || usual[kind] === undefined) return [];
  const done = row['done'] === true;
  const appointment = kind === 'meeting' || kind === 'visit';
  if (done && (!appointment || Date.parse(view.now) - Date.parse(start) > PAST)) return [];
  const label = activityKinds[kind as keyof typeof activityKinds][view.language];
  const place = text(row['place']);
  const remindAt = done ? undefined : instant(row['remindAt']);
  const minutes = row['durationMinutes'];
  return [
    {
      id: row.id,
      title: titled([`${label}${words.colon[view.language]}${String(row['subject'])}`, accountOf(row, view)]),
      start,
      minutes: typeof minutes === 'number' && minutes > 0 ? minutes : usual[kind],
      ...(place ? { place } : {}),
      ...(remindAt && remindAt <= start ? { remindAt } : {}),
      changedAt: String(row['updatedAt']),
      path: `activities/${row.id}`,
      done,
    },
  ];
};

const stepEvent = (row: Row, view: View): FeedEvent[] => {
  const day = text(row['nextStepDate']);
  if (gone(row) || day === undefined || row['stage'] === 'won' || row['stage'] === 'lost') return [];
  const what = `${words.nextStep[view.language]}${words.colon[view.language]}${text(row['nextStep']) ?? String(row['name'])}`;
  return [
    {
      id: row.id,
      title: titled([what, text(row['nextStep']) ? String(row['name']) : undefined, accountOf(row, view)]),
      start: day,
      minutes: 0,
      changedAt: String(row['updatedAt']),
      path: `opportunities/${row.id}`,
      done: false,
    },
  ];
};

/** What stands in a person's calendar: planned activities and next steps of theirs, the newest thousand, in the order of time. */
export const feedEvents = (
  own: { activities: Iterable<Row>; opportunities: Iterable<Row> },
  view: View,
): FeedEvent[] => {
  const events = [
    ...[...own.activities].flatMap((row) => activityEvent(row, view)),
    ...[...own.opportunities].flatMap((row) => stepEvent(row, view)),
  ];
  return events.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1)).slice(-MOST);
};
