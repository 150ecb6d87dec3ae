import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { parseCondition } from '../search/query.ts';
import type { ViewColumn } from './view.ts';

/** What a view says of a list, by the names of its columns. */
export interface ViewContent {
  filters?: readonly string[] | undefined;
  sort?: string | undefined;
  columns?: readonly ViewColumn[] | undefined;
  group?: string | undefined;
}

const fieldOf = (sort: string): string => sort.replace(/^-/, '');

/** What is wrong with a view: conditions of no list's form, and names that no column of this list has. */
export const viewFaults = (content: ViewContent, known: ReadonlySet<string>): FieldFault[] => {
  const { filters = [], sort, columns = [], group } = content;
  const names = columns.map((column) => column.name);
  return [
    ...filters.flatMap((text, index) => {
      const condition = parseCondition(text);
      return condition && known.has(condition.field) ? [] : [fault(`filters.${index}`, 'bad-format', 'field:op:value')];
    }),
    ...(sort !== undefined && !known.has(fieldOf(sort)) ? [fault('sort', 'unknown')] : []),
    ...(group !== undefined && !known.has(group) ? [fault('group', 'unknown')] : []),
    ...names.flatMap((name, index) => {
      if (!known.has(name)) return [fault(`columns.${index}.name`, 'unknown')];
      return names.indexOf(name) < index ? [fault(`columns.${index}.name`, 'duplicate')] : [];
    }),
  ];
};

/**
 * A view as one of its readers gets it: without columns that they may not see, and without fields that are gone since it was saved.
 * A list would refuse the whole of it for one of them.
 */
export const viewFor = <T extends ViewContent>(content: T, known: ReadonlySet<string>): T => {
  const { filters, sort, columns, group, ...rest } = content;
  return {
    ...rest,
    ...(filters ? { filters: filters.filter((text) => known.has(parseCondition(text)?.field ?? '')) } : {}),
    ...(sort !== undefined && known.has(fieldOf(sort)) ? { sort } : {}),
    ...(columns ? { columns: columns.filter((column) => known.has(column.name)) } : {}),
    ...(group !== undefined && known.has(group) ? { group } : {}),
  } as unknown as T;
};
