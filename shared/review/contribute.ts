import type { Contribution } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';

/** The text of a field; undefined for an empty one. */
export const text = (rec: Rec, field: string): string | undefined => {
  const value = rec.data[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Archived, merged and removed records count in nothing. */
export const alive = (rec: Rec): boolean =>
  rec.archivedAt === undefined && rec.aliasOf === undefined && rec.removedAt === undefined;

/** What holds at present. */
export const gauge = (item: string, field: string, amount = 1): Contribution => ({
  period: 'now',
  item,
  field,
  amount,
});

/** What happened in a month. */
export const flow = (period: string, item: string, field: string, amount = 1): Contribution => ({
  period,
  item,
  field,
  amount,
});

/** The amount of a field by the record's currency, `prefix|CNY`; nothing where there is none. */
export const inCurrency = (
  rec: Rec,
  field: string,
  make: (name: string, amount: number) => Contribution,
): Contribution[] => {
  const amount = rec.data[field];
  return typeof amount === 'number' && amount !== 0 ? [make(text(rec, 'currency') ?? '', amount)] : [];
};
