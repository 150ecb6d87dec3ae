import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { kindOfId } from '../../../shared/kernel/id.ts';
import { currentLanguage } from '../i18n/index.tsx';
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

// A record may be called otherwise in the other language.
const key = (ws: string, id: string): string => `${currentLanguage()} ${ws} ${id}`;

const filled = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What a record is called in the language of the page; its id where it has no name. */
export const titleOf = (record: WebRecord): string => {
  if (!isEntity(record.type)) return record.id;
  const { title, titleEn } = entityOf(record.type);
  const own = titleEn && currentLanguage() === 'en' ? filled(record[titleEn]) : undefined;
  return own ?? filled(record[title]) ?? record.id;
};

/** Records without a name of their own are called by what they point to. */
const namedBy: Readonly<Record<string, readonly string[]>> = { price: ['productId', 'priceListId'] };
const parts = new Map<string, readonly string[]>();

/** The title as far as it is known. */
const lookUp = (ws: string, id: string): Title | undefined => {
  const of = parts.get(key(ws, id));
  if (!of) return titles.get(key(ws, id));
  const found = of.map((one) => titles.get(key(ws, one)));
  return found.includes(undefined) ? undefined : found.filter(Boolean).join(' · ') || null;
};

/** Keeps the title of a record; whether that is news. */
const note = (ws: string, record: WebRecord): boolean => {
  const at = key(ws, record.id);
  const fields = namedBy[record.type];
  if (fields) {
    const known = parts.has(at);
    const of = fields.map((name) => String(record[name]));
    parts.set(at, of);
    // Whoever waits for this title does not know yet that it consists of others.
    for (const one of of) if (titles.get(key(ws, one)) === undefined) request(ws, one);
    return !known;
  }
  const title = titleOf(record);
  if (titles.get(at) === title) return false;
  titles.set(at, title);
  return true;
};

/** Remembers titles of records that were read anyway, so that nobody asks for them. */
export const noteTitles = (ws: string, records: readonly WebRecord[]): void => {
  let news = false;
  for (const record of records) news = note(ws, record) || news;
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
    for (const record of page.items) note(ws, record);
    for (const id of ids) if (!titles.has(key(ws, id)) && !parts.has(key(ws, id))) titles.set(key(ws, id), null);
  } catch {
    // Asked again when the page is shown again; the id stands there meanwhile.
    for (const id of ids) asked.delete(key(ws, id));
  }
  changed();
};

const request = (ws: string, id: string): void => {
  const of = parts.get(key(ws, id));
  if (of) {
    for (const one of of) if (titles.get(key(ws, one)) === undefined) request(ws, one);
    return;
  }
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
    const known = lookUp(workspaceId, id);
    if (known === undefined) request(workspaceId, id);
    return known;
  };
};

/** The title of one record. */
export const useRefTitle = (id: string | undefined): Title | undefined => {
  const { workspaceId } = useWorkspace();
  const read = () => (id ? lookUp(workspaceId, id) : undefined);
  const title = useSyncExternalStore(subscribe, read);
  if (id && title === undefined) request(workspaceId, id);
  return title;
};

/** What the page of a record is called. */
export const useRecordTitle = (record: WebRecord): string => {
  const named = record.type in namedBy;
  const title = useRefTitle(named ? record.id : undefined);
  return named ? (title ?? '…') : titleOf(record);
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
