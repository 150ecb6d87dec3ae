import { entityOf } from '../entities.ts';
import type { Hold } from '../kernel/beside.ts';
import type { Rec } from '../kernel/record.ts';

/** What somebody takes of their credit in one currency, minor units. `credits` is below zero; `overdue` is told beside, not added. */
export interface CreditParts {
  orders: number;
  receivables: number;
  credits: number;
  overdue: number;
}

/** Parts by currency. */
export type ByCurrency = ReadonlyMap<string, CreditParts>;

export const partNames = ['orders', 'receivables', 'credits', 'overdue'] as const;

export const noParts: CreditParts = { orders: 0, receivables: 0, credits: 0, overdue: 0 };

export const addParts = (a: CreditParts, b: CreditParts): CreditParts => ({
  orders: a.orders + b.orders,
  receivables: a.receivables + b.receivables,
  credits: a.credits + b.credits,
  overdue: a.overdue + b.overdue,
});

export const negated = (parts: CreditParts): CreditParts => subtractParts(noParts, parts);

export const subtractParts = (a: CreditParts, b: CreditParts): CreditParts => ({
  orders: a.orders - b.orders,
  receivables: a.receivables - b.receivables,
  credits: a.credits - b.credits,
  overdue: a.overdue - b.overdue,
});

export const isNothing = (parts: CreditParts): boolean => partNames.every((name) => parts[name] === 0);

/** Open orders, unpaid receivables, less the money of theirs that is not allocated. */
export const exposureOf = (parts: CreditParts): number => parts.orders + parts.receivables + parts.credits;

/** Tables of parts added up. */
export const addAll = (...tables: readonly ByCurrency[]): Map<string, CreditParts> => {
  const sum = new Map<string, CreditParts>();
  for (const table of tables)
    for (const [currency, parts] of table) sum.set(currency, addParts(sum.get(currency) ?? noParts, parts));
  return sum;
};

/** Without the currencies in which nothing stands. */
export const withoutNothing = (table: ByCurrency): Map<string, CreditParts> =>
  new Map([...table].filter(([, parts]) => !isNothing(parts)));

export const negatedAll = (table: ByCurrency): Map<string, CreditParts> =>
  new Map([...table].map(([currency, parts]) => [currency, negated(parts)]));

const partsOf = ({ kind, amount }: Hold, sign: 1 | -1): CreditParts => ({ ...noParts, [kind]: sign * amount });

/** What a record takes of its customer's credit; nothing for kinds that take none, and for amounts that are no numbers. */
export const holdsOf = (rec: Rec | undefined): readonly Hold[] =>
  rec === undefined ? [] : (entityOf(rec.type).holds?.(rec) ?? []).filter((hold) => Number.isSafeInteger(hold.amount));

/** Holds added up by account and currency. */
export const sumOfHolds = (holds: readonly Hold[], sign: 1 | -1 = 1): Map<string, Map<string, CreditParts>> => {
  const sums = new Map<string, Map<string, CreditParts>>();
  for (const hold of holds) {
    const own = sums.get(hold.accountId) ?? new Map<string, CreditParts>();
    own.set(hold.currency, addParts(own.get(hold.currency) ?? noParts, partsOf(hold, sign)));
    sums.set(hold.accountId, own);
  }
  return sums;
};

/** How much more each account takes of its credit after some changes than before them; accounts for which nothing moves stay out. */
export const holdsMoved = (
  changes: readonly { current?: Rec | undefined; next: Rec }[],
): Map<string, Map<string, CreditParts>> => {
  const before = sumOfHolds(
    changes.flatMap(({ current }) => holdsOf(current)),
    -1,
  );
  const after = sumOfHolds(changes.flatMap(({ next }) => holdsOf(next)));
  const moved = new Map<string, Map<string, CreditParts>>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const sum = withoutNothing(addAll(before.get(id) ?? new Map(), after.get(id) ?? new Map()));
    if (sum.size > 0) moved.set(id, sum);
  }
  return moved;
};
