import { describe, expect, test } from 'vitest';
import { parseCondition } from './conditions.ts';
import type { DaySpan } from './relative.ts';
import { boundsOf, daySpans, resolve } from './relative.ts';

const here = { today: '2026-11-22', timeZone: 'Asia/Shanghai', memberId: 'mem_1' };
const asked = (text: string, timed: 'date' | 'instant' = 'date') =>
  resolve(parseCondition(text)!, here, timed === 'instant').map(({ field, op, value }) => `${field}:${op}:${value}`);

describe('conditions that count from the day', () => {
  // 22 November 2026 is a Sunday: the week began on Monday the 16th.
  const spans: [DaySpan, string | undefined, string | undefined][] = [
    ['today', '2026-11-22', '2026-11-23'],
    ['yesterday', '2026-11-21', '2026-11-22'],
    ['tomorrow', '2026-11-23', '2026-11-24'],
    ['thisWeek', '2026-11-16', '2026-11-23'],
    ['lastWeek', '2026-11-09', '2026-11-16'],
    ['nextWeek', '2026-11-23', '2026-11-30'],
    ['thisMonth', '2026-11-01', '2026-12-01'],
    ['lastMonth', '2026-10-01', '2026-11-01'],
    ['nextMonth', '2026-12-01', '2027-01-01'],
    ['thisQuarter', '2026-10-01', '2027-01-01'],
    ['thisYear', '2026-01-01', '2027-01-01'],
    ['lastYear', '2025-01-01', '2026-01-01'],
    ['last7', '2026-11-16', '2026-11-23'],
    ['last30', '2026-10-24', '2026-11-23'],
    ['last90', '2026-08-25', '2026-11-23'],
    ['next7', '2026-11-22', '2026-11-29'],
    ['next30', '2026-11-22', '2026-12-22'],
    ['past', undefined, '2026-11-22'],
    ['future', '2026-11-23', undefined],
  ];
  test.each(spans)('%s', (span, from, to) => expect(boundsOf(span, here.today)).toEqual([from, to]));
  test('none is forgotten', () => expect(spans.map(([span]) => span)).toEqual([...daySpans]));
});

test.each([
  ['dueDate:eq:@today', ['dueDate:gte:2026-11-22', 'dueDate:lt:2026-11-23']],
  ['dueDate:eq:@past', ['dueDate:lt:2026-11-22']],
  ['amount:eq:@100..200', ['amount:gte:100', 'amount:lte:200']],
  ['amount:eq:@100..', ['amount:gte:100']],
  ['dueDate:eq:@2026-01-01..2026-01-31', ['dueDate:gte:2026-01-01', 'dueDate:lte:2026-01-31']],
  ['ownerId:in:@me|mem_2', ['ownerId:in:mem_1|mem_2']],
  ['ownerId:ne:@me', ['ownerId:ne:mem_1']],
  ['name:contains:@today', ['name:contains:@today']],
  ['email:eq:@someone', ['email:eq:@someone']],
])('%s is asked as %j', (text, expected) => expect(asked(text)).toEqual(expected));

test('a day of instants begins at midnight of the workspace', () => {
  expect(asked('updatedAt:eq:@today', 'instant')).toEqual([
    'updatedAt:gte:2026-11-21T16:00:00.000Z',
    'updatedAt:lt:2026-11-22T16:00:00.000Z',
  ]);
  expect(asked('updatedAt:eq:@2026-01-01..2026-01-31', 'instant')).toEqual([
    'updatedAt:gte:2025-12-31T16:00:00.000Z',
    'updatedAt:lt:2026-01-31T16:00:00.000Z',
  ]);
});
