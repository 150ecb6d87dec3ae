import { describe, expect, test } from 'vitest';
import { roleNames } from '../../../shared/access/permissions.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { processes } from '../../../shared/processes.ts';
import { orderProcess } from '../../../shared/sales/order.process.ts';
import type { WebRecord } from '../lib/records.ts';
import { marksOf, union } from './compare.tsx';
import { removeState, withState, withTransition } from './draft.ts';
import { factsOf } from './facts.ts';
import { faultMarks, faultsAt, faultsOf, isSound, joined, keyOfFault } from './faults.ts';

const order = orderProcess as ProcessDefinition;
const people = roleNames.flatMap((role) =>
  ['a', 'b'].map(
    (letter) =>
      ({ id: `mem_${role}${letter}`, type: 'member', name: role, role, status: 'active' }) as unknown as WebRecord,
  ),
);
const facts = (process: string) => factsOf(process, {}, people).check;

describe('faults of a definition on the screen', () => {
  test.each(processes.map((one) => [one.id, one as ProcessDefinition]))(
    '%s, as shipped, has none',
    (id, definition) => {
      expect(faultsOf(definition, facts(id)).filter((one) => one.severity === 'error')).toEqual([]);
    },
  );

  test.each([
    ['an empty name', withState(order, 'draft', { label: { en: '', zh: '草稿' } }), 'state:draft'],
    ['a step that nobody may take', withTransition(order, 'submit', { roles: [] }), 'transition:submit'],
    ['a limit of no time', withState(order, 'draft', { limitHours: 0 }), 'state:draft'],
    ['a step that leads nowhere', withTransition(order, 'submit', { to: 'gone' }), 'transition:submit'],
    ['an outcome that was removed', removeState(order, 'cancelled'), 'state:pending-approval'],
    [
      'an approved document that may be changed',
      withState(order, 'pending-approval', { edit: 'free' }),
      'state:pending-approval',
    ],
  ])('%s forbids saving and stands where it can be mended', (_case, definition, key) => {
    const faults = faultsOf(definition, facts('order'));
    expect(isSound(faults)).toBe(false);
    expect(faultMarks(faults).get(key as 'state:draft')).toBe('fault');
    expect(faultsAt(faults, key as 'state:draft').length).toBeGreaterThan(0);
  });

  test('what forbids saving comes before what is only to be weighed', () => {
    const both = withState(withTransition(order, 'submit', { to: 'gone' }), 'draft', { limitHours: undefined });
    const severities = faultsOf(both, facts('order')).map((one) => one.severity);
    expect(severities).toEqual([...severities].sort());
    expect(new Set(severities)).toEqual(new Set(['error', 'warning']));
  });

  test.each([
    ['states.draft.limitHours', 'state:draft'],
    ['transitions.submit.guards.0', 'transition:submit'],
    ['starts.0', undefined],
    ['states', undefined],
    ['id', undefined],
  ])('%s is found at %s', (at, key) => {
    expect(keyOfFault(at)).toBe(key);
  });

  test('what the server adds is not said twice', () => {
    const fault = { rule: 'dead-end', at: 'states.x', severity: 'error' as const, en: 'e', zh: 'z' };
    expect(joined([fault], [fault, { ...fault, rule: 'state-in-use' }]).map((one) => one.rule)).toEqual([
      'dead-end',
      'state-in-use',
    ]);
  });
});

describe('the picture of two versions', () => {
  test('shows what is gone beside what is there, and marks what a difference names', () => {
    const after = removeState(order, 'on-hold');
    const both = union(order, after);
    expect(new Set(both.states.map((state) => state.id))).toEqual(new Set(order.states.map((state) => state.id)));
    expect(new Set(both.transitions.map((step) => step.id))).toEqual(new Set(order.transitions.map((step) => step.id)));
    const name = { en: 'x', zh: 'x' };
    const marks = marksOf([
      { what: 'state', id: 'on-hold', label: name, change: 'removed', properties: [] },
      { what: 'step', id: 'release', label: name, change: 'removed', properties: [] },
      { what: 'level', id: 'pending-approval.finance', label: name, change: 'added', properties: [] },
    ]);
    expect([...marks]).toEqual([
      ['state:on-hold', 'removed'],
      ['transition:release', 'removed'],
      ['state:pending-approval', 'changed'],
    ]);
  });
});
