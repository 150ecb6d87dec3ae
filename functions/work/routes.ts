import { listWork, workContracts } from '../../shared/work/work.contract.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Handler, Routes } from '../runtime/http.ts';
import { delegationHandlers } from './delegations.ts';
import { workPage } from './list.ts';
import { sourcesOf } from './sources.ts';

const list: Handler['handle'] = async (input, ctx) => {
  const { kind, limit, cursor } = input.query;
  // Due times are compared as text: all of one form.
  const dueBefore = input.query.dueBefore && new Date(input.query.dueBefore).toISOString();
  const bound = [ctx.actor.ws, 'work', ctx.actor.id, kind ?? '', dueBefore ?? ''].join('\n');
  const after = readCursor<string>(cursor, bound);
  const { items, last } = await workPage(await sourcesOf(ctx), { kind, dueBefore, limit, after }, ctx.table);
  return { items, ...(last === undefined ? {} : { cursor: makeCursor(last, bound) }) };
};

/** What is somebody's to do, and who does it for them while they are away. */
export const workRoutes: Routes = {
  contracts: workContracts,
  handlers: { [listWork.id]: list, ...delegationHandlers },
};
