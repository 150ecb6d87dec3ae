import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import type { ProcessDefinition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { decide } from './approval.ts';
import { dryRun } from './dry-run.ts';
import { applyAction, applyEdit } from './engine.ts';
import { orderProcess } from './order.fixture.ts';
import { changedOrder, context, done, draftOrder, governedBy, person, worldAt } from './versions.fixture.ts';

const people: Record<string, Role> = { mem_li: 'sales-rep', mem_wang: 'sales-manager', mem_zhou: 'finance' };
const rep = person('li', 'sales-rep');
const manager = person('wang', 'sales-manager');

const old = governedBy(0);
const approve = (rec: Rec): Rec => done(decide(old, rec, { verdict: 'approve' }, context(manager)));
const act = (rec: Rec, action: string, by = rep): Rec =>
  done(applyAction(old, rec, { action, comment: 'Agreed by telephone' }, context(by)));
const shipped = (): Rec => act(approve(act(draftOrder(), 'submit')), 'ship');

const tried = (definition: ProcessDefinition, rec: Rec) => {
  const { steps, refused } = dryRun(governedBy(1, definition), rec, {
    rolesOf: (id) => (people[id] ? [people[id]] : []),
    worldAt,
  });
  return {
    steps,
    refused: refused.map(({ action, refusals }) => `${action}: ${refusals.map((one) => one.rule).join(' ')}`),
  };
};

describe('a definition tried on what was done', () => {
  it('refuses nothing of what it was done under', () => {
    expect(tried(orderProcess, shipped())).toEqual({ steps: 3, refused: [] });
  });

  it.each<[string, (draft: ProcessDefinition) => void, string[]]>([
    [
      'a step that it does not have',
      (draft) => {
        draft.transitions = draft.transitions.filter(({ id }) => id !== 'ship');
      },
      ['ship: no-such-step'],
    ],
    [
      'a step by a role that does not take it',
      (draft) => {
        draft.transitions.find(({ id }) => id === 'ship')!.roles = ['finance'];
      },
      ['ship: wrong-role'],
    ],
    [
      'a step without a field that it asks for',
      (draft) => {
        draft.transitions.find(({ id }) => id === 'submit')!.required = ['dueDate'];
      },
      ['submit: field-missing'],
    ],
    [
      'a step whose condition does not hold',
      (draft) => {
        draft.transitions.find(({ id }) => id === 'submit')!.guards = [{ id: 'amount-at-least', value: 50_000 }];
      },
      ['submit: amount-at-least'],
    ],
    [
      'an approval of a level that was not asked',
      (draft) => {
        draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels[1]!.over!.atLeast = 34_990;
      },
      ['approve: no-such-step'],
    ],
    [
      'a signature where nothing is signed',
      (draft) => {
        delete draft.states.find(({ id }) => id === 'pending-approval')!.approval;
      },
      ['approve: nothing-to-approve'],
    ],
    [
      'steps of a state that it does not know',
      (draft) => {
        draft.states = draft.states.filter(({ id }) => id !== 'shipped');
      },
      ['ship: unknown-state'],
    ],
  ])('names %s', (_what, change, refused) => {
    expect(tried(changedOrder(change), shipped())).toEqual({ steps: 3, refused });
  });

  it('asks for the levels of the document’s size alone', () => {
    const definition = changedOrder((draft) => {
      draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels[1]!.over!.atLeast = 34_991;
    });
    expect(tried(definition, shipped()).refused).toEqual([]);
  });

  it('takes each signature for one level', () => {
    const definition = changedOrder((draft) => {
      const { levels } = draft.states.find(({ id }) => id === 'pending-approval')!.approval!;
      levels[1] = { ...levels[0]!, id: 'again' };
    });
    expect(tried(definition, shipped()).refused).toEqual(['approve: no-such-step']);
  });

  it('does not count the signatures of an earlier round', () => {
    const both = changedOrder((draft) => {
      const { levels } = draft.states.find(({ id }) => id === 'pending-approval')!.approval!;
      levels[1] = { ...levels[0]!, id: 'again' };
    });
    const twice = act(approve(act(draftOrder(), 'submit')), 'hold', manager);
    const later = approve(act(twice, 'release', person('zhou', 'finance')));
    expect(tried(both, later).refused).toEqual(['approve: no-such-step', 'approve: no-such-step']);
  });

  it('names what passed as a deviation, and its reason is not asked for again', () => {
    const advised = governedBy(0, orderProcess, 'advisory');
    const jumped = done(applyAction(advised, draftOrder(), { to: 'shipped' }, context(rep)));
    const edited = done(applyEdit(advised, { ...jumped, lines: [] }, ['lines'], context(rep)));
    expect(tried(orderProcess, edited)).toEqual({ steps: 2, refused: ['set: no-such-step', 'edit: locked'] });
    expect(tried(orderProcess, act(draftOrder(), 'submit')).refused).toEqual([]);
  });

  it('looks at nothing of a document that took no step', () => {
    expect(tried(orderProcess, draftOrder())).toEqual({ steps: 0, refused: [] });
  });
});
