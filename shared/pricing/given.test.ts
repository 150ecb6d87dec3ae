import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { NOW, recOf } from '../process/testing.ts';
import { quote } from '../quotes/quote.ts';
import { order } from '../sales/order.ts';
import type { GivenEntry } from './given.ts';
import { bucketOf, conflictOf, GIVEN_BUCKETS, givenMoves, withMove } from './given.ts';

const TODAY = '2026-11-23';
const quoteOf = (status: string, unitPrice = 900, parts: Record<string, unknown> = {}): Rec =>
  recOf(
    'quote',
    'quo_1',
    { number: 'QT-1', accountId: 'acc_a', currency: 'CNY', validUntil: '2026-12-31', status, ...parts },
    { lines: [{ productId: 'prd_a', quantity: 10, unitPrice, listPrice: 1000 }] },
  );
const moves = (current: Rec | undefined, next: Rec) => givenMoves(quote, { current, next }, NOW);
const entry = (parts: Partial<GivenEntry> = {}): GivenEntry => ({
  documentId: 'quo_other',
  number: 'QT-9',
  currency: 'CNY',
  unitPrice: 800,
  quantity: 1,
  at: '2026-11-01T00:00:00.000Z',
  by: 'mem_b',
  ...parts,
});

describe('what a document gives', () => {
  it.each<[string, Rec | undefined, Rec, number]>([
    ['nothing as a draft', undefined, quoteOf('draft'), 0],
    ['its price once submitted', quoteOf('draft'), quoteOf('pending-approval'), 1],
    ['nothing new by being sent', quoteOf('approved'), quoteOf('sent'), 0],
    ['a price that nobody can take once declined', quoteOf('sent'), quoteOf('declined'), 1],
    ['nothing any more when it goes back to a draft', quoteOf('pending-approval'), quoteOf('draft'), 1],
    ['what it gave, archived', quoteOf('sent'), { ...quoteOf('sent'), archivedAt: NOW }, 0],
    ['nothing any more when its making was undone', quoteOf('sent'), { ...quoteOf('sent'), removedAt: NOW }, 1],
  ])('is %s', (_name, current, next, count) => {
    expect(moves(current, next)).toHaveLength(count);
  });

  it('is new to the customer when it was not live at this price before', () => {
    const fresh = (current: Rec | undefined, next: Rec) => moves(current, next).map((move) => move.fresh.length);
    expect(fresh(quoteOf('draft'), quoteOf('pending-approval'))).toEqual([1]);
    expect(fresh(quoteOf('pending-approval'), quoteOf('approved'))).toEqual([0]);
    expect(fresh(quoteOf('sent'), quoteOf('sent', 850))).toEqual([1]);
    expect(fresh(quoteOf('sent'), quoteOf('declined'))).toEqual([0]);
  });

  it('moves with the document to another customer', () => {
    const found = moves(quoteOf('sent'), quoteOf('sent', 900, { accountId: 'acc_b' }));
    expect(found.map((move) => [move.accountId, move.entries.length])).toEqual([
      ['acc_a', 0],
      ['acc_b', 1],
    ]);
  });

  it('says each offer once, and of an order that it was agreed to', () => {
    const line = { productId: 'prd_a', quantity: 10, unitPrice: 900, listPrice: 900 };
    const next = recOf(
      'order',
      'ord_1',
      { number: 'SO-1', accountId: 'acc_a', currency: 'CNY', status: 'approved' },
      { lines: [line, line, { ...line, quantity: 20 }] },
    );
    const [move] = givenMoves(order, { next }, NOW);
    expect(move!.entries).toEqual([
      expect.objectContaining({ documentId: 'ord_1', quantity: 10, atList: true, approved: true }),
      expect.objectContaining({ quantity: 20 }),
    ]);
    expect(move!.entries[0]).not.toHaveProperty('live');
  });
});

describe('what is remembered', () => {
  const [move] = moves(quoteOf('draft'), quoteOf('pending-approval'));

  it('is the newest first, with the day on which an offer was made', () => {
    const submitted = withMove([entry()], move!, TODAY);
    expect(submitted.map((one) => one.documentId)).toEqual(['quo_1', 'quo_other']);
    const [agreed] = givenMoves(
      quote,
      { current: quoteOf('pending-approval'), next: quoteOf('approved') },
      '2026-11-25T00:00:00.000Z',
    );
    expect(withMove(submitted, agreed!, TODAY)[0]).toMatchObject({ at: NOW, approved: true });
  });

  it('is six at most, but a live one is never forgotten for a dead one', () => {
    const old = Array.from({ length: 10 }, (_, index) =>
      entry({
        documentId: `quo_${index + 2}`,
        at: `2026-10-${10 + index}T00:00:00.000Z`,
        ...(index < 2 ? { live: true } : {}),
      }),
    );
    const kept = withMove(old, move!, TODAY);
    expect(kept).toHaveLength(6);
    expect(
      kept
        .filter((one) => one.live)
        .map((one) => one.documentId)
        .sort(),
    ).toEqual(['quo_1', 'quo_2', 'quo_3']);
    const live = Array.from({ length: 9 }, (_, index) => entry({ documentId: `quo_${index + 2}`, live: true }));
    expect(withMove(live, move!, TODAY)).toHaveLength(10);
  });

  it('lies in one of forty shares, for ever the same', () => {
    const shares = new Set(Array.from({ length: 2_000 }, (_, index) => bucketOf(`prd_${index}`)));
    expect(shares.size).toBe(GIVEN_BUCKETS);
    expect(bucketOf('prd_01JD0000000000000000000000')).toBe(bucketOf('prd_01JD0000000000000000000000'));
  });
});

it('a price conflicts with the newest live one of another document', () => {
  const price = { documentId: 'quo_1', currency: 'CNY', unitPrice: 900, atList: false };
  const entries = [
    entry({ documentId: 'quo_1', live: true }),
    entry({ number: 'QT-8', live: true }),
    entry({ live: true }),
  ];
  expect(conflictOf(price, entries, TODAY)?.number).toBe('QT-8');
});
