import type { ProcessDefinition } from '../kernel/process.ts';

/** A way from one state to another. `approved` is the one that only signatures open. */
export interface Edge {
  from: string;
  to: string;
  kind: 'step' | 'approved' | 'outcome' | 'otherwise' | 'void';
  /** Where it stands in the definition. */
  at: string;
}

/** All ways of a definition. What names a state that does not exist is no way. */
export const edgesOf = (definition: ProcessDefinition): Edge[] => {
  const known = new Set(definition.states.map((state) => state.id));
  const edges: Edge[] = [
    ...definition.transitions.flatMap(({ id, from, to }) =>
      from.map((one): Edge => ({ from: one, to, kind: 'step', at: `transitions.${id}` })),
    ),
    ...definition.states.flatMap(({ id, approval, voids, enter = [] }): Edge[] => [
      ...(approval
        ? [
            { from: id, to: approval.approved, kind: 'approved' as const, at: `states.${id}.approval.approved` },
            ...(['rejected', 'sentBack', 'recalled'] as const).map(
              (name): Edge => ({
                from: id,
                to: approval[name],
                kind: 'outcome',
                at: `states.${id}.approval.${name}`,
              }),
            ),
          ]
        : []),
      ...enter.flatMap((use, index): Edge[] =>
        use.otherwise === undefined
          ? []
          : [{ from: id, to: use.otherwise, kind: 'otherwise', at: `states.${id}.enter.${index}.otherwise` }],
      ),
      ...(voids === undefined ? [] : [{ from: id, to: voids, kind: 'void' as const, at: `states.${id}.voids` }]),
    ]),
  ];
  return edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
};

/** Everything that can be reached from some states over some ways; states of `closed` are not entered. */
export const reach = (
  seeds: Iterable<string>,
  edges: readonly Edge[],
  closed: ReadonlySet<string> = new Set(),
): Set<string> => {
  const seen = new Set([...seeds].filter((id) => !closed.has(id)));
  const left = [...seen];
  for (let id = left.pop(); id !== undefined; id = left.pop())
    for (const edge of edges)
      if (edge.from === id && !seen.has(edge.to) && !closed.has(edge.to)) {
        seen.add(edge.to);
        left.push(edge.to);
      }
  return seen;
};

/** What a definition keeps behind its approvals. */
export interface Behind {
  /** States in which a document stands only when it was approved. */
  approved: ReadonlySet<string>;
  /** States in which a document may stand that nobody has approved. */
  open: ReadonlySet<string>;
  /** Ends that lie behind an approval and can be reached without one too: they may be meant so (given up) or not. */
  doubtful: readonly string[];
}

/**
 * Which states lie behind an approval. An approved document keeps its approval until it comes to a state where it may be changed or
 * where signatures are asked for again. Where a refused or recalled document goes is nobody's approval.
 * @param shipped the product's own definition: what it keeps behind an approval, this one does not give away
 */
export const behindApproval = (definition: ProcessDefinition, shipped?: ProcessDefinition): Behind => {
  const edges = edgesOf(definition);
  const states = new Map(definition.states.map((state) => [state.id, state]));
  const plans = definition.states.flatMap((state) => (state.approval ? [state.approval] : []));
  const outcomes = new Set(plans.map((plan) => plan.approved).filter((id) => states.has(id)));
  const refused = new Set(plans.flatMap((plan) => [plan.rejected, plan.sentBack, plan.recalled]));
  const opens = definition.states.filter((state) => state.edit === 'free' || state.approval).map((state) => state.id);
  const opening = new Set(opens);
  const steps = edges.filter((edge) => edge.kind === 'step');
  const later = reach(
    [...outcomes].filter((id) => !opening.has(id)),
    steps,
    opening,
  );
  const kept = [...later].filter((id) => !refused.has(id));
  const ends = kept.filter((id) => states.get(id)?.final && !outcomes.has(id));
  const core = new Set([...outcomes, ...kept.filter((id) => !ends.includes(id))]);
  const unapproved = edges.filter((edge) => edge.kind !== 'approved');
  const seeds = [...definition.starts.filter((id) => states.has(id)), ...opens.filter((id) => !outcomes.has(id))];
  // Where signatures are asked for, a document is not approved yet, even if another approval led there.
  const waiting = opens.filter((id) => states.get(id)?.approval);
  const reached = new Set([...reach(seeds, unapproved, core), ...waiting]);
  if (!shipped)
    return { approved: new Set([...core, ...ends.filter((id) => !reached.has(id))]), open: reached, doubtful: [] };
  const theirs = behindApproval(shipped).approved;
  const known = new Set(shipped.states.map((state) => state.id));
  const approved = new Set([...core, ...ends.filter((id) => theirs.has(id) || (!known.has(id) && !reached.has(id)))]);
  const open = new Set([...reach(seeds, unapproved, approved), ...waiting]);
  return { approved, open, doubtful: ends.filter((id) => !known.has(id) && open.has(id)) };
};
