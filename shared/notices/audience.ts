import type { RecordScope } from '../access/actor.ts';
import type { Role } from '../access/permissions.ts';

/** An active member as notices see them. */
export interface Person {
  id: string;
  name: string;
  roles: readonly Role[];
  scope: RecordScope;
  teamId?: string | undefined;
}

/** A person's deputy at this moment; no `processes` means all. */
export interface Deputy {
  memberId: string;
  deputyId: string;
  processes: readonly string[];
}

/** Everybody of a workspace who can be told something. */
export interface People {
  members: ReadonlyMap<string, Person>;
  deputies: readonly Deputy[];
}

/** Who is told: assignees as work has them (`m:<member>`, `r:<role>`), less those whom it is no news to or no business of. */
export interface Audience {
  assignees: readonly string[];
  /** Team of the document, for roles held with a team's scope. */
  teamId?: string | undefined;
  /** Whether record scope applies to the document at all. */
  owned: boolean;
  /** Deputies of the assignees are told as well, in this process. */
  deputies?: { process: string; ofRoles: 'too' | 'not' } | undefined;
  except: readonly (string | undefined)[];
  /** People who are told of the same thing another way; their deputies are not. */
  toldAlready?: readonly string[] | undefined;
}

const reaches = (person: Person, { owned, teamId }: Pick<Audience, 'owned' | 'teamId'>): boolean =>
  !owned ||
  person.scope === 'all' ||
  (person.scope === 'team' && person.teamId !== undefined && person.teamId === teamId);

const assigneesOf = (audience: Audience, people: People): { named: Person[]; byRole: Person[] } => {
  const named: Person[] = [];
  const byRole: Person[] = [];
  for (const assignee of audience.assignees) {
    const name = assignee.slice(2);
    if (assignee.startsWith('m:')) {
      const person = people.members.get(name);
      if (person) named.push(person);
    } else
      byRole.push(
        ...[...people.members.values()].filter(
          (person) => (person.roles as readonly string[]).includes(name) && reaches(person, audience),
        ),
      );
  }
  return { named, byRole };
};

/** The members whom something is told, each once: assignees, and where it is asked for those who are their deputies now. */
export const recipientsOf = (audience: Audience, people: People): string[] => {
  const left = (person: Person) => !audience.except.includes(person.id);
  const { named, byRole } = assigneesOf(audience, people);
  const told = [...named, ...byRole].filter(left);
  const rule = audience.deputies;
  const represented = new Set((rule?.ofRoles === 'too' ? told : named.filter(left)).map((person) => person.id));
  const deputies = rule
    ? people.deputies
        .filter((one) => represented.has(one.memberId))
        .filter((one) => one.processes.length === 0 || one.processes.includes(rule.process))
        .flatMap((one) => people.members.get(one.deputyId) ?? [])
        .filter(left)
    : [];
  const ids = new Set([...told, ...deputies].map((person) => person.id));
  for (const id of audience.toldAlready ?? []) ids.delete(id);
  return [...ids];
};
