import type { Rec } from '../kernel/record.ts';

/** Whether an order was let over the limit until a day that is past. @param today YYYY-MM-DD in the workspace's zone */
export const releaseRunOut = (order: Pick<Rec, 'data'>, today: string): boolean => {
  const { releasedUntil } = order.data;
  return typeof releasedUntil === 'string' && releasedUntil < today;
};
