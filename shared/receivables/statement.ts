import { aged, daysOver, isOwed } from './ageing.ts';
import type { Statement } from './receivables.contract.ts';

type Row = Readonly<Record<string, unknown>>;
type Line = Statement['lines'][number];
/** A line before its balance is known. */
type Entry = Omit<Line, 'balance'>;

/** An account's documents in one currency, as rows of the list index. */
export interface AccountDocuments {
  receivables: readonly Row[];
  payments: readonly Row[];
  creditNotes: readonly Row[];
}

const text = (row: Row, name: string): string => (typeof row[name] === 'string' ? (row[name] as string) : '');
const money = (row: Row, name: string): number => (typeof row[name] === 'number' ? (row[name] as number) : 0);
const counts = (row: Row): boolean => row['removedAt'] === undefined && row['archivedAt'] === undefined;
/** The day of a document; one that names none was entered that day. */
const dayOf = (row: Row, name: string): string => text(row, name) || text(row, 'occurredAt').slice(0, 10);

const allocated = (payments: readonly Row[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const row of payments) {
    if (row['status'] !== 'received') continue;
    for (const [id, amount] of (row['allocations'] as [string, number][] | undefined) ?? [])
      sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  return sums;
};

const named = (row: Row, type: Entry['type'], date: string): Entry => ({
  date,
  type,
  id: text(row, 'id'),
  number: text(row, 'number'),
  charge: 0,
  credit: 0,
});

/** What a receivable charges; one that came by import brings along what was paid on it before. */
const charged = (row: Row, byPayments: ReadonlyMap<string, number>): Entry[] => {
  const before = text(row, 'source').startsWith('import')
    ? Math.max(0, money(row, 'paid') - (byPayments.get(text(row, 'id')) ?? 0))
    : 0;
  const dueDate = text(row, 'dueDate');
  const entry: Entry = {
    ...named(row, 'receivable', dayOf(row, 'issueDate')),
    ...(dueDate ? { dueDate } : {}),
    charge: money(row, 'total'),
    credit: before,
  };
  const given = money(row, 'writtenOff');
  if (given === 0) return [entry];
  return [entry, { ...named(row, 'write-off', text(row, 'settledDate') || entry.date), credit: given }];
};

/** A payment credits on its day; one that was taken back charges again on the day of that. */
const credited = (row: Row): Entry[] => {
  const date = dayOf(row, 'date');
  const reference = text(row, 'reference');
  const entry: Entry = {
    ...named(row, 'payment', date),
    ...(reference ? { text: reference } : {}),
    credit: money(row, 'amount'),
  };
  if (row['status'] !== 'reversed') return [entry];
  return [entry, { ...named(row, 'reversal', text(row, 'reversedOn') || date), charge: money(row, 'amount') }];
};

const noted = (row: Row): Entry[] => {
  if (row['status'] !== 'approved') return [];
  const reason = text(row, 'reason');
  return [
    {
      ...named(row, 'credit-note', dayOf(row, 'date')),
      ...(reason ? { text: reason } : {}),
      credit: money(row, 'total'),
    },
  ];
};

/** On one day, what is billed comes before what settles it. */
const order: readonly Entry['type'][] = ['receivable', 'credit-note', 'payment', 'write-off', 'reversal'];
const inOrder = (a: Entry, b: Entry): number => {
  const key = (one: Entry) => `${one.date} ${order.indexOf(one.type)} ${one.number} ${one.id}`;
  return key(a) < key(b) ? -1 : 1;
};

/** Everything that raised or lowered what an account owes, in order. */
export const entriesOf = ({ receivables, payments, creditNotes }: AccountDocuments): Entry[] => {
  const byPayments = allocated(payments);
  return [
    ...receivables.filter(counts).flatMap((row) => charged(row, byPayments)),
    ...payments.filter(counts).flatMap(credited),
    ...creditNotes.filter(counts).flatMap(noted),
  ].sort(inOrder);
};

const balanced = (opening: number, entries: readonly Entry[]): Line[] => {
  let balance = opening;
  return entries.map((entry) => {
    balance += entry.charge - entry.credit;
    return { ...entry, balance };
  });
};

/**
 * What an account was billed and paid from one date to another, with the running balance in minor units. Below zero the company owes.
 * `open` and `buckets` are what is not settled now of what was billed up to `to`.
 */
export const statementOf = (
  documents: AccountDocuments,
  { from, to }: { from: string; to: string },
): Omit<Statement, 'accountId' | 'name' | 'currency'> => {
  const entries = entriesOf(documents);
  const before = entries.filter((entry) => entry.date < from);
  const opening = before.reduce((sum, entry) => sum + entry.charge - entry.credit, 0);
  const lines = balanced(
    opening,
    entries.filter((entry) => entry.date >= from && entry.date <= to),
  );
  const owed = documents.receivables.filter((row) => isOwed(row) && dayOf(row, 'issueDate') <= to);
  const open = owed
    .map((row) => ({
      id: text(row, 'id'),
      number: text(row, 'number'),
      issueDate: dayOf(row, 'issueDate'),
      dueDate: text(row, 'dueDate'),
      total: money(row, 'total'),
      balance: money(row, 'balance'),
      overdueDays: daysOver(row['dueDate'], to),
    }))
    .sort((a, b) => (`${a.dueDate} ${a.number}` < `${b.dueDate} ${b.number}` ? -1 : 1));
  return { from, to, opening, closing: lines.at(-1)?.balance ?? opening, lines, open, buckets: aged(owed, to).buckets };
};
