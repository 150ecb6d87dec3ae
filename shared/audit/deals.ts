import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { DAY, localDate } from '../kernel/time.ts';
import { textIn } from './duplicates.ts';
import { isBroughtOver, isPerson } from './entered.ts';

/** A line of a quote or order, as far as its row in the list index knows it. Prices in minor units of the document's currency. */
export interface SoldLine {
  /** Place in the document, from 0. */
  index: number;
  productId: string;
  unitPrice: number;
  quantity: number;
  reason?: string;
  listPrice?: number;
}

const numberOr = (value: unknown, other: number): number => (typeof value === 'number' ? value : other);

/** The lines that name a product and a price. */
export const soldLines = (row: Row): SoldLine[] =>
  ((row['linePrices'] ?? []) as readonly (readonly unknown[])[]).flatMap(
    ([productId, unitPrice, quantity, reason, listPrice], index) =>
      typeof productId === 'string' && typeof unitPrice === 'number'
        ? [
            {
              index,
              productId,
              unitPrice,
              quantity: numberOr(quantity, 0),
              ...(typeof reason === 'string' ? { reason } : {}),
              ...(typeof listPrice === 'number' ? { listPrice } : {}),
            },
          ]
        : [],
  );

/** The lines that sell a product. */
export const linesOf = (row: Row, productId: string): SoldLine[] =>
  soldLines(row).filter((line) => line.productId === productId);

/** What prices of two documents have to share before they can be compared: the currency, and whether they hold the tax. */
export const priceBasis = (row: Row): string =>
  `${textIn(row, 'currency') ?? ''}${row['taxIncluded'] === true ? ' incl.' : ''}`;

/** Account, product and basis of each price that a document gives a customer, as one key. */
export const priceKeys = (row: Row): string[] => {
  const account = textIn(row, 'accountId');
  if (account === undefined) return [];
  const basis = priceBasis(row);
  return [...new Set(soldLines(row).map((line) => `${account}|${line.productId}|${basis}`))];
};

/** The product of such a key. */
export const productIn = (key: string): string => key.split('|')[1] ?? '';

/** The day of a quote or order; that of its entry where it says none. */
export const dealDay = (row: Row, timeZone: string): string =>
  textIn(row, row['type'] === 'quote' ? 'quoteDate' : 'orderDate') ?? localDate(String(row['enteredAt']), timeZone);

/** Whether a process of this house led the document. What was brought over went by the rules of another system. */
export const isLedHere = (thing: Rec | Row): boolean =>
  ((thing as Row)['processId'] ?? (thing as Rec).process) !== undefined && !isBroughtOver(thing);

/** Whether two instants (ISO) lie within so many days of each other. */
export const withinDays = (a: string, b: string, days: number): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) <= days * DAY;

/** When the last step of a document was taken; of one without steps, when it was last written. */
export const lastStepAt = (row: Row): string => {
  const last = ((row['steps'] ?? []) as readonly (readonly [string, string])[]).at(-1);
  return last?.[0] ?? String(row['updatedAt']);
};

/** States into which a document goes back to be changed. */
const freeStates = ['draft', 'returned'];

/**
 * Whether somebody signed what the document says now: an approval since it was last free to be changed. The release of a credit
 * hold is not about prices. Of a document that was brought over the approver on record counts.
 */
export const wasSigned = (record: Rec): boolean => {
  const approver = record.data['approvedBy'];
  const trail = record.process?.trail ?? [];
  if (trail.length === 0) return isBroughtOver(record) && typeof approver === 'string' && approver !== '';
  const free = trail.findLastIndex((step) => freeStates.includes(step.to) || step.action === 'edit');
  // Its beginning is no longer in the trail: who approved last is all that is known.
  if (free < 0 && trail[0]!.n > 1) return isPerson(approver);
  return trail.slice(free + 1).some((step) => step.action === 'approve' && step.from !== 'pending-release');
};
