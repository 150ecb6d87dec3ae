import type { Entity } from '../../../shared/kernel/entity.ts';
import type { Archived, ListAsk } from '../lib/records.ts';
import type { Condition } from './conditions.ts';
import { conditionText, parseCondition } from './conditions.ts';

/** How a list is looked at; all of it stands in the address, so that a link shows the same. */
export interface View {
  conditions: readonly Condition[];
  /** Field, with `-` before it for descending; undefined for the entity's own order. */
  sort: string | undefined;
  /** Names of the columns in order; undefined for those remembered on this device. */
  columns: readonly string[] | undefined;
  archived: Archived;
  q: string;
  /** `table`, or another shape that the entity has (`board`). */
  shape: string | undefined;
}

const isArchived = (text: string | null): text is Archived => text === 'only' || text === 'all';

/** Reads the part of an address after `?`. Anything that is not understood is left out. */
export const readView = (search: string): View => {
  const params = new URLSearchParams(search);
  const archived = params.get('archived');
  return {
    conditions: params.getAll('filter').flatMap((text) => parseCondition(text) ?? []),
    sort: params.get('sort') ?? undefined,
    columns: params.get('columns')?.split(',').filter(Boolean),
    archived: isArchived(archived) ? archived : 'no',
    q: params.get('q') ?? '',
    shape: params.get('shape') ?? undefined,
  };
};

/** The part of an address after `?`, without it; empty for a list as it comes. */
export const viewText = (view: View): string => {
  const params = new URLSearchParams();
  for (const condition of view.conditions) params.append('filter', conditionText(condition));
  if (view.q) params.set('q', view.q);
  if (view.sort) params.set('sort', view.sort);
  if (view.archived !== 'no') params.set('archived', view.archived);
  if (view.columns) params.set('columns', view.columns.join(','));
  if (view.shape) params.set('shape', view.shape);
  // Colons and bars stand in an address as they are; it stays readable when it is sent to a colleague.
  return params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7C', '|');
};

/** What is asked of the API for a view. */
export const askOf = (entity: Entity, view: View): ListAsk => ({
  sort: view.sort ?? entity.defaultSort,
  filter: view.conditions.map(conditionText),
  ...(view.q ? { q: view.q } : {}),
  archived: view.archived,
});

/** The order after a click on a column's head: up, down, none. */
export const nextSort = (sort: string | undefined, column: string): string | undefined =>
  sort === column ? `-${column}` : sort === `-${column}` ? undefined : column;
