import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { cameUnreadable } from '../audited.ts';

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

const isPrevented = ({ lines = [] }: Rec): boolean =>
  lines.some((line) => line['kind'] === 'preventive' && !isBlank(line['action']));

/** A complaint that was closed, here or elsewhere, without its cause, the customer's word, or anything that keeps it from coming back. */
export const complaintClosedIncomplete = defineRule({
  id: 'complaint-closed-incomplete',
  area: 'process',
  severity: 'high',
  types: ['complaint'],
  label: { en: 'Complaint closed without cause, confirmation or prevention', zh: '客诉关闭不完整' },
  explanation: {
    en: 'A complaint that is only calmed comes back: from this customer or from the next one. Without a cause nothing was learned, without the customer’s word nobody knows that it is solved.',
    zh: '只安抚不解决的客诉一定会再来，不是这家就是下一家。没有原因等于没有改进，没有客户确认就不知道是否真的解决。',
  },
  help: {
    en: 'Open the complaint again, find the cause, enter a preventive action, and ask the customer whether it is solved.',
    zh: '请重新打开，查明原因，补上预防措施，并向客户确认是否解决。',
  },
  settings: z.strictObject({
    unreachedAllowed: z
      .boolean()
      .default(true)
      .meta({ title: 'A customer who could not be reached is enough / 允许“联系不上”视为已确认' }),
  }),
  dueDays: 7,
  evaluate: (record, { settings }) => {
    if (record.data['status'] !== 'closed') return [];
    const { confirmed } = record.data;
    const agreed = confirmed === 'yes' || (confirmed === 'unreached' && settings.unreachedAllowed);
    return [
      // Text of an import that names no cause is the fault of another rule.
      ...(isBlank(record.data['causeId']) && !cameUnreadable(record, 'causeId') ? [{ locator: 'causeId' }] : []),
      ...(agreed ? [] : [{ locator: 'confirmed', ...(isBlank(confirmed) ? {} : { found: String(confirmed) }) }]),
      ...(isPrevented(record) ? [] : [{ locator: 'lines', found: `${record.lines?.length ?? 0}` }]),
    ];
  },
});
