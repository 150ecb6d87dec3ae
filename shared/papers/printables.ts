import type { Entity } from '../kernel/entity.ts';
import { quote } from '../quotes/quote.ts';
import { creditNote } from '../receivables/credit-note.ts';
import { receivable } from '../receivables/receivable.ts';
import { order } from '../sales/order.ts';
import { shipment } from '../shipments/shipment.ts';

/** Documents that are printed for customers, by the last part of the address of their paper. */
export const printables = { quote, order, shipment, receivable, creditNote } as const satisfies Record<string, Entity>;
export type Printable = keyof typeof printables;
