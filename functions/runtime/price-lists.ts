import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from './commit.ts';
import type { Brought } from './effects.ts';
import { followed } from './follow.ts';
import type { Ctx } from './http.ts';
import { toRec } from './stored.ts';

/** The list that another one replaces, retired on the eve of that one's first day. Undefined where it is not in force. */
const retired = async (id: string, eve: string, ctx: Ctx): Promise<Change | undefined> => {
  const item = await ctx.table.get(recordKey(ctx.actor.ws, id));
  const old = item ? toRec(item) : undefined;
  if (!old || old.removedAt || old.data['status'] !== 'active') return undefined;
  const change = await followed(old, { to: 'retired', action: 'replaced' }, ctx);
  const planned = old.data['to'];
  // Its state changes now, its prices hold until the new ones begin.
  const to = typeof planned === 'string' && planned < eve ? planned : eve;
  return { ...change, next: { ...change.next, data: { ...change.next.data, to } } };
};

/**
 * A price list comes into force: today, or on a later day that it names; never on an earlier one, since the prices of the past
 * stand. The list that it replaces retires in the same transaction. @throws Problem conflict where its last day is past
 */
export const replaceList = async (rec: Rec, ctx: Ctx): Promise<Brought> => {
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const named = rec.data['from'];
  const from = typeof named === 'string' && named > today ? named : today;
  const to = rec.data['to'];
  if (typeof to === 'string' && to < from) throw new Problem('conflict', 'The last day of this price list is past.');
  const replaces = rec.data['replacesId'];
  const change =
    typeof replaces === 'string' && replaces !== rec.id ? await retired(replaces, addDays(from, -1), ctx) : undefined;
  return { rec: { ...rec, data: { ...rec.data, from } }, others: change ? [change] : [] };
};
