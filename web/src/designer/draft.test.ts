import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { processDefinition } from '../../../shared/kernel/process.ts';
import { orderProcess } from '../../../shared/process/order.fixture.ts';
import { processes } from '../../../shared/processes.ts';
import {
  addLevel,
  addState,
  addTransition,
  firstPlan,
  idFor,
  moveState,
  patched,
  removeLevel,
  removeState,
  removeTransition,
  renameState,
  sameDefinition,
  setStart,
  withLevel,
  withState,
  withTransition,
} from './draft.ts';
import { changed, KEPT, redone, trackOf, undone } from './undo.ts';

const order = orderProcess as ProcessDefinition;
const stateOf = (definition: ProcessDefinition, id: string) => definition.states.find((state) => state.id === id);

/** Every id of a state that a definition speaks of. */
const mentioned = (definition: ProcessDefinition): string[] => [
  ...definition.starts,
  ...definition.transitions.flatMap((step) => [...step.from, step.to]),
  ...definition.states.flatMap((state) => (state.voids ? [state.voids] : [])),
];
const outcomesOf = (definition: ProcessDefinition): string[] =>
  definition.states.flatMap(({ approval }) =>
    approval ? [approval.approved, approval.rejected, approval.sentBack, approval.recalled] : [],
  );

describe('ids of what is added', () => {
  test.each([
    ['of the English name', 'Waiting for stock', [], 'waiting-for-stock'],
    ['without what an id cannot hold', '  3rd Check / Q.A. ', [], 'rd-check-q-a'],
    ['numbered where the name is taken', 'Draft', ['draft', 'draft-2'], 'draft-3'],
    ['made up where the name says nothing in Latin letters', '等待备货', [], 'state-1'],
    ['made up and not taken', '等待备货', ['state-1'], 'state-2'],
    ['cut to what an id may have', 'x'.repeat(80), [], 'x'.repeat(36)],
  ])('%s', (_case, name, taken, id) => {
    expect(idFor(name, taken, 'state')).toBe(id);
    expect(id).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
  });
});

