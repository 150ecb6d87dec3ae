import { lineAmount, taxRateOf } from '../kernel/money.ts';
import { addDays } from '../kernel/time.ts';
import type { GivenEntry } from './given.ts';
import { comparable, conflictOf } from './given.ts';
import type { Resolved } from './resolve.ts';

/** What a line is measured by. Amounts in minor units of the document's currency. */
export interface PriceFacts {
  resolved: Resolved | undefined;
  floor: number | undefined;
  cost: number | undefined;
  /** What the customer was given for the product, newest first. */
  entries: readonly GivenEntry[];
  /** The document, its currency, today, and how many days a last price counts. */
  documentId: string;
  currency: string;
  taxIncluded: boolean;
  today: string;
  lastPriceDays: number;
}

/** What the system notes on a line; the names are those of the line's computed fields. */
export interface LineMeasure {
  listPrice?: number;
  priceSource?: string;
  floorPrice?: number;
  cost?: number;
  lastPrice?: number;
  lastDocument?: string;
  /** Percent. */
  deviation?: number;
  belowFloor?: boolean;
  conflict?: string;
  conflictPrice?: number;
}

/**
 * The last approved price that a line may be measured by. One below the list was given for its quantity: fewer pieces have no claim
 * to it.
 */
export const lastApproved = (quantity: number, facts: PriceFacts): GivenEntry | undefined => {
  const since = addDays(facts.today, -facts.lastPriceDays);
  const list = facts.resolved?.price;
  return facts.entries.find(
    (entry) =>
      entry.approved === true &&
      entry.documentId !== facts.documentId &&
      comparable(entry, { currency: facts.currency, ...(facts.taxIncluded ? { taxIncluded: true } : {}) }) &&
      entry.at.slice(0, 10) >= since &&
      (quantity >= entry.quantity || (list !== undefined && entry.unitPrice >= list)),
  );
};

/**
 * Percent by which a price lies below the one that it is measured by, two decimals, never rounded to none. `references` are prices at
 * which nobody is asked: the lowest counts. Undefined where there is none.
 */
export const deviationFrom = (price: number, references: readonly number[]): number | undefined => {
  if (references.length === 0) return undefined;
  const reference = Math.min(...references);
  if (price >= reference) return 0;
  return Math.max(0.01, Math.round(((reference - price) / reference) * 10_000) / 100);
};

/**
 * A listed amount as a document with or without tax in its prices says it, minor units, so that moving the tax moves no price.
 * @param rate percent, as the product is taxed: whatever rate a line says, it does not move the list price
 */
export const inBasis = (amount: number, tax: { listed: boolean; document: boolean; rate: number }): number => {
  if (tax.listed === tax.document) return amount;
  const rate = taxRateOf(tax.rate);
  return lineAmount(tax.listed ? 100 / (100 + rate) : (100 + rate) / 100, amount);
};

const withoutGaps = (measure: { [K in keyof LineMeasure]: LineMeasure[K] | undefined }): LineMeasure =>
  Object.fromEntries(Object.entries(measure).filter(([, value]) => value !== undefined));

/** What a line's price is measured by, and how far it departs (OTC-2, OTC-3). */
export const measureLine = (
  line: { quantity?: number | undefined; unitPrice?: number | undefined },
  facts: PriceFacts,
): LineMeasure => {
  const { resolved, floor } = facts;
  const last = lastApproved(line.quantity ?? 0, facts);
  const known = {
    listPrice: resolved?.price,
    priceSource: resolved?.source,
    floorPrice: floor,
    cost: facts.cost,
    lastPrice: last?.unitPrice,
    lastDocument: last?.number,
  };
  const price = line.unitPrice;
  if (price === undefined) return withoutGaps(known);
  const references = [resolved?.price, last?.unitPrice].filter((one) => one !== undefined);
  const atList = price === resolved?.price;
  const other = conflictOf(
    {
      documentId: facts.documentId,
      currency: facts.currency,
      ...(facts.taxIncluded ? { taxIncluded: true } : {}),
      unitPrice: price,
      atList,
    },
    facts.entries,
    facts.today,
  );
  return withoutGaps({
    ...known,
    deviation: deviationFrom(price, references),
    // A list price that lies below the floor is the list's fault, not the line's.
    belowFloor: floor !== undefined && price < floor && (resolved === undefined || price < resolved.price),
    conflict: other?.number,
    conflictPrice: other?.unitPrice,
  });
};
