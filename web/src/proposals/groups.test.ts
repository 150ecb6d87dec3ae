import { expect, test } from 'vitest';
import type { WebRecord } from '../lib/records.ts';
import { groupDeviations } from './groups.ts';

let made = 0;
const deviation = (data: Record<string, unknown>, createdAt = '2026-11-20T08:00:00.000Z'): WebRecord => ({
  id: `dev_${++made}`,
  type: 'deviation',
  version: 1,
  createdAt,
  createdBy: 'mem_rep',
  updatedAt: createdAt,
  updatedBy: 'mem_rep',
  processKey: 'order',
  processVersion: 0,
  action: 'submit',
  from: 'draft',
  to: 'pending-approval',
  documentId: 'ord_1',
  memberId: 'mem_rep',
  rules: ['field-missing'],
  ...data,
});

test('the same step that departs from the same rules is one kind, in whatever order the rules stand', () => {
  const groups = groupDeviations([
    deviation({ rules: ['field-missing', 'lines-priced'] }),
    deviation({ rules: ['lines-priced', 'field-missing'], documentId: 'ord_2' }),
  ]);
  expect(groups).toHaveLength(1);
  expect(groups[0]?.rows).toHaveLength(2);
  expect(groups[0]?.documents).toBe(2);
});

test.each([
  ['another action', { action: 'ship' }],
  ['another process', { processKey: 'opportunity' }],
  ['another rule', { rules: ['wrong-role'] }],
])('%s is another kind', (_name, other) => {
  expect(groupDeviations([deviation({}), deviation(other)])).toHaveLength(2);
});

test('the most frequent kind comes first; its people are counted once, its last time and newest version are shown', () => {
  const groups = groupDeviations([
    deviation({ action: 'ship' }, '2026-11-21T08:00:00.000Z'),
    deviation({}, '2026-11-01T08:00:00.000Z'),
    deviation({ processVersion: 2, memberId: 'mem_other' }, '2026-11-10T08:00:00.000Z'),
    deviation({}, '2026-11-05T08:00:00.000Z'),
  ]);
  expect(groups.map((group) => group.action)).toEqual(['submit', 'ship']);
  expect(groups[0]?.people).toEqual(['mem_other', 'mem_rep']);
  expect(groups[0]?.last).toBe('2026-11-10T08:00:00.000Z');
  expect(groups[0]?.version).toBe(2);
});
