import type { CommercePolicy } from '../commerce/policy.ts';
import { rateOn } from '../commerce/policy.ts';
import { currencyExponent, lineAmount, portion, roundHalfUp, taxed } from '../kernel/money.ts';
import type { Rec } from '../kernel/record.ts';
import { localDate } from '../kernel/time.ts';
import { openStages } from '../sales/pipeline.ts';

/** Money that came or went on a day (YYYY-MM-DD), minor units of the workspace's currency, without tax. */
export interface Sale {
  id: string;
  date: string;
  /** An order; what is taken back counts no order. */
  order: boolean;
  revenue: number;
  /** Part of the revenue whose cost is known, and that cost. */
  costed: number;
  cost: number;
}

/** Something that somebody did for the account on a day. */
export interface Contact {
  date: string;
  kind: string;
}

/** All that an account's value is worked out from. */
export interface Facts {
  sales: readonly Sale[];
  contacts: readonly Contact[];
  /** The earliest next step that is agreed with the account, YYYY-MM-DD. */
  nextStep?: string | undefined;
  /** Orders whose currency has no rate on their day: they are left out. */
  unconverted: number;
}

/** What documents are read with. */
export interface Reading {
  policy: Pick<CommercePolicy, 'rates'>;
  /** The workspace's currency. */
  own: string;
  timeZone: string;
  /** What a product cost on a day, minor units, and in which currency. Undefined where nobody knows. */
  costOf: (productId: string, date: string) => { cost: number; currency: string } | undefined;
}

/** States in which an order is a sale. */
export const soldStates: readonly string[] = ['approved', 'partially-shipped', 'shipped', 'completed', 'closed'];
/** Documents that the value is worked out from. */
export const valueTypes: readonly string[] = ['order', 'creditNote', 'activity', 'opportunity'];

type Line = Record<string, unknown>;
const num = (value: unknown): number => (typeof value === 'number' ? value : 0);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const gone = (rec: Rec): boolean => rec.archivedAt !== undefined || rec.removedAt !== undefined;

/** An amount in another currency's minor units in those of the workspace's own; undefined without a rate. */
const inOwn = (amount: number, currency: string, date: string, { policy, own }: Reading): number | undefined => {
  const rate = rateOn(policy, currency, { own, date });
  if (rate === undefined) return undefined;
  return currency === own
    ? amount
    : roundHalfUp(Number((amount * rate * 10 ** (currencyExponent(own) - currencyExponent(currency))).toPrecision(15)));
};

/** How many of a line count: all that was ordered, but of an order that was closed only what went out. */
const countedOf = (order: Rec, line: Line): number =>
  order.data['status'] === 'closed' && line['shipped'] !== undefined ? num(line['shipped']) : num(line['quantity']);

const netOf = (line: Line, taxIncluded: unknown): number =>
  taxed(num(line['amount']), num(line['taxRate']), taxIncluded === true ? 'included' : 'net').net;

const costOfLine = (
  line: Line,
  { quantity, date, currency }: { quantity: number; date: string; currency: string },
  reading: Reading,
): number | undefined => {
  if (typeof line['cost'] === 'number') return inOwn(lineAmount(quantity, line['cost']), currency, date, reading);
  const product = text(line['productId']);
  const known = product === undefined ? undefined : reading.costOf(product, date);
  return known && inOwn(lineAmount(quantity, known.cost), known.currency, date, reading);
};

interface Counted {
  line: Line;
  net: number;
  quantity: number;
}

const saleOf = (rec: Rec, counted: readonly Counted[], sign: 1 | -1, reading: Reading): Sale | undefined => {
  const date =
    text(rec.data[rec.type === 'order' ? 'orderDate' : 'date']) ?? localDate(rec.occurredAt, reading.timeZone);
  const currency = text(rec.data['currency']) ?? reading.own;
  const sale: Sale = { id: rec.id, date, order: rec.type === 'order', revenue: 0, costed: 0, cost: 0 };
  for (const { line, net, quantity } of counted) {
    const revenue = inOwn(net, currency, date, reading);
    if (revenue === undefined) return undefined;
    sale.revenue += sign * revenue;
    const cost = costOfLine(line, { quantity, date, currency }, reading);
    if (cost === undefined) continue;
    sale.costed += sign * revenue;
    sale.cost += sign * cost;
  }
  return sale;
};

const orderSale = (rec: Rec, reading: Reading): Sale | undefined =>
  saleOf(
    rec,
    (rec.lines ?? []).map((line) => {
      const whole = num(line['quantity']);
      const quantity = countedOf(rec, line);
      const net = netOf(line, rec.data['taxIncluded']);
      return { line, quantity, net: quantity === whole ? net : portion(net, { before: 0, after: quantity, whole }) };
    }),
    1,
    reading,
  );

/** A price that was corrected takes revenue back; goods that came back take their cost back too. */
const creditSale = (rec: Rec, reading: Reading): Sale | undefined =>
  saleOf(
    rec,
    (rec.lines ?? []).map((line) => ({
      line: rec.data['kind'] === 'return' ? line : { cost: 0 },
      quantity: num(line['quantity']),
      net: num(line['total']) - num(line['taxAmount']),
    })),
    -1,
    reading,
  );

const stepOf = (rec: Rec, timeZone: string): string | undefined => {
  if (rec.type === 'opportunity')
    return (openStages as readonly string[]).includes(String(rec.data['stage']))
      ? text(rec.data['nextStepDate'])
      : undefined;
  const due = text(rec.data['dueAt']);
  return due && rec.data['done'] !== true && text(rec.data['happenedAt']) === undefined
    ? localDate(due, timeZone)
    : undefined;
};

/** Something to be done is no contact yet. */
const contactOf = (rec: Rec, timeZone: string): Contact | undefined => {
  const at = text(rec.data['happenedAt']);
  if (rec.data['done'] === false || (at === undefined && rec.data['done'] !== true && rec.data['dueAt'] !== undefined))
    return undefined;
  return { date: localDate(at ?? rec.occurredAt, timeZone), kind: String(rec.data['kind']) };
};

/** What the documents of an account say of its value. Those that are archived, open or cancelled say nothing. */
export const factsOf = (documents: Iterable<Rec>, reading: Reading): Facts => {
  const sales: Sale[] = [];
  const contacts: Contact[] = [];
  let nextStep: string | undefined;
  let unconverted = 0;
  for (const rec of documents) {
    if (gone(rec)) continue;
    const { status } = rec.data;
    const sold =
      rec.type === 'order' ? soldStates.includes(String(status)) : rec.type === 'creditNote' && status === 'approved';
    if (sold) {
      const sale = rec.type === 'order' ? orderSale(rec, reading) : creditSale(rec, reading);
      if (sale) sales.push(sale);
      else unconverted++;
    }
    if (rec.type !== 'activity' && rec.type !== 'opportunity') continue;
    const contact = rec.type === 'activity' ? contactOf(rec, reading.timeZone) : undefined;
    if (contact) contacts.push(contact);
    const step = stepOf(rec, reading.timeZone);
    if (step !== undefined && (nextStep === undefined || step < nextStep)) nextStep = step;
  }
  return { sales, contacts, nextStep, unconverted };
};
