import type { Rec } from '../../shared/kernel/record.ts';
import type { Draft } from '../../shared/problems/draft.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import type { Ctx } from '../runtime/http.ts';
import { madeFrom } from '../runtime/made.ts';
import type { Answerable } from './owner.ts';

/** A draft as a record that somebody looks after; without anybody it is nobody's. Its origin is a natural key: there is one of it. */
export const draftedEntry = async (
  { origin, body }: Draft,
  owner: Partial<Answerable> | undefined,
  ctx: Ctx,
): Promise<Rec> => {
  const { ownerId: _owner, teamId: _team, ...rec } = await madeFrom(problemEntry, body, ctx);
  return {
    ...rec,
    ...(owner?.ownerId ? { ownerId: owner.ownerId } : {}),
    ...(owner?.teamId ? { teamId: owner.teamId } : {}),
    data: { ...rec.data, origin },
  };
};
