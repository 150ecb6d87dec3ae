import { may } from '../access/authorise.ts';
import type { Role } from '../access/permissions.ts';
import { roles as roleLabels } from '../access/permissions.ts';
import type { ApprovalLevel, ProcessDefinition, ProcessState } from '../kernel/process.ts';
import type { CheckFacts } from './check-facts.ts';
import { faultAt } from './check-facts.ts';
import type { DefinitionFault } from './process.contract.ts';
import { isPersonal } from './standing.ts';

/** Active people who may give a signature. */
const givers = (signer: string, facts: CheckFacts): string[] =>
  facts.members
    .filter(
      (member) =>
        member.active &&
        (signer.startsWith('member:')
          ? signer === `member:${member.id}`
          : (member.roles as readonly string[]).includes(signer)),
    )
    .map((member) => member.id);

/** Signatures that a level needs, each with the people who may give it. */
const needs = (level: ApprovalLevel, facts: CheckFacts): string[][] =>
  level.mode === 'any'
    ? [[...new Set(level.signers.flatMap((signer) => givers(signer, facts)))]]
    : level.signers.map((signer) => givers(signer, facts));

/** Whether each signature finds a person of its own: nobody signs twice in a round. */
const canBeGiven = (slots: readonly (readonly string[])[]): boolean => {
  const taken = new Map<string, number>();
  const place = (slot: number, tried: Set<string>): boolean => {
    for (const person of slots[slot]!) {
      if (tried.has(person)) continue;
      tried.add(person);
      const holder = taken.get(person);
      if (holder === undefined || place(holder, tried)) {
        taken.set(person, slot);
        return true;
      }
    }
    return false;
  };
  return slots.every((_, slot) => place(slot, new Set()));
};

const approvalFaults = (state: ProcessState, facts: CheckFacts): DefinitionFault[] => {
  const levels = state.approval?.levels ?? [];
  const faults: DefinitionFault[] = [];
  for (const [index, level] of levels.entries()) {
    const at = `states.${state.id}.approval.levels.${index}`;
    const slots = needs(level, facts);
    const people = new Set(slots.flat());
    if (!canBeGiven(slots))
      faults.push(
        faultAt('approval-nobody', at, {
          en: `“${level.label.en}” cannot be given: there are not enough active people who hold its roles.`,
          zh: `“${level.label.zh}”无人可审批：持有所需角色的在职人员不足。`,
        }),
      );
    else if (people.size === 1)
      faults.push(
        faultAt(
          'approval-one',
          at,
          {
            en: `Only one person can sign “${level.label.en}”. What they make themselves nobody can approve.`,
            zh: `“${level.label.zh}”只有一人可以审批，此人自己的单据将无人审批。`,
          },
          'warning',
        ),
      );
  }
  const each = levels.every((level) => canBeGiven(needs(level, facts)));
  if (each && !canBeGiven(levels.flatMap((level) => needs(level, facts))))
    faults.push(
      faultAt('approval-people', `states.${state.id}.approval`, {
        en: `“${state.label.en}” needs more people than there are: each signature is another person’s.`,
        zh: `“${state.label.zh}”所需审批人数超过现有人数：每一签须由不同的人完成。`,
      }),
    );
  if (state.approval && new Set(facts.members.filter((member) => member.active).map((member) => member.id)).size < 2)
    faults.push(
      faultAt('approval-alone', `states.${state.id}.approval`, {
        en: 'There is one active person in the workspace, and nobody approves their own document.',
        zh: '企业中只有一名在职成员，而任何人都不能审批自己的单据。',
      }),
    );
  return faults;
};

/** Every mention of a role, once a place. */
const mentions = (definition: ProcessDefinition): { role: Role; at: string }[] => [
  ...definition.transitions.flatMap(({ id, roles }) => roles.map((role) => ({ role, at: `transitions.${id}.roles` }))),
  ...definition.states.flatMap(({ id, responsible, escalateTo, approval }) => [
    ...(responsible && !isPersonal(responsible) ? [{ role: responsible as Role, at: `states.${id}.responsible` }] : []),
    ...(escalateTo ? [{ role: escalateTo, at: `states.${id}.escalateTo` }] : []),
    ...(approval?.levels ?? []).flatMap(({ signers }, index) =>
      signers.flatMap((signer) =>
        signer.startsWith('member:')
          ? []
          : [{ role: signer as Role, at: `states.${id}.approval.levels.${index}.signers` }],
      ),
    ),
  ]),
];

const rightFaults = (definition: ProcessDefinition, { entity }: CheckFacts): DefinitionFault[] =>
  definition.transitions.flatMap(({ id, roles }) =>
    roles
      .map((role, index) => ({ role, at: `transitions.${id}.roles.${index}` }))
      .filter(({ role }) => !may([role], `${entity.domain}:write`))
      .map(({ role, at }) =>
        faultAt('role-without-right', at, {
          en: `${roleLabels[role].en} may not change a ${entity.label.en.toLowerCase()}, so cannot take this step.`,
          zh: `${roleLabels[role].zh}无权修改${entity.label.zh}，不能执行这一步。`,
        }),
      ),
  );

const unheldFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const held = new Set(facts.members.filter((member) => member.active).flatMap((member) => member.roles));
  const first = new Map<Role, string>();
  for (const { role, at } of mentions(definition)) if (!held.has(role) && !first.has(role)) first.set(role, at);
  return [...first].map(([role, at]) =>
    faultAt(
      'role-unheld',
      at,
      { en: `Nobody holds the role ${roleLabels[role].en}.`, zh: `没有人担任“${roleLabels[role].zh}”角色。` },
      'warning',
    ),
  );
};

/** Faults of who is to do what: signatures that nobody can give, roles without the right, roles without people. */
export const peopleFaults = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => [
  ...definition.states.flatMap((state) => approvalFaults(state, facts)),
  ...rightFaults(definition, facts),
  ...unheldFaults(definition, facts),
];
