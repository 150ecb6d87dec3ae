import type { Entity } from '../kernel/entity.ts';
import type { Rec } from '../kernel/record.ts';
import { creditNotePaper, deliveryPaper, invoicePaper, orderPaper, quotePaper } from './documents.ts';
import type { Paper } from './paper.ts';
import type { Printable } from './printables.ts';
import { printables } from './printables.ts';
import type { PaperSource, PrintedPart, Standing } from './source.ts';

/** A kind of document that is printed for customers. */
export interface PaperKind {
  entity: Entity;
  /** Fields that the paper shows, or by which it finds what it shows. Nothing else reaches it. */
  head: readonly string[];
  line: readonly string[];
  /** States with what the paper is worth in them; `clean` in all others. */
  standing: Readonly<Record<string, Standing>>;
  build: (source: PaperSource) => Paper;
}

const goods = ['productId', 'customerCode', 'description', 'quantity', 'unit'];
const deal = [...goods, 'unitPrice', 'taxRate', 'amount'];
const billed = [...deal, 'taxAmount'];
const sums = ['currency', 'taxIncluded', 'taxAmount', 'total'];
const terms = ['paymentDays', 'deliveryTerms', 'deliveryAddress'];
const unsigned = { draft: 'draft', 'pending-approval': 'draft', cancelled: 'void' } as const;

/** Every document that is printed, by the last part of its address. The statement of an account is in statement-paper.ts. */
export const paperKinds: Readonly<Record<Printable, PaperKind>> = {
  quote: {
    entity: printables.quote,
    head: ['number', 'accountId', 'contactId', 'quoteDate', 'validUntil', 'revision', 'terms', ...terms, ...sums],
    line: deal,
    standing: { ...unsigned, expired: 'expired', superseded: 'superseded' },
    build: quotePaper,
  },
  order: {
    entity: printables.order,
    head: ['number', 'accountId', 'contactId', 'quoteId', 'orderDate', 'dueDate', 'customerOrder', ...terms, ...sums],
    line: deal,
    // Held for its credit: the customer is not told yet that the goods come.
    standing: { ...unsigned, 'on-hold': 'draft', 'pending-release': 'draft' },
    build: orderPaper,
  },
  shipment: {
    entity: printables.shipment,
    head: ['number', 'accountId', 'orderId', 'shipDate', 'carrier', 'trackingNumber', 'address'],
    line: goods,
    standing: unsigned,
    build: deliveryPaper,
  },
  receivable: {
    entity: printables.receivable,
    head: ['number', 'accountId', 'orderId', 'shipmentId', 'issueDate', 'dueDate', ...sums],
    line: billed,
    standing: {},
    build: invoicePaper,
  },
  creditNote: {
    entity: printables.creditNote,
    head: ['number', 'accountId', 'orderId', 'receivableId', 'kind', 'date', 'reason', ...sums],
    line: [...billed, 'perUnit'],
    standing: unsigned,
    build: creditNotePaper,
  },
};

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const])));

/** What of a record is printed, and how far it can be relied on. */
export const printedPart = (kind: PaperKind, rec: Rec): PrintedPart => {
  const state = kind.entity.process ? String(rec.data[kind.entity.process.field] ?? '') : '';
  const standing = rec.archivedAt === undefined ? (kind.standing[state] ?? 'clean') : 'void';
  const approvedAt = rec.data['approvedAt'];
  // A paper that counts is dated by what made it count, so that nothing that happens later moves it.
  const madeAt = standing !== 'clean' ? rec.updatedAt : typeof approvedAt === 'string' ? approvedAt : rec.createdAt;
  return {
    id: rec.id,
    standing,
    madeAt,
    data: { ...pick(rec.data, kind.head), ...(rec.ownerId === undefined ? {} : { ownerId: rec.ownerId }) },
    lines: (rec.lines ?? []).map((line) => pick(line, kind.line)),
  };
};

/** Ids of the records that a printed part refers to. */
export const referredIds = (part: PrintedPart): string[] => {
  const isRef = (name: string, value: unknown): value is string => name.endsWith('Id') && typeof value === 'string';
  const ids = [part.data, ...part.lines].flatMap((fields) =>
    Object.entries(fields).flatMap(([name, value]) => (isRef(name, value) ? [value] : [])),
  );
  return [...new Set(ids)];
};
