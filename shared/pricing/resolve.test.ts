import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked, Listed, ListTerms, PriceRow, ProductPrices } from './resolve.ts';
import { breaksOn, costOn, inForce, listsFor, resolvePrice, rowFor } from './resolve.ts';

const list = (parts: Partial<ListTerms> = {}): ListTerms => ({
  id: 'plt_1',
  name: 'List',
  status: 'active',
  currency: 'CNY',
  from: '2026-01-01',
  ...parts,
});
const bike: ProductPrices = { id: 'prd_1', price: 1000, floorPrice: 700, cost: 500, rows: [] };
const asked: Asked = { currency: 'CNY', date: '2026-11-21', quantity: 1, ownCurrency: 'CNY' };
const priced = (terms: ListTerms, ...rows: PriceRow[]): Listed => ({ id: `prc_${terms.id}`, list: terms, rows });

describe('a list in force', () => {
  it.each([
    ['active, begun', {}, true],
    ['active, not begun', { from: '2026-11-22' }, false],
    ['on its first day', { from: '2026-11-21' }, true],
    ['on its last day', { to: '2026-11-21' }, true],
    ['ended', { to: '2026-11-20' }, false],
    ['retired, and the day lies within', { status: 'retired', to: '2026-11-30' }, true],
    ['retired before it ever began', { status: 'retired', from: undefined }, false],
    ['a draft', { status: 'draft' }, false],
    ['cancelled', { status: 'cancelled' }, false],
  ])('%s: %o', (_name, parts, holds) => {
    expect(inForce(list(parts), asked.date)).toBe(holds);
  });

  it('is the more particular one first, then the later one', () => {
    const all = [
      list({ id: 'plt_general' }),
      list({ id: 'plt_later', from: '2026-06-01' }),
      list({ id: 'plt_group', groupId: 'grp_a' }),
      list({ id: 'plt_own', accountId: 'acc_a' }),
      list({ id: 'plt_usd', currency: 'USD' }),
      list({ id: 'plt_other', accountId: 'acc_b' }),
    ];
    const ids = (parts: Partial<Asked>) => listsFor(all, { ...asked, ...parts }).map((one) => one.id);
    expect(ids({ accountId: 'acc_a', groupId: 'grp_a' })).toEqual(['plt_own', 'plt_group', 'plt_later', 'plt_general']);
    expect(ids({})).toEqual(['plt_later', 'plt_general']);
  });
});

describe('a row', () => {
  const rows: PriceRow[] = [
    { price: 100 },
    { minQuantity: 10, price: 90 },
    { minQuantity: 10, price: 85, from: '2026-11-01' },
    { minQuantity: 100, price: 70, to: '2026-10-31' },
  ];
  it.each([
    ['below every break', 9, '2026-11-21', 100],
    ['of two of one break the later', 10, '2026-11-21', 85],
    ['before the later one began', 10, '2026-10-31', 90],
    ['of the largest break that is reached', 500, '2026-10-31', 70],
    ['of the next one where that has ended', 500, '2026-11-01', 85],
  ])('is the one %s', (_name, quantity, date, price) => {
    expect(rowFor(rows, { quantity, date })?.price).toBe(price);
  });

  it('from one piece on is for every quantity; its breaks are those of the day', () => {
    expect(rowFor([{ minQuantity: 1, price: 5 }], { quantity: 0.5, date: asked.date })?.price).toBe(5);
    expect(breaksOn(rows, asked.date)).toEqual([
      { minQuantity: 0, price: 100 },
      { minQuantity: 10, price: 85 },
    ]);
  });
});

describe('the price that holds', () => {
  it.each<[string, Listed[], Partial<ProductPrices>, Partial<Asked>, number | undefined, number | undefined]>([
    ['the product’s without a list', [], {}, {}, 1000, 700],
    ['its dated one before its undated one', [], { rows: [{ from: '2026-11-01', price: 1100 }] }, {}, 1100, 700],
    ['the undated one outside the dated ones', [], { rows: [{ to: '2026-10-31', price: 1100 }] }, {}, 1000, 700],
    ['the list’s, with its own floor', [priced(list(), { price: 900, floorPrice: 800 })], {}, {}, 900, 800],
    ['the product’s where no break is reached', [priced(list(), { minQuantity: 5, price: 900 })], {}, {}, 1000, 700],
    ['none in another currency', [priced(list(), { price: 900 })], {}, { currency: 'USD' }, undefined, undefined],
    ['the product’s in its own currency', [], { currency: 'USD' }, { currency: 'USD' }, 1000, 700],
    [
      'that of a retired list on a day of its own',
      [priced(list({ status: 'retired', to: '2026-06-30' }), { price: 800 })],
      {},
      { date: '2026-06-30' },
      800,
      700,
    ],
  ])('is %s', (_name, listed, parts, question, price, floor) => {
    const found = resolvePrice({ ...bike, ...parts }, listed, { ...asked, ...question });
    expect([found.resolved?.price, found.floor]).toEqual([price, floor]);
  });

  it('costs what it cost on the day', () => {
    const rows = [{ to: '2026-10-31', cost: 450 }];
    expect(costOn({ ...bike, rows }, { ...asked, date: '2026-10-31' })).toBe(450);
    expect(costOn({ ...bike, rows }, asked)).toBe(500);
    expect(costOn(bike, { ...asked, currency: 'USD' })).toBeUndefined();
  });

  it('does not depend on the order in which lists and rows are read', () => {
    const date = fc.constantFrom(undefined, '2026-01-01', '2026-06-01', '2026-11-21');
    const end = fc.constantFrom(undefined, '2026-11-20', '2026-12-31');
    const row = fc.record({
      from: date,
      to: end,
      minQuantity: fc.constantFrom(undefined, 1, 10, 100),
      price: fc.integer({ min: 1, max: 9 }),
      floorPrice: fc.constantFrom(undefined, 1, 2),
    });
    const rows = fc.array(row, { maxLength: 6 });
    const terms = fc.record({
      status: fc.constantFrom('active', 'active', 'retired', 'draft'),
      from: date,
      to: end,
      accountId: fc.constantFrom(undefined, 'acc_a', 'acc_b'),
      groupId: fc.constantFrom(undefined, 'grp_a'),
    });
    const lists = fc.array(fc.tuple(terms, rows), { maxLength: 5 });
    fc.assert(
      fc.property(lists, rows, fc.constantFrom(1, 10, 250), fc.func(fc.integer()), (made, own, quantity, order) => {
        const listed = made.map(([parts, of], index) => priced(list({ ...parts, id: `plt_${index}` }), ...of));
        const mixed = <T>(values: readonly T[]): T[] =>
          values
            .map((value, index) => ({ value, at: order(index) }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value);
        const question = { ...asked, accountId: 'acc_a', groupId: 'grp_a', quantity };
        const again = mixed(listed.map((one) => ({ ...one, rows: mixed(one.rows) })));
        expect(resolvePrice({ ...bike, rows: mixed(own) }, again, question)).toEqual(
          resolvePrice({ ...bike, rows: own }, listed, question),
        );
      }),
    );
  });
});
