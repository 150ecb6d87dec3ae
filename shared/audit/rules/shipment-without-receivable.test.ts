import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import { standing } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { shipmentWithoutReceivable } from './shipment-without-receivable.ts';

const led = { process: standing([['ship', 'mem_1', 0]]) };
const order = (status: string, parts: Partial<Rec> = led) =>
  record('order', { status }, { ...parts, id: 'ord_x' } as Partial<Omit<Rec, 'data' | 'type'>>);
const shipment = (status: string, receivableId?: string) =>
  record('shipment', { orderId: 'ord_x', status, ...(receivableId ? { receivableId } : {}) });
const bill = record('receivable', { orderId: 'ord_x' });
const shipped = order('shipped');

it.each<[string, Rec[], string[]]>([
  ['an approved shipment with its receivable', [shipped, shipment('approved', bill.id), bill], []],
  ['an approved shipment without one', [order('approved'), shipment('approved')], ['receivableId']],
  ['a delivered shipment without one', [shipped, shipment('delivered')], ['receivableId']],
  [
    'one of two shipments without one',
    [shipped, shipment('approved', bill.id), bill, shipment('approved')],
    ['receivableId'],
  ],
  ['a shipment whose receivable is not there', [shipped, shipment('approved', 'rcv_9')], ['receivableId']],
  [
    'a shipment whose receivable was archived',
    [shipped, shipment('approved', bill.id), { ...bill, archivedAt: '2026-11-20T00:00:00.000Z' }],
    ['receivableId'],
  ],
  ['a shipment that waits for approval', [order('approved'), shipment('pending-approval')], []],
  ['a shipped order without any shipment', [shipped], ['status']],
  ['a shipped order with a cancelled shipment only', [shipped, shipment('cancelled')], ['status']],
  ['an order shipped in part without any shipment', [order('partially-shipped')], ['status']],
  ['an approved order without any shipment', [order('approved')], []],
  ['a shipped order from another system', [order('shipped', { ...led, source: 'import:imp_1' })], []],
  ['a shipped order that no process led', [order('shipped', {})], []],
])('%s', (_name, records, locators) => {
  expect(groupFaults(shipmentWithoutReceivable, records).map((fault) => fault.locator)).toEqual(locators);
});
