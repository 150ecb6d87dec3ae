import type { GroupFault, Row } from '../kernel/rule.ts';

/** Most other records that a finding names. */
export const MAX_RELATED = 20;

const shown = (row: Row): string =>
  [row['code'] ?? row['number'], row['name']].filter((part) => typeof part === 'string' && part !== '').join(' ');

/**
 * The finding of records that are one: it stands at the oldest (ids sort by the time of their making), so that it stays where
 * it is when another copy turns up. Undefined for fewer than two.
 */
export const duplicateFault = (rows: readonly Row[], locator = ''): GroupFault | undefined => {
  if (rows.length < 2) return undefined;
  const [oldest, ...others] = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Row, ...Row[]];
  return {
    subjectId: oldest.id,
    subjectType: String(oldest['type']),
    locator,
    found: [oldest, ...others].slice(0, 4).map(shown).join(' = ').slice(0, 300),
    expected: '1',
    related: others.slice(0, MAX_RELATED).map((row) => row.id),
  };
};

/** The text in a cell; undefined for an empty one or one of another kind. */
export const textIn = (row: Row, field: string): string | undefined => {
  const value = row[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** Keys of a person or firm by name together with each contact datum that it has; none for a name alone. */
export const contactKeys = (
  name: string,
  contact: Readonly<Record<string, readonly (string | undefined)[]>>,
): string[] =>
  name === ''
    ? []
    : Object.entries(contact).flatMap(([kind, values]) =>
        values.flatMap((value) => (value === undefined ? [] : [`${kind}:${value}|${name}`])),
      );

/** Rows that may be one person: of several different dates of birth only those of the first are kept. */
export const sameBirth = (rows: readonly Row[]): readonly Row[] => {
  const dates = [...new Set(rows.flatMap((row) => textIn(row, 'birthDate') ?? []))].sort();
  if (dates.length < 2) return rows;
  const shared = dates.find((date) => rows.filter((row) => row['birthDate'] === date).length > 1);
  return rows.filter((row) => row['birthDate'] === shared);
};
