import * as z from 'zod';
import { isCalendarDate } from '../../kernel/field.ts';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { addDays, startOfDay } from '../../kernel/time.ts';

/** Whether readers get to see it: while an entry is revised, its last edition stays in the book. */
const isInBook = ({ data }: Rec): boolean => data['status'] === 'published' || data['publishedAt'] !== undefined;

/** The day (YYYY-MM-DD) until which it is fresh; undefined where nobody has said. */
const freshUntil = ({ data }: Rec): string | undefined => {
  const day = data['reviewOn'];
  return typeof day === 'string' && isCalendarDate(day.slice(0, 10)) ? day.slice(0, 10) : undefined;
};

/** A published entry of the problem book that nobody has looked at since its date, or that has no date or nobody who answers for it. */
export const helpEntryStale = defineRule({
  id: 'help-entry-stale',
  area: 'master-data',
  severity: 'low',
  types: ['problemEntry'],
  label: { en: 'Problem-book entry is out of date', zh: '问题教科书条目已过期' },
  explanation: {
    en: 'A wrong answer costs more than none: whoever followed it does not ask again, and does not trust the next one.',
    zh: '错的答案比没有答案更糟：照着做错了的人不会再来问，下一条也不会再信。',
  },
  help: {
    en: 'Read the entry. If it is still right, confirm it with a click; else revise or withdraw it. An entry without owner is given one.',
    zh: '请重读该条目：仍然正确的，一键确认；不对的，修订或撤下；没有负责人的，指定一位。',
  },
  settings: z.strictObject({
    graceDays: z.int().min(0).max(366).default(0).meta({ title: 'Days of grace / 宽限天数' }),
  }),
  dueDays: 14,
  evaluate: (record, { today, settings }) => {
    if (!isInBook(record)) return [];
    const until = freshUntil(record);
    return [
      ...(until === undefined ? [{ locator: 'reviewOn' }] : []),
      ...(until !== undefined && addDays(until, settings.graceDays) < today
        ? [{ locator: 'reviewOn', found: until }]
        : []),
      ...(record.ownerId === undefined ? [{ locator: 'ownerId' }] : []),
    ];
  },
  checkAgain: (record, { today, settings, timeZone }) => {
    const until = isInBook(record) ? freshUntil(record) : undefined;
    if (until === undefined) return undefined;
    const last = addDays(until, settings.graceDays);
    return last >= today ? startOfDay(addDays(last, 1), timeZone) : undefined;
  },
});
