import type * as z from 'zod';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { listViews, viewOutput } from '../../../shared/views/views.contract.ts';
import { conditionText, parseCondition } from '../records/conditions.ts';
import type { View } from '../records/view.ts';

/** A view as the API answers it. */
export type SavedView = z.infer<typeof viewOutput> & {
  id: string;
  version: number;
  name: string;
  entity: string;
  filters?: string[];
  q?: string;
  sort?: string;
  columns?: { name: string; width?: number }[];
  layout?: string;
  archived?: string;
  shared?: 'mine' | 'team' | 'all';
  by?: string;
  canChange: boolean;
};

export type Views = Omit<EndpointOutput<typeof listViews>, 'items'> & { items: SavedView[] };

/** What a list shows: the part of a view that is saved. */
export type Content = Pick<View, 'conditions' | 'q' | 'sort' | 'columns' | 'archived' | 'shape'>;

/** The content of a saved view. Conditions that cannot be read are left out. */
export const contentOf = (saved: SavedView): Content => ({
  conditions: (saved.filters ?? []).flatMap((text) => parseCondition(text) ?? []),
  q: saved.q ?? '',
  sort: saved.sort ?? undefined,
  columns: saved.columns && saved.columns.length > 0 ? saved.columns.map((column) => column.name) : undefined,
  archived: saved.archived === 'only' || saved.archived === 'all' ? saved.archived : 'no',
  shape: saved.layout === 'board' ? 'board' : undefined,
});

export const widthsOf = (saved: SavedView | undefined): Record<string, number> =>
  Object.fromEntries((saved?.columns ?? []).flatMap(({ name, width }) => (width ? [[name, width]] : [])));

const textOf = ({ conditions, q, sort, columns, archived, shape }: Content): string =>
  JSON.stringify([conditions.map(conditionText), q, sort ?? '', columns ?? [], archived, shape ?? '']);

/** Whether a list shows something else than its saved view. */
export const isChanged = (view: Content, saved: SavedView): boolean => textOf(view) !== textOf(contentOf(saved));

/** Whether there is anything in what a list shows that would be worth saving. */
export const isPlain = (view: Content): boolean =>
  view.conditions.length === 0 &&
  view.q === '' &&
  view.sort === undefined &&
  view.columns === undefined &&
  view.archived === 'no' &&
  view.shape === undefined;

/** The body that saves what a list shows; null empties what a saved view had before. */
export const bodyOf = (view: Content, widths: Readonly<Record<string, number>>) => ({
  filters: view.conditions.map(conditionText),
  q: view.q === '' ? null : view.q,
  sort: view.sort ?? null,
  columns:
    view.columns?.map((name) => {
      const width = widths[name];
      return width ? { name, width: Math.max(40, Math.round(width)) } : { name };
    }) ?? null,
  layout: view.shape === 'board' ? ('board' as const) : ('table' as const),
  archived: view.archived,
});

/** The same for a new view, which has nothing to empty. */
export const newBodyOf = (view: Content, widths: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(bodyOf(view, widths)).filter(([, value]) => value !== null)) as unknown as Omit<
    ReturnType<typeof bodyOf>,
    'q' | 'sort' | 'columns'
  >;
