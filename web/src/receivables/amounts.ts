import { daysBetween } from '../../../shared/kernel/time.ts';
import type { ageingBuckets } from '../../../shared/receivables/receivables.contract.ts';
import type { WebRecord } from '../lib/records.ts';

export type Bucket = (typeof ageingBuckets)[number];

/** First and last day overdue of each bucket; `current` is due today or later. */
const spans: Record<Bucket, readonly [number | undefined, number | undefined]> = {
  current: [undefined, 0],
  days30: [1, 30],
  days60: [31, 60],
  days90: [61, 90],
  over90: [91, undefined],
};

/** Days from a due date to today; zero or less is not overdue. */
export const overdueDays = (dueDate: unknown, today: string): number =>
  typeof dueDate === 'string' ? Math.max(0, daysBetween(dueDate, today)) : 0;

const back = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The list of the receivables behind a figure of the ageing. */
export const receivablesHref = (
  today: string,
  { bucket, currency, accountId }: { bucket?: Bucket | 'overdue'; currency?: string; accountId?: string },
): string => {
  const [from, to] =
    bucket === undefined ? [undefined, undefined] : bucket === 'overdue' ? [1, undefined] : spans[bucket];
  const filters = [
    'status:in:open|partially-paid|overdue|pending-write-off',
    ...(from === undefined ? [] : [`dueDate:lte:${back(today, from)}`]),
    ...(to === undefined ? [] : [`dueDate:gte:${back(today, to)}`]),
    ...(currency ? [`currency:eq:${currency}`] : []),
    ...(accountId ? [`accountId:eq:${accountId}`] : []),
  ];
  return `/receivables?${filters.map((one) => `filter=${one}`).join('&')}&sort=dueDate`;
};

export const minor = (record: WebRecord | Record<string, unknown>, name: string): number =>
  typeof record[name] === 'number' ? (record[name] as number) : 0;

/** What is still to be collected of a receivable, minor units. */
export const balanceIn = (receivable: WebRecord): number =>
  typeof receivable['balance'] === 'number'
    ? receivable['balance']
    : minor(receivable, 'total') -
      minor(receivable, 'paid') -
      minor(receivable, 'credited') -
      minor(receivable, 'writtenOff');

/** One receivable that money may go to, minor units. */
export interface Owed {
  id: string;
  balance: number;
}

/**
 * Spreads an amount over receivables in their order, each as far as the money goes and at most `most` of them.
 * @returns minor units by id; those that get nothing are left out
 */
export const oldestFirst = (amount: number, owed: readonly Owed[], most: number): Map<string, number> => {
  const given = new Map<string, number>();
  let rest = amount;
  for (const one of owed) {
    if (rest <= 0 || given.size === most) break;
    const part = Math.min(rest, one.balance);
    if (part <= 0) continue;
    given.set(one.id, part);
    rest -= part;
  }
  return given;
};
