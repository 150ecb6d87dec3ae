import type { Rec } from '../kernel/record.ts';

/** A price list as far as it is asked which price holds. */
export interface ListTerms {
  id: string;
  name: string;
  status: string;
  currency: string;
  groupId?: string | undefined;
  accountId?: string | undefined;
  /** First and last day, YYYY-MM-DD. */
  from?: string | undefined;
  to?: string | undefined;
}

/** A price from a quantity on, between days. Minor units of the list's currency. */
export interface PriceRow {
  from?: string | undefined;
  to?: string | undefined;
  minQuantity?: number | undefined;
  price: number;
  floorPrice?: number | undefined;
}

/** The prices of one product in one list. */
export interface Listed {
  id: string;
  list: ListTerms;
  rows: readonly PriceRow[];
}

/** The prices that stand on the product itself. */
export interface ProductPrices {
  id: string;
  price?: number | undefined;
  floorPrice?: number | undefined;
  cost?: number | undefined;
  currency?: string | undefined;
  rows: readonly {
    from?: string | undefined;
    to?: string | undefined;
    price?: number | undefined;
    cost?: number | undefined;
  }[];
}

/** Who asks for a price, when, for how many. */
export interface Asked {
  accountId?: string | undefined;
  /** Price group of the account. */
  groupId?: string | undefined;
  currency: string;
  /** YYYY-MM-DD. */
  date: string;
  quantity: number;
  /** Currency of the workspace: that of a product which names none. */
  ownCurrency: string;
}

/** The list price that holds, in minor units of the currency asked for. */
export interface Resolved {
  price: number;
  /** Id of the price, or of the product. */
  source: string;
  list?: ListTerms;
}

const BEGINNING = '';
const END = '9999-12-31';

/** Whether a period holds on a day; without a beginning or an end it holds without bound. */
export const holdsOn = (period: { from?: string | undefined; to?: string | undefined }, day: string): boolean =>
  (period.from ?? BEGINNING) <= day && day <= (period.to ?? END);

/** Whether a list is, or was, in force on a day. One that never came into force never was. */
export const inForce = (list: ListTerms, day: string): boolean =>
  (list.status === 'active' || (list.status === 'retired' && list.from !== undefined)) && holdsOn(list, day);

/** How particular a list is: 0 for one customer, 1 for a group, 2 for everybody. */
const rankOf = (list: ListTerms): number => (list.accountId !== undefined ? 0 : list.groupId !== undefined ? 1 : 2);

const isFor = (list: ListTerms, asked: Pick<Asked, 'accountId' | 'groupId'>): boolean =>
  (list.accountId === undefined || list.accountId === asked.accountId) &&
  (list.groupId === undefined || list.groupId === asked.groupId);

const later = (a: string | undefined, b: string | undefined): number =>
  (b ?? BEGINNING) < (a ?? BEGINNING) ? -1 : (b ?? BEGINNING) > (a ?? BEGINNING) ? 1 : 0;
const greater = (a: string | number, b: string | number): number => (a > b ? -1 : a < b ? 1 : 0);

/**
 * The lists that speak for a customer on a day, the one to ask first at the front: the customer's own, then the group's, then
 * everybody's. Of two of a kind the one that began later, then the one that was made later.
 */
export const listsFor = <L extends ListTerms>(
  lists: readonly L[],
  asked: Pick<Asked, 'accountId' | 'groupId' | 'currency' | 'date'>,
): L[] =>
  lists
    .filter((list) => list.currency === asked.currency && inForce(list, asked.date) && isFor(list, asked))
    .sort((a, b) => rankOf(a) - rankOf(b) || later(a.from, b.from) || greater(a.id, b.id));

/** The quantity from which a row counts: one piece is no break. */
const breakOf = (row: PriceRow): number => ((row.minQuantity ?? 0) <= 1 ? 0 : row.minQuantity!);

/** The row that comes first: the larger break, then the later beginning; the rest only so that the order of entry means nothing. */
const byPreference = (a: PriceRow, b: PriceRow): number =>
  greater(breakOf(a), breakOf(b)) ||
  later(a.from, b.from) ||
  greater(b.to ?? END, a.to ?? END) ||
  a.price - b.price ||
  (a.floorPrice ?? -1) - (b.floorPrice ?? -1);

/** The row of a list that holds for a quantity on a day: the largest break that is reached; of two of one break the later one. */
export const rowFor = (rows: readonly PriceRow[], asked: Pick<Asked, 'date' | 'quantity'>): PriceRow | undefined =>
  rows.filter((row) => holdsOn(row, asked.date) && breakOf(row) <= asked.quantity).sort(byPreference)[0];

