import type { ProcessDefinition, ProcessStanding } from '../../../shared/kernel/process.ts';

/** How a state stands to the document: behind it, where it is, before it, or left out on its way. */
export type Mark = 'passed' | 'current' | 'ahead' | 'skipped';

export interface Stop {
  id: string;
  mark: Mark;
}

/** States to which a state leads: by its transitions, and by a granted approval. */
const onward = (definition: ProcessDefinition, id: string): string[] => {
  const plan = definition.states.find((state) => state.id === id)?.approval;
  return [
    ...(plan ? [plan.approved] : []),
    ...definition.transitions.filter((one) => one.from.includes(id)).map((one) => one.to),
  ];
};

/**
 * The straight way of a process: the longest one that never goes back, from where documents begin to the first state in which
 * nothing is left to do. Turns to the side (on hold, cancelled) are not on it.
 */
export const mainPath = (definition: ProcessDefinition): string[] => {
  const order = definition.states.map((state) => state.id);
  const goal = definition.states.find((state) => state.final)?.id ?? order[order.length - 1];
  const ways = new Map<string, string[]>();
  // From the end to the beginning: what lies ahead of a state is known when its turn comes.
  for (const id of [...order].reverse()) {
    if (id === goal) {
      ways.set(id, [id]);
      continue;
    }
    const ahead = [...new Set(onward(definition, id))]
      .filter((to) => order.indexOf(to) > order.indexOf(id))
      .sort((a, b) => order.indexOf(a) - order.indexOf(b))
      .flatMap((to) => (ways.has(to) ? [ways.get(to)!] : []));
    const longest = ahead.reduce<string[] | undefined>(
      (best, way) => (best && best.length >= way.length ? best : way),
      undefined,
    );
    if (longest) ways.set(id, [id, ...longest]);
  }
  return ways.get(definition.starts[0]!) ?? [definition.starts[0]!];
};

/** All states in which a document has been. */
export const passedStates = ({ begun, trail, state }: Pick<ProcessStanding, 'begun' | 'trail' | 'state'>) =>
  new Set([begun, ...trail.flatMap((step) => [step.from, step.to])].filter((id) => id !== state));

/** The way of a document in one line: what it passed, where it stands, what lies ahead. */
export const pathOf = (
  definition: ProcessDefinition,
  standing: Pick<ProcessStanding, 'begun' | 'trail' | 'state'>,
): Stop[] => {
  const been = passedStates(standing);
  const main = mainPath(definition);
  const at = main.indexOf(standing.state);
  if (at >= 0)
    return main.map((id, index) => ({
      id,
      mark: index === at ? 'current' : index > at ? 'ahead' : been.has(id) ? 'passed' : 'skipped',
    }));
  // Beside the straight way: it stands behind the last state of it that the document passed.
  const last = main.reduce((found, id, index) => (been.has(id) ? index : found), -1);
  const ends = definition.states.find((state) => state.id === standing.state)?.final === true;
  const before = main.slice(0, last + 1).map((id): Stop => ({ id, mark: been.has(id) ? 'passed' : 'skipped' }));
  const after = ends ? [] : main.slice(last + 1).map((id): Stop => ({ id, mark: 'ahead' }));
  return [...before, { id: standing.state, mark: 'current' }, ...after];
};

/** Steps in the order in which they are likely: those that lead on first, then those back or to the side. */
export const onwardFirst = <T extends { to: string }>(
  definition: ProcessDefinition,
  state: string,
  steps: readonly T[],
): { steps: T[]; onward: T[] } => {
  const way = mainPath(definition);
  const order = definition.states.map((one) => one.id);
  const ahead = (to: string): boolean => way.includes(to) && order.indexOf(to) > order.indexOf(state);
  const onward = steps.filter((step) => ahead(step.to));
  return { steps: [...onward, ...steps.filter((step) => !onward.includes(step))], onward };
};
