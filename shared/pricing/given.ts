import type { GivenPrice } from '../kernel/beside.ts';
import type { Entity } from '../kernel/entity.ts';
import type { Rec } from '../kernel/record.ts';

/** A price that a document gave a customer for a product, as it is remembered. Amount in minor units of the currency. */
export interface GivenEntry {
  documentId: string;
  number: string;
  currency: string;
  unitPrice: number;
  /** The price holds the tax. */
  taxIncluded?: true;
  quantity: number;
  /** It was the list's price for this quantity. */
  atList?: true;
  /** When it was given, ISO UTC. */
  at: string;
  /** Member whose document it is. */
  by: string;
  /** The customer can still take it, until the last day where one is told. */
  live?: true;
  until?: string;
  approved?: true;
}

/** The prices that a customer was given, by product; newest first. */
export type GivenPrices = Record<string, GivenEntry[]>;

/** Shares of a customer's memory: a document of any length touches no more items. */
export const GIVEN_BUCKETS = 40;

/** The share that a product is in; for ever the same (FNV-1a). */
export const bucketOf = (productId: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of productId) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return (hash >>> 0) % GIVEN_BUCKETS;
};

/** Entries of a product at most; live ones are kept whatever their number. */
const KEPT = 6;

/** Whether the customer can take the price on a day. */
export const isLive = (entry: GivenEntry, today: string): boolean =>
  entry.live === true && (entry.until === undefined || entry.until >= today);

/** What a record gives, and to whom; nothing once it was taken back (the undo of an import). */
const givenBy = (entity: Entity, rec: Rec | undefined) =>
  rec === undefined || rec.removedAt ? undefined : entity.given?.(rec);

/** The prices of one document for one product of one customer, before and after a change. */
export interface GivenMove {
  documentId: string;
  accountId: string;
  productId: string;
  /** What stands there now; empty where nothing does. */
  entries: readonly GivenEntry[];
  /** Live prices that were not live before: these have to be known to the document, or explained. */
  fresh: readonly GivenEntry[];
}

const entryOf = (
  rec: Rec,
  given: NonNullable<ReturnType<typeof givenBy>>,
  price: GivenPrice,
  at: string,
): GivenEntry => ({
  documentId: rec.id,
  number: given.number,
  currency: given.currency,
  unitPrice: price.unitPrice,
  ...(given.taxIncluded ? { taxIncluded: true as const } : {}),
  quantity: price.quantity,
  at,
  by: given.by,
  ...(price.atList ? { atList: true as const } : {}),
  ...(given.live ? { live: true as const } : {}),
  ...(given.live && given.until ? { until: given.until } : {}),
  ...(given.approved ? { approved: true as const } : {}),
});

/** A price as it is compared: an amount says nothing without its currency and whether the tax is in it. */
type Offered = Pick<GivenEntry, 'currency' | 'unitPrice' | 'taxIncluded'>;

/** Whether two amounts are of one kind. */
export const comparable = (a: Omit<Offered, 'unitPrice'>, b: Omit<Offered, 'unitPrice'>): boolean =>
  a.currency === b.currency && (a.taxIncluded === true) === (b.taxIncluded === true);

const samePrice = (a: Offered, b: Offered): boolean => comparable(a, b) && a.unitPrice === b.unitPrice;
const sameOffer = (a: GivenEntry, b: GivenEntry): boolean => samePrice(a, b) && a.quantity === b.quantity;

const entriesBy = (entity: Entity, rec: Rec | undefined, at: string): Map<string, GivenEntry[]> => {
  const given = givenBy(entity, rec);
  const found = new Map<string, GivenEntry[]>();
  for (const price of given?.prices ?? []) {
    const entry = entryOf(rec!, given!, price, at);
    const key = `${given!.accountId}|${price.productId}`;
    const known = found.get(key) ?? [];
    if (!known.some((other) => sameOffer(other, entry))) found.set(key, [...known, entry]);
  }
  return found;
};

const plain = (entries: readonly GivenEntry[]): string => JSON.stringify(entries.map(({ at: _at, ...rest }) => rest));

/** What a change of a document changes of the prices that its customer was given. `now` is ISO UTC. */
export const givenMoves = (
  entity: Entity,
  { current, next }: { current?: Rec | undefined; next: Rec },
  now: string,
): GivenMove[] => {
  if (!entity.given) return [];
  const before = entriesBy(entity, current, now);
  const after = entriesBy(entity, next, now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const old = before.get(key) ?? [];
    const entries = after.get(key) ?? [];
    if (plain(old) === plain(entries)) return [];
    const [accountId = '', productId = ''] = key.split('|');
    const wasLive = old.filter((entry) => entry.live);
    const fresh = entries.filter((entry) => entry.live && !wasLive.some((other) => samePrice(other, entry)));
    return [{ documentId: next.id, accountId, productId, entries, fresh }];
  });
};

/** A product's entries after a move: newest first, the day of an unchanged offer kept, dead ones beyond the limit forgotten. */
export const withMove = (known: readonly GivenEntry[], move: GivenMove, today: string): GivenEntry[] => {
  const own = known.filter((entry) => entry.documentId === move.documentId);
  const others = known.filter((entry) => entry.documentId !== move.documentId);
  const entries = move.entries.map((entry) => ({
    ...entry,
    at: own.find((old) => sameOffer(old, entry))?.at ?? entry.at,
  }));
  const all = [...entries, ...others].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const live = all.filter((entry) => isLive(entry, today)).length;
  let dead = Math.max(0, KEPT - live);
  return all.filter((entry) => isLive(entry, today) || dead-- > 0);
};

/** Another document's live price for the same thing that a price contradicts; prices of the list contradict nobody's. */
export const conflictOf = (
  price: Offered & { documentId: string; atList: boolean },
  entries: readonly GivenEntry[],
  today: string,
): GivenEntry | undefined =>
  entries.find(
    (entry) =>
      entry.documentId !== price.documentId &&
      entry.currency === price.currency &&
      !samePrice(entry, price) &&
      isLive(entry, today) &&
      !(price.atList && entry.atList),
  );
