import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import type { ProcessDefinition } from '../kernel/process.ts';
import { orderProcess } from './order.fixture.ts';
import { changedOrder } from './versions.fixture.ts';
import type { WorkloadFacts } from './workload.ts';
import { workloadChanges } from './workload.ts';

const members: WorkloadFacts['members'] = (
  [
    ['li', 'sales-rep', true],
    ['wang', 'sales-rep', true],
    ['chen', 'sales-manager', true],
    ['sun', 'executive', true],
    ['gone', 'executive', false],
  ] as [string, Role, boolean][]
).map(([name, role, active]) => ({ id: `mem_${name}`, name, roles: [role], active }));

const facts = (parts: Partial<WorkloadFacts> = {}): WorkloadFacts => ({
  volumes: new Map([
    ['submit', 40],
    ['ship', 30],
  ]),
  members,
  // Half of the orders reach ten thousand, none a million.
  shareOver: (_measure, atLeast) => (atLeast <= 1_000_000 ? 0.5 : 0),
  ...parts,
});
const of = (role: Role, after: ProcessDefinition, given = facts()) =>
  workloadChanges(orderProcess, after, given).find((one) => one.role === role)!;

const boardFrom = (atLeast: number): ProcessDefinition =>
  changedOrder((draft) => {
    draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels[2]!.over!.atLeast = atLeast;
  });

describe('the workload of a role', () => {
  it('is the same when nothing changes', () => {
    for (const change of workloadChanges(orderProcess, orderProcess, facts())) {
      expect(change.after).toEqual(change.before);
      expect([change.gains, change.losses]).toEqual([[], []]);
    }
  });

  it('grows with the signatures that are asked for more often', () => {
    const executive = of('executive', boardFrom(1_000_000));
    expect(executive.before).toEqual({ steps: 0, approvals: 0, hours: 0 });
    // Half of forty orders, eight business hours each.
    expect(executive.after).toEqual({ steps: 0, approvals: 20, hours: 160 });
    expect(executive.people).toEqual([
      { memberId: 'mem_sun', name: 'sun', before: executive.before, after: executive.after },
    ]);
  });

  it('is shared by the people who may do it', () => {
    const { before, people } = of('sales-rep', orderProcess);
    // Reps and the manager hold a role of the step: two of three submissions and shipments are the reps'.
    expect(before.steps).toBeCloseTo((70 * 2) / 3, 0);
    expect(people.map((one) => one.before.steps)).toEqual([23.3, 23.3]);
  });

  it('names what it gains and loses', () => {
    const after = changedOrder((draft) => {
      draft.transitions.find(({ id }) => id === 'ship')!.roles = ['finance'];
      draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels[0]!.signers = ['executive'];
    });
    expect(of('sales-rep', after)).toMatchObject({ gains: [], losses: ['ship'] });
    expect(of('sales-manager', after)).toMatchObject({ gains: [], losses: ['sales', 'ship'] });
    expect(of('executive', after)).toMatchObject({ gains: ['sales'], losses: [] });
  });

  it('counts a level that all must sign once for each signer, and a person by name', () => {
    const after = changedOrder((draft) => {
      draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels = [
        { id: 'all', label: { en: 'All', zh: '会签' }, mode: 'all', signers: ['executive', 'member:mem_li'] },
      ];
    });
    expect(of('executive', after).after.approvals).toBe(40);
    expect(of('sales-rep', after).people.map((one) => one.after.approvals)).toEqual([40, 0]);
  });

  it('takes a step that replaces another for as frequent as that one', () => {
    const after = changedOrder((draft) => {
      draft.transitions.find(({ id }) => id === 'submit')!.id = 'hand-in';
    });
    const manager = of('sales-manager', after);
    expect(manager.after).toEqual(manager.before);
    expect(manager).toMatchObject({ gains: ['hand-in'], losses: ['submit'] });
  });
});
