import { describe, expect, test } from 'vitest';
import { spanParts, stopsOf, whyLines, whysOf } from './times.ts';

const HOUR = 3_600_000;

describe('from the fault to its being written down', () => {
  test('each moment tells how long it took since the one before', () => {
    const stops = stopsOf({
      happenedAt: '2026-11-19T02:00:00.000Z',
      reportedAt: '2026-11-20T02:00:00.000Z',
      enteredAt: '2026-11-20T02:05:00.000Z',
    });
    expect(stops.map((one) => one.gap)).toEqual([undefined, 24 * HOUR, 300_000]);
  });

  test('a moment that nobody knows is left out of the reckoning', () => {
    const [happened, reported, entered] = stopsOf({
      happenedAt: '2026-11-19T02:00:00.000Z',
      reportedAt: 'sometime',
      enteredAt: '2026-11-19T03:00:00.000Z',
    });
    expect(happened).toEqual({ moment: 'happenedAt', at: '2026-11-19T02:00:00.000Z' });
    expect(reported).toEqual({ moment: 'reportedAt' });
    expect(entered?.gap).toBe(HOUR);
  });

  test('an order that cannot be is shown as such, not hidden', () => {
    const [, reported] = stopsOf({ happenedAt: '2026-11-19T02:00:00Z', reportedAt: '2026-11-19T01:00:00Z' });
    expect(reported?.gap).toBe(-HOUR);
  });

  test.each([
    [0, { days: 0, hours: 0, minutes: 0 }],
    [5 * 60_000, { days: 0, hours: 0, minutes: 5 }],
    [HOUR + 60_000, { days: 0, hours: 1, minutes: 1 }],
    [26 * HOUR + 60_000, { days: 1, hours: 2, minutes: 0 }],
    [-HOUR, { days: 0, hours: 1, minutes: 0 }],
  ])('%d ms', (span, parts) => expect(spanParts(span)).toEqual(parts));
});

describe('why, and why again', () => {
  test('blank lines are no answers, and the same answer is none either', () => {
    expect(whysOf(['焊缝开裂', '  ', ' 温度\n过低 ', '焊缝开裂'])).toEqual(['焊缝开裂', '温度 过低']);
  });
  test('an answer too long is cut rather than refused', () => {
    expect(whysOf(['x'.repeat(300)])[0]).toHaveLength(200);
  });
  test('there is always one more question', () => {
    expect(whyLines([], 3)).toEqual(['', '', '']);
    expect(whyLines(['a', 'b', 'c', 'd', 'e'], 3)).toHaveLength(6);
  });
});
