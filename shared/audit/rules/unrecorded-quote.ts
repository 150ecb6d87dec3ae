import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { addDays } from '../../kernel/time.ts';
import { amountText } from '../amounts.ts';
import { dealDay, linesOf, priceBasis, soldLines } from '../deals.ts';
import { textIn } from '../duplicates.ts';

/** States in which nothing has been promised, or nothing any more. */
const idle = ['draft', 'cancelled'];

interface Deal {
  row: Row;
  day: string;
}

/** Whether a document gave the customer a price for the product before the order. */
const gave = (deal: Deal, asked: { productId: string; unitPrice: number }): boolean =>
  linesOf(deal.row, asked.productId).some((line) => line.unitPrice === asked.unitPrice);

/**
 * A price of an order that is not the list's, and that no quote or earlier order to this customer has: somebody promised it, and the
 * promise is nowhere. Lines that were never measured by a list (brought over) are not judged.
 */
export const unrecordedQuote = defineGroupRule({
  id: 'unrecorded-quote',
  area: 'documents',
  severity: 'medium',
  types: ['order', 'quote'],
  label: { en: 'Order price without a recorded quote', zh: '订单价格没有报价记录' },
  explanation: {
    en: 'Somebody promised this price by phone or mail. The next colleague does not know of it, quotes another one, and the customer decides which of both holds.',
    zh: '这个价格是电话或邮件里口头答应的，下一位同事并不知道，会报出另一个价，最后由客户挑便宜的。',
  },
  help: {
    en: 'Record the quote and link it to the order, or correct the price. From now on quote in the system before the customer hears the price.',
    zh: '补录报价单并关联到订单，或改正价格。以后先在系统中报价，再告诉客户。',
  },
  settings: z.strictObject({
    days: z.int().min(1).max(3650).default(365).meta({ title: 'Days back in which a price counts / 向前追溯的天数' }),
  }),
  dueDays: 7,
  keys: (row) => {
    const account = textIn(row, 'accountId');
    return account === undefined || idle.includes(String(row['status'])) ? [] : [account];
  },
  evaluateGroup: (_key, rows, { timeZone, settings }) => {
    const asked = rows.flatMap((row) => {
      if (row['type'] !== 'order') return [];
      const lines = soldLines(row).filter((line) => line.listPrice !== undefined && line.unitPrice !== line.listPrice);
      return lines.length > 0 ? [{ row, lines }] : [];
    });
    if (asked.length === 0) return undefined;
    const deals = rows.map((row): Deal => ({ row, day: dealDay(row, timeZone) }));
    return asked.flatMap(({ row, lines }): GroupFault[] => {
      const day = dealDay(row, timeZone);
      const since = addDays(day, -settings.days);
      // The quote that the order names counts whenever it was made; others have to come before it.
      const before = deals.filter(
        (deal) =>
          deal.row.id !== row.id &&
          priceBasis(deal.row) === priceBasis(row) &&
          (deal.row.id === row['quoteId'] ||
            (deal.day >= since && (deal.day < day || (deal.day === day && isEarlier(deal.row, row))))),
      );
      return lines
        .filter((line) => !before.some((deal) => gave(deal, line)))
        .map((line) => ({
          subjectId: row.id,
          subjectType: 'order',
          locator: `lines.${line.index}.unitPrice`,
          found: amountText(line.unitPrice, row['currency']),
          expected: amountText(line.listPrice!, row['currency']),
        }));
    });
  },
});

const isEarlier = (a: Row, b: Row): boolean => String(a['createdAt']) < String(b['createdAt']);
