import * as z from 'zod';
import { entityOf } from '../../entities.ts';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { daysBetween, localDate } from '../../kernel/time.ts';
import { datedTypes, isBroughtOver, ownDay } from '../entered.ts';
import { isMeeting } from './entered-late.ts';

/** Days from the record's own date to its entry; undefined where it has none, or where `entered-late` speaks of it. */
const daysLate = (record: Rec, timeZone: string): { day: string; entered: string; days: number } | undefined => {
  if (isBroughtOver(record) || isMeeting(record)) return undefined;
  const day = ownDay(record, timeZone);
  if (day === undefined) return undefined;
  const entered = localDate(record.enteredAt, timeZone);
  return { day, entered, days: daysBetween(day, entered) };
};

/** A document whose own date lies well before the day on which it was entered. */
export const backDated = defineRule({
  id: 'back-dated',
  area: 'process',
  severity: 'medium',
  types: datedTypes,
  label: { en: 'Document is back-dated', zh: '单据倒签日期' },
  explanation: {
    en: 'Whoever enters a document days later worked without it until then: on paper, in a spreadsheet, by word of mouth. Nobody else could see it, and no check came in time.',
    zh: '事后多日才补录，说明此前是靠纸面、表格或口头在运作：别人看不到，系统的检查也来不及起作用。',
  },
  help: {
    en: 'Enter a document on the day it is agreed. If the date was mistyped, correct it; if the system was in the way, say so as a process proposal.',
    zh: '单据应在确定当天录入。日期输错的请改正；如果是流程不便造成的，请提交流程建议。',
  },
  settings: z.strictObject({
    days: z.int().min(0).max(365).default(3).meta({ title: 'Days allowed / 允许的天数' }),
  }),
  dueDays: 14,
  evaluate: (record, { timeZone, settings }) => {
    const late = daysLate(record, timeZone);
    if (!late || late.days <= settings.days) return [];
    const locator = entityOf(record.type).occurred!;
    return [{ locator, found: `${late.day} → ${late.entered}`, expected: `≤ ${settings.days} d` }];
  },
});
