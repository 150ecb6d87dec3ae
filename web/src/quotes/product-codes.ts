import { useQueries } from '@tanstack/react-query';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage } from '../lib/records.ts';
import { noteTitles } from '../lib/titles.ts';

/** A condition may have 1000 characters; an id has about thirty. */
const BATCH = 28;

/** Products by id, as far as this member may read them. */
export const useProducts = (ids: readonly string[]): ReadonlyMap<string, WebRecord> => {
  const { workspaceId: ws, can } = useWorkspace();
  const all = can('products:read') ? [...new Set(ids)] : [];
  const batches = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) =>
    all.slice(at * BATCH, (at + 1) * BATCH),
  );
  const answers = useQueries({
    queries: batches.map((batch) => ({
      queryKey: ['page', ws, 'product', 'codes', batch],
      queryFn: async () => {
        const page = await fetchPage(ws, 'product', {
          filter: [`id:in:${batch.join('|')}`],
          archived: 'all' as const,
          limit: BATCH,
        });
        noteTitles(ws, page.items);
        return page;
      },
      staleTime: 5 * 60_000,
    })),
  });
  return new Map(answers.flatMap((answer) => (answer.data?.items ?? []).map((one) => [one.id, one] as const)));
};
