import { expect, test } from 'vitest';
import { openOf, readShipment } from './open-lines.ts';

const lines = [{ quantity: 10, shipped: 4 }, { quantity: 0.3, shipped: 0.1 }, { quantity: 5, shipped: 5 }, {}];

test('open is what was ordered less what was shipped, without binary dust', () => {
  expect(lines.map(openOf)).toEqual([6, 0.2, 0, 0]);
});

test('a shipment names the lines that have a quantity, by their number in the order', () => {
  expect(readShipment(lines, ['6', '0.2', '', '']).wanted).toEqual([
    { orderLine: 1, quantity: 6 },
    { orderLine: 2, quantity: 0.2 },
  ]);
});

test('more than is open, and what is no number, is told by line', () => {
  const { faults, wanted } = readShipment(lines, ['7', 'two', '0', '1']);
  expect([...faults]).toEqual([
    [0, 'tooMuch'],
    [1, 'notNumber'],
    [3, 'tooMuch'],
  ]);
  expect(wanted).toEqual([]);
});
