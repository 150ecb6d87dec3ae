import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { FieldInfo } from '../../../shared/kernel/field.ts';
import type { Archived, ListAsk } from '../lib/records.ts';
import type { Condition } from './conditions.ts';
import { conditionText, parseCondition } from './conditions.ts';
import type { Here } from './relative.ts';
import { resolve } from './relative.ts';

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
  /** The saved view that this is, or was changed from; `none` for the bare list where another one is usual. */
  saved?: string;
}

/** The bare list, for somebody whose list begins with a view. */
export const BARE = 'none';

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
    ...(params.get('view') ? { saved: params.get('view') ?? '' } : {}),
  };
};

/** Whether an address names a saved view without changes of its own. */
export const isSavedAddress = (search: string): boolean => {
  const params = new URLSearchParams(search);
  return params.has('view') && !params.has('changed');
};

/** The part of an address after `?`, without it; empty for a list as it comes. */
export const viewText = (view: View): string => {
  const params = new URLSearchParams();
  if (view.saved) params.set('view', view.saved);
  for (const condition of view.conditions) params.append('filter', conditionText(condition));
  if (view.q) params.set('q', view.q);
  if (view.sort) params.set('sort', view.sort);
  if (view.archived !== 'no') params.set('archived', view.archived);
  if (view.columns) params.set('columns', view.columns.join(','));
  if (view.shape) params.set('shape', view.shape);
  // Colons and bars stand in an address as they are; it stays readable when it is sent to a colleague.
  return params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7C', '|');
};

/** Whether instants stand in a field, so that a day in a condition has a beginning and an end. */
const isTimed = (entity: Entity, specs: readonly Typed[]) => {
  const timed = new Set(
    [...entityFields(entity), ...specs].filter((one) => one.type === 'datetime').map((one) => one.name),
  );
  return (field: string): boolean => timed.has(field) || ['createdAt', 'updatedAt', 'verifiedAt'].includes(field);
};

type Typed = Pick<FieldInfo, 'name' | 'type'>;

/** The view with what is relative to day and person put into dates and ids. */
export const resolved = (entity: Entity, view: View, here: Here, specs: readonly Typed[] = []): View => {
  if (!view.conditions.some(({ value }) => value.includes('@'))) return view;
  const timed = isTimed(entity, specs);
  return { ...view, conditions: view.conditions.flatMap((one) => resolve(one, here, timed(one.field))) };
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
