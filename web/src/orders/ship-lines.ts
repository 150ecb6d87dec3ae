import { quantitySum } from '../../../shared/kernel/money.ts';
import { parseNumber } from '../lib/numbers.ts';

type Line = Readonly<Record<string, unknown>>;

const number = (line: Line, name: string): number => (typeof line[name] === 'number' ? (line[name] as number) : 0);

/** A line of an order of which something is still to be shipped. `at`: from 1. */
export interface OpenLine {
  at: number;
  open: number;
  line: Line;
}

export const openLines = (lines: readonly Line[]): OpenLine[] =>
  lines.flatMap((line, index) => {
    const open = quantitySum(number(line, 'quantity'), -number(line, 'shipped'));
    return open > 0 ? [{ at: index + 1, open, line }] : [];
  });

/** What goes out by what was typed per line (by `at`), or what is wrong: `bad`, or more than is open. Blank is nothing. */
export const toShip = (lines: readonly OpenLine[], typed: ReadonlyMap<number, string>) => {
  const faults = new Map<number, 'bad' | 'more'>();
  const out: { orderLine: number; quantity: number }[] = [];
  for (const { at, open } of lines) {
    const text = (typed.get(at) ?? '').trim();
    if (text === '') continue;
    const quantity = parseNumber(text);
    if (quantity === undefined || quantity < 0) faults.set(at, 'bad');
    else if (quantity > open) faults.set(at, 'more');
    else if (quantity > 0) out.push({ orderLine: at, quantity });
  }
  return { lines: out, faults };
};
