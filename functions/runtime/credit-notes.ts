import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { creditedOn } from '../../shared/receivables/allocate.ts';
import type { CreditKind } from '../../shared/receivables/crediting.ts';
import { credit, creditFaults, orderReturned, settled } from '../../shared/receivables/crediting.ts';
import { billedTotals } from '../../shared/shipments/fulfilment.ts';
import type { Change } from './commit.ts';
import type { Brought } from './effects.ts';
import { followed } from './follow.ts';
import type { Ctx } from './http.ts';
import { readRecord } from './made.ts';
import { demandOpen } from './shipments.ts';

/** States of a receivable of which nothing can be taken back: it is given up, or about to be. */
const givenUp: readonly unknown[] = ['pending-write-off', 'written-off'];

/** Refuses to take back from a receivable that does not stand for it. @throws Problem conflict */
export const demandCreditable = (billed: Rec | undefined): Rec => {
  if (!billed || billed.archivedAt || givenUp.includes(billed.data['status']))
    throw new Problem('conflict', 'Nothing is taken back of a receivable that is written off.');
  return billed;
};

/** The lines of a credit note by its receivable as it is. @throws Problem more-than-open, invalid-input, conflict */
export const creditLines = (billed: Rec, wanted: NonNullable<Rec['lines']>, kind: CreditKind) => {
  demandOpen(creditFaults(billed, wanted, kind));
  const done = credit(billed, wanted, kind);
  if (done.total < 0) throw new Problem('conflict', 'A credit note cannot be below nothing.');
  return done;
};

/** What was asked for: on a return the price is not, on a correction it is. */
const wantedOf = (rec: Rec, kind: CreditKind): NonNullable<Rec['lines']> =>
  (rec.lines ?? []).map(({ line, quantity, perUnit }) => ({
    line,
    quantity,
    ...(kind === 'price' ? { perUnit } : {}),
  }));

const returnedOn = async (billed: Rec, lines: NonNullable<Rec['lines']>, ctx: Ctx): Promise<Change[]> => {
  const order = await readRecord(billed.data['orderId'], ctx);
  return order ? [await followed(order, { lines: orderReturned(order, billed, lines) }, ctx)] : [];
};

/**
 * A credit note that was approved: off the receivable as it is then, back on the order, the rest to the customer’s credit.
 * @throws Problem more-than-open, conflict
 */
export const postCreditNote = async (rec: Rec, ctx: Ctx): Promise<Brought> => {
  const kind = rec.data['kind'] === 'price' ? 'price' : 'return';
  const receivable = demandCreditable(await readRecord(rec.data['receivableId'], ctx));
  const { billed, lines, total } = creditLines(receivable, wantedOf(rec, kind), kind);
  const { taken, unallocated } = settled(receivable, total);
  const comment = String(rec.data['number'] ?? rec.id);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const changed = taken === 0 ? {} : creditedOn(receivable, taken, today);
  const off = await followed(receivable, { ...changed, lines: billed, comment }, ctx);
  const content = billedTotals({ data: rec.data, lines });
  return {
    rec: { ...rec, data: { ...content.data, unallocated }, lines },
    others: [off, ...(kind === 'return' ? await returnedOn(receivable, lines, ctx) : [])],
  };
};
