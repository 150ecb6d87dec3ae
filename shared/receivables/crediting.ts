import type { Line } from '../commerce/deal.ts';
import { lineAmount, portion, QUANTITY_DECIMALS, quantitySum, taxed } from '../kernel/money.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { balanceOf } from './receivable.ts';

/** `return`: goods came back; `price`: what stays there becomes cheaper. */
export type CreditKind = 'return' | 'price';

const num = (line: Line | undefined, name: string): number =>
  typeof line?.[name] === 'number' ? (line[name] as number) : 0;

interface Money {
  amount: number;
  taxAmount: number;
  total: number;
}

/** How many of a billed line are still with the customer. */
export const keptOf = (line: Line | undefined): number =>
  Math.max(0, quantitySum(num(line, 'quantity'), -num(line, 'returned')));

/** What of a billed line was not taken back yet, minor units. */
export const leftOf = (line: Line, taxIncluded: unknown): Money => {
  const total = num(line, 'total') - num(line, 'credited');
  const taxAmount = num(line, 'taxAmount') - num(line, 'creditedTax');
  return { total, taxAmount, amount: taxIncluded === true ? total : total - taxAmount };
};

/** A return is the share of what is left of the line, so that a line which came back whole is taken back to the last unit. */
const returned = (left: Money, step: { quantity: number; kept: number }, taxIncluded: unknown): Money => {
  const part = { before: 0, after: step.quantity, whole: step.kept };
  const amount = portion(left.amount, part);
  const taxAmount = portion(left.taxAmount, part);
  return { amount, taxAmount, total: taxIncluded === true ? amount : amount + taxAmount };
};

/** A lower price takes its own tax along, and never more of it than is left. */
const corrected = (left: Money, less: number, rate: number, taxIncluded: unknown): Money => {
  const tax = taxed(less, rate, taxIncluded === true ? 'included' : 'net').tax;
  const taxAmount = less === left.amount ? left.taxAmount : Math.min(tax, left.taxAmount);
  return { amount: less, taxAmount, total: taxIncluded === true ? less : less + taxAmount };
};

/** Whether a number of goods is finer than quantities are. */
const tooFine = (quantity: number): boolean => quantity !== Number(quantity.toFixed(QUANTITY_DECIMALS));

const lineFault = (
  receivable: Rec,
  wanted: Line,
  kind: CreditKind,
): ['line' | 'quantity' | 'perUnit', FieldFault] | undefined => {
  const line = receivable.lines?.[num(wanted, 'line') - 1];
  const of = (field: 'line' | 'quantity' | 'perUnit', code: FieldFault['code'], expected?: string) =>
    [field, fault(field, code, expected)] as ['line' | 'quantity' | 'perUnit', FieldFault];
  if (!line) return of('line', 'not-allowed-value', `1 … ${String(receivable.lines?.length ?? 0)}`);
  const { quantity, perUnit } = wanted;
  if (typeof quantity === 'number' && tooFine(quantity)) return of('quantity', 'too-fine', String(QUANTITY_DECIMALS));
  if (typeof quantity === 'number' && quantity > keptOf(line))
    return of('quantity', 'more-than-open', String(keptOf(line)));
  if (kind === 'return') {
    if (quantity === undefined) return of('quantity', 'required');
    return perUnit === undefined ? undefined : of('perUnit', 'unknown');
  }
  if (typeof perUnit !== 'number') return of('perUnit', 'required');
  const { amount } = leftOf(line, receivable.data['taxIncluded']);
  const less = lineAmount(typeof quantity === 'number' ? quantity : keptOf(line), perUnit);
  return less > amount || keptOf(line) === 0 ? of('perUnit', 'more-than-open', String(amount)) : undefined;
};

/** What is wrong with the lines that are to be taken back of a receivable, by their place in the list. */
export const creditFaults = (receivable: Rec, wanted: readonly Line[], kind: CreditKind): FieldFault[] => {
  const seen = new Set<unknown>();
  return wanted.flatMap((one, index) => {
    const found = seen.has(one['line'])
      ? (['line', fault('line', 'duplicate')] as const)
      : lineFault(receivable, one, kind);
    seen.add(one['line']);
    return found ? [{ ...found[1], field: `lines.${index}.${found[0]}` }] : [];
  });
};

/** Fields that a line which is taken back has from the receivable's. */
const takenOver = ['productId', 'customerCode', 'description', 'unit', 'unitPrice', 'taxRate'] as const;

/** A receivable after some of it was taken back, with the lines of the credit note. */
export interface Crediting {
  /** Lines of the receivable with what was taken back of each. */
  billed: Line[];
  lines: Line[];
  /** With tax, minor units. */
  total: number;
}

/** Takes lines back. Lines that the receivable does not have are left out: `creditFaults` tells of them. */
export const credit = (receivable: Rec, wanted: readonly Line[], kind: CreditKind): Crediting => {
  const { taxIncluded } = receivable.data;
  const billed = (receivable.lines ?? []).map((line) => ({ ...line }) as Line);
  const lines = wanted.flatMap((one) => {
    const line = billed[num(one, 'line') - 1];
    if (!line) return [];
    const kept = keptOf(line);
    const left = leftOf(line, taxIncluded);
    const quantity = typeof one['quantity'] === 'number' ? one['quantity'] : kept;
    const money =
      kind === 'return'
        ? returned(left, { quantity, kept }, taxIncluded)
        : corrected(left, lineAmount(quantity, num(one, 'perUnit')), num(line, 'taxRate'), taxIncluded);
    if (kind === 'return') line['returned'] = quantitySum(num(line, 'returned'), quantity);
    line['credited'] = num(line, 'credited') + money.total;
    line['creditedTax'] = num(line, 'creditedTax') + money.taxAmount;
    const own = takenOver.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]] as const]));
    return [
      {
        line: num(one, 'line'),
        quantity,
        ...(kind === 'price' ? { perUnit: num(one, 'perUnit') } : {}),
        ...Object.fromEntries(own),
        ...money,
      },
    ];
  });
  return { billed, lines, total: lines.reduce((sum, line) => sum + num(line, 'total'), 0) };
};

/** How much of a credit its receivable still takes, and what is left for the customer, minor units. */
export const settled = (receivable: Rec, total: number): { taken: number; unallocated: number } => {
  const taken = Math.max(0, Math.min(total, balanceOf(receivable)));
  return { taken, unallocated: total - taken };
};

/** An order's lines after goods of a receivable came back. */
export const orderReturned = (order: Rec, receivable: Rec, lines: readonly Line[]): Line[] => {
  const ordered = (order.lines ?? []).map((line) => ({ ...line }) as Line);
  for (const one of lines) {
    const line = ordered[num(receivable.lines?.[num(one, 'line') - 1], 'orderLine') - 1];
    if (line) line['returned'] = quantitySum(num(line, 'returned'), num(one, 'quantity'));
  }
  return ordered;
};
