import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { complaintEnteredLate } from './complaint-entered-late.ts';

/** Clocks of Shanghai; work is from nine to twelve and from one to six. */
const at = (clock: string) => `${clock}:00+08:00`;
const told = (reportedAt: string, enteredAt: string, parts = {}) =>
  record('complaint', { reportedAt: at(reportedAt) }, { enteredAt: at(enteredAt), ...parts });

it.each([
  ['while the customer was on the phone', told('2026-11-19T10:00', '2026-11-19T10:05'), []],
  ['a working day later to the minute', told('2026-11-18T10:00', '2026-11-19T10:00'), []],
  ['a working day and a minute later', told('2026-11-18T10:00', '2026-11-19T10:01'), ['reportedAt']],
  ['on Monday, told on Friday evening', told('2026-11-13T19:00', '2026-11-16T18:00'), []],
  ['on Tuesday, told on Friday evening', told('2026-11-13T19:00', '2026-11-17T09:01'), ['reportedAt']],
  ['after the October holidays', told('2026-09-30T17:00', '2026-10-08T16:00'), []],
  ['a day after the October holidays', told('2026-09-30T17:00', '2026-10-09T10:00'), ['reportedAt']],
  [
    'by an import, weeks after it was told',
    told('2026-11-02T10:00', '2026-11-19T10:00', { createdAt: at('2026-11-19T10:00'), source: 'import:imp_1' }),
    ['reportedAt'],
  ],
  [
    'by an import of what another system took down in time',
    told('2026-11-02T10:00', '2026-11-19T10:00', { createdAt: at('2026-11-02T10:10'), source: 'import:imp_1' }),
    [],
  ],
  [
    'by an import of what another system took down late',
    told('2026-10-12T10:00', '2026-11-19T10:00', { createdAt: at('2026-10-14T10:00'), source: 'import:imp_1' }),
    ['reportedAt'],
  ],
  ['and told after it was entered', told('2026-11-20T10:00', '2026-11-19T10:00'), []],
  ['with no word of when it was told', record('complaint', {}), []],
  ['with a time that nobody can read', record('complaint', { reportedAt: 'last week' }), []],
  [
    'late, archived since',
    told('2026-11-02T10:00', '2026-11-19T10:00', { archivedAt: '2026-11-20T00:00:00.000Z' }),
    [],
  ],
])('entered %s', (_name, subject, locators) => {
  expect(locatorsOf(complaintEnteredLate, subject)).toEqual(locators);
});

it('counts the business hours of its settings and says both times', () => {
  const setting = { settings: { hours: 2 } };
  expect(locatorsOf(complaintEnteredLate, told('2026-11-19T11:00', '2026-11-19T14:00'), { setting })).toEqual([]);
  expect(faultsOf(complaintEnteredLate, told('2026-11-19T11:00', '2026-11-19T14:01'), { setting })).toEqual([
    {
      locator: 'reportedAt',
      found: '2026-11-19T11:00:00+08:00 → 2026-11-19T14:01:00+08:00',
      expected: '≤ 2 h',
    },
  ]);
});
