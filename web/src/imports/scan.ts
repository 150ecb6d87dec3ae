import type { LedgerRow, Outcome } from './api.ts';

/** Which rows of the ledger are looked at. The first kinds are asked of the API; the last two are found by looking through. */
export type Pick = 'all' | Outcome | 'flagged' | 'changed-since';

export interface Scan {
  rows: LedgerRow[];
  /** Rows that were looked at. */
  seen: number;
  cursor?: string;
}

type Fetch = (cursor: string | undefined) => Promise<{ items: LedgerRow[]; cursor?: string | undefined }>;

const wanted: Record<'flagged' | 'changed-since', (row: LedgerRow) => boolean> = {
  flagged: (row) => row.outcome !== 'refused' && (row.flagged?.length ?? 0) > 0,
  'changed-since': (row) => row.undo === 'changed-since',
};

/** Looks through the ledger until enough rows are found or enough pages were read: a large import has few such rows. */
export const scanRows = async (
  pick: 'flagged' | 'changed-since',
  from: string | undefined,
  limits: { enough: number; pages: number },
  fetchPage: Fetch,
): Promise<Scan> => {
  const rows: LedgerRow[] = [];
  let seen = 0;
  let cursor = from;
  for (let page = 0; page < limits.pages; page++) {
    const answer = await fetchPage(cursor);
    rows.push(...answer.items.filter(wanted[pick]));
    seen += answer.items.length;
    cursor = answer.cursor;
    if (cursor === undefined || rows.length >= limits.enough) break;
  }
  return { rows, seen, ...(cursor === undefined ? {} : { cursor }) };
};
