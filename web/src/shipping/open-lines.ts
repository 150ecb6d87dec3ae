import { quantitySum } from '../../../shared/kernel/money.ts';
import { parseNumber } from '../lib/numbers.ts';

export type ShipFault = 'notNumber' | 'tooMuch';

const quantityOf = (line: Record<string, unknown>, name: string): number =>
  typeof line[name] === 'number' ? (line[name] as number) : 0;

/** What of an order's line is still to be shipped. */
export const openOf = (line: Record<string, unknown>): number =>
  Math.max(0, quantitySum(quantityOf(line, 'quantity'), -quantityOf(line, 'shipped')));

/** Quantities typed for each line of an order, as the API takes them, with what is wrong by index. */
export const readShipment = (lines: readonly Record<string, unknown>[], typed: readonly string[]) => {
  const faults = new Map<number, ShipFault>();
  const wanted: { orderLine: number; quantity: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const text = typed[index]?.trim();
    if (!text) continue;
    const quantity = parseNumber(text);
    if (quantity === undefined || quantity < 0) faults.set(index, 'notNumber');
    else if (quantity > openOf(line)) faults.set(index, 'tooMuch');
    else if (quantity > 0) wanted.push({ orderLine: index + 1, quantity });
  }
  return { wanted, faults };
};
