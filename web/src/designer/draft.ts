import type { Label } from '../../../shared/kernel/field.ts';
import type {
  ApprovalLevel,
  ApprovalPlan,
  ProcessDefinition,
  ProcessState,
  Transition,
} from '../../../shared/kernel/process.ts';
import type { GraphKey } from '../process-graph/layout.ts';

/** A part of a thing that is being changed: what is undefined is taken away. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined };

/** The thing with the patch laid over it; no member stays as undefined, which the API does not know. */
export const patched = <T extends object>(thing: T, patch: Patch<T>): T =>
  Object.fromEntries(Object.entries({ ...thing, ...patch }).filter(([, value]) => value !== undefined)) as T;

export const stateKey = (id: string): GraphKey => `state:${id}`;
export const transitionKey = (id: string): GraphKey => `transition:${id}`;
export const idOfKey = (key: GraphKey): string => key.slice(key.indexOf(':') + 1);
export const isStateKey = (key: GraphKey): boolean => key.startsWith('state:');

export const withState = (
  definition: ProcessDefinition,
  id: string,
  patch: Patch<ProcessState>,
): ProcessDefinition => ({
  ...definition,
  states: definition.states.map((state) => (state.id === id ? patched(state, patch) : state)),
});

export const withTransition = (
  definition: ProcessDefinition,
  id: string,
  patch: Patch<Transition>,
): ProcessDefinition => ({
  ...definition,
  transitions: definition.transitions.map((one) => (one.id === id ? patched(one, patch) : one)),
});

/** An id made of an English name that nothing else has: `Waiting for stock` becomes `waiting-for-stock`. */
export const idFor = (name: string, taken: readonly string[], fallback: string): string => {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  const stem = slug === '' ? fallback : slug;
  if (!taken.includes(stem) && slug !== '') return stem;
  for (let n = slug === '' ? 1 : 2; ; n++) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`;
};

/** Adds a state before the final ones, where the way goes on. @returns the definition and the new state's id */
export const addState = (
  definition: ProcessDefinition,
  label: Label,
): { definition: ProcessDefinition; id: string } => {
  const id = idFor(
    label.en,
    definition.states.map((state) => state.id),
    'state',
  );
  const state: ProcessState = { id, label, responsible: 'owner', limitHours: 16, edit: 'free' };
  const firstFinal = definition.states.findIndex((one) => one.final);
  const at = firstFinal < 0 ? definition.states.length : firstFinal;
  return { definition: { ...definition, states: definition.states.toSpliced(at, 0, state) }, id };
};

/** Takes a state away with the steps that lead to it or that only left it. Outcomes of approvals that led to it stand until mended. */
export const removeState = (definition: ProcessDefinition, id: string): ProcessDefinition => ({
  ...definition,
  starts: definition.starts.filter((start) => start !== id),
  states: definition.states
    .filter((state) => state.id !== id)
    .map((state) => (state.voids === id ? patched(state, { voids: undefined }) : state)),
  transitions: definition.transitions
    .filter((one) => one.to !== id)
    .map((one) => (one.from.includes(id) ? { ...one, from: one.from.filter((from) => from !== id) } : one))
    .filter((one) => one.from.length > 0),
});

/** Gives a state another id everywhere. */
export const renameState = (definition: ProcessDefinition, id: string, next: string): ProcessDefinition => {
  const of = (state: string): string => (state === id ? next : state);
  const plan = (approval: ApprovalPlan): ApprovalPlan => ({
    ...approval,
    approved: of(approval.approved),
    rejected: of(approval.rejected),
    sentBack: of(approval.sentBack),
    recalled: of(approval.recalled),
  });
  return {
    ...definition,
    starts: definition.starts.map(of),
    states: definition.states.map((state) =>
      patched(state, {
        id: of(state.id),
        voids: state.voids === undefined ? undefined : of(state.voids),
        approval: state.approval && plan(state.approval),
      }),
    ),
    transitions: definition.transitions.map((one) => ({ ...one, from: one.from.map(of), to: of(one.to) })),
  };
};

/** Moves a state one place up or down: the order is that of the graph, of lists and of the printed procedure. */
export const moveState = (definition: ProcessDefinition, id: string, by: -1 | 1): ProcessDefinition => {
  const at = definition.states.findIndex((state) => state.id === id);
  const to = at + by;
  const state = definition.states[at];
  if (!state || to < 0 || to >= definition.states.length) return definition;
  return { ...definition, states: definition.states.toSpliced(at, 1).toSpliced(to, 0, state) };
};

/** Adds a step between two states. @returns the definition and the new step's id */
export const addTransition = (
  definition: ProcessDefinition,
  step: { label: Label; from: string; to: string },
): { definition: ProcessDefinition; id: string } => {
  const id = idFor(
    step.label.en,
    definition.transitions.map((one) => one.id),
    'step',
  );
  const like = definition.transitions.find((one) => one.from.includes(step.from)) ?? definition.transitions[0];
  const transition: Transition = {
    id,
    label: step.label,
    from: [step.from],
    to: step.to,
    // Whoever takes the other steps from there will most often take this one.
    roles: like ? [...like.roles] : ['administrator'],
  };
  return { definition: { ...definition, transitions: [...definition.transitions, transition] }, id };
};

export const removeTransition = (definition: ProcessDefinition, id: string): ProcessDefinition => ({
  ...definition,
  transitions: definition.transitions.filter((one) => one.id !== id),
});

/** Makes documents begin in a state, or no longer. */
export const setStart = (
  definition: ProcessDefinition,
  id: string,
  does: 'starts' | 'does-not',
): ProcessDefinition => ({
  ...definition,
  starts:
    does === 'starts'
      ? [...definition.starts.filter((start) => start !== id), id]
      : definition.starts.filter((start) => start !== id),
});

/** A first plan for a state that is to wait for an approval: on to the next state, back to the start. */
export const firstPlan = (definition: ProcessDefinition, id: string, name: Label): ApprovalPlan => {
  const at = definition.states.findIndex((state) => state.id === id);
  const next = definition.states[at + 1] ?? definition.states[0];
  const back = definition.starts[0] ?? definition.states[0]?.id ?? id;
  return {
    levels: [{ id: 'first', label: name, mode: 'any', signers: ['sales-manager'] }],
    approved: next?.id ?? id,
    rejected: back,
    sentBack: back,
    recalled: back,
  };
};

export const addLevel = (plan: ApprovalPlan, label: Label): ApprovalPlan => ({
  ...plan,
  levels: [
    ...plan.levels,
    {
      id: idFor(
        label.en,
        plan.levels.map((level) => level.id),
        'level',
      ),
      label,
      mode: 'any',
      signers: ['administrator'],
    },
  ],
});

export const withLevel = (plan: ApprovalPlan, id: string, patch: Patch<ApprovalLevel>): ApprovalPlan => ({
  ...plan,
  levels: plan.levels.map((level) => (level.id === id ? patched(level, patch) : level)),
});

export const removeLevel = (plan: ApprovalPlan, id: string): ApprovalPlan => ({
  ...plan,
  levels: plan.levels.filter((level) => level.id !== id),
});

/** The same content, whatever the order of members. */
export const sameDefinition = (a: ProcessDefinition, b: ProcessDefinition): boolean => stable(a) === stable(b);

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
