import { expect, it } from 'vitest';
import { record } from '../audit/testing.ts';
import type { Rec } from '../kernel/record.ts';
import { reportOf } from './report.ts';

const meetingOn = (date: string, words: number): Rec => ({
  ...record('meeting', { subject: date, date, kind: 'committee', status: 'closed' }),
  id: date,
  lines: [{ kind: 'topic', text: date, about: 'success', notes: 'n'.repeat(words), decision: 'd'.repeat(words) }],
});
const reported = (words: number, count: number) =>
  reportOf({
    from: '2026-10',
    to: '2026-11',
    today: '2026-11-30',
    meetings: Array.from({ length: count }, (_, day) =>
      meetingOn(`2026-11-${String(day + 1).padStart(2, '0')}`, words),
    ),
    needs: [],
    packs: [],
    names: { rule: (id) => ({ en: id, zh: id }) },
    member: (id) => id,
  });

it('tells everything of a year of meetings, and of a book of them the newest', () => {
  const usual = reported(2_000, 20);
  expect([usual.topics.success.length, usual.decisions.length]).toEqual([20, 20]);
  expect(usual).not.toHaveProperty('leftOut');
  const book = reported(20_000, 20);
  expect(book.topics.success.map((one) => one.text)).toEqual(['2026-11-19', '2026-11-20']);
  expect(book.decisions.map((one) => one.text).at(-1)).toBe('2026-11-20');
  expect(JSON.stringify(book).length).toBeLessThan(300_000);
  // Of both lists the reader learns how much is not there.
  expect(book.leftOut).toBe(40 - book.topics.success.length - book.decisions.length);
  // All meetings are named, whatever room what was said in them takes.
  expect(book.meetings).toHaveLength(20);
});
