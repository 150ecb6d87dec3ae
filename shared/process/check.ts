import type { ProcessDefinition } from '../kernel/process.ts';
import { defaultProcess } from '../processes.ts';
import type { CheckFacts } from './check-facts.ts';
import { faultAt } from './check-facts.ts';
import { graphFaults } from './check-graph.ts';
import { peopleFaults } from './check-people.ts';
import { useFaults } from './check-uses.ts';
import type { DefinitionFault } from './process.contract.ts';

/** Steps that the system records itself; an action of one of these names could not be told from them. */
const reserved = ['edit', 'set', 'migrate', 'begin', 'auto-approve', 'recall', 'add-signer'];
const decisions = ['approve', 'reject', 'send-back'];

const repeated = (ids: readonly string[]): { id: string; index: number }[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));

const identityFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const twice = (at: string, ids: readonly string[]) =>
    repeated(ids).map(({ id, index }) =>
      faultAt('duplicate-id', `${at}.${index}`, { en: `“${id}” stands twice.`, zh: `“${id}”重复。` }),
    );
  const asks = definition.states.some((state) => state.approval);
  return [
    ...(definition.id === facts.process
      ? []
      : [
          faultAt('wrong-id', 'id', {
            en: `This is a version of “${facts.process}”; its id cannot be another.`,
            zh: `这是“${facts.process}”流程的版本，编号必须一致。`,
          }),
        ]),
    ...twice(
      'states',
      definition.states.map((state) => state.id),
    ),
    ...twice(
      'transitions',
      definition.transitions.map((transition) => transition.id),
    ),
    ...twice('starts', definition.starts),
    ...definition.states.flatMap((state) =>
      twice(`states.${state.id}.approval.levels`, state.approval?.levels.map((level) => level.id) ?? []),
    ),
    ...definition.transitions
      .filter(({ id }) => reserved.includes(id) || (asks && decisions.includes(id)))
      .map(({ id }) =>
        faultAt('reserved-action', `transitions.${id}`, {
          en: `“${id}” is the name of a step that the system records itself. Choose another.`,
          zh: `“${id}”是系统保留的步骤名称，请换一个。`,
        }),
      ),
  ];
};

const referenceFaults = (definition: ProcessDefinition): DefinitionFault[] => {
  const known = new Set(definition.states.map((state) => state.id));
  const asked: [at: string, id: string][] = [
    ...definition.starts.map((id, index): [string, string] => [`starts.${index}`, id]),
    ...definition.transitions.flatMap(({ id, from, to }): [string, string][] => [
      ...from.map((one, index): [string, string] => [`transitions.${id}.from.${index}`, one]),
      [`transitions.${id}.to`, to],
    ]),
    ...definition.states.flatMap(({ id, voids, approval, enter = [] }): [string, string][] => [
      ...enter.flatMap((use, index): [string, string][] =>
        use.otherwise === undefined ? [] : [[`states.${id}.enter.${index}.otherwise`, use.otherwise]],
      ),
      ...(voids === undefined ? [] : [[`states.${id}.voids`, voids] as [string, string]]),
      ...(approval
        ? (['approved', 'rejected', 'sentBack', 'recalled'] as const).map((name): [string, string] => [
            `states.${id}.approval.${name}`,
            approval[name],
          ])
        : []),
    ]),
  ];
  return asked
    .filter(([, id]) => !known.has(id))
    .map(([at, id]) => faultAt('no-such-state', at, { en: `There is no state “${id}”.`, zh: `没有“${id}”这个状态。` }));
};

const timeFaults = (definition: ProcessDefinition): DefinitionFault[] =>
  definition.states.flatMap((state) => {
    if (state.final) return [];
    const at = `states.${state.id}`;
    const out: DefinitionFault[] = [];
    if (state.limitHours === undefined)
      out.push(
        faultAt(
          'limit-missing',
          `${at}.limitHours`,
          {
            en: `“${state.label.en}” has no time limit: nobody is reminded, nothing becomes overdue.`,
            zh: `“${state.label.zh}”没有时限：不会提醒，也不会逾期。`,
          },
          'warning',
        ),
      );
    else if (state.remindHours !== undefined && state.remindHours >= state.limitHours)
      out.push(
        faultAt(
          'reminder-too-early',
          `${at}.remindHours`,
          {
            en: `The reminder of “${state.label.en}” would come before its time begins, so none is sent.`,
            zh: `“${state.label.zh}”的提醒时间早于计时开始，不会发送。`,
          },
          'warning',
        ),
      );
    if (!state.responsible && !state.approval)
      out.push(
        faultAt(
          'nobody-responsible',
          `${at}.responsible`,
          {
            en: `Nobody is responsible in “${state.label.en}”: it stands in no work list.`,
            zh: `“${state.label.zh}”没有责任人，不会出现在任何人的待办中。`,
          },
          'warning',
        ),
      );
    return out;
  });

const inUseFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const known = new Set(definition.states.map((state) => state.id));
  return Object.entries(facts.underWay)
    .filter(([state, count]) => count > 0 && !known.has(state))
    .map(([state, count]) =>
      faultAt(
        'state-in-use',
        'states',
        {
          en: `${count} documents under way stand in “${state}”, which this version does not have. They finish on their version, or are moved with a state named for them.`,
          zh: `有 ${count} 份在办单据处于“${state}”，此版本没有该状态：这些单据按原版本办完，或在迁移时指定新状态。`,
        },
        'warning',
      ),
    );
};

/** The state in which a new record stands that says nothing: the entity's own default. */
const defaultState = ({ entity }: CheckFacts): string | undefined => {
  const parsed = entity.fields[entity.process?.field ?? '']?.safeParse(undefined);
  return parsed?.success && typeof parsed.data === 'string' ? parsed.data : undefined;
};

const startFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const wanted = defaultState(facts);
  return wanted === undefined || definition.starts.includes(wanted)
    ? []
    : [
        faultAt('start-missing', 'starts', {
          en: `A new document begins in “${wanted}”: it has to be one of the starts.`,
          zh: `新单据从“${wanted}”开始，起始状态中必须包含它。`,
        }),
      ];
};

/**
 * Everything that is wrong with a definition: errors forbid that it is saved or put in force, warnings are for people to weigh.
 * Pure: people and documents are handed in.
 */
export const checkDefinition = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => [
  ...identityFaults(definition, facts),
  ...referenceFaults(definition),
  ...startFaults(definition, facts),
  ...graphFaults(definition, defaultProcess(facts.process)),
  ...useFaults(definition, facts),
  ...peopleFaults(definition, facts),
  ...timeFaults(definition),
  ...inUseFaults(definition, facts),
];

/** Whether a definition may be saved. */
export const isSound = (faults: readonly DefinitionFault[]): boolean =>
  faults.every((fault) => fault.severity !== 'error');
