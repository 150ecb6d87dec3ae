import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { ownerInactive } from './owner-inactive.ts';

const li = (data: Record<string, unknown>, parts = {}) =>
  record('member', { name: '李娜', ...data }, { id: 'mem_9', ...parts });
const active = li({ status: 'active' });
const disabled = li({ status: 'disabled' });
const account = (ownerId?: string) =>
  record('account', { name: '远洋', status: 'customer' }, ownerId === undefined ? {} : { ownerId });
const of = (type: string, data: Record<string, unknown>) => record(type, data, { ownerId: 'mem_9' });

it.each([
  ['of somebody who is here', [active, account('mem_9')], 0],
  ['of somebody who was disabled', [disabled, account('mem_9')], 1],
  ['of somebody who was archived', [li({ status: 'active' }, { archivedAt: 'x' }), account('mem_9')], 1],
  ['of somebody who never was a member', [account('mem_9')], 1],
  ['of nobody', [disabled, account()], 0],
  ['of somebody else', [disabled, record('member', { status: 'active' }, { id: 'mem_8' }), account('mem_8')], 0],
  ['of a connected system', [account('key_1')], 0],
  ['archived', [disabled, { ...account('mem_9'), archivedAt: 'x' }], 0],
  ['a contact', [disabled, of('contact', { name: '王伟' })], 1],
  ['an open opportunity', [disabled, of('opportunity', { stage: 'proposal' })], 1],
  ['a won opportunity', [disabled, of('opportunity', { stage: 'won' })], 0],
  ['an order under way', [disabled, of('order', { status: 'approved' })], 1],
  ['an order that is done', [disabled, of('order', { status: 'completed' })], 0],
  ['an order in a state that nobody knows', [disabled, of('order', { status: 'Versandt' })], 0],
  ['a lead', [disabled, of('lead', { status: 'working' })], 1],
  ['a dead lead', [disabled, of('lead', { status: 'dead' })], 0],
  ['a complaint', [disabled, of('complaint', { status: 'received' })], 1],
  ['a visit that was made', [disabled, of('activity', { subject: '拜访' })], 0],
])('%s', (_name, records, count) => {
  expect(groupFaults(ownerInactive, records)).toHaveLength(count);
});

it('is said at each record, with the name of whoever is gone', () => {
  const [a, b] = [account('mem_9'), of('opportunity', { stage: 'proposal' })];
  expect(groupFaults(ownerInactive, [disabled, a, b])).toEqual(
    [a, b].map((one) => ({ subjectId: one.id, locator: 'ownerId', found: '李娜' })),
  );
});

it('leaves customers out where a company says so', () => {
  const setting = { settings: { customers: false } };
  const records = [disabled, account('mem_9'), of('opportunity', { stage: 'proposal' })];
  expect(groupFaults(ownerInactive, records, { setting })).toHaveLength(1);
});
