import { Problem } from '../../shared/kernel/problem.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Frozen } from '../../shared/review/pack.ts';
import { buildPack, chartMonths } from '../../shared/review/pack.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import { endOf, isWeek, monthsOfWeek, movedBy, periodAt, startOf } from '../../shared/review/week.ts';
import type { FrozenWeek } from '../../shared/review/week-figures.ts';
import { isMeasured, weekFrom } from '../../shared/review/week-figures.ts';
import type { Key } from '../../shared/table/keys.ts';
import { changesPartition, counterPartition, partKey, snapshotKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { packKey } from '../runtime/review-packs.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import { takePeople, typedIn } from './take-people.ts';

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

/** Figures of a period as the counters and the lists in memory have them now. Reads no records. */
const takeFigures = async (workspace: WorkspaceItem, period: string, { deps, table }: Meter): Promise<Frozen> => {
  const now = new Date(deps.now()).toISOString();
  const today = localDate(now, workspace.timeZone);
  const provisional = today < endOf(period);
  const week = isWeek(period);
  const months = week ? monthsOfWeek(period) : chartMonths(period);
  const [gauges, ...monthly] = await Promise.all([
    countersOf(workspace.id, 'now', table),
    ...months.map(async (month) => ({
      ...(await countersOf(workspace.id, month, table)),
      ...(week ? await typedIn(workspace.id, month, table) : {}),
    })),
  ]);
  const owners: Record<string, string> = {};
  const members = await deps.lists.fresh(workspace.id, 'member', table);
  for (const item of Object.keys(gauges!)) {
    if (!item.startsWith('findings.owner#')) continue;
    const id = item.slice('findings.owner#'.length);
    const name = members.rows.get(id)?.['name'];
    if (typeof name === 'string') owners[id] = name;
  }
  const asOf = provisional ? today : endOf(period);
  const { parts, flows } = await takePeople(
    workspace,
    { ...(week ? {} : { month: period }), asOf, gauges: gauges! },
    { deps, table },
  );
  return {
    period,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    frozenAt: now,
    asOf,
    provisional,
    gauges: gauges!,
    flows: Object.fromEntries(
      months.map((month, index) => [month, { ...monthly[index]!, ...(month === period ? flows : {}) }]),
    ),
    owners,
    ...parts,
  };
};

interface Pointer {
  object: string;
  /** Object of the period before, as it was known when this one was frozen: a pack made again sees no other. */
  previous?: string;
}

const readFrozen = async (object: string | undefined, deps: Deps): Promise<Frozen | undefined> => {
  const bytes = object ? await deps.objects.get(object) : undefined;
  return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Frozen) : undefined;
};

/** Where it stands which object holds a period's figures. Those of weeks lie together: nobody could name all weeks that there may be. */
const pointerKey = (ws: string, period: string): Key =>
  isWeek(period) ? partKey(ws, 'reviews', `frozen#${period}`) : snapshotKey(ws, period);

const pointerOf = async (ws: string, period: string, table: Table): Promise<Pointer | undefined> =>
  (await table.get(pointerKey(ws, period))) as unknown as Pointer | undefined;

/** The figures of a period: of a month as the counters have them, of a week beside the one before. */
const figuresFor = async (
  workspace: WorkspaceItem,
  period: string,
  { previous, meter }: { previous: string | undefined; meter: Meter },
): Promise<Frozen> => {
  const taken = await takeFigures(workspace, period, meter);
  return isWeek(period) ? weekFrom(taken, (await readFrozen(previous, meter.deps)) as FrozenWeek | undefined) : taken;
};

/** What a pack is compared with: a period of which it is known what happened in it. */
const comparable = (frozen: Frozen | undefined): Frozen | undefined =>
  frozen && isMeasured(frozen) ? frozen : undefined;

const demandMeasured = (frozen: Frozen): Frozen => {
  if (!isMeasured(frozen)) throw new Problem('conflict', 'Nothing was frozen at the beginning of that week.');
  return frozen;
};

/**
 * Freezes the figures of a period that is over; the first to do so wins, and what it wrote stands for ever. A week is frozen in the week
 * after it or never: what happened in it is the difference of two freezings.
 * @throws Problem conflict
 */
export const freeze = async (workspace: WorkspaceItem, period: string, meter: Meter): Promise<Pointer> => {
  const known = await pointerOf(workspace.id, period, meter.table);
  if (known) return known;
  const now = new Date(meter.deps.now()).toISOString();
  if (isWeek(period) && movedBy(period, 1) !== periodAt(now, workspace.timeZone, period))
    throw new Problem('conflict', 'The figures of a week are frozen in the week after it.');
  const previous = (await pointerOf(workspace.id, movedBy(period, -1), meter.table))?.object;
  const frozen = await figuresFor(workspace, period, { previous, meter });
  const object = `reviews/${workspace.id}/${period}/${frozen.frozenAt}.json`;
  await meter.deps.objects.put(object, JSON.stringify(frozen), 'application/json');
  const pointer: Pointer = { object, ...(previous ? { previous } : {}) };
  try {
    await meter.table.write([{ op: 'create', item: { ...pointerKey(workspace.id, period), ...pointer } }]);
    return pointer;
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    return (await pointerOf(workspace.id, period, meter.table))!;
  }
};

/** Freezes a week that is over. @returns whether it is known what happened in it @throws Problem conflict */
export const freezeWeek = async (workspace: WorkspaceItem, week: string, meter: Meter): Promise<boolean> => {
  const pointer = await freeze(workspace, week, meter);
  // Of a week before which another was frozen everything is known.
  return pointer.previous !== undefined;
};

/**
 * Makes the pack of a month or a week. One that is over is frozen first; one under way is shown as it stands and not kept.
 * @throws Problem conflict: not begun yet, or a week that was not frozen from its beginning to its end
 */
export const makePack = async (workspace: WorkspaceItem, period: string, meter: Meter): Promise<ReviewPack> => {
  const current = periodAt(new Date(meter.deps.now()).toISOString(), workspace.timeZone, period);
  if (period > current) throw new Problem('conflict', 'That period has not begun.');
  if (period === current) {
    const previous = (await pointerOf(workspace.id, movedBy(period, -1), meter.table))?.object;
    const figures = demandMeasured(await figuresFor(workspace, period, { previous, meter }));
    return buildPack(figures, comparable(await readFrozen(previous, meter.deps)));
  }
  const known = await meter.table.get(packKey(workspace.id, period));
  if (known) return JSON.parse(String(known['pack'])) as ReviewPack;
  const pointer = await freeze(workspace, period, meter);
  const frozen = await readFrozen(pointer.object, meter.deps);
  if (!frozen) throw new Error(`frozen figures ${pointer.object} are missing`);
  const pack = buildPack(demandMeasured(frozen), comparable(await readFrozen(pointer.previous, meter.deps)));
  const header = {
    period,
    frozenAt: pack.frozenAt,
    provisional: pack.provisional,
    openFindings: pack.findings.open.value,
    overdueFindings: pack.findings.overdue.value,
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
          // Weeks stand among the months by their first day.
          g1s: isWeek(period) ? startOf(period) : period,
        },
      },
    ]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
  return pack;
};
