import { canonicalJson } from '../kernel/canonical.ts';
import type { Content } from '../kernel/entity.ts';
import { addDays } from '../kernel/time.ts';

type Row = Record<string, unknown>;

const dateIn = (row: Row, name: 'from' | 'to'): string | undefined =>
  typeof row[name] === 'string' ? (row[name] as string) : undefined;

const without = (row: Row, ...names: string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => !names.includes(name) && value !== undefined));

const form = (row: Row, ...but: string[]): string => canonicalJson(without(row, ...but));

const isPast = (row: Row, day: string): boolean => (dateIn(row, 'from') ?? '') < day;

const endedBefore = (row: Row, day: string): Row => {
  const eve = addDays(day, -1);
  const to = dateIn(row, 'to');
  return to !== undefined && to <= eve ? row : { ...row, to: eve };
};

/** Whether only the end of a row is another one, and both lie no earlier than the eve: then what has been stays as it was. */
const endsAnew = (old: Row, next: Row, day: string): boolean =>
  form(old, 'to') === form(next, 'to') && [old, next].every((row) => (dateIn(row, 'to') ?? '9999') >= addDays(day, -1));

/** What there is of a wanted row from the day on; nothing of one that speaks of the past alone. */
const fromDayOn = (row: Row, day: string): Row[] => {
  if (!isPast(row, day)) return [row];
  const to = dateIn(row, 'to');
  return to !== undefined && to < day ? [] : [{ ...row, from: day }];
};

const order = (a: Row, b: Row): number =>
  Number(a['minQuantity'] ?? 0) - Number(b['minQuantity'] ?? 0) ||
  (dateIn(a, 'from') ?? '').localeCompare(dateIn(b, 'from') ?? '') ||
  (dateIn(a, 'to') ?? '9999').localeCompare(dateIn(b, 'to') ?? '9999');

/**
 * Dated rows after a change that holds from a day (YYYY-MM-DD) on: what held before that day holds for it still, so that the price
 * of any past date is found again. A row that changes is ended on the eve and begins anew on the day; one that goes is ended; one
 * that lay ahead goes altogether.
 */
export const keptPast = (before: readonly Row[], after: readonly Row[], day: string): Row[] => {
  const wanted = new Set(after.map((row) => form(row)));
  const known = new Set(before.map((row) => form(row)));
  const past = before
    .filter((row) => isPast(row, day) && !wanted.has(form(row)))
    .filter((row) => !after.some((next) => endsAnew(row, next, day)))
    .map((row) => endedBefore(row, day));
  const rows = after.flatMap((row) =>
    known.has(form(row)) || before.some((old) => isPast(old, day) && endsAnew(old, row, day))
      ? [row]
      : fromDayOn(row, day),
  );
  const changed = past.length > 0 || rows.length !== after.length || rows.some((row, index) => row !== after[index]);
  return changed ? [...past, ...rows].sort(order) : [...after];
};

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** A price after an approved change: the rows of the past stay. */
export const approvedRows = (next: Content, previous: Content, day: string): Content => ({
  ...next,
  lines: keptPast(previous.lines ?? [], next.lines ?? [], day),
});

/**
 * A product after an approved change of its price: the old price stays as a dated one. Where a dated price was in force, it is
 * that one which ends, and the new price follows it.
 */
export const approvedProduct = (next: Content, previous: Content, day: string): Content => {
  const before = previous.lines ?? [];
  if (!same(before, next.lines ?? [])) return { ...next, lines: keptPast(before, next.lines ?? [], day) };
  const was = previous.data['price'];
  const will = next.data['price'];
  if (same(was, will)) return next;
  const holds = (row: Row, on: string) =>
    typeof row['price'] === 'number' && (dateIn(row, 'from') ?? '') <= on && on <= (dateIn(row, 'to') ?? '9999');
  if (before.some((row) => holds(row, day))) {
    if (typeof will !== 'number') return next;
    const after = before.map((row) => (holds(row, day) ? { ...row, price: will } : row));
    return { ...next, lines: keptPast(before, after, day) };
  }
  const eve = addDays(day, -1);
  if (typeof was !== 'number' || before.some((row) => holds(row, eve))) return next;
  const ends = before.flatMap((row) => dateIn(row, 'to') ?? []).filter((to) => to < eve);
  const last = ends.sort().at(-1);
  const old: Row = { ...(last ? { from: addDays(last, 1) } : {}), to: eve, price: was };
  return { ...next, lines: [...before, old].sort(order) };
};
