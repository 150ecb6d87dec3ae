import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { valueMarkKey } from '../../shared/table/keys.ts';
import { valueTypes } from '../../shared/value/facts.ts';
import type { Job } from '../runtime/queue.ts';
import type { Projector, RecordChange } from '../runtime/stream.ts';
import type { Write } from '../runtime/table.ts';

/** Accounts whose value a change of a document can touch: the one that it belongs to now, and the one before. */
const ofDocument = ({ next, old }: RecordChange): string[] =>
  [next, old].flatMap((rec) => (typeof rec?.data['accountId'] === 'string' ? [rec.data['accountId']] : []));

/** What of an account its value shows. */
const shownOf = (rec: Rec): string =>
  canonicalJson([
    rec.data['name'] ?? null,
    rec.ownerId ?? null,
    rec.teamId ?? null,
    rec.archivedAt ?? null,
    rec.removedAt ?? null,
    rec.aliasOf ?? null,
    rec.aliases ?? null,
  ]);

/** A new account has nothing to be valued by: its documents will say so. */
const ofAccount = ({ next, old }: RecordChange): string[] => {
  if (!old || shownOf(old) === shownOf(next)) return [];
  // The loser of a merge and the one that it became, or was until the merge was undone.
  return [next.id, next.aliasOf, old.aliasOf].flatMap((id) => (id ? [id] : []));
};

const costsOf = (rec: Rec): string =>
  canonicalJson([
    rec.data['cost'] ?? null,
    rec.data['currency'] ?? null,
    (rec.lines ?? []).map((line) => [line['from'] ?? null, line['to'] ?? null, line['cost'] ?? null]),
  ]);

/**
 * Marks the accounts whose value a batch may have changed; the clock looks at them, each once however often it was marked. The mark
 * names the change, so that one which is put again meanwhile is told apart; a batch that comes twice makes work, and nothing else.
 */
export const valueMarks: Projector = async (changes, deps) => {
  const marks = new Map<string, Write>();
  const jobs = new Map<string, Job>();
  for (const change of changes) {
    const { next, old } = change;
    // An import touches thousands, most of them several times: its end marks all at once, and the clock sees to them.
    if (next.via === 'import') continue;
    const accounts = valueTypes.includes(next.type)
      ? ofDocument(change)
      : next.type === 'account'
        ? ofAccount(change)
        : [];
    for (const accountId of accounts) {
      const key = valueMarkKey(next.ws, accountId);
      const item = { ...key, at: `${next.updatedAt}#${next.id}#${next.version}`, record: next.id };
      marks.set(`${key.pk}|${key.sk}`, { op: 'put', item });
    }
    if (next.type === 'product' && old && costsOf(old) !== costsOf(next))
      jobs.set(`${next.ws}|${next.id}`, { job: 'value.product', ws: next.ws, productId: next.id });
  }
  const writes = [...marks.values()];
  for (let from = 0; from < writes.length; from += 90) await deps.table.write(writes.slice(from, from + 90));
  if (jobs.size > 0) await deps.queue.send([...jobs.values()]);
};
