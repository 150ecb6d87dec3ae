import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { enteredLate } from './entered-late.ts';

const noted = (kind: string, happenedAt: string, enteredAt: string, parts = {}) =>
  record('activity', { kind, subject: 'Talk', happenedAt }, { enteredAt, ...parts });
const at = (day: string) => `${day}T02:00:00.000Z`;

it.each([
  ['a visit noted the same day', noted('visit', at('2026-11-20'), at('2026-11-20')), []],
  ['a visit noted three working days later', noted('visit', at('2026-11-16'), at('2026-11-19')), []],
  ['a visit noted four working days later', noted('visit', at('2026-11-16'), at('2026-11-20')), ['happenedAt']],
  ['a call of Friday noted on Wednesday: the weekend is free', noted('call', at('2026-11-13'), at('2026-11-18')), []],
  ['a call of Friday noted on Thursday', noted('call', at('2026-11-13'), at('2026-11-19')), ['happenedAt']],
  ['a meeting before the October holidays', noted('meeting', at('2026-09-30'), at('2026-10-10')), []],
  ['a meeting of years ago', noted('meeting', at('2019-09-30'), at('2026-11-10')), ['happenedAt']],
  ['a note is no meeting', noted('note', at('2026-01-05'), at('2026-11-20')), []],
  ['a visit to come', noted('visit', at('2026-12-24'), at('2026-11-20')), []],
  ['an imported visit', noted('visit', at('2019-01-07'), at('2026-11-20'), { source: 'import:imp_1' }), []],
  ['a visit without a time', record('activity', { kind: 'visit' }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(enteredLate, subject)).toEqual(locators);
});

it('counts the working days of its settings', () => {
  const setting = { settings: { days: 1 } };
  expect(faultsOf(enteredLate, noted('visit', at('2026-11-18'), at('2026-11-20')), { setting })).toEqual([
    { locator: 'happenedAt', found: '2026-11-18 → 2026-11-20', expected: '≤ 1 d' },
  ]);
});
