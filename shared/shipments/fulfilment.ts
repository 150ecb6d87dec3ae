import type { Line } from '../commerce/deal.ts';
import type { Content } from '../kernel/entity.ts';
import { portion, QUANTITY_DECIMALS, quantitySum, taxed } from '../kernel/money.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';

/** A line that is wanted: which one of the order, from 1, and how many. */
// A type, not an interface: it can be read as any line.
export type WantedLine = {
  orderLine: number;
  quantity: number;
  /** Of which batch, or batches, it is; kept so that others who got the same can be found. */
  batch?: string;
};

const num = (line: Line | undefined, name: string): number =>
  typeof line?.[name] === 'number' ? (line[name] as number) : 0;

/** What of an order's line is still to be shipped. */
export const openOf = (line: Line | undefined): number =>
  Math.max(0, quantitySum(num(line, 'quantity'), -num(line, 'shipped')));

/** All that is still to be shipped of an order. */
export const openRest = (order: Rec): WantedLine[] =>
  (order.lines ?? []).flatMap((line, index) =>
    openOf(line) > 0 ? [{ orderLine: index + 1, quantity: openOf(line) }] : [],
  );

/** Whether nothing is left to be shipped. */
export const allShipped = (lines: readonly Line[]): boolean => lines.every((line) => openOf(line) === 0);

/** The batches that a line names: goods of one line can come from several, `B2611, B2612`. */
export const batchesOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.split(/[,;，；、]/u).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
    : [];

/** Fields that a line which goes out takes over from its order's. */
const takenOver = ['productId', 'customerCode', 'description', 'unit', 'unitPrice', 'taxRate'] as const;

const takeOver = (line: Line): Line =>
  Object.fromEntries(takenOver.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]] as const])));

/**
 * The money of a step of a line, minor units: amount as the line is written, tax, and total with tax. All steps from 0 to the
 * line's quantity add up to the line's own amount, tax and total.
 */
export const billed = (
  line: Line,
  step: { before: number; after: number },
  taxIncluded: unknown,
): { amount: number; taxAmount: number; total: number } => {
  const whole = { ...step, whole: num(line, 'quantity') };
  const own = taxed(num(line, 'amount'), num(line, 'taxRate'), taxIncluded === true ? 'included' : 'net');
  const amount = portion(num(line, 'amount'), whole);
  const taxAmount = portion(own.tax, whole);
  return { amount, taxAmount, total: taxIncluded === true ? amount : amount + taxAmount };
};

/** What is wrong with the lines that are wanted of an order, by their place in the list. */
export const shippingFaults = (order: Rec, wanted: readonly WantedLine[]): FieldFault[] => {
  const seen = new Set<number>();
  return wanted.flatMap(({ orderLine, quantity }, index) => {
    const line = order.lines?.[orderLine - 1];
    if (!line)
      return [fault(`lines.${index}.orderLine`, 'not-allowed-value', `1 … ${String(order.lines?.length ?? 0)}`)];
    // Two lines of one order line would each find the whole rest open.
    if (seen.has(orderLine)) return [fault(`lines.${index}.orderLine`, 'duplicate')];
    seen.add(orderLine);
    if (quantity !== Number(quantity.toFixed(QUANTITY_DECIMALS)))
      return [fault(`lines.${index}.quantity`, 'too-fine', String(QUANTITY_DECIMALS))];
    if (quantity <= 0) return [fault(`lines.${index}.quantity`, 'too-small')];
    return quantity > openOf(line) ? [fault(`lines.${index}.quantity`, 'more-than-open', String(openOf(line)))] : [];
  });
};

/** An order after some of its lines went out, with the lines as they are billed. */
export interface Shipping {
  /** Lines of the order with what was shipped of each. */
  ordered: Line[];
  lines: Line[];
  /** With tax, minor units. */
  total: number;
}

/** Takes lines off an order. Lines that the order does not have are left out: `shippingFaults` tells of them. */
export const ship = (order: Rec, wanted: readonly Line[]): Shipping => {
  const ordered = (order.lines ?? []).map((line) => ({ ...line }));
  const lines = wanted.flatMap((one) => {
    const line = ordered[num(one, 'orderLine') - 1];
    if (!line) return [];
    const before = num(line, 'shipped');
    const after = quantitySum(before, num(one, 'quantity'));
    line['shipped'] = after;
    return [
      {
        orderLine: num(one, 'orderLine'),
        quantity: num(one, 'quantity'),
        ...(typeof one['batch'] === 'string' ? { batch: one['batch'] } : {}),
        ...takeOver(line),
        ...billed(line, { before, after }, order.data['taxIncluded']),
      },
    ];
  });
  return { ordered, lines, total: lines.reduce((sum, line) => sum + num(line, 'total'), 0) };
};

/** What a shipment says that it takes from its order's head. */
export const headOf = (order: Rec): Record<string, unknown> => {
  const { accountId, currency, taxIncluded } = order.data;
  return { orderId: order.id, accountId, currency, taxIncluded };
};

/** Sums of the lines in the head, minor units: on shipments, receivables and credit notes alike. */
export const billedTotals = (next: Content): Content => {
  const sum = (name: string) => (next.lines ?? []).reduce((all, line) => all + num(line, name), 0);
  return {
    ...next,
    data: { ...next.data, amount: sum('amount'), taxAmount: sum('taxAmount'), total: sum('total') },
  };
};

/** Products of a shipment's lines that are no longer those of the order's lines. */
export const exchanged = (order: Rec, shipped: readonly Line[]): FieldFault[] =>
  shipped.flatMap((line, index) =>
    line['productId'] === order.lines?.[num(line, 'orderLine') - 1]?.['productId']
      ? []
      : [fault(`lines.${index}.productId`, 'not-allowed-value')],
  );
