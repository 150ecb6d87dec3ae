import { lineAmount, portion, quantitySum, taxed } from '../../../shared/kernel/money.ts';
import { parseMoney } from '../lib/money.ts';
import { parseNumber } from '../lib/numbers.ts';
import { minor } from './amounts.ts';

export type NoteKind = 'return' | 'price';
export type NoteFault = 'notNumber' | 'tooMany';

/** A line of a credit note as the API takes it. */
export interface NoteLine {
  line: number;
  quantity?: number;
  perUnit?: number;
}

const quantityOf = (line: Record<string, unknown>, name: string): number =>
  typeof line[name] === 'number' ? (line[name] as number) : 0;

/** How many of a line can still come back. */
export const returnableOf = (line: Record<string, unknown>): number =>
  quantitySum(quantityOf(line, 'quantity'), -quantityOf(line, 'returned'));

interface Read {
  lines: NoteLine[];
  /** By index of the receivable's line. */
  faults: Map<number, NoteFault>;
  /** With tax, minor units, by index; the server works out the exact amount. */
  credits: Map<number, number>;
}

/** What was typed into a credit note, read line by line. */
export const readNote = (
  rows: readonly Record<string, unknown>[],
  typed: readonly string[],
  { kind, currency, taxIncluded }: { kind: NoteKind; currency: string; taxIncluded: boolean },
): Read => {
  const read: Read = { lines: [], faults: new Map(), credits: new Map() };
  for (const [index, row] of rows.entries()) {
    const text = typed[index]?.trim();
    if (!text) continue;
    const value = kind === 'return' ? parseNumber(text) : parseMoney(text, currency);
    const most = kind === 'return' ? returnableOf(row) : minor(row, 'unitPrice');
    if (value === undefined || value < 0) read.faults.set(index, 'notNumber');
    else if (value > most) read.faults.set(index, 'tooMany');
    else if (value > 0 && kind === 'return') {
      read.lines.push({ line: index + 1, quantity: value });
      const before = quantityOf(row, 'returned');
      const step = { before, after: quantitySum(before, value), whole: quantityOf(row, 'quantity') };
      read.credits.set(index, portion(minor(row, 'total'), step));
    } else if (value > 0) {
      read.lines.push({ line: index + 1, perUnit: value });
      const less = lineAmount(returnableOf(row), value);
      read.credits.set(index, taxed(less, quantityOf(row, 'taxRate'), taxIncluded ? 'included' : 'net').gross);
    }
  }
  return read;
};
