import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import type { ProcessDefinition, ProcessState, Transition } from '../kernel/process.ts';
import { processes } from '../processes.ts';
import { priceChangeProcess } from './change.process.ts';
import { checkDefinition } from './check.ts';
import type { CheckFacts } from './check-facts.ts';
import { orderProcess } from './order.fixture.ts';
import { entityOfProcess } from './subject.ts';

const staff = (roles: readonly Role[]): CheckFacts['members'] =>
  roles.map((role, index) => ({ id: `mem_${index}`, roles: [role], active: true }));

const facts = (process: string, parts: Partial<CheckFacts> = {}): CheckFacts => ({
  process,
  entity: entityOfProcess(process),
  members: staff(roleNames),
  underWay: {},
  ...parts,
});

/** The order process with something changed. */
const order = (change: (draft: ProcessDefinition) => void): ProcessDefinition => {
  const draft = structuredClone(orderProcess);
  change(draft);
  return draft;
};
const state = (draft: ProcessDefinition, id: string): ProcessState => draft.states.find((one) => one.id === id)!;
const step = (draft: ProcessDefinition, id: string): Transition => draft.transitions.find((one) => one.id === id)!;
const without = <T extends { id: string }>(list: readonly T[], id: string): T[] => list.filter((one) => one.id !== id);
const addStep = (draft: ProcessDefinition, from: string, to: string): void => {
  draft.transitions.push({
    id: 'shortcut',
    label: { en: 'Shortcut', zh: '捷径' },
    from: [from],
    to,
    roles: ['sales-rep'],
  });
};
const addState = (draft: ProcessDefinition, parts: Partial<ProcessState> & { id: string }): void => {
  draft.states.push({
    label: { en: parts.id, zh: parts.id },
    edit: 'locked',
    responsible: 'owner',
    limitHours: 8,
    ...parts,
  });
};

const named = (definition: ProcessDefinition, given: CheckFacts) =>
  checkDefinition(definition, given).map(({ rule, at, severity }) => `${severity} ${rule} ${at}`);

describe('the product’s own processes', () => {
  it.each(processes.map((definition) => ({ id: definition.id, definition })))(
    '$id is sound where every role is held',
    ({ id, definition }) => {
      expect(checkDefinition(definition, facts(id)).filter((fault) => fault.severity === 'error')).toEqual([]);
    },
  );
});

