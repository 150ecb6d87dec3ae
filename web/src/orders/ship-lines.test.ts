import { describe, expect, test } from 'vitest';
import { openLines, toShip } from './ship-lines.ts';

const lines = [
  { quantity: 10, shipped: 4 },
  { quantity: 2, shipped: 2 },
  { quantity: 0.3, shipped: 0.1 },
];

describe('what is shipped of an order', () => {
  test('open is what was ordered less what was shipped, without binary dust; lines that are done are left out', () => {
    expect(openLines(lines).map(({ at, open }) => [at, open])).toEqual([
      [1, 6],
      [3, 0.2],
    ]);
  });

  test.each([
    [
      'all',
      ['6', '0.2'],
      [
        { orderLine: 1, quantity: 6 },
        { orderLine: 3, quantity: 0.2 },
      ],
      [],
    ],
    ['a part', ['2', ''], [{ orderLine: 1, quantity: 2 }], []],
    ['more than is open', ['7', '0'], [], [[1, 'more']]],
    [
      'no number',
      ['x', '-1'],
      [],
      [
        [1, 'bad'],
        [3, 'bad'],
      ],
    ],
  ])('%s', (_what, [first, third], expected, faults) => {
    const found = toShip(
      openLines(lines),
      new Map([
        [1, first!],
        [3, third!],
      ]),
    );
    expect(found.lines).toEqual(expected);
    expect([...found.faults]).toEqual(faults);
  });
});
