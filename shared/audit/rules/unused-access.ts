import * as z from 'zod';
import { isCalendarDate } from '../../kernel/field.ts';
import type { Rec } from '../../kernel/record.ts';
import type { RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { addDays, localDate, startOfDay } from '../../kernel/time.ts';
import { rolesAt } from '../../workspaces/member.ts';

const settings = z.strictObject({
  days: z.int().min(1).max(730).default(30).meta({ title: 'Days without signing in / 未登录的天数' }),
});
type Context = RuleContext<z.infer<typeof settings>>;

/** Whether the member can come in: enabled, and with a role that holds. A member from before roles had dates has none to look at. */
const mayEnter = (record: Rec, now: string): boolean =>
  record.data['status'] !== 'disabled' && (record.data['grants'] === undefined || rolesAt(record, now).length > 0);

/** The day on which the member was last here; of one who never was, the day on which they were invited. */
const seenOn = (record: Rec, timeZone: string): string => {
  const day = record.data['lastSeenOn'];
  return typeof day === 'string' && isCalendarDate(day) ? day : localDate(record.createdAt, timeZone);
};

/** The first day on which the access counts as unused. */
const unusedFrom = (record: Rec, { settings: { days }, timeZone }: Context): string =>
  addDays(seenOn(record, timeZone), days + 1);

/** Somebody who may come in and has not for weeks: left, moved on, or works without the system. */
export const unusedAccess = defineRule({
  id: 'unused-access',
  area: 'master-data',
  severity: 'low',
  types: ['member'],
  label: { en: 'Access is not used', zh: '账号长期未登录' },
  explanation: {
    en: 'An access that nobody uses is a door that nobody watches. Where its holder still works here, the work is done outside the system.',
    zh: '没人使用的账号，就是没人看守的门。如果本人仍在岗，说明工作是在系统之外做的。',
  },
  help: {
    en: 'Ask the person and their manager. Disable the access of whoever has left; show everybody else what they are missing, and find out what keeps them away.',
    zh: '向本人和主管了解情况：已离岗的立即停用账号；仍在岗的，弄清不用系统的原因，并安排辅导。',
  },
  settings,
  dueDays: 14,
  evaluate: (record, context) => {
    if (!mayEnter(record, context.now) || context.today < unusedFrom(record, context)) return [];
    return [
      {
        locator: 'lastSeenOn',
        found: seenOn(record, context.timeZone),
        expected: `≤ ${context.settings.days} d`,
      },
    ];
  },
  // Whoever comes back is noted beside the versions of the record, which tells the audit nothing: it looks again the day after.
  checkAgain: (record, context) => {
    if (!mayEnter(record, context.now)) return undefined;
    const from = unusedFrom(record, context);
    return startOfDay(context.today < from ? from : addDays(context.today, 1), context.timeZone);
  },
});
