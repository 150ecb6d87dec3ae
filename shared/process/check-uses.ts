import { entityFields } from '../kernel/entity.ts';
import type { FieldType, Label } from '../kernel/field.ts';
import type { EffectUse, ProcessDefinition, ProcessState } from '../kernel/process.ts';
import { defaultProcess } from '../processes.ts';
import type { CheckFacts } from './check-facts.ts';
import { faultAt, fieldNames } from './check-facts.ts';
import { effectOf } from './effects.ts';
import { behindApproval } from './graph.ts';
import { guardOf } from './guards.ts';
import { measureOf } from './measures.ts';
import type { DefinitionFault } from './process.contract.ts';

interface Part {
  label: Label;
  types?: readonly string[] | undefined;
}

/** Whether a named part (condition, effect, measure) exists and fits the kind of document. */
const partFaults = (
  part: Part | undefined,
  { kind, id, at }: { kind: 'guard' | 'effect' | 'measure'; id: string; at: string },
  { entity }: CheckFacts,
): DefinitionFault[] => {
  const names = {
    guard: { en: 'condition', zh: '条件' },
    effect: { en: 'effect', zh: '动作' },
    measure: { en: 'measure', zh: '度量' },
  }[kind];
  if (!part)
    return [
      faultAt(`no-such-${kind}`, at, { en: `There is no ${names.en} “${id}”.`, zh: `没有“${id}”这个${names.zh}。` }),
    ];
  if (!part.types || part.types.includes(entity.name)) return [];
  return [
    faultAt(`${kind}-unfit`, at, {
      en: `The ${names.en} “${part.label.en}” cannot be used for: ${entity.label.en}.`,
      zh: `${names.zh}“${part.label.zh}”不适用于${entity.label.zh}。`,
    }),
  ];
};

const fieldFault = (at: string, name: string): DefinitionFault =>
  faultAt('no-such-field', at, { en: `There is no field “${name}”.`, zh: `没有“${name}”这个字段。` });

/** Kinds of field that an effect can fill; one of another kind would hold what it cannot. */
const fills: Record<string, readonly FieldType[]> = {
  'stamp-time': ['datetime', 'text'],
  'stamp-date': ['date', 'text'],
  'stamp-person': ['ref', 'text'],
};

const canFill = (effect: string, name: string, { entity }: CheckFacts): boolean => {
  const field = entityFields(entity).find((one) => one.name === name);
  return !field || !fills[effect] || (fills[effect].includes(field.type) && (!field.ref || field.ref === 'member'));
};

const effectFaults = (state: ProcessState, use: EffectUse, index: number, facts: CheckFacts): DefinitionFault[] => {
  const at = `states.${state.id}.enter.${index}`;
  const effect = effectOf(use.id);
  const faults = [
    ...partFaults(effect, { kind: 'effect', id: use.id, at }, facts),
    ...(effect?.otherwise && use.otherwise === undefined
      ? [
          faultAt('effect-otherwise', `${at}.otherwise`, {
            en: `“${effect.label.en}” needs the state to which the document goes instead.`,
            zh: `“${effect.label.zh}”需要指定额度不足时转入的状态。`,
          }),
        ]
      : []),
  ];
  if (!effect?.field) return faults;
  const outside = ['lines', 'ownerId'].includes(use.field ?? 'lines') || use.field?.startsWith('custom.') === true;
  if (use.field === undefined || outside || !canFill(use.id, use.field, facts))
    return [
      ...faults,
      faultAt('effect-field', `${at}.field`, {
        en: `“${effect.label.en}” needs a field of the document’s head that can hold it.`,
        zh: `“${effect.label.zh}”需要指定单据表头中类型相符的字段。`,
      }),
    ];
  if (!fieldNames(facts)(use.field)) return [...faults, fieldFault(`${at}.field`, use.field)];
  return use.field === facts.entity.process?.field
    ? [
        ...faults,
        faultAt('state-field', `${at}.field`, {
          en: 'The field that shows the state is set by the steps alone.',
          zh: '状态字段只能由流程步骤改变。',
        }),
      ]
    : faults;
};

