import { remember } from '../../shared/audit/remember.ts';
import { auditNoteKey, duePartition, dueSort } from '../../shared/table/keys.ts';
import type { Table, Write } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { eachAtMost, patiently, pieces } from './retry.ts';

/** Before every instant. */
const EVER = '0';
/** From this many notes on, a sweep reads them all with one query of the due index, which is cheaper than reading each (units). */
const QUERY_FROM = 200;

/** When the audit has to look at records again, by id; undefined for one that time alone cannot change. */
export type Looks = ReadonlyMap<string, string | undefined>;

const idOf = (ws: string, pk: unknown): string => String(pk).slice(ws.length + 1);

/** Records whose notes have come due up to an instant (ISO), the longest due first, and no more than asked for. */
export const dueIds = async (
  ws: string,
  { until, most }: { until: string; most: number },
  table: Table,
): Promise<string[]> => {
  const ids: string[] = [];
  for await (const item of table.queryAll({
    index: 'due',
    partition: duePartition(ws),
    between: [EVER, `${until}#~`],
  })) {
    ids.push(idOf(ws, item['pk']));
    if (ids.length === most) break;
  }
  return ids;
};

/** Whether a note has come due up to an instant (ISO): asked every hour, of the first one alone. */
export const isAnyDue = async (ws: string, until: string, table: Table): Promise<boolean> => {
  const { items } = await table.query({
    index: 'due',
    partition: duePartition(ws),
    between: [EVER, `${until}#~`],
    limit: 1,
  });
  return items.length > 0;
};

const allNotes = new WeakMap<Audit['facts'], Promise<Map<string, string>>>();

const queryNotes = async ({ run, table }: Audit): Promise<Map<string, string>> => {
  const notes = new Map<string, string>();
  for await (const item of table.queryAll({ index: 'due', partition: duePartition(run.ws) })) {
    const at = String(item['g3s']);
    notes.set(idOf(run.ws, item['pk']), at.slice(0, at.indexOf('#')));
  }
  return notes;
};

/**
 * The notes that there are on some records, each read by its key: a night costs by what it looks at. A sweep looks at everything, and so
 * may read all notes that are stored.
 */
const knownNotes = async (ids: readonly string[], audit: Audit): Promise<ReadonlyMap<string, string>> => {
  if (audit.run.kind === 'sweep' && ids.length >= QUERY_FROM)
    return remember(allNotes, audit.facts, () => queryNotes(audit));
  const items = await audit.table.batchGet(ids.map((id) => auditNoteKey(audit.run.ws, id)));
  return new Map(items.flatMap((item, index) => (item ? [[ids[index]!, String(item['at'])] as const] : [])));
};

/**
 * Notes when to look again. A note that comes earlier than it has to stays: looking once too often is cheaper than a write with
 * every change of a record. One that has come due is moved on or removed.
 */
export const writeNotes = async (looks: Looks, audit: Audit): Promise<void> => {
  const { run, table } = audit;
  const asked = [...looks.keys()];
  // A note is for all rules: those of some only may bring it forward, never put it off.
  const partial = run.only !== undefined || run.area !== undefined;
  if (asked.length === 0) return;
  const known = await knownNotes(asked, audit);
  const writes = asked.flatMap((id): Write[] => {
    const at = looks.get(id);
    const old = known.get(id);
    const isDue = old !== undefined && old <= run.now;
    if (at === undefined) return isDue && !partial ? [{ op: 'delete', key: auditNoteKey(run.ws, id) }] : [];
    if (old !== undefined && old <= at && (!isDue || partial)) return [];
    return [{ op: 'put', item: { ...auditNoteKey(run.ws, id), at, g3p: duePartition(run.ws), g3s: dueSort(at, id) } }];
  });
  await eachAtMost(4, pieces(writes, 100), (piece) => patiently(() => table.write(piece)));
};
