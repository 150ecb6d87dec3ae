import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { creditNote } from '../../shared/receivables/credit-note.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { createCreditNote } from '../../shared/receivables/receivables.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { creditLines, demandCreditable } from '../runtime/credit-notes.ts';
import type { Ctx, Handler, Routes } from '../runtime/http.ts';
import { madeFrom, withLines } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { loadedRecord } from '../runtime/records.ts';

/** The receivable that a body names. @throws Problem invalid-input */
const demandNamed = (id: string, ctx: Ctx): Rec => {
  try {
    return loadedRecord(receivable, id, ctx);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    throw new Problem('invalid-input', undefined, [fault('receivableId', 'no-such-record')]);
  }
};

/** A credit note with its lines worked out from the receivable's; posted when it is approved. */
const create: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.body.receivableId)],
  handle: async (input, ctx) => {
    const { submit, lines, kind, receivableId, ...given } = input.body;
    demandNamed(receivableId, ctx);
    const making = { endpoint: createCreditNote, entity: creditNote, from: receivable, fromId: receivableId, input };
    return makeOnce(making, ctx, async (current) => {
      const billed = demandCreditable(current);
      const taken = creditLines(billed, lines, kind).lines;
      const { accountId, orderId, currency, taxIncluded } = billed.data;
      const rec = await madeFrom(
        creditNote,
        {
          ...given,
          receivableId,
          kind,
          accountId,
          orderId,
          currency,
          taxIncluded,
          ...(billed.ownerId ? { ownerId: billed.ownerId } : {}),
          lines,
        },
        ctx,
      );
      // The same word stands in every body for why a record is written; here it is what the customer is told, too.
      const named = { ...rec, data: { ...rec.data, reason: given.reason } };
      return { rec: withLines(creditNote, named, taken, ctx.now), ...(submit ? { action: 'submit' } : {}) };
    });
  },
};

export const creditNoteRoutes: Routes = {
  contracts: [createCreditNote],
  handlers: { [createCreditNote.id]: create },
};
