import { describe, expect, test } from 'vitest';
import { complaintProcess } from '../../../shared/complaints/complaint.process.ts';
import type { WebRecord } from '../lib/records.ts';
import { mostPressing, openStates, roleStates, turnFields, turnOf } from './desk.ts';

const row = (status: string, more: Record<string, unknown> = {}) =>
  ({ id: 'cpl_1', type: 'complaint', version: 1, status, ownerId: 'mem_owner', ...more }) as unknown as WebRecord;
const named = { investigatorId: 'mem_finder', actionOwnerId: 'mem_doer', verifierId: 'mem_looker' };

describe('whose turn it is with a complaint', () => {
  test.each([
    ['received', named, { person: 'mem_owner' }],
    ['investigating', named, { person: 'mem_finder' }],
    ['acting', named, { person: 'mem_doer' }],
    ['verifying', named, { person: 'mem_looker' }],
    ['verifying', {}, { person: 'mem_owner' }],
    ['verifying', { ownerId: undefined }, undefined],
    ['closed', named, undefined],
    ['a state of another version', named, undefined],
  ])('%s %o: %o', (status, more, turn) => {
    expect(turnOf(complaintProcess, row(status, more), 'status')).toEqual(turn);
  });

  test('a company can give a state to a role', () => {
    const own = {
      ...complaintProcess,
      states: complaintProcess.states.map((one) =>
        one.id === 'received' ? { ...one, responsible: 'service-agent' as const } : one,
      ),
    };
    expect(turnOf(own, row('received'), 'status')).toEqual({ role: 'service-agent' });
    expect(roleStates(own, ['service-agent']).own).toEqual(['received']);
    expect(roleStates(own, ['finance'])).toEqual({ own: [], passedUp: [] });
  });

  test('everybody who can have a turn stands in one of the fields that are asked for', () => {
    expect(turnFields(complaintProcess)).toEqual(['ownerId', 'investigatorId', 'actionOwnerId', 'verifierId']);
  });

  test('what is late is passed up to the sales manager in every open state', () => {
    expect(roleStates(complaintProcess, ['sales-manager'])).toEqual({
      own: [],
      passedUp: ['received', 'investigating', 'acting', 'verifying'],
    });
    expect(openStates(complaintProcess)).not.toContain('closed');
  });
});

test('the most pressing stands first, once, and what is due nowhere last', () => {
  const at = (id: string, stepDue?: string) => row('received', { id, stepDue });
  const rows = [at('c'), at('b', '2026-11-22T03:00:00.000Z'), at('a', '2026-11-22T01:00:00.000Z')];
  expect(mostPressing([...rows, rows[1]!]).map((one) => one.id)).toEqual(['a', 'b', 'c']);
});
