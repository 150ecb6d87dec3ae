import type { Summary, WebRecord } from '../../lib/records.ts';

/** A column of a board of documents: the states that stand in it; a document that is moved there goes to the first one. */
export interface StateColumn {
  id: string;
  states: readonly string[];
}

/** The column in which a state stands. */
export const columnOf = (columns: readonly StateColumn[], state: unknown): string | undefined =>
  columns.find((one) => one.states.includes(String(state)))?.id;

/** Count and sums by currency of a column, with what was moved on the page since they were read. */
export const columnFigures = (
  summary: Summary | undefined,
  columns: readonly StateColumn[],
  id: string,
  moved: readonly { from: unknown; to: unknown; record: WebRecord }[],
): { count: number; sums: Record<string, number> } => {
  const states = columns.find((one) => one.id === id)?.states ?? [];
  let count = 0;
  const sums: Record<string, number> = {};
  for (const group of summary?.groups ?? []) {
    if (!states.includes(String(group.value))) continue;
    count += group.count;
    for (const [currency, sum] of Object.entries(group.sums ?? {})) sums[currency] = (sums[currency] ?? 0) + sum;
  }
  for (const { from, to, record } of moved) {
    const is = columnOf(columns, to);
    const was = columnOf(columns, from);
    if (is === was || (is !== id && was !== id)) continue;
    const by = is === id ? 1 : -1;
    count += by;
    if (typeof record['amount'] !== 'number') continue;
    const currency = typeof record['currency'] === 'string' ? record['currency'] : '';
    sums[currency] = (sums[currency] ?? 0) + by * record['amount'];
  }
  return { count, sums };
};
