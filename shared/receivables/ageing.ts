import { daysBetween } from '../kernel/time.ts';
import { owedStates } from './receivable.ts';
import type { Buckets } from './receivables.contract.ts';

/** Something that is owed, or the row of a list that says so. */
export type OwedRow = Readonly<Record<string, unknown>>;

/** Amounts of one currency by how long they are overdue, minor units. */
export interface Aged {
  total: number;
  overdue: number;
  buckets: Buckets;
}

export interface AgedAccount extends Aged {
  accountId: string;
  currency: string;
  /** Days that the oldest one is overdue; 0 where nothing is. */
  oldest: number;
}

/** Whether a row is a receivable that something is owed on. */
export const isOwed = (row: OwedRow): boolean =>
  owedStates.includes(String(row['status'])) &&
  row['archivedAt'] === undefined &&
  row['removedAt'] === undefined &&
  typeof row['balance'] === 'number' &&
  row['balance'] !== 0;

/** Days (0 or more) that something is overdue on a date. What has no due date is not due. */
export const daysOver = (dueDate: unknown, asOf: string): number =>
  typeof dueDate === 'string' ? Math.max(0, daysBetween(dueDate, asOf)) : 0;

const bucketOf = (days: number): keyof Buckets =>
  days <= 0 ? 'current' : days <= 30 ? 'days30' : days <= 60 ? 'days60' : days <= 90 ? 'days90' : 'over90';

const nothing = (): Aged => ({
  total: 0,
  overdue: 0,
  buckets: { current: 0, days30: 0, days60: 0, days90: 0, over90: 0 },
});

const add = (aged: Aged, balance: number, days: number): void => {
  aged.total += balance;
  if (days > 0) aged.overdue += balance;
  aged.buckets[bucketOf(days)] += balance;
};

/** Open balances of one currency by how long they are overdue. */
export const aged = (rows: Iterable<OwedRow>, asOf: string): Aged => {
  const sum = nothing();
  for (const row of rows) if (isOwed(row)) add(sum, Number(row['balance']), daysOver(row['dueDate'], asOf));
  return sum;
};

/** Receivables by account and currency, the largest overdue amount first, and their totals by currency. */
export const ageing = (
  rows: Iterable<OwedRow>,
  asOf: string,
): { totals: ({ currency: string } & Aged)[]; accounts: AgedAccount[] } => {
  const totals = new Map<string, { currency: string } & Aged>();
  const accounts = new Map<string, AgedAccount>();
  for (const row of rows) {
    if (!isOwed(row)) continue;
    const currency = String(row['currency'] ?? '');
    const accountId = String(row['accountId'] ?? '');
    const days = daysOver(row['dueDate'], asOf);
    const total = totals.get(currency) ?? { currency, ...nothing() };
    const key = `${accountId} ${currency}`;
    const account = accounts.get(key) ?? { accountId, currency, oldest: 0, ...nothing() };
    add(total, Number(row['balance']), days);
    add(account, Number(row['balance']), days);
    account.oldest = Math.max(account.oldest, days);
    totals.set(currency, total);
    accounts.set(key, account);
  }
  return {
    totals: [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    accounts: [...accounts.values()].sort(
      (a, b) => b.overdue - a.overdue || b.total - a.total || (a.accountId < b.accountId ? -1 : 1),
    ),
  };
};
