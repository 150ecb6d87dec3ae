import type { Rec } from '../../shared/kernel/record.ts';
import type { Brought } from './effects.ts';
import type { Ctx } from './http.ts';

/** A shipment that was approved: off the order, and its receivable. */
export const postShipment = async (rec: Rec, _ctx: Ctx): Promise<Brought> => ({ rec, others: [] });
