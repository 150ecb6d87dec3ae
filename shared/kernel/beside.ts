/** Parts of an account's exposure. `credits`: money of theirs that is not allocated, below zero. `overdue` is told beside, not added. */
export const holdKinds = ['orders', 'receivables', 'credits', 'overdue'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** An amount in minor units that a record takes of a customer's credit; below zero it gives. */
export interface Hold {
  accountId: string;
  currency: string;
  kind: HoldKind;
  amount: number;
}

/** A price that stands on a document for a customer. */
export interface GivenPrice {
  productId: string;
  unitPrice: number;
  quantity: number;
  /** It was the list's price for this quantity. */
  atList: boolean;
}

/** The prices that a document gives a customer. */
export interface Given {
  accountId: string;
  currency: string;
  /** Its prices hold the tax: others than those that do not. */
  taxIncluded?: boolean;
  number: string;
  /** Whose document it is. */
  by: string;
  /** The customer can still take it; `until` is the last day. */
  live: boolean;
  until?: string;
  /** The prices were approved, or needed no approval. */
  approved: boolean;
  prices: readonly GivenPrice[];
}

/** What a write brings into being beside its record, or takes back: the next of a series. `field` is the computed field that names it. */
export type Succession =
  | { field: string; data: Record<string, unknown> }
  /** Taken back while nobody has touched it. */
  | { field: string; takeBack: string };
