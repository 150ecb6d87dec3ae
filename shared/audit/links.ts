import type { Row } from '../kernel/rule.ts';
import { winnerOf } from '../matching/aliases.ts';

/** What merged records became, by their ids. */
export type Winners = ReadonlyMap<string, string>;

/** The winners of all rows that were merged. */
export const winnersOf = (views: Iterable<ReadonlyMap<string, Row>>): Winners => {
  const winners = new Map<string, string>();
  for (const rows of views)
    for (const row of rows.values()) if (row['aliasOf'] !== undefined) winners.set(row.id, winnerOf(rows, row.id));
  return winners;
};

/** What a record is, and which it became: no links to others. */
const own = new Set(['id', 'aliasOf', 'aliases', '_q']);

const relinkedValue = (value: unknown, winners: Winners): unknown => {
  if (typeof value === 'string') return winners.get(value) ?? value;
  if (!Array.isArray(value)) return value;
  let changed: unknown[] | undefined;
  for (const [index, one] of value.entries()) {
    const next = relinkedValue(one, winners);
    if (next === one) continue;
    changed ??= [...value];
    changed[index] = next;
  }
  return changed ?? value;
};

/** A row whose links lead to what merged records became, those of its lines too; the row itself where it names none of them. */
export const relinked = (row: Row, winners: Winners): Row => {
  if (winners.size === 0) return row;
  let next: Record<string, unknown> | undefined;
  for (const name in row) {
    if (own.has(name)) continue;
    const value = row[name];
    const found = relinkedValue(value, winners);
    if (found === value) continue;
    next ??= { ...row };
    next[name] = found;
  }
  return (next as Row | undefined) ?? row;
};

/** A group's key that was made before a merge, as it is made now. */
export const relinkedKey = (key: string, winners: Winners): string =>
  winners.size === 0 ? key : key.replace(/[a-z]{2,4}_[0-9A-Za-z]+/g, (id) => winners.get(id) ?? id);
