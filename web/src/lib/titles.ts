import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { kindOfId } from '../../../shared/kernel/id.ts';
import { useWorkspace } from './me.tsx';
import type { WebRecord } from './records.ts';
import { fetchPage } from './records.ts';

/** What is shown for a record that another one points to; `null` when it is not there or not this member's to see. */
export type Title = string | null;

const titles = new Map<string, Title>();
const asked = new Set<string>();
const waiting = new Map<string, Set<string>>();
const listeners = new Set<() => void>();
let scheduled = false;
let revision = 0;

const changed = (): void => {
  revision++;
  for (const listener of listeners) listener();
};

const key = (ws: string, id: string): string => `${ws} ${id}`;

export const titleOf = (record: WebRecord): string => {
  const title = isEntity(record.type) ? record[entityOf(record.type).title] : undefined;
  return typeof title === 'string' && title !== '' ? title : record.id;
};

/** Remembers titles of records that were read anyway, so that nobody asks for them. */
export const noteTitles = (ws: string, records: readonly WebRecord[]): void => {
  let news = false;
  for (const record of records) {
    const title = titleOf(record);
    if (titles.get(key(ws, record.id)) === title) continue;
    titles.set(key(ws, record.id), title);
    news = true;
  }
  if (news) changed();
};

/** A filter may hold 1000 characters; an id has about thirty. */
const BATCH = 28;

const flush = (): void => {
  scheduled = false;
  const groups = [...waiting];
  waiting.clear();
  for (const [group, ids] of groups) {
    const [ws, type] = group.split(' ') as [string, string];
    const all = [...ids];
    for (let at = 0; at < all.length; at += BATCH) void readTitles(ws, type, all.slice(at, at + BATCH));
  }
};

const readTitles = async (ws: string, type: string, ids: readonly string[]): Promise<void> => {
  try {
    const page = await fetchPage(ws, type, { filter: [`id:in:${ids.join('|')}`], archived: 'all', limit: BATCH });
    for (const record of page.items) titles.set(key(ws, record.id), titleOf(record));
    for (const id of ids) if (!titles.has(key(ws, id))) titles.set(key(ws, id), null);
  } catch {
    // Asked again when the page is shown again; the id stands there meanwhile.
    for (const id of ids) asked.delete(key(ws, id));
  }
  changed();
};

const request = (ws: string, id: string): void => {
  const type = kindOfId(id);
  if (!type || !isEntity(type) || asked.has(key(ws, id))) return;
  asked.add(key(ws, id));
  const group = `${ws} ${type}`;
  const set = waiting.get(group) ?? new Set();
  set.add(id);
  waiting.set(group, set);
  // All cells of a table ask within one frame; one request answers them.
  if (!scheduled) setTimeout(flush, 8);
  scheduled = true;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Reads titles of records by id; ids that are not known yet are asked for together. Undefined while the answer is on its way. */
export const useTitles = (): ((id: string) => Title | undefined) => {
  const { workspaceId } = useWorkspace();
  useSyncExternalStore(subscribe, () => revision);
  return (id) => {
    const known = titles.get(key(workspaceId, id));
    if (known === undefined) request(workspaceId, id);
    return known;
  };
};

/** The title of one record. */
export const useRefTitle = (id: string | undefined): Title | undefined => {
  const { workspaceId } = useWorkspace();
  const read = () => (id ? titles.get(key(workspaceId, id)) : undefined);
  const title = useSyncExternalStore(subscribe, read);
  if (id && title === undefined) request(workspaceId, id);
  return title;
};

/** All people of the workspace: few enough to be read once. */
export const useMembers = () => {
  const { workspaceId } = useWorkspace();
  return useQuery({
    queryKey: ['members', workspaceId],
    queryFn: async () => {
      const page = await fetchPage(workspaceId, 'member', { limit: 200, archived: 'all', sort: 'name' });
      noteTitles(workspaceId, page.items);
      return page.items;
    },
    staleTime: 5 * 60_000,
  });
};
