/**
 * What the table holds of a company, read without a line of the product's code: whoever recounts a figure by the code that counted it
 * agrees with it whatever it does. Imported by month-recount*.ts; test/integration/month.test.ts asserts that none of them imports more.
 */

type Item = Readonly<Record<string, unknown>>;
export type Data = Readonly<Record<string, unknown>>;

/** A step of a document as it was taken. */
export interface Taken {
  at: string;
  action: string;
  from: string;
  to: string;
  by: string;
  late?: boolean;
}

/** A change of a field as the history has it. */
interface Moved {
  at: string;
  before?: unknown;
  after?: unknown;
}

/** A document as it is stored, with what hangs on it. */
export interface Doc {
  id: string;
  type: string;
  createdAt: string;
  createdBy: string;
  /** By what way it came in. */
  source: string;
  ownerId?: string;
  data: Data;
  lines: readonly Data[];
  steps: readonly Taken[];
  /** How a field went through the versions of the document, oldest first. */
  moves: (field: string) => Moved[];
}

/** The documents of a company at an instant; what was archived, merged or removed is none. */
export type Docs = (type: string) => readonly Doc[];

const bySort = (a: Item, b: Item): number => (String(a['sk']) < String(b['sk']) ? -1 : 1);
const isDoc = (item: Item): boolean =>
  item['sk'] === '#' && typeof item['type'] === 'string' && typeof item['id'] === 'string' && !!item['data'];

const isGone = (item: Item): boolean => !!(item['archivedAt'] || item['aliasOf'] || item['removedAt']);

/** Puts the items of a table scan together. Raw items of one workspace, in any order. */
export const docsOf = (items: readonly Item[]): Docs => together(items, (item) => !isGone(item));
/** The same with what was archived or merged: it was there. */
export const allDocsOf = (items: readonly Item[]): Docs => together(items, (item) => !item['removedAt']);

const together = (items: readonly Item[], counts: (item: Item) => boolean): Docs => {
  const hanging = new Map<string, Item[]>();
  for (const item of items) {
    const sort = String(item['sk']);
    if (!sort.startsWith('s#') && !sort.startsWith('h#')) continue;
    const pk = String(item['pk']);
    hanging.set(pk, [...(hanging.get(pk) ?? []), item]);
  }
  const byType = new Map<string, Doc[]>();
  for (const item of items) {
    if (!isDoc(item) || !counts(item)) continue;
    const own = (hanging.get(String(item['pk'])) ?? []).sort(bySort);
    const history = own.filter(({ sk }) => String(sk).startsWith('h#'));
    const doc: Doc = {
      id: String(item['id']),
      type: String(item['type']),
      createdAt: String(item['createdAt']),
      createdBy: String(item['createdBy']),
      source: String(item['source']),
      ...(typeof item['ownerId'] === 'string' ? { ownerId: item['ownerId'] } : {}),
      data: item['data'] as Data,
      lines: (item['lines'] as Data[] | undefined) ?? [],
      steps: own.filter(({ sk }) => String(sk).startsWith('s#')) as unknown as Taken[],
      moves: (field) =>
        history.flatMap((entry) =>
          ((entry['changes'] as (Moved & { field: string })[] | undefined) ?? [])
            .filter((change) => change.field === field)
            .map((change) => ({ ...change, at: String(entry['at']) })),
        ),
    };
    byType.set(doc.type, [...(byType.get(doc.type) ?? []), doc]);
  }
  return (type) => byType.get(type) ?? [];
};

export const text = (doc: { data: Data }, field: string): string => {
  const value = doc.data[field];
  return typeof value === 'string' ? value : '';
};
export const number = (data: Data, field: string): number => {
  const value = data[field];
  return typeof value === 'number' ? value : 0;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Shanghai is eight hours ahead, all the year. */
const ahead = 8 * HOUR;

/** The day in Shanghai of an instant. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + ahead).toISOString().slice(0, 10);
export const monthOf = (instant: string): string => dayOf(instant).slice(0, 7);

/** Days between which no public holiday of China falls, 2026. */
const plain = ['2026-10-12', '2026-12-31'] as const;

/** Minutes of office hours (Monday to Friday, 9 to 12 and 13 to 18 in Shanghai) between two instants, whole. */
export const officeMinutes = (from: string, to: string): number => {
  if (dayOf(from) < plain[0] || dayOf(to) > plain[1]) throw new Error(`the recount knows no holidays at ${from}`);
  let sum = 0;
  for (let day = Date.parse(dayOf(from)); day <= Date.parse(dayOf(to)); day += DAY) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    for (const [begin, end] of [
      [9, 12],
      [13, 18],
    ] as const) {
      const midnight = day - ahead;
      const [starts, ends] = [midnight + begin * HOUR, midnight + end * HOUR];
      sum += Math.max(0, Math.min(ends, Date.parse(to)) - Math.max(starts, Date.parse(from)));
    }
  }
  return Math.round(sum / 60_000);
};

/** The month that lies so many before another one. */
export const monthBefore = (month: string, count: number): string => {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, index - 1 - count, 1)).toISOString().slice(0, 7);
};

/** Sums by key. */
export type Sums = Record<string, number>;

/** Adds up values by a key; what comes to nothing is left out. */
export const sums = <T>(list: readonly T[], key: (one: T) => string, value: (one: T) => number = () => 1): Sums => {
  const out: Sums = {};
  for (const one of list) out[key(one)] = (out[key(one)] ?? 0) + value(one);
  return Object.fromEntries(Object.entries(out).filter(([, sum]) => sum !== 0));
};
export const total = <T>(list: readonly T[], value: (one: T) => number): number =>
  list.reduce((sum, one) => sum + value(one), 0);
export const currencyOf = (doc: Doc): string => text(doc, 'currency');

/** What the lines of a document come to, minor units. */
export const amountOf = ({ lines }: Doc): number =>
  total(lines, (line) => Math.round(number(line, 'quantity') * number(line, 'unitPrice')));
