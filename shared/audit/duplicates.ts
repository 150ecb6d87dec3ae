import type { GroupFault, Row, RuleContext } from '../kernel/rule.ts';
import { textIn } from '../matching/keys.ts';
import type { MatchedType } from '../matching/matching.ts';
import { clusters } from '../matching/matching.ts';

export { textIn };

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

/** The findings of rows that are one by their scores; undefined where none are. */
export const duplicateFaults = (
  type: MatchedType,
  rows: readonly Row[],
  context: Pick<RuleContext, 'country'>,
  locator = '',
): readonly GroupFault[] | undefined => {
  if (rows.length < 2) return undefined;
  const found = clusters(type, rows, { country: context.country }).flatMap((own) => duplicateFault(own, locator) ?? []);
  return found.length > 0 ? found : undefined;
};