/** The quantity breaks of a list on a day, ascending. */
export const breaksOn = (rows: readonly PriceRow[], day: string): { minQuantity: number; price: number }[] => {
  const held = rows.filter((row) => holdsOn(row, day));
  return [...new Set(held.map(breakOf))]
    .sort((a, b) => a - b)
    .map((minQuantity) => ({
      minQuantity,
      price: held.filter((row) => breakOf(row) === minQuantity).sort(byPreference)[0]!.price,
    }));
};

const ownRow = <K extends 'price' | 'cost'>(product: ProductPrices, what: K, day: string): number | undefined =>
  product.rows
    .filter((row) => row[what] !== undefined && holdsOn(row, day))
    .sort((a, b) => later(a.from, b.from) || greater(b.to ?? END, a.to ?? END) || a[what]! - b[what]!)[0]?.[what];

const inOwnMoney = (product: ProductPrices, asked: Pick<Asked, 'currency' | 'ownCurrency'>): boolean =>
  (product.currency ?? asked.ownCurrency) === asked.currency;

/** The price on the product itself on a day: its dated prices go before its list price. */
const productPrice = (
  product: ProductPrices,
  asked: Pick<Asked, 'currency' | 'ownCurrency' | 'date'>,
): number | undefined =>
  inOwnMoney(product, asked) ? (ownRow(product, 'price', asked.date) ?? product.price) : undefined;

/** What the product cost on a day, in minor units of the currency asked for; undefined where that is another one. */
export const costOn = (
  product: ProductPrices,
  asked: Pick<Asked, 'currency' | 'ownCurrency' | 'date'>,
): number | undefined =>
  inOwnMoney(product, asked) ? (ownRow(product, 'cost', asked.date) ?? product.cost) : undefined;

/**
 * The list price that holds (OTC-1), the same whenever it is asked: the first list that has a price for the quantity, from the
 * customer's own to everybody's, then the product's own price. `floor` is that of the row, or the product's.
 */
export const resolvePrice = (
  product: ProductPrices,
  listed: readonly Listed[],
  asked: Asked,
): { resolved: Resolved | undefined; floor: number | undefined } => {
  const productFloor = inOwnMoney(product, asked) ? product.floorPrice : undefined;
  const fitting = listsFor(
    listed.map((one) => one.list),
    asked,
  );
  for (const list of fitting) {
    // A list has a product once; of two the one made later counts, so that the order of reading means nothing.
    const one = listed.filter((other) => other.list.id === list.id).sort((a, b) => greater(a.id, b.id))[0]!;
    const row = rowFor(one.rows, asked);
    if (row) return { resolved: { price: row.price, source: one.id, list }, floor: row.floorPrice ?? productFloor };
  }
  const own = productPrice(product, asked);
  return {
    resolved: own === undefined ? undefined : { price: own, source: product.id },
    floor: productFloor,
  };
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** A price list's terms from its record's data or its row in the list index. */
export const termsOf = (id: string, data: Readonly<Record<string, unknown>>): ListTerms => ({
  id,
  name: String(data['name'] ?? ''),
  status: String(data['status'] ?? ''),
  currency: String(data['currency'] ?? ''),
  groupId: text(data['groupId']),
  accountId: text(data['accountId']),
  from: text(data['from']),
  to: text(data['to']),
});

/** The rows of a price's record; a line without a price (an import's) is none. */
export const rowsOf = (lines: Rec['lines']): PriceRow[] =>
  (lines ?? []).flatMap((line) => {
    const price = num(line['price']);
    return price === undefined
      ? []
      : [
          {
            from: text(line['from']),
            to: text(line['to']),
            minQuantity: num(line['minQuantity']),
            price,
            floorPrice: num(line['floorPrice']),
          },
        ];
  });

/** The prices on a product's record. */
export const pricesOn = (rec: Pick<Rec, 'id' | 'data' | 'lines'>): ProductPrices => ({
  id: rec.id,
  price: num(rec.data['price']),
  floorPrice: num(rec.data['floorPrice']),
  cost: num(rec.data['cost']),
  currency: text(rec.data['currency']),
  rows: (rec.lines ?? []).map((line) => ({
    from: text(line['from']),
    to: text(line['to']),
    price: num(line['price']),
    cost: num(line['cost']),
  })),
});