describe('an unsound definition is told where it is unsound', () => {
  const cases: [what: string, definition: ProcessDefinition, fault: string][] = [
    [
      'another process’s id',
      order((d) => {
        d.id = 'orders';
      }),
      'error wrong-id id',
    ],
    [
      'a state of the same id twice',
      order((d) => {
        d.states.push(structuredClone(state(d, 'draft')));
      }),
      'error duplicate-id states.9',
    ],
    [
      'an action of the same name twice',
      order((d) => {
        d.transitions.push(structuredClone(step(d, 'ship')));
      }),
      'error duplicate-id transitions.10',
    ],
    [
      'a level of the same id twice',
      order((d) => {
        state(d, 'pending-approval').approval!.levels[1]!.id = 'sales';
      }),
      'error duplicate-id states.pending-approval.approval.levels.1',
    ],
    [
      'the name of a system’s step',
      order((d) => {
        step(d, 'ship').id = 'migrate';
      }),
      'error reserved-action transitions.migrate',
    ],
    [
      'a decision’s name as an action',
      order((d) => {
        step(d, 'ship').id = 'approve';
      }),
      'error reserved-action transitions.approve',
    ],
    [
      'a start that is no state',
      order((d) => {
        d.starts.push('begun');
      }),
      'error no-such-state starts.1',
    ],
    [
      'a step to no state',
      order((d) => {
        step(d, 'ship').to = 'gone';
      }),
      'error no-such-state transitions.ship.to',
    ],
    [
      'a step from no state',
      order((d) => {
        step(d, 'ship').from.push('gone');
      }),
      'error no-such-state transitions.ship.from.2',
    ],
    [
      'an outcome that is no state',
      order((d) => {
        state(d, 'pending-approval').approval!.sentBack = 'gone';
      }),
      'error no-such-state states.pending-approval.approval.sentBack',
    ],
    [
      'a lock broken into no state',
      order((d) => {
        state(d, 'approved').voids = 'gone';
      }),
      'error no-such-state states.approved.voids',
    ],
    [
      'a start that new orders do not have',
      order((d) => {
        d.starts = ['cancelled'];
      }),
      'error start-missing starts',
    ],
    [
      'a state that no step reaches',
      order((d) => {
        addState(d, { id: 'parked' });
      }),
      'error unreachable states.parked',
    ],
    [
      'a state without a way out',
      order((d) => {
        addState(d, { id: 'parked' });
        addStep(d, 'draft', 'parked');
      }),
      'error dead-end states.parked',
    ],
    [
      'a condition that is not there',
      order((d) => {
        step(d, 'ship').guards = [{ id: 'paid' }];
      }),
      'error no-such-guard transitions.ship.guards.0',
    ],
    [
      'a condition of another kind of document',
      order((d) => {
        step(d, 'ship').guards = [{ id: 'close-date-ahead' }];
      }),
      'error guard-unfit transitions.ship.guards.0',
    ],
    [
      'an effect that is not there',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'celebrate' }];
      }),
      'error no-such-effect states.shipped.enter.0',
    ],
    [
      'an effect of another kind of document',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'apply-change' }];
      }),
      'error effect-unfit states.shipped.enter.0',
    ],
    [
      'an effect without its field',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'clear' }];
      }),
      'error effect-field states.shipped.enter.0.field',
    ],
    [
      'credit without a state to go to instead',
      order((d) => {
        state(d, 'approved').enter = [{ id: 'take-credit' }];
      }),
      'error effect-otherwise states.approved.enter.0.otherwise',
    ],
    [
      'credit with a state to go to that is none',
      order((d) => {
        state(d, 'approved').enter = [{ id: 'take-credit', otherwise: 'gone' }];
      }),
      'error no-such-state states.approved.enter.0.otherwise',
    ],
    [
      'an instant written into an amount',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'stamp-time', field: 'amount' }];
      }),
      'error effect-field states.shipped.enter.0.field',
    ],
    [
      'an effect on the state itself',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'clear', field: 'status' }];
      }),
      'error state-field states.shipped.enter.0.field',
    ],
    [
      'an effect on a field that is not there',
      order((d) => {
        state(d, 'shipped').enter = [{ id: 'clear', field: 'colour' }];
      }),
      'error no-such-field states.shipped.enter.0.field',
    ],
    [
      'a measure that is not there',
      order((d) => {
        state(d, 'pending-approval').approval!.levels[1]!.over = { measure: 'weight', atLeast: 1 };
      }),
      'error no-such-measure states.pending-approval.approval.levels.1.over',
    ],
    [
      'a measure of another kind of document',
      order((d) => {
        state(d, 'pending-approval').approval!.levels[1]!.over = { measure: 'movement', atLeast: 1 };
      }),
      'error measure-unfit states.pending-approval.approval.levels.1.over',
    ],
    [
      'a field asked for that is not there',
      order((d) => {
        step(d, 'ship').required = ['colour'];
      }),
      'error no-such-field transitions.ship.required.0',
    ],
    [
      'a company’s own field that is not there',
      order((d) => {
        step(d, 'ship').required = ['custom.colour'];
      }),
      'error no-such-field transitions.ship.required.0',
    ],
    [
      'a person in charge in a field that names none',
      order((d) => {
        state(d, 'shipped').responsible = 'field:number';
      }),
      'error responsible-field states.shipped.responsible',
    ],
    [
      'a person in charge in a field that is not there',
      order((d) => {
        state(d, 'shipped').responsible = 'field:colour';
      }),
      'error responsible-field states.shipped.responsible',
    ],
    [
      'a person in charge who may not see the document',
      order((d) => {
        state(d, 'shipped').responsible = 'field:approvedBy';
      }),
      'error responsible-field states.shipped.responsible',
    ],
    [
      'a time that counts from a field that is no date',
      order((d) => {
        state(d, 'shipped').limitFrom = 'number';
      }),
      'error limit-field states.shipped.limitFrom',
    ],
    [
      'an open field that is not there',
      order((d) => {
        state(d, 'shipped').open = ['colour'];
      }),
      'error no-such-field states.shipped.open.0',
    ],
    [
      'an approval of what may be changed',
      order((d) => {
        state(d, 'pending-approval').edit = 'free';
      }),
      'error approval-open states.pending-approval.edit',
    ],
    [
      'an end that waits for signatures',
      order((d) => {
        state(d, 'pending-approval').final = true;
      }),
      'error final-waits states.pending-approval.final',
    ],
    [
      'an approval that is void at once',
      order((d) => {
        state(d, 'approved').edit = 'free';
      }),
      'error approved-open states.pending-approval.approval.approved',
    ],
    [
      'an approval that leads to itself',
      order((d) => {
        state(d, 'pending-approval').approval!.approved = 'pending-approval';
      }),
      'error approval-circle states.pending-approval.approval.approved',
    ],
    [
      'a draft that is approved without approval',
      order((d) => addStep(d, 'draft', 'approved')),
      'error bypass transitions.shortcut',
    ],
    [
      'a draft that is shipped without approval',
      order((d) => addStep(d, 'draft', 'shipped')),
      'error bypass transitions.shortcut',
    ],
    [
      'a draft that is completed without approval',
      order((d) => addStep(d, 'draft', 'completed')),
      'error bypass transitions.shortcut',
    ],
    [
      'a step past the signatures',
      order((d) => addStep(d, 'pending-approval', 'approved')),
      'error bypass transitions.shortcut',
    ],
    [
      'a cancelled order taken up as approved',
      order((d) => addStep(d, 'cancelled', 'approved')),
      'error bypass transitions.shortcut',
    ],
    [
      'a refused document that is approved all the same',
      order((d) => {
        state(d, 'pending-approval').approval!.rejected = 'approved';
      }),
      'error bypass states.pending-approval.approval.rejected',
    ],
    [
      'a detour over a state of the company’s own',
      order((d) => {
        addState(d, { id: 'rework', edit: 'free' });
        step(d, 'revise').to = 'rework';
        addStep(d, 'rework', 'approved');
      }),
      'error bypass transitions.shortcut',
    ],
    [
      'a start behind the approval',
      order((d) => {
        d.starts.push('approved');
      }),
      'error start-approved starts.1',
    ],
    [
      'a broken lock that keeps the approval',
      order((d) => {
        state(d, 'shipped').voids = 'approved';
      }),
      'error approval-kept states.shipped.voids',
    ],
    [
      'an end of the company’s own on both sides of the approval',
      order((d) => {
        addState(d, { id: 'given-up', final: true });
        addStep(d, 'draft', 'given-up');
        step(d, 'shortcut').from.push('approved');
      }),
      'warning end-without-approval states.given-up',
    ],
    [
      'a role that may not change orders',
      order((d) => {
        step(d, 'ship').roles.push('marketing');
      }),
      `error role-without-right transitions.ship.roles.${step(orderProcess, 'ship').roles.length}`,
    ],
    [
      'a state without a time limit',
      order((d) => {
        delete state(d, 'draft').limitHours;
      }),
      'warning limit-missing states.draft.limitHours',
    ],
    [
      'a reminder before the time begins',
      order((d) => {
        state(d, 'draft').remindHours = 99;
      }),
      'warning reminder-too-early states.draft.remindHours',
    ],
    [
      'a state that is nobody’s',
      order((d) => {
        delete state(d, 'draft').responsible;
      }),
      'warning nobody-responsible states.draft.responsible',
    ],
  ];

  it.each(cases)('%s', (_what, definition, fault) => {
    const given = facts('order', { custom: ['route'] });
    expect(named(orderProcess, given)).not.toContain(fault);
    expect(named(definition, given)).toContain(fault);
  });

  it('a process that runs in a circle without asking anybody', () => {
    const definition = order((d) => {
      const small = { measure: 'amount', atLeast: 100 };
      const plan = state(d, 'pending-approval').approval!;
      for (const level of plan.levels) level.over = small;
      addState(d, { id: 'again', approval: { ...structuredClone(plan), approved: 'pending-approval' } });
      plan.approved = 'again';
    });
    expect(named(definition, facts('order'))).toContain('error approval-circle states.again.approval.approved');
  });
});

