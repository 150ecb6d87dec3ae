import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { complaintClosedIncomplete } from './complaint-closed-incomplete.ts';

const lines = [
  { kind: 'corrective', action: 'Frame replaced' },
  { kind: 'preventive', action: 'Each batch is tested for hardness' },
];
const ended = (data: Record<string, unknown>, parts: Record<string, unknown> = {}) =>
  record('complaint', { status: 'closed', causeId: 'cau_1', confirmed: 'yes', ...data }, { lines, ...parts });

it.each([
  ['with everything', ended({}), []],
  ['without a cause', ended({ causeId: undefined }), ['causeId']],
  ['with a cause that an import could not read', ended({ causeId: undefined }, { asImported: { causeId: '?' } }), []],
  ['without asking the customer', ended({ confirmed: undefined }), ['confirmed']],
  ['though the customer says that it is not solved', ended({ confirmed: 'no' }), ['confirmed']],
  ['after the customer could not be reached', ended({ confirmed: 'unreached' }), []],
  ['with a correction alone', ended({}, { lines: [lines[0]] }), ['lines']],
  ['with a prevention of no words', ended({}, { lines: [{ kind: 'preventive', action: ' ' }] }), ['lines']],
  ['with no action', ended({}, { lines: undefined }), ['lines']],
  [
    'by an import with nothing',
    ended({ causeId: undefined, confirmed: undefined }, { lines: [], source: 'import:imp_1' }),
    ['causeId', 'confirmed', 'lines'],
  ],
  ['not yet', ended({ status: 'verifying', causeId: undefined }), []],
  ['as not justified', ended({ status: 'rejected', causeId: undefined, confirmed: undefined }, { lines: [] }), []],
  ['and archived', ended({ causeId: undefined }, { archivedAt: '2026-11-20T00:00:00.000Z' }), []],
])('closed %s', (_name, subject, locators) => {
  expect(locatorsOf(complaintClosedIncomplete, subject)).toEqual(locators);
});

it('can ask for the customer’s own word', () => {
  const setting = { settings: { unreachedAllowed: false } };
  expect(faultsOf(complaintClosedIncomplete, ended({ confirmed: 'unreached' }), { setting })).toEqual([
    { locator: 'confirmed', found: 'unreached' },
  ]);
});
