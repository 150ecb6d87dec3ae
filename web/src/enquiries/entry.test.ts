import { describe, expect, it } from 'vitest';
import type { PastEnquiry } from './api.ts';
import { blank, bodyOf, clockText, elapsed, faultsOf, isEntry, openBefore, secondsOf } from './entry.ts';

describe('a time', () => {
  it.each([
    ['', undefined],
    ['3:05', 185],
    ['3：05', 185],
    ['1:02:03', 3723],
    ['90:00', 5400],
    ['3', 180],
    ['1.5', 90],
    ['0:20', 20],
  ])('%j is %s seconds', (typed, seconds) => {
    expect(secondsOf(typed)).toBe(seconds);
  });
  it.each(['soon', '-1', '1:2', '1:2:3:4'])('%j is none', (typed) => {
    expect(secondsOf(typed)).toBeNaN();
  });
  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [3723, '1:02:03'],
  ])('of %i s is written %s', (seconds, text) => {
    expect(clockText(seconds)).toBe(text);
  });
});

const NOW = Date.parse('2026-11-21T02:00:00.000Z');
const entry = { ...blank, topic: 'use', question: ' How? ', begunAt: NOW - 90_400 } as const;

describe('what is taken down', () => {
  it('is timed from the first key, unless somebody says better', () => {
    expect(bodyOf(entry, NOW)).toEqual({
      channel: 'call',
      topic: 'use',
      question: 'How?',
      resolved: 'unasked',
      receivedAt: '2026-11-21T01:58:29.600Z',
      handleSeconds: 90,
    });
    const told = { ...entry, handled: '2:00', waiting: '0:20', phone: ' 138 ', accountId: 'acc_1', answer: 'So' };
    expect(bodyOf(told, NOW)).toMatchObject({
      handleSeconds: 120,
      waitingSeconds: 20,
      phone: '138',
      accountId: 'acc_1',
      answer: 'So',
    });
  });

  it.each([
    ['nothing', blank, ['topic', 'question']],
    ['enough', entry, []],
    ['times that are none', { ...entry, waiting: 'x', handled: '25:00:01' }, ['waiting', 'handled']],
  ])('has faults where it says %s', (_what, one, faults) => {
    expect(faultsOf(one)).toEqual(faults);
  });

  it('never lasts longer than a day, nor less than nothing', () => {
    expect(elapsed({ ...entry, begunAt: NOW - 2 * 86_400_000 }, NOW)).toBe(86_400);
    expect(elapsed({ ...entry, begunAt: NOW + 5_000 }, NOW)).toBe(0);
    expect(elapsed(blank, NOW)).toBe(0);
  });

  it.each([
    [entry, true],
    [{ ...entry, topic: 'weather' }, false],
    [{ ...entry, begunAt: 'x' }, false],
    [null, false],
  ])('is recognised after a reload', (kept, known) => {
    expect(isEntry(kept)).toBe(known);
  });
});

describe('what a customer asked before', () => {
  const past = (over: Partial<PastEnquiry>): PastEnquiry => ({
    id: 'enq_1',
    subject: 'a',
    topic: 'use',
    channel: 'call',
    at: '2026-11-20T00:00:00.000Z',
    resolved: 'yes',
    recent: true,
    ...over,
  });
  it.each([
    ['solved, about something else', { topic: 'price' }, false],
    ['solved, about the same', {}, true],
    ['not solved, about something else', { topic: 'price', resolved: 'no' }, true],
    ['never asked whether it is solved', { topic: 'price', resolved: 'unasked' }, true],
    ['long ago', { recent: false, resolved: 'no' }, false],
  ])('is said loudly: %s', (_what, over, loud) => {
    expect(openBefore([past(over)], 'use')).toHaveLength(loud ? 1 : 0);
  });
});
