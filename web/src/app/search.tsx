import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { searchHit } from '../../../shared/search/search.contract.ts';
import { searchAll } from '../../../shared/search/search.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';

export type Hit = z.infer<typeof searchHit>;

/** Records that match what is being typed. */
export const useHits = (typed: string) => {
  const { workspaceId } = useWorkspace();
  const q = useDebounced(typed.trim().slice(0, 100), 120);
  return useQuery({
    queryKey: ['search', workspaceId, q],
    queryFn: ({ signal }) => call(searchAll, { params: { workspaceId }, query: { q, limit: 8 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
};

/** The address of a hit; undefined for a kind that has no page. */
export const hrefOfHit = (hit: Pick<Hit, 'type' | 'id'>): string | undefined => (isEntity(hit.type) ? `/${entityOf(hit.type).collection}/${hit.id}` : undefined);

export function HitLine({ hit }: { hit: Hit }) {
  const { label } = useI18n();
  return (
    <>
      <Icon name={iconOfType(hit.type)} />
      <span className="hit-title ellipsis">{hit.title}</span>
      {hit.detail ? <span className="hit-detail ellipsis">{hit.detail}</span> : null}
      {isEntity(hit.type) ? <span className="hit-type">{label(entityOf(hit.type).label)}</span> : null}
    </>
  );
}
