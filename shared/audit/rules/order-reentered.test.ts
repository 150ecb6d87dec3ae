import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { instant, standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { orderReentered } from './order-reentered.ts';

const HOUR = 3600;
type Sold = readonly [product: string, quantity: number, price: number];
interface Entered {
  at: number;
  by?: string;
  status?: string;
  lines: readonly Sold[];
  data?: Record<string, unknown>;
  parts?: Partial<Rec>;
}
const order = ({ at, by = 'mem_1', status = 'approved', lines, data, parts }: Entered): Rec =>
  record('order', { accountId: 'acc_1', currency: 'CNY', status, ...data }, {
    createdAt: instant(at),
    createdBy: by,
    process: standing([['step', by, at + HOUR]]),
    lines: lines.map(([productId, quantity, unitPrice]) => ({ productId, quantity, unitPrice })),
    ...parts,
  } as Partial<Omit<Rec, 'data' | 'type'>>);

const basket: Sold[] = [
  ['prd_1', 10, 1000],
  ['prd_2', 5, 500],
  ['prd_3', 1, 100],
];
const cheaper: Sold[] = [['prd_1', 10, 900], ...basket.slice(1)];
const dropped = order({ at: 0, status: 'cancelled', lines: basket });
const DAY = 24 * HOUR;

it.each<[string, Rec[], number]>([
  ['the same again by the same person', [dropped, order({ at: DAY, lines: basket })], 1],
  ['the same again by somebody else', [dropped, order({ at: DAY, by: 'mem_2', lines: basket })], 0],
  ['cheaper by somebody else', [dropped, order({ at: DAY, by: 'mem_2', lines: cheaper })], 1],
  ['the same after a fortnight', [dropped, order({ at: 14 * DAY, lines: cheaper })], 0],
  ['other goods', [dropped, order({ at: DAY, lines: [['prd_9', 1, 100]] })], 0],
  [
    'the same goods in quite other quantities',
    [dropped, order({ at: DAY, lines: basket.map(([id, n, p]) => [id, n * 3, p]) })],
    0,
  ],
  ['for another customer', [dropped, order({ at: DAY, lines: basket, data: { accountId: 'acc_2' } })], 0],
  ['entered before the other one', [dropped, order({ at: -DAY, lines: basket })], 0],
  ['the same again, cancelled too', [dropped, order({ at: DAY, status: 'cancelled', lines: basket })], 0],
  ['a repeat of an order that is alive', [order({ at: 0, lines: basket }), order({ at: DAY, lines: basket })], 0],
  [
    'a repeat of an order that was shipped and closed',
    [order({ at: 0, status: 'closed', lines: basket, data: { shippedTotal: 5 } }), order({ at: DAY, lines: basket })],
    0,
  ],
  [
    'the same after one was closed with nothing shipped',
    [order({ at: 0, status: 'closed', lines: basket }), order({ at: DAY, lines: basket })],
    1,
  ],
  ['one that was brought over', [dropped, order({ at: DAY, lines: basket, parts: { source: 'import:imp_1' } })], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(orderReentered, records)).toHaveLength(count);
});

it('stands at the new order, names the old one and says that it is cheaper', () => {
  const old = { ...dropped, data: { ...dropped.data, number: 'SO2026-00001' } };
  const next = order({ at: DAY, lines: cheaper });
  expect(groupFaults(orderReentered, [old, next])).toEqual([
    { subjectId: next.id, locator: 'lines', found: 'SO2026-00001 ↓', related: [old.id] },
  ]);
});
