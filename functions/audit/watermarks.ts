import { areas } from '../../shared/audit/audit.contract.ts';
import { FIRST } from '../../shared/audit/run.ts';
import type { Area } from '../../shared/kernel/rule.ts';
import { watermarkKey } from '../../shared/table/keys.ts';
import type { Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { RunItem } from './runs.ts';

/** Records are stamped a moment before they can be read in the index: a run looks back this far before the last one (ms). */
const OVERLAP = 5_000;

const ALL = 'audit';
const DUE = 'audit-due';
const scopeOf = (area: Area | undefined): string => (area ? `${ALL}-${area}` : ALL);

/** How far the audit has followed what changes, and when it last looked for what is due. Instants, ISO. */
export interface Watermarks {
  followed: Partial<Record<Area, string>>;
  lookedAt?: string;
}

/** Reads all marks with one query. A run of all areas moves one mark, which holds for each of them. */
export const watermarks = async (ws: string, table: Table): Promise<Watermarks> => {
  const { pk, sk } = watermarkKey(ws, ALL);
  const { items } = await table.query({ partition: pk, begins: sk, consistent: true });
  const at = new Map(items.map((item) => [String(item['sk']), String(item['at'])]));
  const markOf = (scope: string) => at.get(watermarkKey(ws, scope).sk);
  const followed: Watermarks['followed'] = {};
  for (const area of areas) {
    const [latest] = [markOf(ALL), markOf(scopeOf(area))]
      .filter((one) => one !== undefined)
      .sort()
      .reverse();
    if (latest !== undefined) followed[area] = latest;
  }
  const lookedAt = markOf(DUE);
  return { followed, ...(lookedAt === undefined ? {} : { lookedAt }) };
};

/** The instant from which on a run has to read changes; `FIRST` where an area of it was never followed. */
export const followFrom = async (run: RunItem, table: Table): Promise<string> => {
  const { followed } = await watermarks(run.ws, table);
  const [earliest] = (run.area ? [run.area] : areas).map((area) => followed[area] ?? '').sort();
  return earliest ? new Date(Date.parse(earliest) - OVERLAP).toISOString() : FIRST;
};

const advance = async (ws: string, scope: string, to: { at: string; table: Table }): Promise<void> => {
  try {
    await to.table.write([
      { op: 'advance', item: { ...watermarkKey(ws, scope), at: to.at }, field: 'at', below: to.at },
    ]);
  } catch (error) {
    // A later run has been there already.
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** Moves the mark up to which changes are audited; only a run of all rules of its area over everything since the last one may. */
export const moveMark = async (run: RunItem, table: Table): Promise<void> => {
  if (run.only || (run.kind !== 'incremental' && run.kind !== 'sweep')) return;
  await advance(run.ws, scopeOf(run.area), { at: run.now, table });
};

/** Notes that what is due was looked for at an instant (ISO). */
export const noteLook = (ws: string, at: string, table: Table): Promise<void> => advance(ws, DUE, { at, table });
