import { describe, expect, it } from 'vitest';
import type { Monthly } from './conformance.ts';
import { addTally, defaultThreshold, filledMonths, supervision } from './conformance.ts';

const month = (name: string, steps: number, wrong = 0): Monthly => ({ month: name, steps, deviations: wrong, late: 0 });

describe('supervision', () => {
  it.each<[string, Monthly[], ReturnType<typeof supervision>]>([
    ['is there for somebody who has done nothing yet', [], { supervised: true }],
    [
      'is there until there are enough steps to judge by',
      [month('2026-01', 19)],
      { supervised: true, since: '2026-01' },
    ],
    [
      'ends with the month in which enough steps were in order',
      [month('2026-01', 10), month('2026-02', 10)],
      { rate: 100, supervised: false, since: '2026-02' },
    ],
    ['ends at the threshold itself', [month('2026-01', 20, 1)], { rate: 95, supervised: false, since: '2026-01' }],
    ['stays below it', [month('2026-01', 100, 6)], { rate: 94, supervised: true, since: '2026-01' }],
    [
      'does not come back between the two thresholds',
      [month('2026-01', 20), month('2026-02', 20, 3)],
      { rate: 85, supervised: false, since: '2026-01' },
    ],
    [
      'comes back below the lower one',
      [month('2026-01', 20), month('2026-02', 20, 4)],
      { rate: 80, supervised: true, since: '2026-02' },
    ],
    [
      'ends again by later months alone',
      [month('2026-01', 20), month('2026-02', 20, 20), month('2026-03', 20)],
      { rate: 100, supervised: false, since: '2026-03' },
    ],
    [
      'is reckoned in the order of time',
      [month('2026-02', 20, 4), month('2026-01', 20)],
      { rate: 80, supervised: true, since: '2026-02' },
    ],
    [
      'passes over months without work',
      [month('2026-01', 10), month('2026-02', 0), month('2026-03', 10)],
      { rate: 100, supervised: false, since: '2026-03' },
    ],
  ])('%s', (_what, months, wanted) => {
    expect(supervision(months, defaultThreshold)).toEqual(wanted);
  });

  it('counts a late step as one that is no habit yet', () => {
    const late = { month: '2026-01', steps: 20, deviations: 1, late: 3 };
    expect(supervision([late], defaultThreshold)).toMatchObject({ rate: 80, supervised: true });
  });
});

it('tallies of one row and month are added up, and months without any are nothing', () => {
  const rows = new Map<string, Map<string, Monthly>>();
  addTally(rows, 'order#mem_1', { month: '2026-01', steps: 2, deviations: 1, late: 0 });
  addTally(rows, 'order#mem_1', { month: '2026-01', steps: 3, deviations: 0, late: 2 });
  addTally(rows, 'order#mem_2', { month: '2026-01', steps: 9, deviations: 0, late: 0 });
  expect(filledMonths(rows.get('order#mem_1')!, ['2026-01', '2026-02'])).toEqual([
    { month: '2026-01', steps: 5, deviations: 1, late: 2 },
    { month: '2026-02', steps: 0, deviations: 0, late: 0 },
  ]);
});
