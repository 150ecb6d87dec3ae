import type { Role } from '../../shared/access/permissions.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { runs } from '../../shared/process/delegation.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Ctx } from './http.ts';
import { toRec } from './stored.ts';
import type { Item, Table } from './table.ts';

/**
 * Delegations in which a member is the deputy. They lie by their end, so that those that are over are not read.
 * @param since ISO UTC; delegations that ended by then are left out
 */
export const delegationsTo = async (deputyId: string, table: Table, ws: string, since = ''): Promise<Rec[]> => {
  const found: Rec[] = [];
  for await (const item of table.queryAll({
    index: 'related',
    partition: relatedPartition(ws, deputyId),
    between: [`delegation#${since}`, 'delegation#~'],
  }))
    found.push(toRec(item));
  return found;
};

const stillThere = (item: Item | undefined): Rec[] => (item && item['removedAt'] === undefined ? [toRec(item)] : []);

/**
 * The person for whom the caller acts as a deputy, with the roles that this person holds now. A deputy's own deputy never acts for
 * them: only delegations to the caller count.
 * @throws Problem forbidden when no delegation runs for this process
 */
export const actingFor = async (
  ctx: Pick<Ctx, 'actor' | 'table' | 'now'>,
  principalId: string,
  process: string,
): Promise<{ id: string; roles: readonly Role[] }> => {
  const { actor, table, now } = ctx;
  const candidates = (await delegationsTo(actor.id, table, actor.ws, now)).filter(
    (one) => one.data['memberId'] === principalId && runs(one, now, process),
  );
  if (candidates.length > 0) {
    // The index may be a moment behind: what a right rests on is read from the records themselves.
    const [principal, ...records] = await table.batchGet(
      [principalId, ...candidates.map((one) => one.id)].map((id) => recordKey(actor.ws, id)),
    );
    const runsNow = records
      .flatMap(stillThere)
      .some(
        (one) => one.data['memberId'] === principalId && one.data['deputyId'] === actor.id && runs(one, now, process),
      );
    const roles = principal ? rolesAt(toRec(principal), now) : [];
    if (runsNow && roles.length > 0) return { id: principalId, roles };
  }
  throw new Problem('forbidden', 'You are not their deputy now.');
};

/**
 * Everybody for whom the caller may act now in a process, with the roles that they hold: for showing what may be done, not for
 * doing it.
 */
export const principalsOf = async (
  ctx: Pick<Ctx, 'actor' | 'table' | 'now'>,
  process: string,
): Promise<{ id: string; roles: readonly Role[] }[]> => {
  const { actor, table, now } = ctx;
  const running = (await delegationsTo(actor.id, table, actor.ws, now)).filter((one) => runs(one, now, process));
  const ids = [...new Set(running.map((one) => String(one.data['memberId'])))];
  if (ids.length === 0) return [];
  const items = await table.batchGet(ids.map((id) => recordKey(actor.ws, id)));
  return items
    .flatMap(stillThere)
    .map((one) => ({ id: one.id, roles: rolesAt(one, now) }))
    .filter((one) => one.roles.length > 0);
};
