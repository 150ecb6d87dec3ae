import type { Plan } from './commit.ts';
import type { Ctx } from './http.ts';
import type { Write } from './table.ts';

/** What a plan changes of the prices that customers were given. */
export const givenWrites = async (_plan: Plan, _ctx: Ctx): Promise<Write[]> => [];
