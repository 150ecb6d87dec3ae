import { expect, test } from 'vitest';
import { tracksOf } from './steps.ts';

const period = (part: object) => ({
  source: 'prc_1',
  list: 'A',
  currency: 'CNY',
  minQuantity: 1,
  price: 100,
  current: false,
  ...part,
});

test('each list is a line, its periods in order', () => {
  const { tracks } = tracksOf(
    [period({ from: '2026-06-01', price: 110 }), period({ to: '2026-05-31' }), period({ list: 'B', price: 90 })],
    '2026-11-21',
  );
  expect(tracks.map((one) => [one.list, one.steps.map((step) => step.price)])).toEqual([
    ['A', [100, 110]],
    ['B', [90]],
  ]);
});

test('of quantity breaks the least is drawn', () => {
  const { tracks } = tracksOf([period({ minQuantity: 100, price: 80 }), period({ minQuantity: 10 })], '2026-11-21');
  expect(tracks[0]?.steps.map((step) => step.price)).toEqual([100]);
});

test('a price without dates beside dated ones is no second line', () => {
  const { tracks } = tracksOf([period({ from: '2026-06-01', price: 110 }), period({ price: 105 })], '2026-11-21');
  expect(tracks[0]?.steps.map((step) => step.price)).toEqual([110]);
});

test('open ends reach to the rims, and the day that was asked for lies inside', () => {
  const { from, to, tracks } = tracksOf([period({ from: '2026-06-01' })], '2026-01-10');
  expect(from < '2026-01-10').toBe(true);
  expect(tracks[0]?.steps[0]?.to).toBe(to);
});
