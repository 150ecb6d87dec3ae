import { Problem } from '../../shared/kernel/problem.ts';
import type { Names } from '../../shared/review/measures.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import type { Key } from '../../shared/table/keys.ts';
import { partKey } from '../../shared/table/keys.ts';
import type { Table } from './table.ts';

export const packKey = (ws: string, period: string): Key => partKey(ws, 'reviews', period);

/** The packs of some months that were made, in their order; a month without one is left out. One read each. */
export const packsOf = async (ws: string, periods: readonly string[], table: Table): Promise<ReviewPack[]> => {
  const items = await table.batchGet(periods.map((period) => packKey(ws, period)));
  return items.flatMap((item) => (item ? [JSON.parse(String(item['pack'])) as ReviewPack] : []));
};

/** A pack that was made. @throws Problem not-found */
export const packOf = async (ws: string, period: string, table: Table): Promise<ReviewPack> => {
  const [pack] = await packsOf(ws, [period], table);
  if (!pack) throw new Problem('not-found');
  return pack;
};

/** Names that a pack does not hold: the catalogue of rules is read when they are first asked for. */
export const namesOfPacks = async (): Promise<Names> => (await import('./rule-names.ts')).ruleNames;
