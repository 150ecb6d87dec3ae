import ical, { ICalAlarmType, ICalEventStatus } from 'ical-generator';
import type { FeedEvent, FeedLanguage } from '../../shared/activities/feed.ts';

export interface CalendarHead {
  /** Name of the calendar, as the reader's program shows it. */
  name: string;
  language: FeedLanguage;
  timeZone: string;
  /** Address of the workspace's pages. */
  base: string;
}

const MINUTE = 60_000;
/** A calendar has no year of five digits. */
const LATEST = Date.parse('9999-12-31T23:59:59Z');
/** How often a program should read it again, seconds. */
const READ_AGAIN = 15 * 60;

const alarmOf = ({ start, remindAt, title }: FeedEvent) =>
  remindAt === undefined
    ? {}
    : {
        alarms: [
          {
            type: ICalAlarmType.display,
            triggerBefore: Math.round((Date.parse(start) - Date.parse(remindAt)) / 1000),
            description: title,
          },
        ],
      };

/** A calendar as RFC 5545 has it. The same events give the same text. */
export const calendarText = (events: readonly FeedEvent[], head: CalendarHead): string => {
  const calendar = ical({
    name: head.name,
    prodId: { company: 'Evergreen', product: 'CRM', language: head.language === 'zh' ? 'ZH' : 'EN' },
    ttl: READ_AGAIN,
    x: { 'X-WR-TIMEZONE': head.timeZone },
  });
  for (const event of events) {
    const allDay = event.start.length === 10;
    const start = new Date(allDay ? `${event.start}T00:00:00Z` : event.start);
    const changed = new Date(event.changedAt);
    calendar.createEvent({
      id: `${event.id}@evergreen`,
      start,
      ...(allDay ? { allDay: true } : { end: new Date(Math.min(start.getTime() + event.minutes * MINUTE, LATEST)) }),
      summary: event.title,
      stamp: changed,
      lastModified: changed,
      url: `${head.base}/${event.path}`,
      ...(event.place ? { location: event.place } : {}),
      ...(event.done ? { status: ICalEventStatus.CONFIRMED } : {}),
      ...alarmOf(event),
    });
  }
  return calendar.toString();
};
