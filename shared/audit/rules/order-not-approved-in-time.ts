import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';

const HOUR = 3_600_000;

/** The instant by which the order should be approved; undefined for one that waits for nothing, or that came by an import. */
const deadline = (record: Rec, hours: number): string | undefined => {
  if (record.data['status'] !== 'pending-approval' || record.source.startsWith('import:')) return undefined;
  const submitted = record.data['submittedAt'];
  return new Date(
    Date.parse(typeof submitted === 'string' ? submitted : record.updatedAt) + hours * HOUR,
  ).toISOString();
};

/** An order that waits for approval longer than agreed. Hours are those of the clock. Imported orders carry the state of another system. */
export const orderNotApprovedInTime = defineRule({
  id: 'order-not-approved-in-time',
  area: 'process',
  severity: 'high',
  types: ['order'],
  label: { en: 'Order not approved in time', zh: '订单未按时审批' },
  explanation: {
    en: 'The customer believes that the order is running while nobody works on it, and the promised date is lost before it begins.',
    zh: '客户以为订单已经在做，实际上没有人动，还没开工交期就已经耽误了。',
  },
  help: {
    en: 'Approve the order or send it back with a reason. Whoever is away names a deputy.',
    zh: '审批通过，或写明原因退回；外出时请指定代理人。',
  },
  settings: z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(720)
      .default(24)
      .meta({ title: 'Hours allowed, nights and week-ends included / 允许的小时数（含夜间和周末）' }),
  }),
  dueDays: 1,
  evaluate: (record, { now, settings }) => {
    const at = deadline(record, settings.hours);
    if (at === undefined || at > now) return [];
    const from = String(record.data['submittedAt'] ?? record.updatedAt);
    return [{ locator: 'status', found: from, expected: `≤ ${settings.hours} h` }];
  },
  checkAgain: (record, { now, settings }) => {
    const at = deadline(record, settings.hours);
    return at !== undefined && at > now ? at : undefined;
  },
});
