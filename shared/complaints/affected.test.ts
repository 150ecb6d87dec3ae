import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { affectedList, suspectQuantity, suspectsByAccount } from './affected.ts';
import { MAX_AFFECTED, MAX_SHIPMENTS } from './bounds.ts';

const products = new Set(['prd_frame', 'prd_merged']);
const sent = (goods: unknown[], parts: Record<string, unknown> = {}): Row => ({
  id: 'shp_1',
  status: 'approved',
  accountId: 'acc_a',
  shipDate: '2026-11-10',
  goods,
  ...parts,
});
const ofBatch = { products, batch: 'B2611' };
const ofDays = { products, from: '2026-11-01', to: '2026-11-10' };

describe('a shipment carries what is looked for', () => {
  it.each([
    ['the product and batch', sent([['prd_frame', 'B2611', 4]]), ofBatch, 4],
    ['as it was typed elsewhere', sent([['prd_frame', ' ｂ2611 ', 4]]), ofBatch, 4],
    [
      'on several lines',
      sent([
        ['prd_frame', 'B2611', 0.1],
        ['prd_merged', 'B2611', 0.2],
      ]),
      ofBatch,
      0.3,
    ],
    [
      'another batch beside it',
      sent([
        ['prd_frame', 'B2611', 4],
        ['prd_frame', 'B2612', 9],
      ]),
      ofBatch,
      4,
    ],
    ['delivered', sent([['prd_frame', 'B2611', 4]], { status: 'delivered' }), ofBatch, 4],
    ['another product', sent([['prd_fork', 'B2611', 4]]), ofBatch, 0],
    ['no batch', sent([['prd_frame', null, 4]]), ofBatch, 0],
    ['not approved', sent([['prd_frame', 'B2611', 4]], { status: 'draft' }), ofBatch, 0],
    ['cancelled', sent([['prd_frame', 'B2611', 4]], { status: 'cancelled' }), ofBatch, 0],
    ['its making undone', sent([['prd_frame', 'B2611', 4]], { removedAt: 'then' }), ofBatch, 0],
    ['without goods', { id: 'shp_1', status: 'approved' }, ofBatch, 0],
    ['by days, on the last of them, whatever the batch', sent([['prd_frame', 'B9', 4]]), ofDays, 4],
    ['a day later', sent([['prd_frame', 'B9', 4]], { shipDate: '2026-11-11' }), ofDays, 0],
    ['on the first day', sent([['prd_frame', null, 4]], { shipDate: '2026-11-01' }), ofDays, 4],
    ['a day before it', sent([['prd_frame', null, 4]], { shipDate: '2026-10-31' }), ofDays, 0],
  ] as [string, Row, Parameters<typeof suspectQuantity>[1], number][])('%s', (_name, row, suspects, quantity) => {
    expect(suspectQuantity(row, suspects)).toBe(quantity);
  });
});

describe('the customers who got it', () => {
  const shipment = (id: string, accountId: string, quantity: number, shipDate = '2026-11-10') =>
    sent([['prd_frame', 'B2611', quantity]], { id, number: id.toUpperCase(), accountId, shipDate });
  const list = (rows: Row[]) =>
    affectedList(suspectsByAccount({ rows, suspects: ofBatch, accountOf: (id) => (id === 'acc_old' ? 'acc_a' : id) }), {
      own: 'acc_b',
      nameOf: (id) => (id === 'acc_a' ? 'Ocean' : undefined),
      complaintsOf: (id) => (id === 'acc_a' ? [{ id: 'cpl_9', number: 'CP-9', status: 'closed' }] : []),
    });

  it('are listed with the most first, a merged one under the name that it has now', () => {
    expect(
      list([shipment('s1', 'acc_a', 3), shipment('s2', 'acc_b', 9), shipment('s3', 'acc_old', 4, '2026-11-12')]),
    ).toEqual([
      {
        accountId: 'acc_b',
        own: true,
        quantity: 9,
        shipments: [{ id: 's2', number: 'S2', date: '2026-11-10', quantity: 9 }],
        complaints: [],
      },
      {
        accountId: 'acc_a',
        name: 'Ocean',
        own: false,
        quantity: 7,
        shipments: [
          { id: 's3', number: 'S3', date: '2026-11-12', quantity: 4 },
          { id: 's1', number: 'S1', date: '2026-11-10', quantity: 3 },
        ],
        complaints: [{ id: 'cpl_9', number: 'CP-9', status: 'closed' }],
      },
    ]);
  });

  it('are as many as a page shows, each with a part of its shipments and all of its quantity', () => {
    const many = Array.from({ length: MAX_AFFECTED + 5 }, (_, at) => shipment(`s${at}`, `acc_${at}`, 1));
    const often = Array.from({ length: MAX_SHIPMENTS + 5 }, (_, at) => shipment(`t${at}`, 'acc_often', 2));
    const items = list([...many, ...often]);
    expect(items).toHaveLength(MAX_AFFECTED);
    expect(items[0]).toMatchObject({ accountId: 'acc_often', quantity: 2 * (MAX_SHIPMENTS + 5) });
    expect(items[0]?.shipments).toHaveLength(MAX_SHIPMENTS);
  });
});
