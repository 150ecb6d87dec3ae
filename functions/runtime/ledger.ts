import type { Plan } from './commit.ts';
import { creditWrites } from './credit.ts';
import { givenWrites } from './given.ts';
import type { Ctx } from './http.ts';
import type { Write } from './table.ts';

/**
 * Counters that have to be true with the records of a plan: what each customer takes of their credit, and which prices they were
 * given. Both follow from the images before and after, whatever route the change took.
 * @throws Problem over-credit-limit
 */
export const ledgerWrites = async (plan: Plan, ctx: Ctx): Promise<Write[]> => {
  const [credit, given] = await Promise.all([creditWrites(plan, ctx), givenWrites(plan, ctx)]);
  return [...credit, ...given];
};
