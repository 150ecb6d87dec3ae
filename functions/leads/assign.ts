import type { Rec } from '../../shared/kernel/record.ts';
import type { Colleague } from '../../shared/leads/assignment.ts';
import { ruleFor, turnOf } from '../../shared/leads/assignment.ts';
import { lead } from '../../shared/leads/lead.ts';
import type { GovernedWrite } from '../runtime/govern.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { assignmentReason, leadColleagues, ruleTurnsKey } from '../runtime/lead-rules.ts';
import { madeFrom } from '../runtime/made.ts';
import { leadPolicyOf } from '../runtime/settings.ts';

type Body = Record<string, unknown>;

/** Members who can have leads now. */
export const colleaguesOf = (ctx: Ctx): Promise<Colleague[]> =>
  leadColleagues({ ws: ctx.workspace.id, now: ctx.now }, ctx);

interface Assigned {
  /** Without one it goes to the pool. */
  ownerId?: string;
  /** Why, for the history. */
  reason: string;
}

/**
 * Whose a lead becomes that nobody was named for. Whose turn it is is counted apart from the lead's own write: a request that fails
 * afterwards passes one person over, and no two requests wait for each other.
 */
const assigned = async (data: Body, ctx: Ctx): Promise<Assigned> => {
  const found = ruleFor(data, await leadPolicyOf(ctx.workspace, ctx.deps), await colleaguesOf(ctx));
  const reason = assignmentReason(found?.rule, ctx.workspace);
  if (!found || found.takers.length === 0) return { reason };
  const { rule, takers } = found;
  const count = takers.length === 1 ? 1 : await ctx.table.increase(ruleTurnsKey(ctx.workspace.id, rule.id));
  return { ownerId: turnOf(takers, count), reason };
};

const withoutOwner = (rec: Rec): Rec => {
  const { ownerId: _owner, teamId: _team, ...free } = rec;
  return { ...free, data: { ...free.data, status: 'recycled' } };
};

/**
 * A lead that came in, on its way into the table: with the owner that the body names, or the one that the rules name, or in the pool.
 * @param stamps what the system knows of it: form, source
 * @throws Problem invalid-input, forbidden, step-refused
 */
export const captured = async (
  body: Body,
  ctx: Ctx,
  stamps: { source?: string; formId?: string } = {},
): Promise<GovernedWrite> => {
  const { source, formId } = stamps;
  const named = typeof body['ownerId'] === 'string';
  // Faults of the body are told before a turn is counted.
  const entered = await madeFrom(lead, body, ctx);
  const to = named ? undefined : await assigned({ ...entered.data, source: source ?? entered.source }, ctx);
  const owned = to?.ownerId ? await madeFrom(lead, { ...body, ownerId: to.ownerId }, ctx) : entered;
  const placed = to && !to.ownerId ? withoutOwner(owned) : owned;
  const rec: Rec = {
    ...placed,
    ...(source ? { source } : {}),
    ...(to && !placed.reason ? { reason: to.reason } : {}),
    data: { ...placed.data, ...(formId ? { formId } : {}) },
  };
  return governCreate(lead, rec, ctx);
};
