import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealTotals } from '../commerce/deal.ts';
import { portion, quantitySum } from '../kernel/money.ts';
import type { Rec } from '../kernel/record.ts';
import { credit, creditFaults, keptOf, settled } from '../receivables/crediting.ts';
import { balanceOf } from '../receivables/receivable.ts';
import { orderOf, rec } from './billed.fixture.ts';
import { allShipped, billedTotals, exchanged, openOf, openRest, ship, shippingFaults } from './fulfilment.ts';

/** Sends an order's steps out one after the other; every part as it is billed. */
const inSteps = (order: Rec, steps: readonly number[]) => {
  let lines = order.lines!;
  return steps.map((quantity) => {
    const done = ship({ ...order, lines }, [{ orderLine: 1, quantity }]);
    lines = done.ordered;
    return done.lines[0] as { amount: number; taxAmount: number; total: number };
  });
};

describe('what parts of a line cost', () => {
  it.each([
    // Three thirds of 10.00 at 13 %: 3.33 + 3.34 + 3.33, tax 0.43 + 0.44 + 0.43.
    {
      name: 'CNY, net',
      included: false,
      line: { quantity: 3, unitPrice: 333.3333, amount: 1_000, taxRate: 13 },
      steps: [1, 1, 1],
      totals: [376, 378, 376],
    },
    {
      name: 'CNY, price with tax',
      included: true,
      line: { quantity: 3, amount: 1_000, taxRate: 13 },
      steps: [1, 1, 1],
      totals: [333, 334, 333],
    },
    {
      name: 'JPY',
      included: false,
      line: { quantity: 3, amount: 100, taxRate: 10 },
      steps: [1, 1, 1],
      totals: [36, 38, 36],
    },
    {
      name: 'KWD',
      included: false,
      line: { quantity: 7, unitPrice: 1_001, taxRate: 5 },
      steps: [2, 2, 3],
      totals: [2_102, 2_102, 3_153],
    },
    {
      name: 'broken quantities',
      included: false,
      line: { quantity: 0.3, unitPrice: 999, taxRate: 13 },
      steps: [0.1, 0.1, 0.1],
      totals: [113, 113, 113],
    },
    {
      name: 'nothing',
      included: false,
      line: { quantity: 2, unitPrice: 0, taxRate: 13 },
      steps: [1, 1],
      totals: [0, 0],
    },
    { name: 'no tax', included: false, line: { quantity: 3, amount: 1_000 }, steps: [2, 1], totals: [667, 333] },
  ])('$name', ({ included, line, steps, totals }) => {
    const order = orderOf(included, [line]);
    const parts = inSteps(order, steps);
    expect(parts.map((part) => part.total)).toEqual(totals);
    const whole = dealTotals(order.lines!, included);
    const sum = (name: 'amount' | 'taxAmount' | 'total') => parts.reduce((all, part) => all + part[name], 0);
    expect([sum('total'), sum('taxAmount')]).toEqual([whole.gross, whole.tax]);
    expect(sum('amount')).toBe(order.lines![0]!['amount']);
  });
});

describe('what an order lets go of', () => {
  const order = orderOf(false, [
    { productId: 'prd_1', quantity: 10, shipped: 4, unitPrice: 100 },
    { productId: 'prd_2', quantity: 2, shipped: 2, unitPrice: 100 },
    { productId: 'prd_3', quantity: 1.5, unitPrice: 100 },
  ]);

  it('is what was not shipped yet', () => {
    expect(order.lines!.map(openOf)).toEqual([6, 0, 1.5]);
    expect(openRest(order)).toEqual([
      { orderLine: 1, quantity: 6 },
      { orderLine: 3, quantity: 1.5 },
    ]);
    expect(allShipped(order.lines!)).toBe(false);
    expect(allShipped(ship(order, openRest(order)).ordered)).toBe(true);
  });

  it.each([
    [[{ orderLine: 1, quantity: 6 }], []],
    [[{ orderLine: 1, quantity: 6.000001 }], [['lines.0.quantity', 'more-than-open', '6']]],
    [
      [
        { orderLine: 3, quantity: 1 },
        { orderLine: 2, quantity: 1 },
      ],
      [['lines.1.quantity', 'more-than-open', '0']],
    ],
    [[{ orderLine: 4, quantity: 1 }], [['lines.0.orderLine', 'not-allowed-value', '1 … 3']]],
    [
      [
        { orderLine: 1, quantity: 3 },
        { orderLine: 1, quantity: 3 },
      ],
      [['lines.1.orderLine', 'duplicate', undefined]],
    ],
    [[{ orderLine: 1, quantity: 0.0000001 }], [['lines.0.quantity', 'too-fine', '6']]],
    [[{ orderLine: 1, quantity: -1 }], [['lines.0.quantity', 'too-small', undefined]]],
  ])('refuses %j with %j', (wanted, faults) => {
    expect(shippingFaults(order, wanted).map((one) => [one.field, one.code, one.expected])).toEqual(faults);
  });

  it('is not what became another product meanwhile', () => {
    expect(exchanged(order, [{ orderLine: 2, productId: 'prd_2' }])).toEqual([]);
    expect(exchanged(order, [{ orderLine: 1, productId: 'prd_9' }])).toMatchObject([{ field: 'lines.0.productId' }]);
  });
});

