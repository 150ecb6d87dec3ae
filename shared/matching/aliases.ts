import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';

/** Merges that are followed from a record to the one that it became: a customer is rarely merged more often. */
export const MAX_HOPS = 6;
/** Most records that one record takes in: what is read of it is read of each. */
export const MAX_ALIASES = 20;

type Rows = ReadonlyMap<string, Row>;

/** The record that an id stands for after merges; the id itself where none was merged. */
export const winnerOf = (rows: Rows, id: string): string => {
  let now = id;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    const alias = rows.get(now)?.['aliasOf'];
    if (typeof alias !== 'string') return now;
    now = alias;
  }
  return now;
};

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The ids under which a record is pointed to: its own and those of the records that it took in. */
export const familyOf = (rows: Rows, id: string): readonly string[] => {
  const winner = winnerOf(rows, id);
  return [winner, ...texts(rows.get(winner)?.['aliases'])];
};

/** The same of a record that was read. */
export const idsOf = (rec: Pick<Rec, 'id' | 'aliases'>): readonly string[] => [rec.id, ...(rec.aliases ?? [])];
