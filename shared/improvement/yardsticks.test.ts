import { describe, expect, it } from 'vitest';
import type { Outcome, YardstickId } from './yardsticks.ts';
import { effectDay, effectOf, outcomeOf, periodOf, yardsticks } from './yardsticks.ts';

const about = { today: '2026-11-23', rule: 'bad-phone' };

describe('a measure', () => {
  it.each<[YardstickId, Record<string, unknown>, number | undefined]>([
    ['findings-open', { pk: 'p', sk: 'findings', open: 12 }, 12],
    ['findings-open', {}, 0],
    ['findings-of-rule', { 'bad-phone': 3, 'bad-email': 4 }, 3],
    ['findings-of-rule', { 'bad-email': 4 }, 0],
    ['findings-recurred', { open: 12, recurred: 2 }, 2],
    ['findings-overdue', { '2026-11-22': 2, '2026-11-23': 5, '2026-12-01': 1, pk: 'x' }, 2],
    ['orders-overdue', { '2025-01-31': 1, '2026-11-22': 1 }, 2],
    ['completeness', { 'asked|account': 8, 'asked|contact': 2, 'filled|account': 6, 'filled|contact': 1 }, 70],
    ['completeness', {}, undefined],
    ['quote-lead', { 'lead|count': 4, 'lead|minutes': 600 }, 2.5],
    ['order-lead', { count: 4 }, undefined],
    ['delivered-in-time', { delivered: 3, ontime: 2 }, 66.7],
    ['first-contact', { atOnce: 3, 'resolved|yes': 3, 'resolved|no': 1, 'resolved|unasked': 9 }, 75],
    ['first-contact', { 'resolved|unasked': 9 }, undefined],
    ['handle-time', { handle: 1000, count: 3 }, 333],
    ['complaints-opened', { opened: 7 }, 7],
    ['complaint-time', { 'took|count': 2, 'took|minutes': 300 }, 2.5],
    ['satisfaction', { 'score|csat': 13, 'answered|csat': 3 }, 4.33],
    ['satisfaction', { 'score|nps': 13 }, undefined],
  ])('%s of %j is %s', (id, counted, expected) => {
    expect(yardsticks[id].of(counted, about)).toBe(expected);
  });

  it('of one rule’s findings says nothing where no rule is named', () => {
    expect(yardsticks['findings-of-rule'].of({ 'bad-phone': 3 }, { today: about.today })).toBeUndefined();
  });

  it('by months is read over the last full one, the others as they stand', () => {
    expect(periodOf(yardsticks['first-contact'], '2026-01-31')).toBe('2025-12');
    expect(periodOf(yardsticks['findings-open'], '2026-01-31')).toBe('now');
  });
});

describe('the day on which an effect is read', () => {
  it.each([
    ['some weeks later', '2026-11-23', 8, 'findings-open', '2027-01-18'],
    ['over a year’s end', '2026-12-31', 1, 'findings-open', '2027-01-07'],
    ['by months, after a whole month of the new way', '2026-11-23', 1, 'first-contact', '2027-01-01'],
    ['by months, with weeks enough', '2026-11-01', 12, 'first-contact', '2027-01-24'],
  ] as const)('%s', (_case, changed, weeks, measure, day) => {
    expect(effectDay(changed, weeks, yardsticks[measure])).toBe(day);
  });
});

describe('an effect', () => {
  it.each([
    ['less', 12, 5, 'better'],
    ['less', 5, 12, 'worse'],
    ['more', 60, 80, 'better'],
    ['more', 80, 60, 'worse'],
    ['more', 80, 80, 'same'],
    ['less', 0, 0, 'same'],
    ['less', undefined, 3, 'unknown'],
    ['less', 3, undefined, 'unknown'],
  ] as const)('%s is wanted: %s → %s is %s', (better, before, after, effect) => {
    expect(effectOf({ better }, before, after)).toBe(effect);
  });
});

describe('what a need brought', () => {
  it.each<['less' | 'more', { before?: number; target?: number; actual?: number }, Outcome]>([
    ['more', { before: 60, target: 80, actual: 80 }, 'reached'],
    ['more', { before: 60, target: 80, actual: 95 }, 'reached'],
    ['more', { before: 60, target: 80, actual: 70 }, 'closer'],
    ['more', { before: 60, target: 80, actual: 60 }, 'missed'],
    ['more', { before: 60, target: 80, actual: 50 }, 'missed'],
    ['less', { before: 20, target: 5, actual: 3 }, 'reached'],
    ['less', { before: 20, target: 5, actual: 9 }, 'closer'],
    ['less', { target: 5, actual: 9 }, 'unknown'],
    ['less', { before: 20, target: 5 }, 'unknown'],
  ])('%s is wanted: %j is %s', (better, figures, outcome) => {
    expect(outcomeOf({ better }, figures)).toBe(outcome);
  });
});
