import { describe, expect, it } from 'vitest';
import { pollDelay, pollSince } from './poll.ts';

describe('pollDelay', () => {
  it('begins with half a second and slows down to five', () => {
    expect([0, 4_000, 20_000, 600_000].map(pollDelay)).toEqual([500, 500, 2000, 5000]);
  });
  it('takes work without a beginning, or with one ahead of this clock, as just begun', () => {
    expect(pollSince(undefined, 10)).toBe(500);
    expect(pollSince('2026-11-21T02:00:10.000Z', Date.parse('2026-11-21T02:00:00.000Z'))).toBe(500);
    expect(pollSince('2026-11-21T02:00:00.000Z', Date.parse('2026-11-21T02:00:30.000Z'))).toBe(3000);
  });
});
