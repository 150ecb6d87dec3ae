import type { Guard } from './guard.ts';
import { text } from './guard.ts';

/** Guards of improvement: a part of the list in guards.ts. */
export const improvementGuards: readonly Guard[] = [
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
