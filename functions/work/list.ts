import type { Work } from '../../shared/process/work.ts';
import type { WorkItem } from '../../shared/work/work.contract.ts';
import type { Item, Table } from '../runtime/table.ts';
import type { Claim, Source } from './sources.ts';

interface Wanted {
  kind?: 'step' | 'approval' | undefined;
  /** ISO UTC, exclusive. */
  dueBefore?: string | undefined;
  limit: number;
  /** Sort key after which the page begins. */
  after?: string | undefined;
}

/** Items in one read of a partition: few enough for a unit, and many people have no more to do. */
const PAGE = 25;
/** Reads for one page: what a filter leaves out must not make a request read without end. */
const MAX_READS = 60;

/** A partition that is read page by page as its work comes up. */
interface Reader {
  source: Source;
  buffer: Item[];
  /** Where the next read begins; undefined once all is read. */
  from: string | undefined;
}

const sortOf = ({ source }: Reader, item: Item): string => String(item[source.index === 'changes' ? 'g1s' : 'g2s']);

const fill = async (reader: Reader, until: string, table: Table): Promise<void> => {
  if (reader.from === undefined) return;
  const page = await table.query({
    index: reader.source.index,
    partition: reader.source.partition,
    between: [reader.from, until],
    limit: PAGE,
  });
  reader.buffer = page.items;
  const last = page.items.at(-1);
  // A space sorts before whatever could follow in a longer key.
  reader.from = page.next && last ? `${sortOf(reader, last)} ` : undefined;
};

/** The readers whose next item is the first of all, with its place. */
const firsts = (readers: readonly Reader[]): { sort: string; heads: Reader[] } | undefined => {
  let sort: string | undefined;
  let heads: Reader[] = [];
  for (const reader of readers) {
    const item = reader.buffer[0];
    if (!item) continue;
    const own = sortOf(reader, item);
    if (sort === undefined || own < sort) {
      sort = own;
      heads = [reader];
    } else if (own === sort) heads.push(reader);
  }
  return sort === undefined ? undefined : { sort, heads };
};

const shown = (work: Work, claim: Claim): WorkItem => ({
  ...work,
  ...(claim.role ? { role: claim.role } : {}),
  ...(claim.onBehalfOf ? { onBehalfOf: claim.onBehalfOf } : {}),
});

/**
 * A page of somebody's work out of all its partitions, in due order; what lies in several is shown once. Each partition is read no
 * further than its work is shown.
 * @returns the items, and the place after which the next page begins where there may be one
 */
export const workPage = async (
  sources: readonly Source[],
  wanted: Wanted,
  table: Table,
): Promise<{ items: WorkItem[]; last?: string }> => {
  const from = wanted.after === undefined ? '0' : `${wanted.after} `;
  const until = wanted.dueBefore ?? '~';
  if (from > until) return { items: [] };
  const readers = sources.map((source): Reader => ({ source, buffer: [], from }));
  await Promise.all(readers.map((reader) => fill(reader, until, table)));
  const items: WorkItem[] = [];
  let last: string | undefined;
  for (let reads = readers.length; ; ) {
    const next = firsts(readers);
    if (!next) return { items };
    if (last !== undefined && (items.length === wanted.limit || reads > Math.max(MAX_READS, 2 * readers.length)))
      return { items, last };
    const claimed = next.heads.flatMap((reader) => {
      const work = reader.buffer[0]!['data'] as Work;
      const claim = reader.source.claims.find((one) => one.takes(work));
      return claim ? [shown(work, claim)] : [];
    })[0];
    const isWanted =
      claimed &&
      (wanted.kind === undefined || claimed.kind === wanted.kind) &&
      (wanted.dueBefore === undefined || (claimed.due !== undefined && claimed.due < wanted.dueBefore));
    if (isWanted) items.push(claimed);
    last = next.sort;
    for (const reader of next.heads) {
      reader.buffer = reader.buffer.slice(1);
      if (reader.buffer.length > 0 || reader.from === undefined) continue;
      reads++;
      await fill(reader, until, table);
    }
  }
};
