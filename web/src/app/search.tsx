import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { Label } from '../../../shared/kernel/field.ts';
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
export const hrefOfHit = (hit: Pick<Hit, 'type' | 'id'>): string | undefined =>
  isEntity(hit.type) ? `/${entityOf(hit.type).collection}/${hit.id}` : undefined;

/** The API's detail may hold values of closed lists as they are stored: shown with their labels. */
const detailText = (hit: Hit, label: (label: Label) => string): string | undefined => {
  if (!hit.detail || !isEntity(hit.type)) return hit.detail;
  const values = entityFields(entityOf(hit.type)).flatMap((field) => field.values ?? []);
  return hit.detail
    .split(' · ')
    .map((part) => {
      const known = values.find((one) => one.value === part);
      return known ? label(known.label) : part;
    })
    .join(' · ');
};

export function HitLine({ hit }: { hit: Hit }) {
  const { label } = useI18n();
  const detail = detailText(hit, label);
  return (
    <>
      <Icon name={iconOfType(hit.type)} />
      <span className="hit-title ellipsis">{hit.title}</span>
      {detail ? <span className="hit-detail ellipsis">{detail}</span> : null}
      {isEntity(hit.type) ? <span className="hit-type">{label(entityOf(hit.type).label)}</span> : null}
    </>
  );
}
