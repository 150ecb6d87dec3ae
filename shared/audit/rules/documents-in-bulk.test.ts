import { expect, it } from 'vitest';
import { instant } from '../process.fixture.ts';
import { groupFaults, record } from '../testing.ts';
import { documentsInBulk } from './documents-in-bulk.ts';

const member = record('member', { name: 'Chen', status: 'active' }, { id: 'mem_1' });
/** Orders entered one a minute on 20 November. */
const orders = (count: number, dateOf: (index: number) => string, parts: object = {}, every = 60) =>
  Array.from({ length: count }, (_, index) =>
    record('order', { orderDate: dateOf(index) }, { enteredAt: instant(index * every), ...parts }),
  );
const lastWeek = (index: number) => `2026-11-${10 + (index % 5)}`;

it.each([
  ['ten of several earlier days', orders(10, lastWeek), ['order 2026-11-20']],
  ['nine of several earlier days', orders(9, lastWeek), []],
  ['ten over half an hour', orders(10, lastWeek, {}, 200), []],
  ['ten of yesterday', orders(10, () => '2026-11-19'), []],
  ['ten of which one is of today', [...orders(9, lastWeek), ...orders(1, () => '2026-11-20')], []],
  ['ten of today', orders(10, () => '2026-11-20'), []],
  ['ten imported ones', orders(10, lastWeek, { source: 'import:imp_1' }), []],
  ['ten by a connected system', orders(10, lastWeek, { externalIds: { erp: 'E-1' } }), []],
  ['ten by an API key', orders(10, lastWeek, { createdBy: 'key_1' }), []],
  ['ten of last year', orders(10, lastWeek, { enteredAt: '2025-11-20T02:00:00.000Z' }), []],
  [
    'ten of two kinds',
    [
      ...orders(5, lastWeek),
      ...orders(5, lastWeek).map((one) => ({
        ...one,
        type: 'activity',
        data: { kind: 'visit', happenedAt: `${String(one.data['orderDate'])}T02:00:00.000Z` },
      })),
    ],
    [],
  ],
])('%s', (_name, documents, wanted) => {
  expect(groupFaults(documentsInBulk, [member, ...documents]).map((one) => one.locator)).toEqual(wanted);
});

it('counts documents and minutes of its settings, and says which days they are of', () => {
  const setting = { settings: { documents: 3, minutes: 2 } };
  const documents = orders(3, lastWeek);
  expect(groupFaults(documentsInBulk, [member, ...documents], { setting })).toEqual([
    {
      subjectId: 'mem_1',
      locator: 'order 2026-11-20',
      found: '3: 2026-11-10 – 2026-11-12',
      expected: '< 3 / 2 min',
      related: documents.map((one) => one.id),
    },
  ]);
});
