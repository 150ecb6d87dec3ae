import { Problem } from '../../shared/kernel/problem.ts';
import { addMonths, localDate, localMonth } from '../../shared/kernel/time.ts';
import type { Frozen } from '../../shared/review/pack.ts';
import { buildPack, chartMonths } from '../../shared/review/pack.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import { changesPartition, counterPartition, snapshotKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { packKey, packsOf } from '../runtime/review-packs.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

type Counters = Record<string, Record<string, number>>;

/** The counter items of a period, without those that came back to nothing. */
const countersOf = async (ws: string, period: string, table: Table): Promise<Counters> => {
  const out: Counters = {};
  // Counters of the funnel lie behind this range: a review does not show them.
  const partition = counterPartition(ws, period);
  for await (const item of table.queryAll({ partition, between: [' ', '~'], consistent: true })) {
    const { pk: _pk, sk, ...fields } = item as Item & { sk: string };
    const kept = Object.fromEntries(
      Object.entries(fields)
        .filter(([, value]) => typeof value === 'number' && value !== 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ) as Record<string, number>;
    if (Object.keys(kept).length > 0) out[sk] = kept;
  }
  return out;
};

interface Meter {
  deps: Deps;
  table: Table;
}

/** Figures of a period as the counters have them now. Reads counters only, no records. */
const takeFigures = async (workspace: WorkspaceItem, period: string, { deps, table }: Meter): Promise<Frozen> => {
  const now = new Date(deps.now()).toISOString();
  const provisional = period >= localMonth(now, workspace.timeZone);
  const months = chartMonths(period);
  const [gauges, ...monthly] = await Promise.all([
    countersOf(workspace.id, 'now', table),
    ...months.map((month) => countersOf(workspace.id, month, table)),
  ]);
  const owners: Record<string, string> = {};
  const members = await deps.lists.fresh(workspace.id, 'member', table);
  for (const item of Object.keys(gauges!)) {
    if (!item.startsWith('findings.owner#')) continue;
    const id = item.slice('findings.owner#'.length);
    const name = members.rows.get(id)?.['name'];
    if (typeof name === 'string') owners[id] = name;
  }
  return {
    period,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    frozenAt: now,
    asOf: provisional ? localDate(now, workspace.timeZone) : `${addMonths(period, 1)}-01`,
    provisional,
    gauges: gauges!,
    flows: Object.fromEntries(months.map((month, index) => [month, monthly[index]!])),
    owners,
  };
};

interface Pointer {
  object: string;
  /** Object of the month before, as it was known when this one was frozen: a pack made again sees no other. */
  previous?: string;
}

const readFrozen = async (object: string | undefined, deps: Deps): Promise<Frozen | undefined> => {
  const bytes = object ? await deps.objects.get(object) : undefined;
  return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Frozen) : undefined;
};

const pointerOf = async (ws: string, period: string, table: Table): Promise<Pointer | undefined> =>
  (await table.get(snapshotKey(ws, period))) as unknown as Pointer | undefined;

/** Freezes the figures of a month that is over; the first to do so wins, and what it wrote stands for ever. */
export const freeze = async (workspace: WorkspaceItem, period: string, meter: Meter): Promise<Pointer> => {
  const known = await pointerOf(workspace.id, period, meter.table);
  if (known) return known;
  const frozen = await takeFigures(workspace, period, meter);
  const previous = (await pointerOf(workspace.id, addMonths(period, -1), meter.table))?.object;
  const object = `reviews/${workspace.id}/${period}/${frozen.frozenAt}.json`;
  await meter.deps.objects.put(object, JSON.stringify(frozen), 'application/json');
  const pointer: Pointer = { object, ...(previous ? { previous } : {}) };
  try {
    await meter.table.write([{ op: 'create', item: { ...snapshotKey(workspace.id, period), ...pointer } }]);
    return pointer;
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    return (await pointerOf(workspace.id, period, meter.table))!;
  }
};

/** @throws Problem not-found */
export const readPack = async (ws: string, period: string, table: Table): Promise<ReviewPack> => {
  const [pack] = await packsOf(ws, [period], table);
  if (!pack) throw new Problem('not-found');
  return pack;
};

/** Makes the pack of a month. A month that is over is frozen first; one under way is shown as it stands and not kept. */
export const makePack = async (workspace: WorkspaceItem, period: string, meter: Meter): Promise<ReviewPack> => {
  const current = localMonth(new Date(meter.deps.now()).toISOString(), workspace.timeZone);
  if (period > current) throw new Problem('conflict', 'That month has not begun.');
  if (period === current) {
    const before = await readFrozen(
      (await pointerOf(workspace.id, addMonths(period, -1), meter.table))?.object,
      meter.deps,
    );
    return buildPack(await takeFigures(workspace, period, meter), before);
  }
  const known = await meter.table.get(packKey(workspace.id, period));
  if (known) return JSON.parse(String(known['pack'])) as ReviewPack;
  const pointer = await freeze(workspace, period, meter);
  const frozen = await readFrozen(pointer.object, meter.deps);
  if (!frozen) throw new Error(`frozen figures ${pointer.object} are missing`);
  const pack = buildPack(frozen, await readFrozen(pointer.previous, meter.deps));
  const header = {
    period,
    frozenAt: pack.frozenAt,
    provisional: pack.provisional,
    openFindings: pack.findings.open.value,
    orders: pack.orders.count.value,
  };
  try {
    await meter.table.write([
      {
        op: 'create',
        item: {
          ...packKey(workspace.id, period),
          pack: JSON.stringify(pack),
          header,
          g1p: changesPartition(workspace.id, 'review'),
          g1s: period,
        },
      },
    ]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  return pack;
};
