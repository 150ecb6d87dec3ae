import { entryKinds } from '../../../shared/problems/entry.ts';
import type { HelpAsk } from './api.ts';
import type { HelpEntry, LinkKind } from './entry.ts';
import { isStale, linkKinds } from './entry.ts';

export type EntryKind = keyof typeof entryKinds;
export const freshnesses = ['stale', 'fresh'] as const;
export type Freshness = (typeof freshnesses)[number];

/** One place at which entries are shown. */
export interface LinkRef {
  kind: LinkKind;
  value: string;
}

/** What of the book is looked at; it stands in the address. */
export interface BookView {
  of: 'ours' | 'drafts' | 'product';
  q: string;
  kind: EntryKind | undefined;
  fresh: Freshness | undefined;
  link: LinkRef | undefined;
}

export const isKind = (value: unknown): value is EntryKind =>
  typeof value === 'string' && Object.hasOwn(entryKinds, value);

const linkOf = (text: string): LinkRef | undefined => {
  const at = text.indexOf(':');
  const kind = linkKinds.find((one) => one === text.slice(0, at));
  const value = text.slice(at + 1);
  return kind && value !== '' ? { kind, value } : undefined;
};

/** Reads the address; what it does not know counts for nothing. */
export const readBook = (search: string): BookView => {
  const params = new URLSearchParams(search);
  const of = params.get('of');
  const kind = params.get('kind');
  return {
    of: of === 'drafts' || of === 'product' ? of : 'ours',
    q: (params.get('q') ?? '').slice(0, 100),
    kind: isKind(kind) ? kind : undefined,
    fresh: freshnesses.find((one) => one === params.get('fresh')),
    link: linkOf(params.get('link') ?? ''),
  };
};

/** The address's text for a view; empty for the one that is shown by itself. */
export const bookText = (view: BookView): string => {
  const params = new URLSearchParams();
  if (view.of !== 'ours') params.set('of', view.of);
  if (view.q !== '') params.set('q', view.q);
  if (view.kind) params.set('kind', view.kind);
  if (view.fresh) params.set('fresh', view.fresh);
  if (view.link) params.set('link', `${view.link.kind}:${view.link.value}`);
  return params.toString();
};

const asks: Partial<Record<LinkKind, 'code' | 'rule' | 'step' | 'page'>> = {
  errorCodes: 'code',
  auditRules: 'rule',
  processSteps: 'step',
  pages: 'page',
};

/** What the server is asked for a view. */
export const askOf = ({ of, q, kind, link }: BookView): HelpAsk => {
  const name = link ? asks[link.kind] : undefined;
  return {
    from: of === 'product' ? 'product' : 'company',
    ...(q === '' ? {} : { q }),
    ...(kind ? { kind } : {}),
    ...(name && link ? { [name]: link.value } : {}),
  };
};

/** Whether an entry stays under a condition of freshness; one without a day is never stale. */
export const isKept = (entry: HelpEntry, fresh: Freshness | undefined, today: string): boolean =>
  fresh === undefined || isStale(entry, today) === (fresh === 'stale');
