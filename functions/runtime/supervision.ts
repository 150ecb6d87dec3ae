import { addMonths } from '../../shared/kernel/time.ts';
import type { Monthly, Supervision, Threshold } from '../../shared/process/conformance.ts';
import { addTally, defaultThreshold, supervision } from '../../shared/process/conformance.ts';
import { processItem, readTallyField } from '../../shared/process/projection.ts';
import { counterKey, settingKey } from '../../shared/table/keys.ts';
import type { Item, Table } from './table.ts';

/** Months that supervision follows, whatever span is shown. */
export const SUPERVISED_MONTHS = 24;
export const thresholdKind = 'threshold';

/** The newest version of the threshold; 0 is the product's. */
export const thresholdOf = async (ws: string, table: Table): Promise<{ version: number; value: Threshold }> => {
  const partition = settingKey(ws, thresholdKind, 0).pk;
  const { items } = await table.query({ partition, descending: true, limit: 1, consistent: true });
  const item = items[0];
  return item
    ? { version: Number(item['sk']), value: item['value'] as Threshold }
    : { version: 0, value: defaultThreshold };
};

const monthlyOf = (month: string, item: Item): Monthly => {
  const sum: Monthly = { month, steps: 0, deviations: 0, late: 0 };
  for (const [name, amount] of Object.entries(item)) {
    const field = readTallyField(name);
    if (field && typeof amount === 'number') sum[field.what] += amount;
  }
  return sum;
};

/** Whether a person's steps in a process are watched now, by the counters alone. @param month YYYY-MM of now in the workspace's zone */
export const supervisionOf = async (
  who: { ws: string; process: string; memberId: string },
  month: string,
  table: Table,
): Promise<Supervision> => {
  const months = Array.from({ length: SUPERVISED_MONTHS }, (_, index) => addMonths(month, -index));
  const item = processItem(who.process, who.memberId);
  const [{ value }, items] = await Promise.all([
    thresholdOf(who.ws, table),
    table.batchGet(months.map((one) => counterKey(who.ws, one, item))),
  ]);
  const rows = new Map<string, Map<string, Monthly>>();
  for (const [index, found] of items.entries())
    if (found) addTally(rows, who.memberId, monthlyOf(months[index]!, found));
  return supervision([...(rows.get(who.memberId)?.values() ?? [])], value);
};