/** Cuts of a quantity into steps, in millionths so that they add up. */
const cut = (quantity: number, weights: readonly number[]): number[] => {
  const whole = Math.round(quantity * 1e6);
  const all = weights.reduce((sum, one) => sum + one, 0);
  let before = 0;
  let seen = 0;
  return weights.map((weight) => {
    seen += weight;
    const upTo = Math.round((whole * seen) / all);
    const part = (upTo - before) / 1e6;
    before = upTo;
    return part;
  });
};

const lines = fc.array(
  fc.record({
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 10_000_000 }).map((n) => n / 1_000),
    ),
    unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
    taxRate: fc.constantFrom(0, 1, 3, 5, 6, 7.7, 8.1, 9, 10, 13, 19, 20, 25),
  }),
  { minLength: 1, maxLength: 4 },
);
const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

describe('an order from the first shipment to the last return', () => {
  it('adds up, however it is cut', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), weights, weights, fc.nat(100), (made, included, out, back, paidShare) => {
        let order = orderOf(included, made);
        const whole = dealTotals(order.lines!, included);
        const bills: Rec[] = [];
        for (let step = 0; step < out.length; step++) {
          const wanted = made.flatMap((line, index) => {
            const quantity = cut(line.quantity, out)[step]!;
            return quantity > 0 ? [{ orderLine: index + 1, quantity }] : [];
          });
          expect(shippingFaults(order, wanted)).toEqual([]);
          const done = ship(order, wanted);
          order = { ...order, lines: done.ordered };
          bills.push(
            rec('receivable', billedTotals({ data: { taxIncluded: included }, lines: done.lines }).data, done.lines),
          );
        }
        expect(allShipped(order.lines!)).toBe(true);
        const sumOf = (name: string) => bills.reduce((sum, bill) => sum + Number(bill.data[name]), 0);
        expect([sumOf('total'), sumOf('taxAmount')]).toEqual([whole.gross, whole.tax]);

        for (const first of bills) {
          const total = Number(first.data['total']);
          const paid = portion(total, { before: 0, after: paidShare, whole: 100 });
          let bill: Rec = { ...first, data: { ...first.data, paid } };
          let unallocated = 0;
          let taken = 0;
          const cuts = bill.lines!.map((line) => cut(Number(line['quantity']), back));
          for (let step = 0; step < back.length; step++) {
            const wanted = cuts.flatMap((parts, index) =>
              parts[step]! > 0 ? [{ line: index + 1, quantity: parts[step]! }] : [],
            );
            expect(creditFaults(bill, wanted, 'return')).toEqual([]);
            const done = credit(bill, wanted, 'return');
            const goes = settled(bill, done.total);
            unallocated += goes.unallocated;
            taken += done.total;
            const credited = Number(bill.data['credited'] ?? 0) + goes.taken;
            bill = { ...bill, data: { ...bill.data, credited }, lines: done.billed };
            expect(balanceOf(bill)).toBeGreaterThanOrEqual(0);
            expect(done.total).toBeGreaterThanOrEqual(0);
          }
          expect(bill.lines!.map(keptOf)).toEqual(bill.lines!.map(() => 0));
          expect(taken).toBe(total);
          // All came back: what was paid is theirs again, and nothing is owed.
          expect([balanceOf(bill), unallocated]).toEqual([0, paid]);
        }
        expect(quantitySum(...order.lines!.map((line) => Number(line['shipped'])))).toBe(
          quantitySum(...made.map((line) => line.quantity)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
