import { lead } from '../../shared/leads/lead.ts';
import { captureLead } from '../../shared/leads/leads.contract.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { shown } from '../runtime/crud.ts';
import type { Handler } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer } from '../runtime/made.ts';
import { refKeys } from '../runtime/refs.ts';
import { WriteRefused } from '../runtime/table.ts';
import { captured } from './assign.ts';

/** A lead by the API: whose it is, the body or the rules say. */
export const capture: Handler = {
  keys: (input) => refKeys(lead, input.params.workspaceId, input.body),
  handle: async (input, ctx) => {
    const known = await firstAnswer(captureLead.id, input, ctx);
    if (known) return shown(lead, known, ctx);
    const made = await captured(input.body, ctx);
    const once = idempotencyWrite(captureLead.id, input, ctx, made.rec.id);
    try {
      return shown(lead, await carryOut({ made, once }, ctx), ctx);
    } catch (error) {
      const first =
        error instanceof WriteRefused && isIdempotencyItem(error.existing)
          ? await firstAnswer(captureLead.id, input, ctx)
          : undefined;
      if (!first) throw error;
      return shown(lead, first, ctx);
    }
  },
};
