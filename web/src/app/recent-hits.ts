import type { Hit } from './search.tsx';

const MOST = 6;
const key = (workspaceId: string) => `recent-hits ${workspaceId}`;

/** Records that were opened from the search in this tab, the last one first. They end with the tab: a shared computer tells nothing. */
export const recentHits = (workspaceId: string): Hit[] => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(workspaceId)) ?? '[]');
    return Array.isArray(kept) ? (kept as Hit[]) : [];
  } catch {
    return [];
  }
};

export const rememberHit = (workspaceId: string, hit: Hit): void => {
  const { match: _match, formerly: _formerly, ...plain } = hit;
  const others = recentHits(workspaceId).filter(({ id }) => id !== hit.id);
  const kept = [{ ...plain, reason: 'exact', marks: [] } as Hit, ...others].slice(0, MOST);
  sessionStorage.setItem(key(workspaceId), JSON.stringify(kept));
};
