import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import type { ProcessDefinition, Transition } from '../kernel/process.ts';
import type { WorkloadChange } from './process.contract.ts';
import { isPersonal } from './standing.ts';

/** What the work of a process is reckoned from. */
export interface WorkloadFacts {
  /** Steps of each action in a month, on average. */
  volumes: ReadonlyMap<string, number>;
  members: readonly { id: string; name: string; roles: readonly Role[]; active: boolean }[];
  /** Share of the documents (0 to 1) that reach a size; all of them where it cannot be told. */
  shareOver: (measure: string, atLeast: number) => number;
}

type Load = WorkloadChange['before'];

interface Duty {
  /** Action or level. */
  id: string;
  roles: Role[];
  /** One person whose duty it is by name. */
  memberId?: string | undefined;
  kind: 'steps' | 'approvals';
  /** A month's number. */
  count: number;
  /** Business hours allowed for each. */
  hours: number;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How often a step is taken in a month. One that nobody has taken yet is as frequent as the step that it stands for (the same way), or
 * as what comes into the states from which it leads, shared by the steps that lead on.
 */
const volumeOf = (
  step: Transition,
  { after, before }: { after: ProcessDefinition; before: ProcessDefinition },
  volumes: WorkloadFacts['volumes'],
): number => {
  const known = volumes.get(step.id);
  if (known !== undefined) return known;
  if (before.transitions.some((one) => one.id === step.id)) return 0;
  const former = before.transitions.find(
    (one) => one.to === step.to && one.from.some((state) => step.from.includes(state)),
  );
  if (former) return volumes.get(former.id) ?? 0;
  return mean(
    step.from.map((state) => {
      const coming = after.transitions
        .filter((one) => one.to === state)
        .reduce((sum, one) => sum + (volumes.get(one.id) ?? 0), 0);
      return coming / Math.max(1, after.transitions.filter((one) => one.from.includes(state)).length);
    }),
  );
};

/** Signers of a level; who signs for it by role, and who by name. */
const signersOf = (signers: readonly string[]) => ({
  roles: signers.filter((one) => !one.startsWith('member:')) as Role[],
  named: signers.filter((one) => one.startsWith('member:')).map((one) => one.slice('member:'.length)),
});

const dutiesOf = (
  definition: ProcessDefinition,
  before: ProcessDefinition,
  { volumes, shareOver }: WorkloadFacts,
): Duty[] => {
  const states = new Map(definition.states.map((state) => [state.id, state]));
  const counts = new Map(
    definition.transitions.map((step) => [step.id, volumeOf(step, { after: definition, before }, volumes)]),
  );
  const steps = definition.transitions.map((step): Duty => {
    const from = step.from.flatMap((id) => states.get(id) ?? []);
    const charged = [
      ...new Set(
        from.flatMap(({ responsible }) => (responsible && !isPersonal(responsible) ? [responsible as Role] : [])),
      ),
    ];
    const able = charged.filter((role) => step.roles.includes(role));
    return {
      id: step.id,
      roles: able.length > 0 ? able : [...step.roles],
      kind: 'steps',
      count: counts.get(step.id)!,
      hours: mean(from.flatMap((state) => state.limitHours ?? [])),
    };
  });
  const approvals = definition.states.flatMap((state): Duty[] => {
    const rounds = definition.transitions
      .filter((step) => step.to === state.id)
      .reduce(
        (sum, step) => sum + counts.get(step.id)!,
        definition.starts.includes(state.id) ? (volumes.get('begin') ?? 0) : 0,
      );
    return (state.approval?.levels ?? []).flatMap((level): Duty[] => {
      const share = level.over ? shareOver(level.over.measure, level.over.atLeast) : 1;
      const { roles, named } = signersOf(level.signers);
      const base = { kind: 'approvals' as const, hours: state.limitHours ?? 0 };
      if (level.mode !== 'any')
        return [
          ...roles.map((role): Duty => ({ ...base, id: level.id, roles: [role], count: rounds * share })),
          ...named.map((memberId): Duty => ({ ...base, id: level.id, roles: [], memberId, count: rounds * share })),
        ];
      const byName = named.length / level.signers.length;
      return [
        ...(roles.length > 0 ? [{ ...base, id: level.id, roles, count: rounds * share * (1 - byName) }] : []),
        ...named.map(
          (memberId): Duty => ({
            ...base,
            id: level.id,
            roles: [],
            memberId,
            count: (rounds * share) / level.signers.length,
          }),
        ),
      ];
    });
  });
  return [...steps, ...approvals];
};

const none = (): Load => ({ steps: 0, approvals: 0, hours: 0 });
const add = (load: Load, { kind, hours }: Duty, count: number): void => {
  load[kind] += count;
  load.hours += count * hours;
};
const rounded = ({ steps, approvals, hours }: Load): Load => ({
  steps: Math.round(steps * 10) / 10,
  approvals: Math.round(approvals * 10) / 10,
  hours: Math.round(hours * 10) / 10,
});

/** Loads by role, and by role and person. Work that several roles may do falls on each person who holds one of them alike. */
const loadsOf = (duties: readonly Duty[], members: WorkloadFacts['members']) => {
  const byRole = new Map<Role, Load>();
  const byPerson = new Map<string, Load>();
  const named = new Map<Role, Set<string>>();
  const at = <K>(map: Map<K, Load>, key: K): Load => {
    const load = map.get(key) ?? none();
    map.set(key, load);
    return load;
  };
  const note = (role: Role, id: string) => named.set(role, (named.get(role) ?? new Set()).add(id));
  for (const duty of duties) {
    for (const role of duty.roles) note(role, duty.id);
    const person = members.find((member) => member.id === duty.memberId);
    const held = person?.roles[0];
    if (person && held) {
      note(held, duty.id);
      add(at(byRole, held), duty, duty.count);
      add(at(byPerson, `${held}|${person.id}`), duty, duty.count);
    }
    const holders = duty.roles.flatMap((role) =>
      members.filter((member) => member.active && member.roles.includes(role)).map((member) => ({ role, member })),
    );
    for (const { role, member } of holders) {
      add(at(byRole, role), duty, duty.count / holders.length);
      add(at(byPerson, `${role}|${member.id}`), duty, duty.count / holders.length);
    }
    if (holders.length === 0)
      for (const role of duty.roles) add(at(byRole, role), duty, duty.count / duty.roles.length);
  }
  return { byRole, byPerson, named };
};

const lacking = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): string[] =>
  [...(a ?? [])].filter((id) => !b?.has(id)).sort();

/**
 * What each role, and each person who holds it, gains or loses when one definition follows another (PRO-12): a month's steps and
 * signatures, and the business hours allowed for them. Roles that take part in neither are left out.
 */
export const workloadChanges = (
  before: ProcessDefinition,
  after: ProcessDefinition,
  facts: WorkloadFacts,
): WorkloadChange[] => {
  const old = loadsOf(dutiesOf(before, before, facts), facts.members);
  const next = loadsOf(dutiesOf(after, before, facts), facts.members);
  return roleNames
    .filter((role) => old.named.has(role) || next.named.has(role))
    .map((role) => ({
      role,
      before: rounded(old.byRole.get(role) ?? none()),
      after: rounded(next.byRole.get(role) ?? none()),
      gains: lacking(next.named.get(role), old.named.get(role)),
      losses: lacking(old.named.get(role), next.named.get(role)),
      people: facts.members
        .filter((member) => member.active && member.roles.includes(role))
        .map((member) => ({
          memberId: member.id,
          name: member.name,
          before: rounded(old.byPerson.get(`${role}|${member.id}`) ?? none()),
          after: rounded(next.byPerson.get(`${role}|${member.id}`) ?? none()),
        })),
    }));
};
