import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import type { Taken } from '../process.fixture.ts';
import { standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { offListUnapproved } from './off-list-unapproved.ts';

const deal = (type: 'order' | 'quote', status: string, line: Record<string, unknown>, taken: Taken[] = []) =>
  record(type, { status }, { lines: [{ quantity: 1, unitPrice: 900, ...line }], process: standing(taken) });
const off = { listPrice: 1000, deviation: 10 };
const signed: Taken[] = [
  ['submit', 'mem_1', 0],
  ['approve', 'mem_2', 60],
];
const set: Taken[] = [['set', 'mem_1', 0]];

it.each<[string, Rec, number]>([
  ['an order that was put into its state', deal('order', 'approved', off, set), 1],
  ['a quote that was put into its state', deal('quote', 'sent', off, set), 1],
  ['an order that a manager signed', deal('order', 'approved', off, signed), 0],
  ['a quote that a manager signed', deal('quote', 'accepted', off, signed), 0],
  ['a shipped order at its price', deal('order', 'shipped', { listPrice: 900, deviation: 0 }, set), 0],
  ['a line that nothing measures', deal('order', 'shipped', {}, set), 0],
  ['a quote that still waits', deal('quote', 'pending-approval', off, set), 0],
  ['an order below floor, which has a rule of its own', deal('order', 'shipped', { ...off, belowFloor: true }, set), 0],
  ['a quote below floor', deal('quote', 'sent', { ...off, belowFloor: true }, set), 1],
  ['an order brought over without an approver', { ...deal('order', 'shipped', off), source: 'import:imp_1' }, 1],
])('%s', (_name, subject, count) => {
  expect(locatorsOf(offListUnapproved, subject)).toHaveLength(count);
});

it('says how far it is off', () => {
  expect(faultsOf(offListUnapproved, deal('quote', 'sent', { deviation: 12.3456 }, set))).toEqual([
    { locator: 'deviation', found: '12.35 %', expected: '0 %' },
  ]);
});
