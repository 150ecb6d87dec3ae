import { expect, test } from 'vitest';
import type { Summary } from '../lib/records.ts';
import { weightedSums } from './weighted.ts';

const summary = (sums: Record<string, number>): Summary => ({
  total: 3,
  groups: [{ value: 'proposal', count: 3, sums }],
});
const lines = (probability: number) => [{ stage: 'proposal', probability }];

test('a stage is weighed by the chances of each pipeline, and what has none by the standard’s', () => {
  const parts = [{ lines: lines(90), summary: summary({ CNY: 100 }) }];
  const weighted = weightedSums(summary({ CNY: 300, USD: 3 }), parts, lines(50));
  expect(weighted['proposal']).toEqual({ CNY: 190, USD: 2 });
  expect(weighted['won']).toEqual({});
});
