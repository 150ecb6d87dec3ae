import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/time.ts';
import { approvedProduct, keptPast } from './keep-past.ts';
import { pricesOn, resolvePrice, rowFor, rowsOf } from './resolve.ts';

const DAY = '2026-11-21';
const EVE = '2026-11-20';

describe('rows after an approved change', () => {
  it.each<[string, object[], object[], object[]]>([
    ['nothing changes', [{ price: 100 }], [{ price: 100 }], [{ price: 100 }]],
    [
      'a price changes: the old one ends on the eve',
      [{ price: 100 }],
      [{ price: 110 }],
      [
        { to: EVE, price: 100 },
        { from: DAY, price: 110 },
      ],
    ],
    [
      'one of two breaks changes',
      [{ price: 100 }, { minQuantity: 10, price: 90 }],
      [{ price: 100 }, { minQuantity: 10, price: 80 }],
      [{ price: 100 }, { minQuantity: 10, to: EVE, price: 90 }, { minQuantity: 10, from: DAY, price: 80 }],
    ],
    [
      'a row goes',
      [{ price: 100 }, { minQuantity: 10, price: 90 }],
      [{ price: 100 }],
      [{ price: 100 }, { minQuantity: 10, to: EVE, price: 90 }],
    ],
    [
      'a row ends on a day ahead',
      [{ price: 100 }],
      [{ price: 100, to: '2026-12-31' }],
      [{ price: 100, to: '2026-12-31' }],
    ],
    [
      'a row would have ended long ago',
      [{ price: 100 }],
      [{ price: 100, to: '2026-01-31' }],
      [{ price: 100, to: EVE }],
    ],
    [
      'a row from a day ahead on',
      [{ price: 100 }],
      [{ price: 100 }, { from: '2027-01-01', price: 120 }],
      [{ price: 100 }, { from: '2027-01-01', price: 120 }],
    ],
    [
      'a row that lay ahead goes',
      [{ price: 100 }, { from: '2027-01-01', price: 120 }],
      [{ price: 100 }],
      [{ price: 100 }],
    ],
    [
      'a price that would reach back begins on the day',
      [],
      [{ from: '2026-01-01', price: 100 }],
      [{ from: DAY, price: 100 }],
    ],
    [
      'a row of the past alone is none',
      [{ price: 100 }],
      [{ price: 100 }, { from: '2026-01-01', to: '2026-02-01', price: 1 }],
      [{ price: 100 }],
    ],
    [
      'twice on one day',
      [
        { to: EVE, price: 100 },
        { from: DAY, price: 110 },
      ],
      [
        { to: EVE, price: 100 },
        { from: DAY, price: 120 },
      ],
      [
        { to: EVE, price: 100 },
        { from: DAY, price: 120 },
      ],
    ],
  ])('%s', (_name, before, after, kept) => {
    expect(keptPast(before as Record<string, unknown>[], after as Record<string, unknown>[], DAY)).toEqual(kept);
  });

  it('say of every past day what they said before, whatever was asked for', () => {
    const row = fc.record(
      {
        from: fc.constantFrom(addDays(DAY, -40), addDays(DAY, -10), DAY, addDays(DAY, 20)),
        to: fc.constantFrom(addDays(DAY, -5), addDays(DAY, 30)),
        minQuantity: fc.constant(10),
        price: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: ['price'] },
    );
    // Each break begins once on a day, as entry demands.
    const rows = fc.uniqueArray(row, { maxLength: 5, selector: ({ from, minQuantity }) => `${from}|${minQuantity}` });
    fc.assert(
      fc.property(rows, rows, fc.constantFrom(1, 10), (before, after, quantity) => {
        const kept = rowsOf(keptPast(before, after, DAY));
        for (const offset of [-60, -40, -11, -10, -5, -4, -1]) {
          const question = { quantity, date: addDays(DAY, offset) };
          expect(rowFor(kept, question)?.price).toBe(rowFor(rowsOf(before), question)?.price);
        }
      }),
    );
  });
});

describe('a product after an approved change of its price', () => {
  const product = (price: number | undefined, lines: Record<string, unknown>[]) => ({
    data: price === undefined ? {} : { price },
    lines,
  });
  const on = (
    content: { data: Record<string, unknown>; lines?: Record<string, unknown>[] | undefined },
    date: string,
  ) =>
    resolvePrice(pricesOn({ id: 'prd_1', data: content.data, lines: content.lines ?? [] }), [], {
      currency: 'CNY',
      ownCurrency: 'CNY',
      quantity: 1,
      date,
    }).resolved?.price;

  it.each<[string, Record<string, unknown>[]]>([
    ['without dated prices', []],
    ['with a dated one in force', [{ from: '2026-01-01', price: 100, cost: 60 }]],
    ['with one that has ended', [{ to: '2026-06-30', price: 90 }]],
  ])('costs its customers what it did until the eve, and the new price from the day on: %s', (_name, lines) => {
    const before = product(100, lines);
    let now = approvedProduct(product(120, lines), before, DAY);
    expect([on(now, '2026-06-30'), on(now, EVE), on(now, DAY)]).toEqual([on(before, '2026-06-30'), 100, 120]);
    // And once more, ten days later.
    const later = addDays(DAY, 10);
    now = approvedProduct({ ...now, data: { price: 130 } }, now, later);
    expect([on(now, EVE), on(now, DAY), on(now, addDays(later, -1)), on(now, later)]).toEqual([100, 120, 120, 130]);
  });

  it('keeps what a change of another field leaves', () => {
    const same = product(100, [{ price: 100 }]);
    expect(approvedProduct(same, same, DAY)).toBe(same);
  });
});
