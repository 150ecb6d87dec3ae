import { freezeWeek, makePack } from '../../functions/review/freeze.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { calendarOf } from '../../functions/runtime/process.ts';
import type { WorkspaceItem } from '../../functions/runtime/settings.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import type { Table } from '../../functions/runtime/table.ts';
import type { Calendar } from '../../shared/kernel/calendar.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { startOfDay } from '../../shared/kernel/time.ts';
import { contributionsOf, countedTypes } from '../../shared/review/projections.ts';
import { endOf, movedBy, weekAt } from '../../shared/review/week.ts';
import { counterPartition, recordKey } from '../../shared/table/keys.ts';

/** Weeks that were reviewed while the system was introduced; one more is frozen before them, from which the first is measured. */
const REVIEWED = 3;
const BATCH = 100;

/** Fields that say when something happened to a record; a due time lies ahead and says what was meant to. */
const happened = (name: string): boolean => /At$/.test(name) && name !== 'dueAt';

/**
 * A record as an instant found it, as far as its fields say when they were filled; undefined for one that was not there yet. Good enough
 * to be counted: a finding that was closed later was open then.
 */
export const asOf = (rec: Rec, instant: string): Rec | undefined => {
  if (rec.createdAt > instant) return undefined;
  const later = Object.entries(rec.data).filter(([name, value]) => happened(name) && String(value) > instant);
  if (later.length === 0) return rec;
  const names = new Set(later.map(([name]) => name));
  return { ...rec, data: Object.fromEntries(Object.entries(rec.data).filter(([name]) => !names.has(name))) };
};

type Sums = Map<string, number>;

const add = (sums: Sums, rec: Rec | undefined, { calendar, sign }: { calendar: Calendar; sign: 1 | -1 }): void => {
  for (const { period, item, field, amount } of rec ? contributionsOf(rec, calendar) : []) {
    if (period === 'now') continue;
    const name = [period, item, field].join('\n');
    sums.set(name, (sums.get(name) ?? 0) + sign * amount);
  }
};

/** What the months' counters have gained of these records since an instant, by `month item field`. */
export const gainedSince = (records: readonly Rec[], instant: string, calendar: Calendar): Sums => {
  const sums: Sums = new Map();
  for (const rec of records) {
    add(sums, rec, { calendar, sign: 1 });
    add(sums, asOf(rec, instant), { calendar, sign: -1 });
  }
  return sums;
};

/** Records that were touched since an instant and count in anything. */
const touchedSince = async (ws: string, instant: string, { lists, table }: Deps): Promise<Rec[]> => {
  const ids: string[] = [];
  for (const type of countedTypes) {
    const { rows } = await lists.fresh(ws, type, table);
    for (const row of rows.values()) if (String(row['updatedAt']) > instant) ids.push(row.id);
  }
  const out: Rec[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const items = await table.batchGet(ids.slice(at, at + BATCH).map((id) => recordKey(ws, id)));
    out.push(...items.flatMap((item) => (item ? [toRec(item)] : [])));
  }
  return out;
};

/** The table with the months' counters as an instant found them. */
const countersThen = (ws: string, table: Table, gained: Sums): Table => ({
  ...table,
  async *queryAll(input) {
    const month = input.partition.slice(counterPartition(ws, '').length);
    const isCounter = input.partition.startsWith(counterPartition(ws, ''));
    for await (const item of table.queryAll(input)) {
      const then = (name: string, value: unknown) =>
        typeof value === 'number' ? value - (gained.get([month, String(item['sk']), name].join('\n')) ?? 0) : value;
      yield isCounter
        ? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, then(name, value)]))
        : item;
    }
  },
});

/** The reviews of the weeks of the introduction, each made on the Monday after it; nobody is sent a mail of them. */
export const reviewWeeks = async (workspace: WorkspaceItem, deps: Deps): Promise<void> => {
  const running = weekAt(new Date(deps.now()).toISOString(), workspace.timeZone);
  const weeks = Array.from({ length: REVIEWED + 1 }, (_, back) => movedBy(running, back - REVIEWED - 1));
  const monday = (week: string) => startOfDay(endOf(week), workspace.timeZone);
  const touched = await touchedSince(workspace.id, monday(weeks[0]!), deps);
  const calendar = await calendarOf(workspace, deps);
  for (const week of weeks) {
    const then: Deps = { ...deps, now: () => Date.parse(monday(week)) + 21_600_000 };
    const table = countersThen(workspace.id, deps.table, gainedSince(touched, monday(week), calendar));
    if (week === weeks[0]) await freezeWeek(workspace, week, { deps: then, table });
    else await makePack(workspace, week, { deps: then, table });
  }
};