describe('a change of critical fields', () => {
  const change = (edit: (draft: ProcessDefinition) => void): ProcessDefinition => {
    const draft = structuredClone(priceChangeProcess);
    edit(draft);
    return draft;
  };
  it.each([
    [
      'is carried out behind an approval alone',
      change((d) => {
        state(d, 'withdrawn').enter = [{ id: 'apply-change' }];
      }),
      'error change-unapproved states.withdrawn.enter',
    ],
    [
      'is not carried out by a step',
      change((d) => {
        step(d, 'withdraw').to = 'applied';
      }),
      'error bypass transitions.withdraw',
    ],
    [
      'is let go of wherever it ends otherwise',
      change((d) => {
        delete state(d, 'withdrawn').enter;
      }),
      'error change-left states.withdrawn.enter',
    ],
    [
      'is carried out when it is approved',
      change((d) => {
        delete state(d, 'applied').enter;
      }),
      'error change-left states.applied.enter',
    ],
    [
      'begins where requests begin',
      change((d) => {
        d.starts = ['returned'];
      }),
      'error start-missing starts',
    ],
  ])('%s', (_what, definition, fault) => {
    expect(named(definition, facts('price-change'))).toContain(fault);
  });
});

describe('the people that a process needs', () => {
  const levels = 'states.pending-approval.approval';
  const both = (mode: 'any' | 'all' | 'sequence'): ProcessDefinition =>
    order((d) => {
      state(d, 'pending-approval').approval!.levels = [
        { id: 'two', label: { en: 'Two', zh: '两人' }, mode, signers: ['finance', 'executive'] },
      ];
    });
  const busy: CheckFacts['members'] = [
    { id: 'mem_1', roles: ['finance', 'executive', 'sales-manager'], active: true },
    { id: 'mem_2', roles: ['sales-rep'], active: true },
  ];
  const gone: CheckFacts['members'] = [
    ...staff(roleNames.filter((role) => role !== 'finance')),
    { id: 'mem_x', roles: ['finance'], active: false },
  ];

  it.each([
    ['a level whose only role nobody holds', orderProcess, gone, `error approval-nobody ${levels}.levels.1`],
    ['two signatures of one person', both('all'), busy, `error approval-nobody ${levels}.levels.0`],
    ['two signatures in turn of one person', both('sequence'), busy, `error approval-nobody ${levels}.levels.0`],
    ['three levels that only one person can sign', orderProcess, busy, `error approval-people ${levels}`],
    ['one person in the company', both('any'), busy.slice(0, 1), `error approval-alone ${levels}`],
    [
      'a level that one person alone can sign',
      orderProcess,
      staff(roleNames),
      `warning approval-one ${levels}.levels.1`,
    ],
    ['a role that nobody holds', orderProcess, gone, `warning role-unheld transitions.hold.roles`],
  ] as const)('are missing: %s', (_what, definition, members, fault) => {
    expect(named(definition, facts('order', { members }))).toContain(fault);
  });

  it('are enough where each signature has somebody of its own', () => {
    const faults = named(both('all'), facts('order', { members: staff(roleNames) }));
    expect(faults.filter((fault) => fault.includes('approval-'))).toEqual([]);
  });

  it('may be named one by one, as long as they are active', () => {
    const definition = order((d) => {
      state(d, 'pending-approval').approval!.levels = [
        { id: 'boss', label: { en: 'Boss', zh: '老板' }, mode: 'any', signers: ['member:mem_boss'] },
      ];
    });
    const boss = { id: 'mem_boss', roles: ['executive'] as Role[] };
    const people = (active: boolean) => facts('order', { members: [...staff(roleNames), { ...boss, active }] });
    expect(named(definition, people(true)).filter((fault) => fault.startsWith('error'))).toEqual([]);
    expect(named(definition, people(false))).toContain(`error approval-nobody ${levels}.levels.0`);
  });
});

it('a state that is dropped while documents stand in it is a warning that counts them', () => {
  const definition = order((d) => {
    d.states = without(d.states, 'on-hold');
    d.transitions = without(without(d.transitions, 'hold'), 'release').map((one) => ({
      ...one,
      from: one.from.filter((id) => id !== 'on-hold'),
    }));
  });
  const used = checkDefinition(definition, facts('order', { underWay: { 'on-hold': 3, draft: 5 } }));
  expect(used.filter((fault) => fault.severity === 'error')).toEqual([]);
  expect(used.filter((fault) => fault.rule === 'state-in-use')).toMatchObject([
    { severity: 'warning', en: expect.stringContaining('3 documents'), zh: expect.stringContaining('3 份') },
  ]);
  expect(named(definition, facts('order', { underWay: { draft: 5 } }))).not.toContain('warning state-in-use states');
});
