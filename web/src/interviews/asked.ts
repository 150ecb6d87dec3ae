import { addMonths, startOfDay } from '../../../shared/kernel/time.ts';
import type { Condition } from '../records/conditions.ts';
import { readView } from '../records/view.ts';
import { isPeriod } from '../review/period.ts';

/** What an address asks for: conditions as of any list, or in short the month in which they were held and their result. */
export const askedIn = (search: string, timeZone: string): readonly Condition[] => {
  const params = new URLSearchParams(search);
  const [month, result] = [params.get('month') ?? '', params.get('result') ?? ''];
  const begin = (of: string) => startOfDay(`${of}-01`, timeZone);
  return [
    ...readView(search).conditions,
    ...(isPeriod(month)
      ? [
          { field: 'heldAt', op: 'gte', value: begin(month) } as const,
          { field: 'heldAt', op: 'lt', value: begin(addMonths(month, 1)) } as const,
        ]
      : []),
    ...(result === 'passed' || result === 'failed' ? [{ field: 'result', op: 'eq', value: result } as const] : []),
  ];
};
