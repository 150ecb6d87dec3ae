import type { Rec } from '../../shared/kernel/record.ts';
import type { Change } from './commit.ts';
import { commitPlan } from './commit.ts';
import { CreditRefused } from './credit.ts';
import { broughtAbout } from './effects.ts';
import { withEnquiryMarks } from './enquiry-marks.ts';
import type { GovernedWrite } from './govern.ts';
import type { Ctx } from './http.ts';
import { withLeadMarks } from './lead-marks.ts';
import { succeeded } from './succession.ts';
import type { Write } from './table.ts';

/** A governed write on its way into the table. */
export interface Carried {
  /** The record as it was read; a new one has none. */
  current?: Rec | undefined;
  made: GovernedWrite;
  /** Other records of the same transaction. */
  others?: readonly Change[];
  /** Other items of the same transaction. */
  writes?: readonly Write[];
  once?: readonly Write[];
}

/**
 * Writes a step with all that it brings about in one transaction. A step that takes credit which is not there leads to the state
 * that its process names instead. @throws WriteRefused, Problem as commitPlan and the effects
 */
export const carryOut = async (carried: Carried, ctx: Ctx): Promise<Rec> => {
  const { current, others = [], writes = [], once = [] } = carried;
  const run = async (made: GovernedWrite): Promise<Rec> => {
    const brought = await broughtAbout(made.effects, await withLeadMarks(made.rec, current, ctx), ctx);
    const followed = await succeeded(current, brought.rec, ctx);
    const marked = await withEnquiryMarks(followed.rec, current, ctx);
    const first: Change = { ...(current ? { current } : {}), next: marked.rec, writes: [...made.writes, ...writes] };
    await commitPlan(
      {
        changes: [first, ...others, ...brought.others, ...followed.others, ...marked.others],
        once,
        credit: made.released ? 'released' : 'checked',
      },
      ctx,
    );
    return marked.rec;
  };
  try {
    return await run(carried.made);
  } catch (error) {
    const instead = carried.made.effects.find((effect) => effect.id === 'take-credit')?.otherwise;
    if (!(error instanceof CreditRefused) || instead === undefined || !carried.made.redirected) throw error;
    const made = carried.made.redirected({ to: instead, reason: error.reason, detail: error.plain });
    return run(made);
  }
};
