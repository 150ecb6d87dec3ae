import { may } from '../../shared/access/authorise.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { Colleague } from '../../shared/leads/assignment.ts';
import { ruleFor, turnOf } from '../../shared/leads/assignment.ts';
import { lead } from '../../shared/leads/lead.ts';
import { numberKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { GovernedWrite } from '../runtime/govern.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import { leadPolicyOf } from '../runtime/settings.ts';

type Body = Record<string, unknown>;

/** Members who can have leads now: active, with the right to work on them. */
export const colleaguesOf = async (ctx: Ctx): Promise<Colleague[]> => {
  const view = await ctx.deps.lists.fresh(ctx.workspace.id, 'member', ctx.table);
  const works = (row: Row): boolean => {
    const rec = { ...row, data: row } as unknown as Rec;
    return row['status'] === 'active' && !row['removedAt'] && may(rolesAt(rec, ctx.now), 'leads:write');
  };
  return [...view.rows.values()]
    .filter(works)
    .map((row) => ({ id: row.id, teamId: typeof row['team'] === 'string' ? row['team'] : undefined }));
};

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
  const zh = ctx.workspace.country === 'CN';
  const found = ruleFor(data, await leadPolicyOf(ctx.workspace, ctx.deps), await colleaguesOf(ctx));
  if (!found) return { reason: zh ? '没有匹配的分配规则，进入公海' : 'No assignment rule applies: to the pool' };
  const { rule, takers } = found;
  const reason = zh ? `分配规则：${rule.name}` : `Assignment rule: ${rule.name}`;
  if (takers.length === 0) return { reason };
  const count = takers.length === 1 ? 1 : await ctx.table.increase(numberKey(ctx.workspace.id, `lead-rule:${rule.id}`));
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
