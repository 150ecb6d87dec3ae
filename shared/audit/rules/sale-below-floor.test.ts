import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import type { Taken } from '../process.fixture.ts';
import { standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { saleBelowFloor } from './sale-below-floor.ts';

const helmet = record('product', { code: 'A-1', currency: 'CNY', floorPrice: 800 });
const steps = (...taken: Taken[]) => ({ process: standing(taken) });
const ruled = steps(['submit', 'mem_1', 0], ['auto-approve', 'job:process', 0]);
const order = (line: Record<string, unknown>, parts: Partial<Rec> = ruled, data = {}) =>
  record('order', { status: 'approved', currency: 'CNY', ...data }, {
    ...parts,
    lines: [{ productId: helmet.id, quantity: 1, unitPrice: 700, ...line }],
  } as Partial<Omit<Rec, 'data' | 'type'>>);
const locators = (subject: Rec) => locatorsOf(saleBelowFloor, subject, { others: [helmet] });

const approvedThenChanged = {
  process: {
    ...standing([
      ['submit', 'mem_1', 0],
      ['approve', 'mem_2', 10],
      ['revise', 'mem_1', 20],
      ['submit', 'mem_1', 30],
      ['auto-approve', 'job:process', 30],
    ]),
  },
};
approvedThenChanged.process.trail[2]!.to = 'draft';
const released = steps(['submit', 'mem_1', 0], ['auto-approve', 'job:process', 0], ['approve', 'mem_3', 50]);
released.process.trail[2]!.from = 'pending-release';

it.each<[string, Rec, number]>([
  ['by the rule alone', order({ floorPrice: 800 }), 1],
  ['by the floor of the product', order({}), 1],
  ['where the line’s own floor was lower', order({ floorPrice: 600 }), 0],
  ['at the floor', order({ unitPrice: 800 }), 0],
  ['by a manager', order({}, steps(['submit', 'mem_1', 0], ['approve', 'mem_2', 10])), 0],
  ['by a manager, but changed since', order({}, approvedThenChanged), 1],
  ['by whoever released the credit alone', order({}, released), 1],
  ['in another system, by nobody on record', order({}, { source: 'import:imp_1' }), 1],
  ['in another system, by somebody', order({}, { source: 'import:imp_1' }, { approvedBy: 'mem_9' }), 0],
  ['in another currency than the floor’s', order({}, ruled, { currency: 'USD' }), 0],
  ['while it is a draft', order({}, ruled, { status: 'draft' }), 0],
  ['for nothing', order({ unitPrice: 0 }), 0],
])('a price approved %s', (_name, subject, count) => {
  expect(locators(subject)).toHaveLength(count);
});

it('stands at the floor of the line, which only some may see', () => {
  expect(faultsOf(saleBelowFloor, order({ floorPrice: 800 }))).toEqual([
    { locator: 'lines.0.floorPrice', found: '7.00 CNY', expected: '≥ 8.00 CNY' },
  ]);
});
