import type { Row } from '../kernel/rule.ts';
import { MAX_AFFECTED, MAX_SHIPMENTS } from './bounds.ts';
import type { AffectedAccount } from './complaints.contract.ts';

/** Shipments in these states are at a customer, or on their way to one. */
const sentStates: readonly string[] = ['approved', 'delivered'];

/** What is looked for: the ids of one product, and its batch; without one the days (YYYY-MM-DD) on which it went out. */
export interface Suspects {
  products: ReadonlySet<string>;
  batch?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The form in which batches are compared: people type them from a label. */
export const batchForm = (batch: string): string => batch.normalize('NFKC').trim().toLowerCase();

/** How much of what is looked for a shipment's row carries; 0 for none. */
export const suspectQuantity = (row: Row, { products, batch, from, to }: Suspects): number => {
  const { goods } = row;
  if (!Array.isArray(goods) || row['removedAt'] || !sentStates.includes(String(row['status']))) return 0;
  const day = String(row['shipDate'] ?? row['occurredAt']).slice(0, 10);
  if (batch === undefined && (from === undefined || to === undefined || day < from || day > to)) return 0;
  const wanted = batch === undefined ? undefined : batchForm(batch);
  let sum = 0;
  for (const [product, held, quantity] of goods as [unknown, unknown, unknown][])
    if (
      products.has(String(product)) &&
      (wanted === undefined || (typeof held === 'string' && batchForm(held) === wanted))
    )
      sum += Number(quantity) || 0;
  // Thirds of a metre add up to a metre.
  return Number(sum.toPrecision(12));
};

interface Affected {
  rows: Iterable<Row>;
  suspects: Suspects;
  /** The account that an id stands for after merges. */
  accountOf: (id: string) => string;
}

/** Shipments of what is looked for, by customer. */
export const suspectsByAccount = ({
  rows,
  suspects,
  accountOf,
}: Affected): Map<string, { row: Row; quantity: number }[]> => {
  const found = new Map<string, { row: Row; quantity: number }[]>();
  for (const row of rows) {
    const quantity = suspectQuantity(row, suspects);
    if (quantity <= 0 || typeof row['accountId'] !== 'string') continue;
    const account = accountOf(row['accountId']);
    const known = found.get(account);
    if (known) known.push({ row, quantity });
    else found.set(account, [{ row, quantity }]);
  }
  return found;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const day = (row: Row): string => String(row['shipDate'] ?? row['occurredAt']).slice(0, 10);

/** Customers with what they got, those with the most first, as many as a page shows. */
export const affectedList = (
  found: ReadonlyMap<string, readonly { row: Row; quantity: number }[]>,
  of: {
    own: string | undefined;
    nameOf: (accountId: string) => string | undefined;
    complaintsOf: (accountId: string) => readonly Row[];
  },
): AffectedAccount[] =>
  [...found]
    .map(([accountId, sent]) => ({
      accountId,
      sent,
      quantity: Number(sent.reduce((sum, one) => sum + one.quantity, 0).toPrecision(12)),
    }))
    .sort((a, b) => b.quantity - a.quantity || (a.accountId < b.accountId ? -1 : 1))
    .slice(0, MAX_AFFECTED)
    .map(({ accountId, sent, quantity }) => {
      const name = of.nameOf(accountId);
      return {
        accountId,
        ...(name === undefined ? {} : { name }),
        own: accountId === of.own,
        quantity,
        shipments: [...sent]
          .sort((a, b) => (day(a.row) < day(b.row) ? 1 : -1))
          .slice(0, MAX_SHIPMENTS)
          .map(({ row, quantity: part }) => {
            const number = text(row['number']);
            return { id: row.id, ...(number ? { number } : {}), date: day(row), quantity: part };
          }),
        complaints: of
          .complaintsOf(accountId)
          .slice(0, MAX_SHIPMENTS)
          .map((row) => {
            const [number, status] = [text(row['number']), text(row['status'])];
            return { id: row.id, ...(number ? { number } : {}), ...(status ? { status } : {}) };
          }),
      };
    });