describe('editing a definition', () => {
  test('a new state stands before the ends and is a form that the API takes', () => {
    const { definition, id } = addState(order, { en: 'Waiting for stock', zh: '待备货' });
    const at = definition.states.findIndex((state) => state.id === id);
    expect(definition.states[at + 1]?.final).toBe(true);
    expect(definition.states.slice(0, at).some((state) => state.final)).toBe(false);
    expect(processDefinition.parse(definition)).toEqual(definition);
  });

  test('a new step is taken by those who take the others from there', () => {
    const { definition, id } = addTransition(order, {
      label: { en: 'Give up', zh: '放弃' },
      from: 'shipped',
      to: 'cancelled',
    });
    const step = definition.transitions.find((one) => one.id === id);
    expect(step).toMatchObject({
      from: ['shipped'],
      to: 'cancelled',
      roles: ['sales-manager', 'finance', 'administrator'],
    });
    expect(processDefinition.parse(definition)).toEqual(definition);
  });

  test.each(order.states.map((state) => [state.id]))(
    'without %s nothing but an approval’s outcome speaks of it',
    (id) => {
      const without = removeState(order, id);
      expect(stateOf(without, id)).toBeUndefined();
      expect(mentioned(without)).not.toContain(id);
      expect(without.transitions.every((step) => step.from.length > 0)).toBe(true);
    },
  );

  test.each(processes.map((one) => [one.id, one as ProcessDefinition]))(
    'in %s a renamed state is renamed everywhere, and back again gives the same definition',
    (_id, definition) => {
      for (const state of definition.states) {
        const renamed = renameState(definition, state.id, 'another-name');
        expect(stateOf(renamed, state.id)).toBeUndefined();
        expect([...mentioned(renamed), ...outcomesOf(renamed)]).not.toContain(state.id);
        expect(sameDefinition(renameState(renamed, 'another-name', state.id), definition)).toBe(true);
      }
    },
  );

  test('a state moves among the others and stops at the ends', () => {
    const ids = (definition: ProcessDefinition) => definition.states.map((state) => state.id);
    expect(ids(moveState(order, 'approved', -1)).slice(0, 3)).toEqual(['draft', 'approved', 'pending-approval']);
    expect(ids(moveState(moveState(order, 'approved', -1), 'approved', 1))).toEqual(ids(order));
    expect(moveState(order, 'draft', -1)).toBe(order);
    expect(moveState(order, 'cancelled', 1)).toBe(order);
  });

  test('what is taken away is not left behind as undefined, which the API would refuse', () => {
    const without = withState(order, 'draft', { limitHours: undefined, remindHours: undefined, caution: undefined });
    expect(Object.keys(stateOf(without, 'draft') ?? {})).toEqual(['id', 'label', 'responsible', 'escalateTo', 'edit']);
    expect(patched({ a: 1, b: 2 } as { a?: number; b?: number }, { a: undefined })).toEqual({ b: 2 });
  });

  test('a start is added once and taken away again', () => {
    const twice = setStart(setStart(order, 'on-hold', 'starts'), 'on-hold', 'starts');
    expect(twice.starts).toEqual(['draft', 'on-hold']);
    expect(setStart(twice, 'on-hold', 'does-not').starts).toEqual(['draft']);
  });

  test('an approval is asked for, gets a level more and one less', () => {
    const plan = firstPlan(order, 'draft', { en: 'First level', zh: '一级审批' });
    expect(plan).toMatchObject({
      approved: 'pending-approval',
      rejected: 'draft',
      sentBack: 'draft',
      recalled: 'draft',
    });
    const two = addLevel(addLevel(plan, { en: 'Further level', zh: '下一级' }), { en: 'Further level', zh: '下一级' });
    expect(two.levels.map((level) => level.id)).toEqual(['first', 'further-level', 'further-level-2']);
    const smaller = withLevel(two, 'first', { over: { measure: 'amount', atLeast: 100_000 } });
    expect(smaller.levels[0]?.over).toEqual({ measure: 'amount', atLeast: 100_000 });
    expect(removeLevel(smaller, 'first').levels.map((level) => level.id)).toEqual(['further-level', 'further-level-2']);
    const asked = withState(order, 'draft', { approval: smaller, edit: 'locked' });
    expect(processDefinition.parse(asked)).toEqual(asked);
  });

  test('a step loses what it asked for', () => {
    const free = withTransition(order, 'submit', { required: undefined, guards: undefined });
    expect(free.transitions.find((step) => step.id === 'submit')).not.toHaveProperty('required');
    expect(removeTransition(order, 'submit').transitions.some((step) => step.id === 'submit')).toBe(false);
  });

  test('two definitions are the same whatever the order of their members, and another when a value differs', () => {
    const { states, ...rest } = order;
    expect(sameDefinition({ states, ...rest }, order)).toBe(true);
    expect(sameDefinition(withState(order, 'draft', { limitHours: 17 }), order)).toBe(false);
  });
});

describe('undo', () => {
  test('any changes undone give the beginning, and redone the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: KEPT }), (values) => {
        let track = trackOf(-1);
        for (const value of values) track = changed(track, value);
        const end = track.now;
        for (const _ of values) track = undone(track);
        expect(track.now).toBe(-1);
        for (const _ of values) track = redone(track);
        expect(track.now).toBe(end);
      }),
    );
  });

  test('letters typed at one place are one change; another place, or an undo between them, begins a new one', () => {
    let track = changed(changed(changed(trackOf(''), 'D', 'name'), 'Dr', 'name'), 'Dra', 'name');
    track = changed(track, 'Dra!', 'caution');
    expect(undone(track).now).toBe('Dra');
    expect(undone(undone(track)).now).toBe('');
    const back = undone(track);
    expect(undone(changed(back, 'Draf', 'name')).now).toBe('Dra');
  });

  test('a change after an undo leaves nothing to redo', () => {
    const track = changed(undone(changed(trackOf(1), 2)), 3);
    expect(redone(track)).toBe(track);
    expect(track.now).toBe(3);
  });

  test('at the beginning and at the end there is nowhere to go', () => {
    const track = trackOf(1);
    expect(undone(track)).toBe(track);
    expect(redone(track)).toBe(track);
  });
});
