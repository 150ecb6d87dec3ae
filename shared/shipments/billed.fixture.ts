import { completeLine } from '../commerce/deal.ts';
import type { Rec } from '../kernel/record.ts';
import { billedTotals, openRest, ship } from './fulfilment.ts';

export type Line = Record<string, unknown>;

/** A record of a kind with its fields and lines. */
export const rec = (type: string, data: Record<string, unknown>, lines: Line[]): Rec => ({
  type,
  id: `${type}_1`,
  ws: 'ws_1',
  version: 1,
  schemaVersion: 1,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  via: 'web',
  occurredAt: '',
  enteredAt: '',
  source: 'web',
  data,
  lines,
});
/** An order with lines of these quantities and prices. */
export const orderOf = (taxIncluded: boolean, lines: Line[]): Rec =>
  rec('order', { taxIncluded }, lines.map(completeLine));
/** The receivable of a whole order. */
export const bill = (taxIncluded: boolean, lines: Line[], data: Record<string, unknown> = {}): Rec => {
  const order = orderOf(taxIncluded, lines);
  const done = ship(order, openRest(order));
  const head = billedTotals({ data: { taxIncluded, ...data }, lines: done.lines }).data;
  return rec('receivable', head, done.lines);
};
