import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bill, orderOf } from '../shipments/billed.fixture.ts';
import type { CreditKind } from './crediting.ts';
import { credit, creditFaults, keptOf, leftOf, orderReturned, settled } from './crediting.ts';

describe('what is taken back of a receivable', () => {
  it.each([
    ['a return', 'return', [{ line: 1, quantity: 2 }], 754],
    ['all of it', 'return', [{ line: 1, quantity: 3 }], 1_130],
    ['a lower price', 'price', [{ line: 1, perUnit: 10 }], 34],
    ['a lower price for some', 'price', [{ line: 1, perUnit: 10, quantity: 1 }], 11],
  ] as const)('%s', (_name, kind, wanted, total) => {
    const billed = bill(false, [{ quantity: 3, amount: 1_000, taxRate: 13 }]);
    expect(creditFaults(billed, wanted, kind)).toEqual([]);
    expect(credit(billed, wanted, kind).total).toBe(total);
  });

  it.each([
    ['more than was billed', 'return', { line: 1, quantity: 4 }, 'quantity', 'more-than-open'],
    ['a line that is not there', 'return', { line: 2, quantity: 1 }, 'line', 'not-allowed-value'],
    ['a return without a quantity', 'return', { line: 1 }, 'quantity', 'required'],
    ['a return with a price', 'return', { line: 1, quantity: 1, perUnit: 5 }, 'perUnit', 'unknown'],
    ['a correction without a price', 'price', { line: 1 }, 'perUnit', 'required'],
    ['more than the line cost', 'price', { line: 1, perUnit: 334 }, 'perUnit', 'more-than-open'],
    ['a quantity that is too fine', 'return', { line: 1, quantity: 0.0000001 }, 'quantity', 'too-fine'],
  ] as const)('refuses %s', (_name, kind, wanted, field, code) => {
    const billed = bill(false, [{ quantity: 3, amount: 1_000, taxRate: 13 }]);
    expect(creditFaults(billed, [wanted], kind)).toMatchObject([{ field: `lines.0.${field}`, code }]);
  });

  it('takes back a price that was lowered before, not the old one', () => {
    const billed = bill(true, [{ quantity: 4, unitPrice: 1_000, taxRate: 13 }]);
    const lowered = { ...billed, lines: credit(billed, [{ line: 1, perUnit: 250 }], 'price').billed };
    expect(credit(lowered, [{ line: 1, quantity: 1 }], 'return').total).toBe(750);
    const whole = credit(lowered, [{ line: 1, quantity: 4 }], 'return');
    expect(whole.total).toBe(3_000);
    expect(leftOf(whole.billed[0]!, true)).toEqual({ amount: 0, taxAmount: 0, total: 0 });
  });

  it('goes to the receivable as far as it owes, the rest to the customer', () => {
    const billed = bill(false, [{ quantity: 1, amount: 1_000 }], { paid: 700 });
    expect(settled(billed, 200)).toEqual({ taken: 200, unallocated: 0 });
    expect(settled(billed, 1_000)).toEqual({ taken: 300, unallocated: 700 });
  });

  it('stands on the order’s line', () => {
    const billed = bill(false, [{ quantity: 0 }, { quantity: 5, unitPrice: 10 }]);
    const order = orderOf(false, [{ quantity: 0 }, { quantity: 5, unitPrice: 10, shipped: 5, returned: 1 }]);
    expect(orderReturned(order, billed, [{ line: 1, quantity: 2 }])[1]).toMatchObject({ returned: 3, shipped: 5 });
  });
});

const asked = fc.record({
  kind: fc.constantFrom<CreditKind>('return', 'price'),
  /** Thousandths of what is there. */
  share: fc.integer({ min: 1, max: 1_200 }),
});

describe('returns and lower prices in any order', () => {
  it('never take back more than was billed, and all of it once everything is back', () => {
    fc.assert(
      fc.property(
        fc.record({
          quantity: fc.integer({ min: 1, max: 5_000 }).map((n) => n / 10),
          unitPrice: fc.integer({ min: 1, max: 900_000 }),
          taxRate: fc.constantFrom(0, 6, 7.7, 13, 25),
        }),
        fc.boolean(),
        fc.array(asked, { maxLength: 8 }),
        (made, included, steps) => {
          let billed = bill(included, [made]);
          const total = Number(billed.data['total']);
          let taken = 0;
          const take = (kind: CreditKind, wanted: Record<string, unknown>) => {
            const done = credit(billed, [{ line: 1, ...wanted }], kind);
            billed = { ...billed, lines: done.billed };
            taken += done.total;
            const left = leftOf(done.billed[0]!, included);
            expect(Math.min(left.total, left.taxAmount, left.amount, done.total)).toBeGreaterThanOrEqual(0);
            expect(taken + left.total).toBe(total);
          };
          for (const { kind, share } of steps) {
            const line = billed.lines![0]!;
            const wanted =
              kind === 'return'
                ? { quantity: Number(((keptOf(line) * share) / 1_000).toFixed(3)) }
                : { perUnit: Math.ceil((made.unitPrice * share) / 1_000) };
            const refused = creditFaults(billed, [{ line: 1, ...wanted }], kind).length > 0;
            if (!refused && keptOf(line) > 0 && wanted.quantity !== 0) take(kind, wanted);
          }
          const rest = keptOf(billed.lines![0]);
          if (rest > 0) take('return', { quantity: rest });
          expect(taken).toBe(total);
        },
      ),
      { numRuns: 300 },
    );
  });
});
