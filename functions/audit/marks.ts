import type { Key } from '../../shared/table/keys.ts';
import { groupMarkPartition } from '../../shared/table/keys.ts';
import type { Table, Write } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { eachAtMost, patiently, pieces } from './retry.ts';

/** A group that a change left behind, as it was marked. */
export interface Mark {
  key: string;
  at: string;
  address: Key;
}

/** The marks on groups of one rule. */
export const marksOf = async (rule: string, { run, table }: Audit): Promise<Mark[]> => {
  const marks: Mark[] = [];
  for await (const item of table.queryAll({ partition: groupMarkPartition(run.ws), begins: `${rule}#` })) {
    marks.push({
      key: String(item['key']),
      at: String(item['at']),
      address: { pk: String(item['pk']), sk: String(item['sk']) },
    });
  }
  return marks;
};

/** Rules that have marked groups. */
export const markedRules = async (ws: string, table: Table): Promise<Set<string>> => {
  const rules = new Set<string>();
  for await (const item of table.queryAll({ partition: groupMarkPartition(ws) })) rules.add(String(item['rule']));
  return rules;
};

const removal = ({ address, at }: Mark): Write => ({ op: 'delete', key: address, where: { field: 'at', equals: at } });

/** Takes marks away that were looked at. One that was put again meanwhile stays. */
export const clearMarks = (marks: readonly Mark[], { table }: Audit): Promise<void> => {
  const remove = async (some: readonly Mark[]): Promise<void> => {
    try {
      await patiently(() => table.write(some.map(removal)));
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      if (some.length > 1) for (const one of some) await remove([one]);
    }
  };
  return eachAtMost(4, pieces(marks, 90), remove);
};
