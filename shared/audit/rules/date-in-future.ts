import { defineRule } from '../../kernel/rule.ts';
import { startOfDay } from '../../kernel/time.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { faultsWith, valueFaults } from '../standard-faults.ts';

/** When a value that lies ahead does so no longer: an instant at itself, a date when its day begins. */
const comesAt = (value: string, timeZone: string): string =>
  value.includes('T') && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : startOfDay(value.slice(0, 10), timeZone);

/** A date after today where the data standard allows none: a birthday, the day of an order. */
export const dateInFuture = defineRule({
  id: 'date-in-future',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Date lies in the future', zh: '日期晚于今天' },
  explanation: {
    en: 'What has happened cannot lie ahead. Usually the year was mistyped, and age, turnover and history are wrong by years.',
    zh: '已经发生的事不会在将来。多半是年份输错，年龄、业绩和历史会因此差出好几年。',
  },
  help: {
    en: 'Correct the date by the source document; look at the year first.',
    zh: '对照原始单据改正日期，先看年份。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, context) =>
    faultsWith(['date-in-future'])(record, context).map((fault) => ({ ...fault, expected: '≤ today / 今天' })),
  checkAgain: (record, context) =>
    valueFaults(record, context)
      .flatMap(({ code, found }) => (code === 'date-in-future' ? [comesAt(found!, context.timeZone)] : []))
      .sort()[0],
});
