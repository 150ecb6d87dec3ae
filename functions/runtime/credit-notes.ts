import type { Rec } from '../../shared/kernel/record.ts';
import type { Brought } from './effects.ts';
import type { Ctx } from './http.ts';

/** A credit note that was approved: off the receivable, back on the order, the rest to the customer’s credit. */
export const postCreditNote = async (rec: Rec, _ctx: Ctx): Promise<Brought> => ({ rec, others: [] });
