import type { Guard } from './guard.ts';
import { text } from './guard.ts';

/** Guards of improvement: a part of the list in guards.ts. */
export const improvementGuards: readonly Guard[] = [
  {
    id: 'not-own-need',
    label: { en: 'Decided by somebody who did not ask for it', zh: '由提出人和负责人以外的人决定' },
    help: {
      en: 'Nobody decides on what they want themselves. Another executive or an administrator does.',
      zh: '自己提出或负责的需求不能自己决定，请另一位高管或管理员决定。',
    },
    types: ['need'],
    test: (rec, _value, { by }) =>
      by !== undefined && [rec.ownerId, rec.createdBy].includes(by) ? [{ field: 'ownerId' }] : [],
  },
  {
    id: 'benefit-measured',
    label: { en: 'What it brought has been measured', zh: '实际收益已由系统取数' },
    help: {
      en: 'The system reads the measure on the day of the check. Wait for it: an impression is no benefit.',
      zh: '到核对日期后由系统读取指标，请稍候；印象不算收益。',
    },
    types: ['need'],
    test: (rec) => (text(rec, 'actualAt') === '' ? [{ field: 'actual' }] : []),
  },
];
