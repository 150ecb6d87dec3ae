import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test.each([
  ['month', '2026-11-21', '2026-11-01', '2026-11-21'],
  ['last', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last', '2028-03-01', '2028-02-01', '2028-02-29'],
  ['last', '2027-01-15', '2026-12-01', '2026-12-31'],
  ['quarter', '2027-01-15', '2026-11-01', '2027-01-15'],
  ['year', '2026-11-21', '2026-01-01', '2026-11-21'],
] as const)('%s as seen from %s', (preset, today, from, to) => {
  expect(periodOf(preset, today)).toEqual({ from, to });
});
