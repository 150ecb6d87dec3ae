import { describe, expect, it } from 'vitest';
import type { GivenEntry } from './given.ts';
import type { PriceFacts } from './measure.ts';
import { deviationFrom, inBasis, measureLine } from './measure.ts';

const entry = (parts: Partial<GivenEntry> = {}): GivenEntry => ({
  documentId: 'quo_other',
  number: 'QT2026-00001',
  currency: 'CNY',
  unitPrice: 900,
  quantity: 10,
  at: '2026-11-01T02:00:00.000Z',
  by: 'mem_a',
  ...parts,
});
const facts = (parts: Partial<PriceFacts> = {}): PriceFacts => ({
  resolved: { price: 1000, source: 'prc_1' },
  floor: undefined,
  cost: undefined,
  entries: [],
  documentId: 'quo_mine',
  currency: 'CNY',
  taxIncluded: false,
  today: '2026-11-21',
  lastPriceDays: 365,
  ...parts,
});

describe('a deviation', () => {
  it.each([
    [1000, [1000], 0],
    [1100, [1000], 0],
    [950, [1000], 5],
    [900, [1000, 900], 0],
    [850, [1000, 900], 5.56],
    [999_999, [1_000_000], 0.01],
    [0, [1000], 100],
    [500, [], undefined],
    [0, [0], 0],
  ])('of %d from %o is %d %', (price, references, expected) => {
    expect(deviationFrom(price, references)).toBe(expected);
  });
});

describe('a listed amount in a document’s way of writing', () => {
  it.each([
    ['both with tax', true, true, 1130, 1130],
    ['both without', false, false, 1000, 1000],
    ['listed with, written without', true, false, 1130, 1000],
    ['listed without, written with', false, true, 1000, 1130],
  ])('%s', (_name, listed, document, amount, expected) => {
    expect(inBasis(amount, { listed, document, rate: 13 })).toBe(expected);
  });
});

describe('a line', () => {
  it.each<[string, { quantity?: number; unitPrice?: number }, Partial<PriceFacts>, object, string[]]>([
    [
      'at the list price',
      { quantity: 1, unitPrice: 1000 },
      {},
      { deviation: 0, listPrice: 1000 },
      ['conflict', 'lastPrice'],
    ],
    ['without a price is not measured', { quantity: 1 }, {}, { listPrice: 1000 }, ['deviation', 'belowFloor']],
    [
      'without anything to measure by',
      { quantity: 1, unitPrice: 5 },
      { resolved: undefined },
      {},
      ['deviation', 'listPrice'],
    ],
    [
      'at the last approved price',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry({ approved: true })] },
      { deviation: 0, lastPrice: 900, lastDocument: 'QT2026-00001' },
      [],
    ],
    [
      'of fewer pieces than that price was for',
      { quantity: 9, unitPrice: 900 },
      { entries: [entry({ approved: true })] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'of fewer pieces, where that price was none below the list',
      { quantity: 1, unitPrice: 1000 },
      { entries: [entry({ approved: true, unitPrice: 1000 })] },
      { lastPrice: 1000 },
      [],
    ],
    [
      'after a last price that was not approved',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry()] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'after one too long ago',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry({ approved: true, at: '2025-11-20T00:00:00.000Z' })] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'after one in another currency',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry({ approved: true, currency: 'USD' })] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'after one of its own document',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry({ approved: true, documentId: 'quo_mine' })] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'after one that held the tax',
      { quantity: 10, unitPrice: 900 },
      { entries: [entry({ approved: true, taxIncluded: true })] },
      { deviation: 10 },
      ['lastPrice'],
    ],
    [
      'against a live one of the same figure that holds the tax',
      { quantity: 1, unitPrice: 900 },
      { entries: [entry({ live: true, taxIncluded: true })] },
      { conflict: 'QT2026-00001' },
      [],
    ],
    ['below the floor', { quantity: 1, unitPrice: 799 }, { floor: 800 }, { belowFloor: true, floorPrice: 800 }, []],
    ['at the floor', { quantity: 1, unitPrice: 800 }, { floor: 800 }, { belowFloor: false }, []],
    [
      'at a list price that lies below the floor',
      { quantity: 1, unitPrice: 1000 },
      { floor: 1200 },
      { belowFloor: false, deviation: 0 },
      [],
    ],
    [
      'against a live quote of another price',
      { quantity: 1, unitPrice: 950 },
      { entries: [entry({ live: true })] },
      { conflict: 'QT2026-00001', conflictPrice: 900 },
      [],
    ],
    [
      'against one of the same price',
      { quantity: 1, unitPrice: 900 },
      { entries: [entry({ live: true })] },
      {},
      ['conflict'],
    ],
    [
      'against one that ends today',
      { quantity: 1, unitPrice: 950 },
      { entries: [entry({ live: true, until: '2026-11-21' })] },
      { conflict: 'QT2026-00001' },
      [],
    ],
    [
      'against one that has ended',
      { quantity: 1, unitPrice: 950 },
      { entries: [entry({ live: true, until: '2026-11-20' })] },
      {},
      ['conflict'],
    ],
    [
      'against one in another currency',
      { quantity: 1, unitPrice: 950 },
      { entries: [entry({ live: true, currency: 'USD' })] },
      {},
      ['conflict'],
    ],
    [
      'both at the list price of their quantity',
      { quantity: 1, unitPrice: 1000 },
      { entries: [entry({ live: true, atList: true })] },
      {},
      ['conflict'],
    ],
    [
      'at the list price against one that is not',
      { quantity: 1, unitPrice: 1000 },
      { entries: [entry({ live: true })] },
      { conflict: 'QT2026-00001' },
      [],
    ],
  ])('%s', (_name, line, known, expected, absent) => {
    const measure = measureLine(line, facts(known));
    expect(measure).toMatchObject(expected);
    for (const name of absent) expect(measure).not.toHaveProperty(name);
  });
});