/** A change that is asked for is carried out behind an approval, and let go of wherever else it ends. */
const changeFaults = (definition: ProcessDefinition, { entity, process }: CheckFacts): DefinitionFault[] => {
  if (entity.name !== 'changeRequest') return [];
  const { approved, open } = behindApproval(definition, defaultProcess(process));
  const does = (state: ProcessState, id: string) => state.enter?.some((use) => use.id === id) === true;
  return definition.states.flatMap((state) => {
    const at = `states.${state.id}.enter`;
    const behind = approved.has(state.id) && !open.has(state.id);
    if (does(state, 'apply-change') && !behind)
      return [
        faultAt('change-unapproved', at, {
          en: `“${state.label.en}” carries the change out, and is not behind an approval.`,
          zh: `“${state.label.zh}”会使变更生效，但它无须审批即可到达。`,
        }),
      ];
    if (!state.final || does(state, 'apply-change') || does(state, 'release-change')) return [];
    return [
      faultAt('change-left', at, {
        en: `“${state.label.en}” is an end and neither carries the change out nor lets go of it: the field would wait for ever.`,
        zh: `“${state.label.zh}”是结束状态，但既不执行变更也不释放变更，字段将一直处于待批。`,
      }),
    ];
  });
};

/** Fields that a state leans on: the person in charge, and the day from which its time counts. */
const leanFaults = (state: ProcessState, { entity }: CheckFacts): DefinitionFault[] => {
  const field = (name: string) => entityFields(entity).find((one) => one.name === name);
  const person = state.responsible?.startsWith('field:') ? state.responsible.slice('field:'.length) : undefined;
  return [
    // Whoever is named anywhere else would have work on a document that they cannot open.
    ...(person !== undefined && !entity.people?.includes(person)
      ? [
          faultAt('responsible-field', `states.${state.id}.responsible`, {
            en: `“${person}” is not a field that names a person with a part in the document.`,
            zh: `“${person}”不是指定单据参与人员的字段。`,
          }),
        ]
      : []),
    ...(state.limitFrom !== undefined && field(state.limitFrom)?.type !== 'date'
      ? [
          faultAt('limit-field', `states.${state.id}.limitFrom`, {
            en: `“${state.limitFrom}” is not a date field.`,
            zh: `“${state.limitFrom}”不是日期字段。`,
          }),
        ]
      : []),
  ];
};

/** Faults of what a definition names: conditions, effects, measures and fields. */
export const useFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const isField = fieldNames(facts);
  return [
    ...definition.states.flatMap((state) => leanFaults(state, facts)),
    ...definition.transitions.flatMap((transition) => [
      ...(transition.required ?? [])
        .map((name, index) => ({ name, at: `transitions.${transition.id}.required.${index}` }))
        .filter(({ name }) => !isField(name))
        .map(({ name, at }) => fieldFault(at, name)),
      ...(transition.guards ?? []).flatMap((use, index) =>
        partFaults(
          guardOf(use.id),
          { kind: 'guard', id: use.id, at: `transitions.${transition.id}.guards.${index}` },
          facts,
        ),
      ),
    ]),
    ...definition.states.flatMap((state) => [
      ...(state.open ?? [])
        .map((name, index) => ({ name, at: `states.${state.id}.open.${index}` }))
        .filter(({ name }) => !isField(name))
        .map(({ name, at }) => fieldFault(at, name)),
      ...(state.enter ?? []).flatMap((use, index) => effectFaults(state, use, index, facts)),
      ...(state.approval?.levels ?? []).flatMap((level, index) =>
        level.over
          ? partFaults(
              measureOf(level.over.measure),
              { kind: 'measure', id: level.over.measure, at: `states.${state.id}.approval.levels.${index}.over` },
              facts,
            )
          : [],
      ),
    ]),
    ...changeFaults(definition, facts),
  ];
};
