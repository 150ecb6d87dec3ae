import { expect, it } from 'vitest';
import type { ApprovalRound } from '../../kernel/process.ts';
import { instant, standing } from '../process.fixture.ts';
import { locatorsOf, record } from '../testing.ts';
import { editedAfterApproval } from './edited-after-approval.ts';

const round = (submitted: number, outcome: ApprovalRound['outcome']): ApprovalRound => ({
  round: 1,
  submittedBy: 'mem_1',
  submittedAt: instant(submitted),
  level: 0,
  levels: [],
  ...(outcome ? { outcome } : {}),
});
const edited = (approval?: ApprovalRound) =>
  record(
    'order',
    { status: 'draft' },
    {
      process: standing(
        [
          ['submit', 'mem_1', 0],
          ['edit', 'mem_1', 100],
        ],
        approval ? { approval } : {},
      ),
    },
  );

it.each([
  ['steps without an edit', record('order', {}, { process: standing([['submit', 'mem_1', 0]]) }), []],
  ['an edit that voided the approval', edited(round(0, 'voided')), ['process']],
  ['an edit that was submitted since, and waits', edited(round(200, undefined)), ['process']],
  ['an edit that was approved since', edited(round(200, 'approved')), []],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(editedAfterApproval, subject)).toEqual(locators);
});

const later = (type: string, status: string, seconds: number, ...fields: string[]) =>
  locatorsOf(editedAfterApproval, record(type, { status, approvedAt: instant(100) }), {
    chain: { entries: [{ version: 2, at: instant(seconds), by: 'mem_1', fields }] },
  });
const changed = (status: string, seconds: number, ...fields: string[]) => later('order', status, seconds, ...fields);

it.each([
  ['a price after the approval', () => changed('approved', 200, 'amount', 'lines.0.unitPrice'), ['approvedAt']],
  ['a price after the approval, shipped since', () => changed('shipped', 200, 'lines.0.unitPrice'), ['approvedAt']],
  ['a price before the approval', () => changed('approved', 50, 'lines.0.unitPrice'), []],
  ['a note after the approval', () => changed('approved', 200, 'note'), []],
  ['the day of shipment after the approval', () => changed('shipped', 200, 'shipDate', 'status'), []],
  [
    'what was shipped and returned since',
    () => changed('partially-shipped', 200, 'lines.0.shipped', 'lines.12.returned', 'shippedTotal'),
    [],
  ],
  ['a price of a quote after the approval', () => later('quote', 'sent', 200, 'lines.0.unitPrice'), ['approvedAt']],
  ['the validity of a quote after the approval', () => later('quote', 'sent', 200, 'validUntil'), ['approvedAt']],
  ['the outcome of a quote after the approval', () => later('quote', 'accepted', 200, 'outcomeReason', 'orderId'), []],
  ['a price after it was opened again', () => changed('draft', 200, 'lines.0.unitPrice'), []],
])('history says that somebody changed %s', (_name, found, locators) => {
  expect(found()).toEqual(locators);
});
