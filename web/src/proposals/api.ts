import { queryOptions } from '@tanstack/react-query';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage } from '../lib/records.ts';

/** Deviations that are looked at together; kinds that happen again and again show up in fewer. */
export const MOST = 1000;
const PAGE = 200;

export interface Deviations {
  items: readonly WebRecord[];
  /** All that match, of which `items` may be the newest part. */
  total: number;
}

const readAll = async (ws: string, filter: readonly string[], signal: AbortSignal): Promise<Deviations> => {
  const items: WebRecord[] = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    const page = await fetchPage(ws, 'deviation', { filter, sort: '-createdAt', limit: PAGE, cursor, signal });
    items.push(...page.items);
    total = page.total ?? items.length;
    cursor = page.cursor;
  } while (cursor && items.length < MOST);
  return { items, total };
};

/** The deviations that match, newest first. */
export const deviationsQuery = (ws: string, filter: readonly string[]) =>
  queryOptions({
    queryKey: ['deviations', ws, filter],
    queryFn: ({ signal }) => readAll(ws, filter, signal),
  });
