import { Problem } from '../../shared/kernel/problem.ts';
import type { Plan } from './commit.ts';
import type { Ctx } from './http.ts';
import type { Write } from './table.ts';

/** The credit of a customer does not suffice, or is held because something is overdue. */
export class CreditRefused extends Problem {
  readonly reason: 'credit' | 'overdue';
  constructor(reason: 'credit' | 'overdue', detail: string) {
    super('over-credit-limit', detail);
    this.reason = reason;
  }
}

/** What a plan changes of its customers' credit. @throws CreditRefused */
export const creditWrites = async (_plan: Plan, _ctx: Ctx): Promise<Write[]> => [];
