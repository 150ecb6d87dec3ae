import { createImprovement } from '../../shared/improvement/improvement.contract.ts';
import { improvement } from '../../shared/improvement/improvement.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Handler, Input } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import { refKeys } from '../runtime/refs.ts';
import { createOnce } from './create.ts';
import { readingOf } from './readings.ts';

/** An improvement with its measure as it stands now: what was before cannot be read afterwards. */
export const logImprovement: Handler = {
  keys: (input: Input) => refKeys(improvement, input.params.workspaceId, input.body),
  handle: (input, ctx) =>
    createOnce({ endpoint: createImprovement, entity: improvement, input }, ctx, async () => {
      const rec = await madeFrom(improvement, input.body, ctx);
      const before = await readingOf(rec.data, localDate(ctx.now, ctx.workspace.timeZone), ctx);
      const data = { ...rec.data, ...(before === undefined ? {} : { before }), beforeAt: ctx.now };
      return { ...rec, data: improvement.derive({ data }, undefined).data };
    }),
};
