import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { daysBetween } from '../../kernel/time.ts';
import { liveQuoteStates } from '../../quotes/quote.ts';
import { amountText } from '../amounts.ts';
import type { SoldLine } from '../deals.ts';
import { dealDay, linesOf, priceKeys, productIn } from '../deals.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

/** A quote in one of these was never given, or nobody can come back to it: a new price after it is a new offer. */
const notGiven = ['draft', 'cancelled'];
const over = ['declined', 'superseded'];

interface Offer {
  row: Row;
  day: string;
  lines: SoldLine[];
}

const atList = (line: SoldLine): boolean => line.unitPrice === line.listPrice;

/** Whether the customer had the earlier price in hand when the later one was given. */
const sameTime = (earlier: Offer, later: Offer, days: number): boolean => {
  const { row } = earlier;
  if (row['supersededBy'] === later.row.id || later.row['revisionOf'] === row.id) return false;
  const status = String(row['status']);
  if (over.includes(status)) return false;
  const until = textIn(row, 'validUntil');
  return (
    daysBetween(earlier.day, later.day) <= days ||
    (liveQuoteStates.includes(status) && until !== undefined && until >= later.day)
  );
};

/** The price of the earlier quote from which a line departs; undefined where it agrees, or both are the list's. */
const departure = (earlier: Offer, line: SoldLine): number | undefined => {
  if (earlier.lines.some((one) => one.unitPrice === line.unitPrice)) return undefined;
  if (atList(line) && earlier.lines.every(atList)) return undefined;
  return earlier.lines[0]?.unitPrice;
};

/**
 * Two quotes to one customer that are good at the same time, or follow each other within days, with different prices for a product and
 * no reason on the later one. Prices of the list that differ by quantity are sound, and so is a revision, which takes the other's place.
 */
export const inconsistentQuotes = defineGroupRule({
  id: 'inconsistent-quotes',
  area: 'documents',
  severity: 'high',
  types: ['quote'],
  label: { en: 'Two prices quoted to one customer', zh: '对同一客户报价不一致' },
  explanation: {
    en: 'The customer holds both papers in hand. The lower price is the one that counts from now on, and trust in the next one is gone.',
    zh: '客户手里拿着两份报价，以后只认低的那份，下一次报价也不再可信。',
  },
  help: {
    en: 'Look at the last prices before quoting. Quote the same price, revise the other quote, or state the reason in the line.',
    zh: '报价前先查看历史价格。按同一价格报，或修订另一份报价；确有差别的，在明细行注明理由。',
  },
  settings: z.strictObject({
    days: z.int().min(0).max(366).default(7).meta({ title: 'Days within which quotes are compared / 比较的天数' }),
  }),
  dueDays: 3,
  keys: (row) => (notGiven.includes(String(row['status'])) ? [] : priceKeys(row)),
  evaluateGroup: (key, rows, { timeZone, settings }) => {
    if (rows.length < 2) return undefined;
    const product = productIn(key);
    const offers = rows
      .map((row): Offer => ({ row, day: dealDay(row, timeZone), lines: linesOf(row, product) }))
      .sort((a, b) => (a.day === b.day ? (a.row.id < b.row.id ? -1 : 1) : a.day < b.day ? -1 : 1));
    return offers.flatMap((later, index) => {
      const rivals = offers.slice(0, index).filter((one) => sameTime(one, later, settings.days));
      return later.lines.flatMap((line): GroupFault[] => {
        if (line.reason !== undefined) return [];
        const others = rivals.filter((one) => departure(one, line) !== undefined);
        if (others.length === 0) return [];
        const currency = later.row['currency'];
        return [
          {
            subjectId: later.row.id,
            subjectType: 'quote',
            locator: `lines.${line.index}.unitPrice`,
            found: amountText(line.unitPrice, currency),
            expected: others
              .slice(0, 4)
              .map((one) => `${amountText(departure(one, line)!, currency)} ${textIn(one.row, 'number') ?? ''}`.trim())
              .join('; ')
              .slice(0, 300),
            related: others.slice(0, MAX_RELATED).map((one) => one.row.id),
          },
        ];
      });
    });
  },
});
