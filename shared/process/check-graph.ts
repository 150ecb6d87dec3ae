import type { ProcessDefinition, ProcessState } from '../kernel/process.ts';
import { faultAt } from './check-facts.ts';
import { behindApproval, edgesOf, reach } from './graph.ts';
import type { DefinitionFault } from './process.contract.ts';

const pathFaults = (definition: ProcessDefinition): DefinitionFault[] => {
  const edges = edgesOf(definition).filter((edge) => edge.kind !== 'void');
  const known = new Set(definition.states.map((state) => state.id));
  const reached = reach(
    definition.starts.filter((id) => known.has(id)),
    edges,
  );
  const finals = definition.states.filter((state) => state.final).map((state) => state.id);
  const back = edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
  const ending = reach(finals, back);
  return definition.states.flatMap((state) => [
    ...(reached.has(state.id)
      ? []
      : [
          faultAt('unreachable', `states.${state.id}`, {
            en: `No step leads to “${state.label.en}”.`,
            zh: `没有步骤可以到达“${state.label.zh}”。`,
          }),
        ]),
    ...(ending.has(state.id)
      ? []
      : [
          faultAt('dead-end', `states.${state.id}`, {
            en: `From “${state.label.en}” no way leads to an end.`,
            zh: `从“${state.label.zh}”无法走到结束状态。`,
          }),
        ]),
  ]);
};

const approvalFaults = (definition: ProcessDefinition): DefinitionFault[] => {
  const states = new Map(definition.states.map((state) => [state.id, state]));
  const faults: DefinitionFault[] = [];
  /** The states through which a document runs on that no level asks about. */
  const runsInCircle = (state: ProcessState): boolean => {
    const seen = new Set<string>();
    for (
      let at: ProcessState | undefined = state;
      at?.approval?.levels.every((level) => level.over);
      at = states.get(at.approval.approved)
    ) {
      if (seen.has(at.id)) return true;
      seen.add(at.id);
    }
    return false;
  };
  for (const state of definition.states) {
    if (!state.approval) continue;
    const at = `states.${state.id}`;
    if (state.edit !== 'locked')
      faults.push(
        faultAt('approval-open', `${at}.edit`, {
          en: `“${state.label.en}” waits for approval and must be locked: what is signed must not change meanwhile.`,
          zh: `“${state.label.zh}”正在等待审批，必须锁定：审批期间内容不得更改。`,
        }),
      );
    if (state.final)
      faults.push(
        faultAt('final-waits', `${at}.final`, {
          en: `“${state.label.en}” waits for approval and cannot be an end.`,
          zh: `“${state.label.zh}”正在等待审批，不能作为结束状态。`,
        }),
      );
    const after = states.get(state.approval.approved);
    if (after && after.edit === 'free')
      faults.push(
        faultAt('approved-open', `${at}.approval.approved`, {
          en: `“${after.label.en}” is open to changes: an approval that led there would be void at once.`,
          zh: `“${after.label.zh}”可自由修改：审批通过后进入此状态，审批会立即失效。`,
        }),
      );
    if (state.approval.approved === state.id || runsInCircle(state))
      faults.push(
        faultAt('approval-circle', `${at}.approval.approved`, {
          en: `An approval of “${state.label.en}” leads back to itself.`,
          zh: `“${state.label.zh}”审批通过后又回到自身。`,
        }),
      );
  }
  return faults;
};

const bypassFaults = (definition: ProcessDefinition, shipped: ProcessDefinition | undefined): DefinitionFault[] => {
  const { approved, open, doubtful } = behindApproval(definition, shipped);
  const label = (id: string) => definition.states.find((state) => state.id === id)!.label;
  const crossing = edgesOf(definition).filter(
    (edge) => edge.kind !== 'approved' && open.has(edge.from) && approved.has(edge.to),
  );
  const keeps = edgesOf(definition).filter(
    (edge) => edge.kind === 'void' && approved.has(edge.from) && approved.has(edge.to) && !open.has(edge.from),
  );
  return [
    ...definition.starts
      .map((id, index) => ({ id, at: `starts.${index}` }))
      .filter(({ id }) => approved.has(id))
      .map(({ id, at }) =>
        faultAt('start-approved', at, {
          en: `“${label(id).en}” lies behind an approval: a document cannot begin there.`,
          zh: `“${label(id).zh}”须经审批才能进入，单据不能从这里开始。`,
        }),
      ),
    ...crossing.map(({ from, to, at }) =>
      faultAt('bypass', at, {
        en: `This leads from “${label(from).en}” to “${label(to).en}” without the approval that “${label(to).en}” asks for.`,
        zh: `此路径从“${label(from).zh}”直接到“${label(to).zh}”，绕过了必需的审批。`,
      }),
    ),
    ...keeps.map(({ to, at }) =>
      faultAt('approval-kept', at, {
        en: `A document changed in spite of its lock would keep its approval in “${label(to).en}”.`,
        zh: `锁定后被更改的单据进入“${label(to).zh}”，原审批仍然有效，不允许。`,
      }),
    ),
    ...doubtful.map((id) =>
      faultAt(
        'end-without-approval',
        `states.${id}`,
        {
          en: `“${label(id).en}” can be reached without an approval. That is right for what is given up, and wrong for what is done.`,
          zh: `“${label(id).zh}”不经审批也可到达：若表示放弃则合理，若表示完成则不应如此。`,
        },
        'warning',
      ),
    ),
  ];
};

/** Faults of the graph: states that nothing reaches or leaves, approvals that hold nothing, ways around them. */
export const graphFaults = (
  definition: ProcessDefinition,
  shipped: ProcessDefinition | undefined,
): DefinitionFault[] => [
  ...pathFaults(definition),
  ...approvalFaults(definition),
  ...bypassFaults(definition, shipped),
];
