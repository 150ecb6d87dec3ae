import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import type { Fault, RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { DAY, startOfDay } from '../../kernel/time.ts';
import { addBusinessHours } from '../../process/business-hours.ts';
import { contactsOf, instantIn, isOpenState } from '../complaints.ts';
import { isBroughtOver } from '../entered.ts';

interface Settings {
  firstHours: number;
  everyDays: number;
}

/** Since when the customer waits to be called. Of what came from another system nobody could log a contact here before it came. */
const waitsSince = (record: Rec): string =>
  (isBroughtOver(record) ? undefined : instantIn(record.data['reportedAt'])) ?? record.enteredAt;

/** From when on the next contact is due: the last one, but not before the day on which it is to be verified. */
const quietSince = ({ data }: Rec, timeZone: string): string | undefined => {
  const last = instantIn(data['lastContactAt']);
  const day = data['status'] === 'verifying' ? instantIn(data['verifyOn']) : undefined;
  const from = day === undefined ? undefined : startOfDay(day.slice(0, 10), timeZone);
  return from !== undefined && (last === undefined || Date.parse(from) > Date.parse(last)) ? from : last;
};

/** The place at which a contact is missing, and the last instant at which it is not. */
const missingAfter = (record: Rec, context: RuleContext<Settings>): (Fault & { after: string }) | undefined => {
  const { settings, calendar, timeZone } = context;
  if (!isOpenState(record.data['status'])) return undefined;
  if (contactsOf(record.data) === 0) {
    const from = waitsSince(record);
    const after = addBusinessHours(from, settings.firstHours, calendar);
    return { locator: 'contacts', found: from, expected: `≤ ${settings.firstHours} h`, after };
  }
  const from = quietSince(record, timeZone);
  if (from === undefined) return undefined;
  const after = new Date(Date.parse(from) + settings.everyDays * DAY).toISOString();
  return { locator: 'lastContactAt', found: from, expected: `≤ ${settings.everyDays} d`, after };
};

/** A complaint about which nobody has talked to the customer, or not for long. */
export const complaintContactNotLogged = defineRule<Settings>({
  id: 'complaint-contact-not-logged',
  area: 'process',
  severity: 'medium',
  types: ['complaint'],
  label: { en: 'No contact with the customer is logged', zh: '未记录与客户的联系' },
  explanation: {
    en: 'Who complains and hears nothing tells others. And what was said but not written down, the customer is asked a second time.',
    zh: '投诉后没有回音的客户会告诉别人；说过却没有记下来的，客户还得再说第二遍。',
  },
  help: {
    en: 'Call the customer, say where it stands, and log the contact at the head of the complaint.',
    zh: '请联系客户，告知进展，并在客诉页面顶部记录这次联系。',
  },
  settings: z.strictObject({
    firstHours: z
      .int()
      .min(1)
      .max(240)
      .default(8)
      .meta({ title: 'Business hours until the first contact / 首次联系的工作小时数' }),
    everyDays: z.int().min(1).max(366).default(14).meta({ title: 'Days until the next contact / 再次联系的天数' }),
  }),
  dueDays: 1,
  evaluate: (record, context) => {
    const { status } = record.data;
    // Where it was ended in another system, its contacts stayed there.
    if ((status === 'closed' || status === 'rejected') && contactsOf(record.data) === 0 && !isBroughtOver(record))
      return [{ locator: 'contacts', found: String(status), expected: '≥ 1' }];
    const missing = missingAfter(record, context);
    if (!missing || context.now <= missing.after) return [];
    const { after: _after, ...fault } = missing;
    return [fault];
  },
  checkAgain: (record, context) => {
    const after = missingAfter(record, context)?.after;
    // The moment itself is still in time.
    return after !== undefined && context.now <= after ? new Date(Date.parse(after) + 1000).toISOString() : undefined;
  },
});
