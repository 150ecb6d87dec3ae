import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { memberIdOf, recordKey } from '../../shared/table/keys.ts';
import { member } from '../../shared/workspaces/member.ts';
import { inviteMember } from '../../shared/workspaces/workspaces.contract.ts';
import { shown } from '../runtime/crud.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { duplicateProblem, guardWrites } from '../runtime/records.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import { ensureUser } from '../runtime/users.ts';

/** The member that the first request with this key made. @throws Problem idempotency-reused, not-found */
const replayed = async (once: Item, input: Input, ctx: Ctx) => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, replayOf(inviteMember.id, input, once)));
  if (!item) throw new Problem('not-found');
  return shown(member, toRec(item), ctx);
};

/** Inviting a person: their user in the identity provider first, then the member record that lets them in. */
export const inviteRoutes: Routes = {
  contracts: [inviteMember],
  handlers: {
    [inviteMember.id]: async (input, ctx) => {
      const { role, basis, until, ...data } = input.body;
      // Looked at before the mail goes out: the invitation cannot be taken back with the transaction.
      const [known] = await ctx.table.batchGet(idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id));
      if (known) return replayed(known, input, ctx);
      const sub = await ensureUser(data.email, ctx.workspace.kind === 'sandbox' ? 'quiet' : 'mail');
      const grant = { role, basis: basis ?? 'appointment', from: ctx.now, ...(until ? { until } : {}) };
      const rec: Rec = {
        ...envelopeOf(member, ctx, memberIdOf(sub)),
        data: { ...data, email: data.email.toLowerCase(), role, status: 'active', grants: [grant] },
      };
      const once = idempotencyWrite(inviteMember.id, input, ctx, rec.id);
      const guards = guardWrites(member, rec);
      try {
        await ctx.table.write([...once, { op: 'create', item: toItem(member, rec) }, ...guards]);
      } catch (error) {
        if (!(error instanceof WriteRefused)) throw error;
        if (isIdempotencyItem(error.existing)) return replayed(error.existing, input, ctx);
        throw duplicateProblem(`${ctx.actor.ws}#key#member#email`, rec.id);
      }
      ctx.deps.lists.note(rec);
      return shown(member, rec, ctx);
    },
  },
};
