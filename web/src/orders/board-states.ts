import type { Summary, WebRecord } from '../lib/records.ts';

/** The columns of the board, as an order goes through them; what waits for its release is held. */
export const boardStates = [
  'draft',
  'pending-approval',
  'on-hold',
  'approved',
  'partially-shipped',
  'shipped',
  'completed',
] as const;
export type BoardState = (typeof boardStates)[number];

/** States that stand in a column. */
export const statesOf = (column: BoardState): readonly string[] =>
  column === 'on-hold' ? ['on-hold', 'pending-release'] : [column];

export const columnOf = (status: unknown): BoardState | undefined =>
  boardStates.find((column) => statesOf(column).includes(String(status)));

/** Count and sums by currency of a column, with what was moved on the page since they were read. */
export const columnFigures = (
  summary: Summary | undefined,
  column: BoardState,
  moved: readonly { from: unknown; record: WebRecord }[],
): { count: number; sums: Record<string, number> } => {
  let count = 0;
  const sums: Record<string, number> = {};
  for (const group of summary?.groups ?? []) {
    if (!statesOf(column).includes(String(group.value))) continue;
    count += group.count;
    for (const [currency, sum] of Object.entries(group.sums ?? {})) sums[currency] = (sums[currency] ?? 0) + sum;
  }
  for (const { from, record } of moved) {
    const to = columnOf(record['status']);
    const was = columnOf(from);
    if (to === was || (to !== column && was !== column)) continue;
    const by = to === column ? 1 : -1;
    const currency = typeof record['currency'] === 'string' ? record['currency'] : '';
    const amount = typeof record['amount'] === 'number' ? record['amount'] : 0;
    count += by;
    sums[currency] = (sums[currency] ?? 0) + by * amount;
  }
  return { count, sums };
};

/** States in which goods are still to go out, so that a date can be missed. */
const unshipped: readonly string[] = [
  'draft',
  'pending-approval',
  'on-hold',
  'pending-release',
  'approved',
  'partially-shipped',
];

export const isLate = (record: WebRecord, today: string): boolean =>
  typeof record['dueDate'] === 'string' && record['dueDate'] < today && unshipped.includes(String(record['status']));
