import type { Row } from '../../shared/kernel/rule.ts';
import type { Figures } from '../../shared/operators/figures.ts';
import { noFigures } from '../../shared/operators/figures.ts';
import { operatorPrefix } from '../../shared/operators/projection.ts';
import { processItemPrefix, readTallyField } from '../../shared/process/projection.ts';
import { counterPartition, scorecardKey } from '../../shared/table/keys.ts';
import type { Table } from '../runtime/table.ts';

interface Sums {
  entered: Record<string, number>;
  findings: Record<string, number>;
  steps: Record<string, { steps: number; late: number }>;
}

/** Everybody's figures of a month, by person: two ranges of the month's counters, no record. */
export const figuresOf = async (ws: string, month: string, table: Table): Promise<ReadonlyMap<string, Figures>> => {
  const out = new Map<string, Sums>();
  const of = (memberId: string): Sums => {
    const known = out.get(memberId) ?? { entered: {}, findings: {}, steps: {} };
    out.set(memberId, known);
    return known;
  };
  const partition = counterPartition(ws, month);
  const work = async () => {
    for await (const item of table.queryAll({ partition, begins: operatorPrefix })) {
      const sums = of(String(item['sk']).slice(operatorPrefix.length));
      for (const [name, amount] of Object.entries(item)) {
        const cut = name.indexOf('|');
        const kind = name.slice(0, cut);
        if (typeof amount === 'number' && amount !== 0 && (kind === 'entered' || kind === 'findings'))
          sums[kind][name.slice(cut + 1)] = amount;
      }
    }
  };
  const steps = async () => {
    for await (const item of table.queryAll({ partition, begins: processItemPrefix })) {
      const [, process = '', memberId = ''] = String(item['sk']).split('#');
      const sum = { steps: 0, late: 0 };
      for (const [name, amount] of Object.entries(item)) {
        const what = readTallyField(name)?.what;
        if (typeof amount === 'number' && (what === 'steps' || what === 'late')) sum[what] += amount;
      }
      if (sum.steps > 0) of(memberId).steps[process] = sum;
    }
  };
  await Promise.all([work(), steps()]);
  return out;
};

/** A person's figures of a month that was read. */
export const figuresIn = (month: ReadonlyMap<string, Figures>, memberId: string): Figures =>
  month.get(memberId) ?? noFigures;

/** When people opened their scorecards: ISO UTC by `member month`; one that was not opened is not in it. */
export const openedOf = async (
  ws: string,
  asked: readonly { memberId: string; month: string }[],
  table: Table,
): Promise<ReadonlyMap<string, string>> => {
  const items = await table.batchGet(asked.map(({ memberId, month }) => scorecardKey(ws, memberId, month)));
  return new Map(
    asked.flatMap(({ memberId, month }, index) => {
      const at = items[index]?.['at'];
      return typeof at === 'string' ? [[`${memberId} ${month}`, at] as const] : [];
    }),
  );
};

/** The team of a member's row. */
export const teamOf = (row: Row | undefined): string | undefined =>
  typeof row?.['team'] === 'string' ? row['team'] : undefined;
