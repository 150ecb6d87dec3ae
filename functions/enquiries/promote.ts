import { authorise } from '../../shared/access/authorise.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { promoteEnquiry } from '../../shared/enquiries/enquiries.contract.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import { complaintBody } from '../../shared/enquiries/promotion.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { shown } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { loadedRecord } from '../runtime/records.ts';

/** It is a complaint already: found out before the making, or while somebody else made it. */
class Promoted extends Error {
  readonly complaintId: string;
  constructor(complaintId: string) {
    super('promoted');
    this.complaintId = complaintId;
  }
}

/** @throws Promoted, Problem conflict */
const demandPromotable = (rec: Rec): void => {
  if (typeof rec.data['complaintId'] === 'string') throw new Promoted(rec.data['complaintId']);
  if (rec.archivedAt) throw new Problem('conflict', 'The enquiry is archived. Restore it first.');
};

/** The complaint that the enquiry became before. @throws Problem conflict where it is nobody's business of the caller's */
const complaintOf = async (id: string, ctx: Ctx): Promise<Record<string, unknown>> => {
  const key = recordKey(ctx.actor.ws, id);
  const item = await ctx.table.get(key);
  try {
    return shown(
      complaint,
      loadedRecord(complaint, id, { ...ctx, loaded: new Map(item ? [[keyName(key), item]] : []) }),
      ctx,
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('conflict', 'This enquiry became a complaint already.', [fault('complaintId', 'duplicate')]);
  }
};

/** The complaint that an enquiry turned out to be; made once, however often and by whomever it is asked for. */
export const promote: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    authorise(ctx.actor, `${complaint.domain}:write`);
    try {
      return await makeOnce({ endpoint: promoteEnquiry, entity: complaint, from: enquiry, input }, ctx, async (rec) => {
        demandPromotable(rec);
        const made = await madeFrom(complaint, complaintBody(rec, input.body), ctx);
        return { rec: made, others: [await followed(rec, { data: { complaintId: made.id } }, ctx)] };
      });
    } catch (error) {
      if (!(error instanceof Promoted)) throw error;
      return complaintOf(error.complaintId, ctx);
    }
  },
};
