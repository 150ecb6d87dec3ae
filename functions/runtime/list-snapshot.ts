import { gunzipSync, gzipSync } from 'node:zlib';
import type { Row } from '../../shared/kernel/rule.ts';
import { blankRow } from '../../shared/search/row.ts';

interface SnapshotFile {
  columns: string[];
  rows: unknown[][];
}

/** A snapshot: column names once, each row as its cells in their order, compressed. Gaps are null. */
export const packRows = (rows: Iterable<Row>): Uint8Array => {
  const columns: string[] = [];
  const index = new Map<string, number>();
  const out: unknown[][] = [];
  for (const row of rows) {
    const cells: unknown[] = [];
    for (const [name, value] of Object.entries(row)) {
      let at = index.get(name);
      if (at === undefined) {
        at = columns.length;
        index.set(name, at);
        columns.push(name);
      }
      cells[at] = value;
    }
    out.push(Array.from(cells, (cell) => cell ?? null));
  }
  return gzipSync(JSON.stringify({ columns, rows: out } satisfies SnapshotFile), { level: 4 });
};

/** Values that many rows share (states, cities, owners) are held once; more distinct ones than this are names and are not looked for. */
const MAX_SHARED = 5_000;

/** The rows of a snapshot. All have the same columns in the same order, gaps as undefined. */
export const unpackRows = (bytes: Uint8Array): Row[] => {
  const { columns, rows } = JSON.parse(gunzipSync(bytes).toString('utf8')) as SnapshotFile;
  const shared = columns.map(() => new Map<string, string>());
  const value = (cell: unknown, column: number): unknown => {
    if (cell === null) return undefined;
    const known = shared[column]!;
    if (typeof cell !== 'string' || known.size >= MAX_SHARED) return cell;
    const first = known.get(cell);
    if (first !== undefined) return first;
    known.set(cell, cell);
    return cell;
  };
  const blank = blankRow(columns);
  return rows.map((cells) => {
    const row = { ...blank };
    for (let i = 0; i < columns.length; i++) row[columns[i]!] = value(cells[i] ?? null, i);
    return row as Row;
  });
};
