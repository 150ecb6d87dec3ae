import { entityOf } from '../../shared/entities.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { refuseAlias } from './aliases.ts';
import type { Ctx } from './http.ts';
import { isIdempotencyItem } from './idempotency.ts';
import { ledgerWrites } from './ledger.ts';
import { OthersMoved } from './others-moved.ts';
import { duplicateProblem, guardWrites } from './records.ts';
import { toItem } from './stored.ts';
import type { Write } from './table.ts';
import { lostRace, WriteRefused } from './table.ts';

export { OthersMoved };

/** The next version of a record, or a new one, with what has to be written beside it. */
export interface Change {
  current?: Rec;
  next: Rec;
  writes?: readonly Write[];
}

/** What becomes true in one transaction. The first change is the one that was asked for. */
export interface Plan {
  changes: readonly Change[];
  /** Items that make the request one, however often it comes. */
  once?: readonly Write[];
  /** The credit limit was released for this by somebody who may. */
  credit?: 'checked' | 'released';
}

/** Writes of one transaction at most. */
const MOST = 100;
/** How often a transaction is tried that meets others at the same counters. */
const TRIES = 10;

/** A moment that differs from caller to caller, longer with each try (ms). */
export const pause = (tries: number): Promise<void> =>
  new Promise((done) => setTimeout(done, Math.random() * Math.min(20 * 2 ** tries, 400)));

const recordWrite = ({ current, next }: Change): Write => {
  const item = toItem(entityOf(next.type), next);
  return current ? { op: 'replace', item, version: current.version } : { op: 'create', item };
};

/** What it means that another write of a transaction was refused: a natural key that is taken, or a record that moved on. */
export const takenElsewhere = (refused: Write | undefined, error: WriteRefused): Problem =>
  refused?.op === 'create' && /^[^#]*#key#/.test(refused.item.pk)
    ? duplicateProblem(refused.item.pk, error.existing?.['id'])
    : new OthersMoved();

/**
 * Writes a plan in one transaction, with the natural keys of its records and the counters that follow from them (credit, prices
 * given). Where only the counters moved meanwhile, they are read again and the transaction is tried again.
 * @throws WriteRefused where the first record, or the idempotency item, is not as it was read
 * @throws OthersMoved where another record of the plan moved on
 * @throws Problem duplicate-key, over-credit-limit, busy, invalid-input (too much for one transaction)
 */
export const commitPlan = async (plan: Plan, ctx: Ctx): Promise<void> => {
  if (plan.changes[0]?.next.aliasOf === plan.changes[0]?.current?.aliasOf) refuseAlias(plan.changes[0]?.current);
  const fixed: Write[] = [
    ...plan.changes.map(recordWrite),
    ...(plan.once ?? []),
    ...plan.changes.flatMap(({ current, next }) => guardWrites(entityOf(next.type), next, current)),
    ...plan.changes.flatMap(({ writes = [] }) => writes),
  ];
  for (let tries = 1; ; tries++) {
    const writes = [...fixed, ...(await ledgerWrites(plan, ctx))];
    if (writes.length > MOST)
      throw new Problem('invalid-input', 'This concerns too many records at once. Do it in parts.');
    try {
      await ctx.table.write(writes);
      for (const { next } of plan.changes) ctx.deps.lists.note(next);
      return;
    } catch (error) {
      if (error instanceof WriteRefused && error.index < fixed.length) {
        if (error.index === 0 || isIdempotencyItem(error.existing)) throw error;
        throw takenElsewhere(writes[error.index], error);
      }
      if (!lostRace(error)) throw error;
      if (tries === TRIES) throw new Problem('busy');
      await pause(tries);
    }
  }
};

/** Tries a plan anew while other records of it move on. `make` reads them again each time. @throws as commitPlan */
export const replanned = async <T>(make: (tries: number) => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await make(tries);
    } catch (error) {
      if (!(error instanceof OthersMoved) || tries === TRIES) throw error;
      await pause(tries);
    }
  }
};

/** Reads and writes anew while others write to the same items. @throws Problem busy after some tries */
export const takingTurns = async <T>(make: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      if (!lostRace(error)) throw error;
      if (tries === TRIES) throw new Problem('busy');
      await pause(tries);
    }
  }
};
