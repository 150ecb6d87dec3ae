import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, looksAgain, record } from '../testing.ts';
import { complaintContactNotLogged } from './complaint-contact-not-logged.ts';

/** Saturday, 21 November, ten in the morning in Shanghai; Friday ended at six. */
const at = (clock: string) => new Date(`${clock}:00+08:00`).toISOString();
const open = (data: Record<string, unknown>, parts: Record<string, unknown> = {}) =>
  record('complaint', { status: 'investigating', ...data }, { enteredAt: at('2026-11-01T09:00'), ...parts });
const talked = (lastContactAt: string, data: Record<string, unknown> = {}) =>
  open({ contacts: 2, firstContactAt: at('2026-10-01T10:00'), lastContactAt: at(lastContactAt), ...data });

it.each([
  [
    'told on Friday at nine, nobody called: eight hours are over with the day',
    open({ reportedAt: at('2026-11-20T09:00') }),
    ['contacts'],
  ],
  ['told a minute later', open({ reportedAt: at('2026-11-20T09:01') }), []],
  ['told long ago, nobody called', open({ reportedAt: at('2026-11-02T09:00') }), ['contacts']],
  ['told at an unknown time, entered long ago', open({}), ['contacts']],
  ['told at an unknown time, entered on Friday noon', open({}, { enteredAt: at('2026-11-20T12:00') }), []],
  [
    'told long ago, brought over on Friday noon',
    open({ reportedAt: at('2026-01-02T09:00') }, { enteredAt: at('2026-11-20T12:00'), source: 'import:imp_1' }),
    [],
  ],
  ['called a fortnight ago to the minute', talked('2026-11-07T10:00'), []],
  ['called a fortnight and a minute ago', talked('2026-11-07T09:59'), ['lastContactAt']],
  ['to be verified in December', talked('2026-09-01T10:00', { status: 'verifying', verifyOn: '2026-12-10' }), []],
  ['to be verified since a week', talked('2026-09-01T10:00', { status: 'verifying', verifyOn: '2026-11-14' }), []],
  [
    'to be verified since a month',
    talked('2026-09-01T10:00', { status: 'verifying', verifyOn: '2026-10-20' }),
    ['lastContactAt'],
  ],
  [
    'acted on, with a date of verification',
    talked('2026-09-01T10:00', { status: 'acting', verifyOn: '2026-12-10' }),
    ['lastContactAt'],
  ],
  ['closed after contacts', talked('2026-09-01T10:00', { status: 'closed' }), []],
  ['closed without any', open({ status: 'closed' }), ['contacts']],
  ['rejected without any', open({ status: 'rejected', contacts: 0 }), ['contacts']],
  ['closed without any in another system', open({ status: 'closed' }, { source: 'import:imp_1' }), []],
  ['archived', open({ reportedAt: at('2026-11-02T09:00') }, { archivedAt: at('2026-11-20T09:00') }), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(complaintContactNotLogged, subject)).toEqual(locators);
});

it('says since when the customer waits, and looks again when the time is over', () => {
  const waiting = open({ reportedAt: at('2026-11-20T17:00') });
  expect(looksAgain(complaintContactNotLogged, waiting)).toBe('2026-11-23T09:00:01.000Z');
  const now = '2026-11-23T09:00:00.000Z';
  expect(locatorsOf(complaintContactNotLogged, waiting, { now })).toEqual([]);
  expect(faultsOf(complaintContactNotLogged, waiting, { now: '2026-11-23T09:00:01.000Z' })).toEqual([
    { locator: 'contacts', found: '2026-11-20T09:00:00.000Z', expected: '≤ 8 h' },
  ]);
  expect(looksAgain(complaintContactNotLogged, talked('2026-11-10T10:00'))).toBe('2026-11-24T02:00:01.000Z');
  expect(looksAgain(complaintContactNotLogged, open({ status: 'closed' }))).toBeUndefined();
});
