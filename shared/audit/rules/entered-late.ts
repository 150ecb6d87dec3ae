import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { localDate } from '../../kernel/time.ts';
import { isBroughtOver, ownDay, workingDaysBetween } from '../entered.ts';

/** An activity in which people met or spoke: what was said has to be there for others soon. */
export const isMeeting = (record: Rec): boolean =>
  record.type === 'activity' && ['call', 'meeting', 'visit'].includes(String(record.data['kind']));

/** A meeting, call or visit that was written down long after it happened, in working days. */
export const enteredLate = defineRule({
  id: 'entered-late',
  area: 'process',
  severity: 'low',
  types: ['activity'],
  label: { en: 'Activity was entered late', zh: '跟进记录补录过晚' },
  explanation: {
    en: 'After some days nobody remembers exactly what the customer said. Colleagues called meanwhile without knowing it, and the record becomes an exercise.',
    zh: '过了几天就记不清客户的原话；这期间同事在不知情的情况下联系客户，补录也就流于形式。',
  },
  help: {
    en: 'Write two lines right after the visit or call, on the phone if need be. Correct the date if it was mistyped.',
    zh: '拜访或通话后随手记两行，用手机也可以；日期输错的请改正。',
  },
  settings: z.strictObject({
    days: z.int().min(0).max(120).default(3).meta({ title: 'Working days allowed / 允许的工作日天数' }),
  }),
  dueDays: 14,
  evaluate: (record, { timeZone, calendar, settings }) => {
    if (!isMeeting(record) || isBroughtOver(record)) return [];
    const day = ownDay(record, timeZone);
    if (day === undefined) return [];
    const entered = localDate(record.enteredAt, timeZone);
    return workingDaysBetween(day, entered, calendar) > settings.days
      ? [{ locator: 'happenedAt', found: `${day} → ${entered}`, expected: `≤ ${settings.days} d` }]
      : [];
  },
});
