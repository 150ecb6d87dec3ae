import * as z from 'zod';
import { isCalendarDate } from '../kernel/field.ts';
import { MAX_AMOUNT } from '../kernel/money.ts';

const currency = z.string().regex(/^[A-Z]{3}$/, 'bad-format');
const line = (max: number) => z.string().trim().max(max);

/** What a workspace has decided about buying and selling: a setting, each version kept for ever. */
export const commercePolicy = z.strictObject({
  /** Percent, for products that have none of their own. */
  taxRate: z.number().min(0).max(100),
  pricesIncludeTax: z.boolean(),
  /** Days from the invoice until it is due, for accounts that have none of their own. */
  paymentDays: z.int().min(0).max(365),
  quoteValidDays: z.int().min(1).max(365),
  /** Days for which a last approved price is a price to measure by. */
  lastPriceDays: z.int().min(0).max(3650),
  credit: z.strictObject({
    /** Minor units of the workspace's currency, for accounts that have none of their own; null for no limit. */
    defaultLimit: z.int().min(0).max(MAX_AMOUNT).nullable(),
    /** Whether an account with overdue receivables gets no new orders approved. */
    holdWhenOverdue: z.boolean(),
    /** Days after the due date until a receivable counts as overdue. */
    graceDays: z.int().min(0).max(90),
  }),
  /** Days after the due date on which the customer is reminded; the last one repeats every as many days. */
  reminderDays: z.array(z.int().min(0).max(365)).min(1).max(10),
  /** One unit of `currency` in units of the workspace's currency, from a date on. */
  rates: z
    .array(
      z.strictObject({
        currency,
        from: z.string().refine(isCalendarDate, 'not-a-date'),
        rate: z.number().positive().max(1e9),
      }),
    )
    .max(1000),
  /** Who sells, as the documents for customers say it. */
  seller: z.strictObject({
    name: line(160),
    nameEn: line(160),
    address: line(300),
    addressEn: line(300),
    taxId: line(40),
    phone: line(60),
    email: line(120),
    bank: line(200),
    account: line(60),
  }),
});
export type CommercePolicy = z.infer<typeof commercePolicy>;

export const defaultPolicy = (country: string): CommercePolicy => ({
  taxRate: country === 'CN' ? 13 : 0,
  pricesIncludeTax: country === 'CN',
  paymentDays: 30,
  quoteValidDays: 30,
  lastPriceDays: 365,
  credit: { defaultLimit: null, holdWhenOverdue: true, graceDays: 3 },
  reminderDays: [3, 10, 20],
  rates: [],
  seller: { name: '', nameEn: '', address: '', addressEn: '', taxId: '', phone: '', email: '', bank: '', account: '' },
});

/** The rate of a currency in the workspace's own on a date; undefined where none is known. `own` is 1. */
export const rateOn = (
  policy: Pick<CommercePolicy, 'rates'>,
  of: string,
  { own, date }: { own: string; date: string },
): number | undefined => {
  if (of === own) return 1;
  let found: { from: string; rate: number } | undefined;
  for (const one of policy.rates)
    if (one.currency === of && one.from <= date && (!found || one.from > found.from)) found = one;
  return found?.rate;
};
