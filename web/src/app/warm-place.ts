import { innerPath, lastWorkspace, workspaceOfPath } from './places.ts';
import { routes } from './routes.tsx';

/** Values of a pattern such as `/accounts/:id` in a path; undefined when it does not fit. */
export const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
};

/** Fetches code and first data of the page in the address before the frame is drawn. */
export const warmPlace = (location: Pick<Location, 'pathname' | 'search'>): void => {
  const workspaceId = workspaceOfPath(location.pathname) ?? lastWorkspace();
  if (!workspaceId) return;
  for (const route of routes) {
    const params = matchPath(route.path, innerPath(location.pathname));
    if (!params) continue;
    void route.preload();
    route.warm?.({ workspaceId, params, search: location.search });
    return;
  }
};
