import * as z from 'zod';
import type { Calendar } from '../kernel/calendar.ts';
import type { Label } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import type { RecordRule } from '../kernel/rule.ts';
import { defineRule } from '../kernel/rule.ts';
import { addBusinessHours } from '../process/business-hours.ts';
import { isBroughtOver } from './entered.ts';

const settings = (hours: number) =>
  z.strictObject({
    hours: z.int().min(1).max(720).default(hours).meta({ title: 'Business hours allowed / 允许的工作小时数' }),
  });

interface Waiting {
  id: string;
  types: readonly string[];
  /** Whether the record waits for an approval. */
  waits: (record: Rec) => boolean;
  /** Business hours allowed unless a company says otherwise. */
  hours: number;
  label: Label;
  explanation: Label;
  help: Label;
}

/** Since when it waits: it came into the state, was submitted, was last written. */
const since = (record: Rec): string => {
  const submitted = record.data['submittedAt'];
  return record.process?.since ?? (typeof submitted === 'string' ? submitted : record.updatedAt);
};

/** A rule about documents that wait for their approval longer than agreed, by the workspace's working calendar. */
export const notApprovedInTime = (waiting: Waiting): RecordRule<{ hours: number }> => {
  const { waits, hours, ...rule } = waiting;
  const deadline = (record: Rec, allowed: number, calendar: Calendar): string | undefined =>
    waits(record) && !isBroughtOver(record) ? addBusinessHours(since(record), allowed, calendar) : undefined;
  return defineRule({
    ...rule,
    area: 'process',
    severity: 'high',
    settings: settings(hours),
    dueDays: 1,
    evaluate: (record, context) => {
      const at = deadline(record, context.settings.hours, context.calendar);
      if (at === undefined || at > context.now) return [];
      return [{ locator: 'status', found: since(record), expected: `≤ ${context.settings.hours} h` }];
    },
    checkAgain: (record, context) => {
      const at = deadline(record, context.settings.hours, context.calendar);
      return at !== undefined && at > context.now ? at : undefined;
    },
  });
};
