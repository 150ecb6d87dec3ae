import type { Entity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import type { ApprovalLevel, ProcessDefinition, ProcessState, Transition } from '../kernel/process.ts';
import type { Wording } from './wording.ts';
import {
  effectLabel,
  fieldLabel,
  guardLabel,
  hoursLabel,
  listed,
  modeLabel,
  responsibleLabel,
  roleLabel,
  signerLabel,
  sizeLabel,
  stateLabel,
} from './wording.ts';

/** A property that is another one now; without `before` it is new, without `after` gone. */
export interface PropertyChange {
  property: string;
  label: Label;
  before?: Label;
  after?: Label;
}

/** One thing in which two definitions differ, as people read it. */
export interface Difference {
  what: 'process' | 'state' | 'step' | 'level';
  /** Id of the state or action; of a level `<state>.<level>`. */
  id: string;
  label: Label;
  change: 'added' | 'removed' | 'changed';
  properties: PropertyChange[];
}

type Properties = Record<string, { label: Label; value: Label | undefined }>;

const yes: Label = { en: 'yes', zh: '是' };
const some = <T>(value: T | undefined, word: (value: T) => Label): Label | undefined =>
  value === undefined ? undefined : word(value);
const many = <T>(values: readonly T[] | undefined, word: (value: T) => Label): Label | undefined =>
  values && values.length > 0 ? listed(values.map(word)) : undefined;

const stateProperties = (state: ProcessState, wording: Wording): Properties => ({
  label: { label: { en: 'Name', zh: '名称' }, value: state.label },
  final: { label: { en: 'End', zh: '结束状态' }, value: state.final ? yes : undefined },
  responsible: {
    label: { en: 'Responsible', zh: '责任人' },
    value: some(state.responsible, (who) => responsibleLabel(wording, who)),
  },
  limitHours: { label: { en: 'Time limit', zh: '时限' }, value: some(state.limitHours, hoursLabel) },
  limitFrom: {
    label: { en: 'Time counts from', zh: '时限起算日' },
    value: some(state.limitFrom, (name) => fieldLabel(wording, name)),
  },
  remindHours: { label: { en: 'Reminder before', zh: '提前提醒' }, value: some(state.remindHours, hoursLabel) },
  escalateTo: { label: { en: 'Escalated to', zh: '逾期上报' }, value: some(state.escalateTo, roleLabel) },
  edit: {
    label: { en: 'Changes', zh: '修改' },
    value: state.edit === 'free' ? { en: 'free', zh: '可修改' } : { en: 'locked', zh: '锁定' },
  },
  open: {
    label: { en: 'Open in spite of the lock', zh: '锁定时可改字段' },
    value: many(state.open, (name) => fieldLabel(wording, name)),
  },
  voids: {
    label: { en: 'When changed in spite of the lock', zh: '违规更改后转入' },
    value: some(state.voids, (id) => stateLabel(wording, id)),
  },
  enter: { label: { en: 'On entering', zh: '进入时' }, value: many(state.enter, (use) => effectLabel(wording, use)) },
  approved: {
    label: { en: 'When approved', zh: '通过后' },
    value: some(state.approval?.approved, (id) => stateLabel(wording, id)),
  },
  rejected: {
    label: { en: 'When rejected', zh: '驳回后' },
    value: some(state.approval?.rejected, (id) => stateLabel(wording, id)),
  },
  sentBack: {
    label: { en: 'When sent back', zh: '退回后' },
    value: some(state.approval?.sentBack, (id) => stateLabel(wording, id)),
  },
  recalled: {
    label: { en: 'When recalled', zh: '撤回后' },
    value: some(state.approval?.recalled, (id) => stateLabel(wording, id)),
  },
  caution: { label: { en: 'Caution', zh: '注意事项' }, value: state.caution },
});

const stepProperties = (step: Transition, wording: Wording): Properties => ({
  label: { label: { en: 'Name', zh: '名称' }, value: step.label },
  from: { label: { en: 'From', zh: '从' }, value: many(step.from, (id) => stateLabel(wording, id)) },
  to: { label: { en: 'To', zh: '到' }, value: stateLabel(wording, step.to) },
  roles: { label: { en: 'Who', zh: '执行角色' }, value: many(step.roles, roleLabel) },
  required: {
    label: { en: 'Fields asked for', zh: '必填内容' },
    value: many(step.required, (name) => fieldLabel(wording, name)),
  },
  guards: { label: { en: 'Conditions', zh: '条件' }, value: many(step.guards, (use) => guardLabel(wording, use)) },
  comment: {
    label: { en: 'Reason', zh: '原因' },
    value: step.comment === 'required' ? { en: 'must be given', zh: '必填' } : undefined,
  },
  caution: { label: { en: 'Caution', zh: '注意事项' }, value: step.caution },
});

const levelProperties = (level: ApprovalLevel, wording: Wording): Properties => ({
  label: { label: { en: 'Name', zh: '名称' }, value: level.label },
  mode: { label: { en: 'How', zh: '方式' }, value: modeLabel(level.mode) },
  signers: {
    label: { en: 'Signers', zh: '审批人' },
    value: many(level.signers, (signer) => signerLabel(wording, signer)),
  },
  over: {
    label: { en: 'From', zh: '起点' },
    value: some(level.over, (over) => sizeLabel(wording, over.measure, over.atLeast)),
  },
});

const headProperties = (definition: ProcessDefinition, wording: Wording): Properties => ({
  label: { label: { en: 'Name', zh: '名称' }, value: definition.label },
  purpose: { label: { en: 'Purpose', zh: '目的' }, value: definition.purpose },
  starts: {
    label: { en: 'Begins in', zh: '起始状态' },
    value: many(definition.starts, (id) => stateLabel(wording, id)),
  },
});

const same = (a: Label | undefined, b: Label | undefined): boolean => a?.en === b?.en && a?.zh === b?.zh;

const changesOf = (before: Properties | undefined, after: Properties | undefined): PropertyChange[] =>
  Object.keys(after ?? before ?? {}).flatMap((property) => {
    const [old, next] = [before?.[property]?.value, after?.[property]?.value];
    if (same(old, next)) return [];
    return [
      {
        property,
        label: (after ?? before)![property]!.label,
        ...(old ? { before: old } : {}),
        ...(next ? { after: next } : {}),
      },
    ];
  });

interface Named {
  id: string;
  label: Label;
  properties: Properties;
}

const compared = (what: Difference['what'], before: readonly Named[], after: readonly Named[]): Difference[] => {
  const old = new Map(before.map((one) => [one.id, one]));
  const next = new Map(after.map((one) => [one.id, one]));
  return [...new Set([...next.keys(), ...old.keys()])].flatMap((id): Difference[] => {
    const properties = changesOf(old.get(id)?.properties, next.get(id)?.properties);
    if (properties.length === 0) return [];
    const change = !old.has(id) ? 'added' : !next.has(id) ? 'removed' : 'changed';
    return [{ what, id, label: (next.get(id) ?? old.get(id))!.label, change, properties }];
  });
};

const levelsOf = (definition: ProcessDefinition, wording: Wording): Named[] =>
  definition.states.flatMap((state) =>
    (state.approval?.levels ?? []).map((level) => ({
      id: `${state.id}.${level.id}`,
      label: level.label,
      properties: levelProperties(level, wording),
    })),
  );

/** In what two definitions differ: the process itself, its states, its steps, the levels of its approvals. */
export const diffOf = (
  before: ProcessDefinition,
  after: ProcessDefinition,
  entity: Entity,
  words: Omit<Wording, 'definition' | 'entity'> = {},
): Difference[] => {
  const old: Wording = { ...words, entity, definition: before };
  const next: Wording = { ...words, entity, definition: after };
  const named = <T extends { id: string; label: Label }>(
    list: readonly T[],
    wording: Wording,
    properties: (one: T, wording: Wording) => Properties,
  ): Named[] => list.map((one) => ({ id: one.id, label: one.label, properties: properties(one, wording) }));
  return [
    ...compared(
      'process',
      named([before], old, headProperties),
      named([{ ...after, id: before.id }], next, headProperties),
    ),
    ...compared('state', named(before.states, old, stateProperties), named(after.states, next, stateProperties)),
    ...compared('step', named(before.transitions, old, stepProperties), named(after.transitions, next, stepProperties)),
    ...compared('level', levelsOf(before, old), levelsOf(after, next)),
  ];
};
