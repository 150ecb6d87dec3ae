import { roleNames } from '../access/permissions.ts';
import type { Entity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import type { ApprovalPlan, ProcessDefinition, ProcessState, Transition } from '../kernel/process.ts';
import type { Language, Wording } from './wording.ts';
import {
  effectLabel,
  fieldLabel,
  guardLabel,
  hoursLabel,
  limitLabel,
  listed,
  modeLabel,
  responsibleLabel,
  roleLabel,
  signerLabel,
  sizeLabel,
  stateLabel,
} from './wording.ts';

export interface ProcedureTable {
  columns: string[];
  rows: string[][];
}

export interface ProcedureSection {
  id: 'purpose' | 'roles' | 'states' | 'steps' | 'approvals' | 'times' | 'forms' | 'cautions';
  title: string;
  paragraphs: string[];
  table?: ProcedureTable;
}

/** A process as a written procedure, in one language: what people pin to the wall (PRO-15). */
export interface Procedure {
  id: string;
  title: string;
  sections: ProcedureSection[];
}

type Words = Omit<Wording, 'definition' | 'entity'>;

const titles: Record<ProcedureSection['id'], Label> = {
  purpose: { en: 'Purpose', zh: '目的' },
  roles: { en: 'Roles and what each does', zh: '角色与职责' },
  states: { en: 'States', zh: '状态' },
  steps: { en: 'Steps', zh: '操作步骤' },
  approvals: { en: 'Approvals', zh: '审批' },
  times: { en: 'Time limits and escalation', zh: '时限与上报' },
  forms: { en: 'What each step asks for', zh: '各步骤必填内容' },
  cautions: { en: 'Cautions', zh: '注意事项' },
};

const columns = {
  number: { en: 'No.', zh: '序号' },
  role: { en: 'Role', zh: '角色' },
  does: { en: 'Takes the steps', zh: '执行步骤' },
  answers: { en: 'Answers for', zh: '负责状态' },
  signs: { en: 'Signs', zh: '审批层级' },
  state: { en: 'State', zh: '状态' },
  edit: { en: 'Changes', zh: '修改' },
  open: { en: 'Open in spite of the lock', zh: '锁定时可改字段' },
  enter: { en: 'On entering', zh: '进入时' },
  step: { en: 'Step', zh: '步骤' },
  from: { en: 'From', zh: '从' },
  to: { en: 'To', zh: '到' },
  who: { en: 'Who', zh: '执行角色' },
  limit: { en: 'Time limit', zh: '时限' },
  required: { en: 'Fields asked for', zh: '必填内容' },
  conditions: { en: 'Conditions', zh: '条件' },
  level: { en: 'Level', zh: '层级' },
  asked: { en: 'Asked for', zh: '适用范围' },
  signers: { en: 'Signers', zh: '审批人' },
  mode: { en: 'How', zh: '方式' },
  responsible: { en: 'Responsible', zh: '责任人' },
  reminder: { en: 'Reminder before', zh: '提前提醒' },
  escalation: { en: 'Escalated to', zh: '逾期上报' },
  reason: { en: 'Reason', zh: '原因' },
  where: { en: 'Where', zh: '环节' },
  caution: { en: 'Caution', zh: '注意事项' },
} as const satisfies Record<string, Label>;
type Column = keyof typeof columns;

const dash: Label = { en: '–', zh: '—' };

interface Page {
  wording: Wording;
  language: Language;
}

const say = ({ language }: Page, label: Label | undefined): string => (label ?? dash)[language] || dash[language];
const list = <T>(values: readonly T[] | undefined, word: (value: T) => Label): Label | undefined =>
  values && values.length > 0 ? listed(values.map(word)) : undefined;

const table = (page: Page, head: readonly Column[], rows: readonly (Label | undefined)[][]): ProcedureTable => ({
  columns: head.map((name) => say(page, columns[name])),
  rows: rows.map((row) => row.map((cell) => say(page, cell))),
});

const section = (
  page: Page,
  id: ProcedureSection['id'],
  parts: { paragraphs?: readonly Label[]; table?: ProcedureTable },
): ProcedureSection => ({
  id,
  title: say(page, titles[id]),
  paragraphs: (parts.paragraphs ?? []).map((label) => say(page, label)).filter((text) => text !== ''),
  ...(parts.table && parts.table.rows.length > 0 ? { table: parts.table } : {}),
});

const number = (value: number): Label => ({ en: String(value), zh: String(value) });

/** Steps in the order in which a document meets them: by the state from which they lead. */
const inOrder = (definition: ProcessDefinition): Transition[] => {
  const place = (step: Transition) =>
    Math.min(...step.from.map((id) => definition.states.findIndex((state) => state.id === id)));
  return [...definition.transitions].sort((a, b) => place(a) - place(b));
};

/** States that wait for signatures. */
const waiting = (definition: ProcessDefinition): { state: ProcessState; plan: ApprovalPlan }[] =>
  definition.states.flatMap((state) => (state.approval ? [{ state, plan: state.approval }] : []));

const rolesSection = (page: Page): ProcedureSection => {
  const { definition } = page.wording;
  const rows = [...roleNames, 'owner'].flatMap((role) => {
    const steps = inOrder(definition).filter((step) => (step.roles as readonly string[]).includes(role));
    const states = definition.states.filter((state) => state.responsible === role);
    const levels = waiting(definition).flatMap(({ plan }) =>
      plan.levels.filter((level) => level.signers.includes(role as never)),
    );
    if (steps.length + states.length + levels.length === 0) return [];
    return [
      [
        roleLabel(role),
        list(steps, (step) => step.label),
        list(states, (state) => state.label),
        list(levels, (level) => level.label),
      ],
    ];
  });
  return section(page, 'roles', { table: table(page, ['role', 'does', 'answers', 'signs'], rows) });
};

const edits: Record<ProcessState['edit'], Label> = {
  free: { en: 'may be changed', zh: '可修改' },
  locked: { en: 'locked', zh: '锁定' },
};

const statesSection = (page: Page): ProcedureSection => {
  const { wording } = page;
  const { definition } = wording;
  const begins = listed(definition.starts.map((id) => stateLabel(wording, id)));
  const ends = listed(definition.states.filter((state) => state.final).map((state) => state.label));
  return section(page, 'states', {
    paragraphs: [
      {
        en: `A document begins in: ${begins.en}. It ends in: ${ends.en}.`,
        zh: `起始状态：${begins.zh}。结束状态：${ends.zh}。`,
      },
    ],
    table: table(
      page,
      ['state', 'edit', 'open', 'enter'],
      definition.states.map((state) => [
        state.label,
        edits[state.edit],
        state.edit === 'locked' ? list(state.open, (name) => fieldLabel(wording, name)) : undefined,
        list(state.enter, (use) => effectLabel(wording, use)),
      ]),
    ),
  });
};

const stepsSection = (page: Page): ProcedureSection => {
  const { wording } = page;
  const rows = inOrder(wording.definition).map((step, index) => [
    number(index + 1),
    step.label,
    list(step.from, (id) => stateLabel(wording, id)),
    stateLabel(wording, step.to),
    list(step.roles, roleLabel),
    limitLabel(wording, step.from),
    list(step.required, (name) => fieldLabel(wording, name)),
    list(step.guards, (use) => guardLabel(wording, use)),
  ]);
  return section(page, 'steps', {
    table: table(page, ['number', 'step', 'from', 'to', 'who', 'limit', 'required', 'conditions'], rows),
  });
};

const every: Label = { en: 'every document', zh: '全部单据' };

const approvalsSection = (page: Page): ProcedureSection => {
  const { wording } = page;
  const states = waiting(wording.definition);
  if (states.length === 0)
    return section(page, 'approvals', {
      paragraphs: [{ en: 'This process asks for no approval.', zh: '本流程不设审批。' }],
    });
  const where = (id: string) => stateLabel(wording, id);
  const outcomes = states.map(({ state: { label }, plan }): Label => {
    const [yes, no, back, recall] = [plan.approved, plan.rejected, plan.sentBack, plan.recalled].map(where) as [
      Label,
      Label,
      Label,
      Label,
    ];
    return {
      en: `${label.en}: approved → ${yes.en}; rejected → ${no.en}; sent back → ${back.en}; recalled → ${recall.en}.`,
      zh: `${label.zh}：通过后进入“${yes.zh}”，驳回后进入“${no.zh}”，退回后进入“${back.zh}”，撤回后进入“${recall.zh}”。`,
    };
  });
  return section(page, 'approvals', {
    paragraphs: [
      ...outcomes,
      {
        en: 'Levels follow each other in this order. Nobody signs what they made, changed or submitted themselves, and nobody signs twice in a round; a deputy does not help.',
        zh: '各层级依次进行。任何人不得审批自己建立、修改或提交的单据，同一轮中也不得重复签署；由代理人代签同样不可以。',
      },
    ],
    table: table(
      page,
      ['state', 'level', 'asked', 'signers', 'mode', 'limit'],
      states.flatMap(({ state, plan }) =>
        plan.levels.map((level) => [
          state.label,
          level.label,
          level.over ? sizeLabel(wording, level.over.measure, level.over.atLeast) : every,
          listed(level.signers.map((signer) => signerLabel(wording, signer))),
          level.signers.length === 1 ? undefined : modeLabel(level.mode),
          state.limitHours === undefined ? undefined : timeLabel(page, state.limitHours, state.limitFrom),
        ]),
      ),
    ),
  });
};

const timeLabel = (page: Page, hours: number, from: string | undefined): Label => {
  const limit = hoursLabel(hours);
  if (from === undefined) return limit;
  const field = fieldLabel(page.wording, from);
  return { en: `${limit} from “${field.en}”`, zh: `自“${field.zh}”起 ${limit.zh}` };
};

const timesSection = (page: Page): ProcedureSection => {
  const rows = page.wording.definition.states
    .filter((state) => !state.final)
    .map((state) => [
      state.label,
      state.responsible
        ? responsibleLabel(page.wording, state.responsible)
        : state.approval
          ? { en: 'The signers', zh: '审批人' }
          : undefined,
      state.limitHours === undefined ? undefined : hoursLabel(state.limitHours),
      state.remindHours === undefined ? undefined : hoursLabel(state.remindHours),
      state.escalateTo ? roleLabel(state.escalateTo) : undefined,
    ]);
  return section(page, 'times', {
    paragraphs: [
      {
        en: 'Hours are counted by the company’s working calendar. Whoever is responsible is reminded before the time is over; after it the next one hears of it.',
        zh: '时限按公司工作日历计算。到期前提醒责任人，逾期后上报。',
      },
    ],
    table: table(page, ['state', 'responsible', 'limit', 'reminder', 'escalation'], rows),
  });
};

const must: Label = { en: 'must be given', zh: '必填' };

const formsSection = (page: Page): ProcedureSection => {
  const { wording } = page;
  const rows = inOrder(wording.definition)
    .filter((step) => (step.required?.length ?? 0) > 0 || step.comment === 'required')
    .map((step) => [
      step.label,
      list(step.required, (name) => fieldLabel(wording, name)),
      step.comment === 'required' ? must : undefined,
    ]);
  return section(page, 'forms', {
    paragraphs:
      rows.length === 0 ? [{ en: 'No step asks for particular fields.', zh: '各步骤没有特别的必填要求。' }] : [],
    table: table(page, ['step', 'required', 'reason'], rows),
  });
};

const cautionsSection = (page: Page): ProcedureSection => {
  const { definition } = page.wording;
  const rows = [...definition.states, ...inOrder(definition)].flatMap((one) =>
    one.caution && (one.caution.en !== '' || one.caution.zh !== '') ? [[one.label, one.caution]] : [],
  );
  return section(page, 'cautions', {
    paragraphs: rows.length === 0 ? [{ en: 'None in particular.', zh: '无特别事项。' }] : [],
    table: table(page, ['where', 'caution'], rows),
  });
};

/** The written procedure of a definition: made from it, so that it says what the system does. */
export const procedureOf = (
  definition: ProcessDefinition,
  entity: Entity,
  language: Language,
  words: Words = {},
): Procedure => {
  const page: Page = { wording: { ...words, definition, entity }, language };
  return {
    id: definition.id,
    title: definition.label[language],
    sections: [
      section(page, 'purpose', { paragraphs: [definition.purpose] }),
      rolesSection(page),
      statesSection(page),
      stepsSection(page),
      approvalsSection(page),
      timesSection(page),
      formsSection(page),
      cautionsSection(page),
    ],
  };
};
