import { fault, Problem } from '../../shared/kernel/problem.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { freshUntil } from '../../shared/problems/edition.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';

/** An entry is still right: it counts as checked for another while, and says by whom. */
export const confirm: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const current = loadedRecord(problemEntry, input.params.id, ctx);
    if (input.ifMatch !== current.version) throw new Problem('stale-version');
    if (current.archivedAt || current.data['publishedAt'] === undefined)
      throw new Problem('conflict', 'Only an entry that stands in the book is confirmed.');
    const today = localDate(ctx.now, ctx.workspace.timeZone);
    const { reviewOn } = input.body;
    if (reviewOn !== undefined && reviewOn <= today)
      throw new Problem('invalid-input', undefined, [fault('reviewOn', 'too-small', `after ${today}`)]);
    const { staleSince: _stale, ...data } = current.data;
    const next = {
      ...nextVersion(current, ctx),
      verifiedAt: ctx.now,
      verifiedBy: ctx.actor.id,
      data: { ...data, reviewOn: freshUntil(reviewOn, today) },
    };
    return shown(problemEntry, await saveNext({ current, next }, ctx), ctx);
  },
};
