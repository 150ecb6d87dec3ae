import type { Rec } from '../../shared/kernel/record.ts';
import type { Brought } from './effects.ts';
import type { Ctx } from './http.ts';

/** A price list in force: the one that it replaces retires. */
export const replaceList = async (rec: Rec, _ctx: Ctx): Promise<Brought> => ({ rec, others: [] });
