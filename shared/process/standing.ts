import type { Role } from '../access/permissions.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { ProcessDefinition, ProcessStanding, ProcessState, Responsible } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import type { GuardWorld } from './guard.ts';

/** What a step is taken on: the definition at its version, and the field of the record that shows the state. */
export interface Governed {
  definition: ProcessDefinition;
  version: number;
  field: string;
  enforcement: 'advisory' | 'enforced';
}

/** Who takes a step. `onBehalfOf` is the person whose rights are used, by a delegation that runs. */
export interface StepActor {
  kind: 'member' | 'key' | 'job';
  id: string;
  roles: readonly Role[];
  teamId?: string | undefined;
  onBehalfOf?: { id: string; roles: readonly Role[] } | undefined;
  via: string;
}

export interface StepWorld extends GuardWorld {
  calendar: Calendar;
}

/** A step as it is taken: by whom, and when. */
export interface StepContext {
  actor: StepActor;
  world: StepWorld;
}

/** People who are remembered as authors. */
const AUTHORS = 50;

export const stateOf = (definition: ProcessDefinition, id: string): ProcessState | undefined =>
  definition.states.find((state) => state.id === id);

/** Whether one person is in charge: the owner, or the one that a field names. */
export const isPersonal = (responsible: Responsible): boolean =>
  responsible === 'owner' || responsible.startsWith('field:');

/** The person in charge of a state's next step: the one that its field names, else the owner; undefined where it is a role's. */
export const personInCharge = (
  { responsible }: Pick<ProcessState, 'responsible'>,
  { ownerId, data }: { ownerId?: string | undefined; data: Rec['data'] },
): string | undefined => {
  if (!responsible || !isPersonal(responsible)) return undefined;
  const named = responsible === 'owner' ? undefined : data[responsible.slice('field:'.length)];
  return typeof named === 'string' ? named : ownerId;
};

export const rolesInUse = (actor: StepActor): readonly Role[] => actor.onBehalfOf?.roles ?? actor.roles;

/** Where a document stands. One that no process has touched yet (imported, older than its process) stands where its field says. */
export const standingOf = (governed: Governed, rec: Rec): ProcessStanding => {
  if (rec.process && rec.process.id === governed.definition.id) return rec.process;
  const shown = rec.data[governed.field];
  const state = typeof shown === 'string' ? shown : governed.definition.starts[0]!;
  return {
    id: governed.definition.id,
    version: governed.version,
    state,
    begun: state,
    since: rec.updatedAt,
    seq: 0,
    // Whoever imported a document made it here, whatever names its file gave.
    authors: rec.via === 'import' ? [rec.updatedBy] : [],
    trail: [],
    tally: {},
  };
};

/** People who are remembered as having made the content. */
export const withAuthors = (standing: ProcessStanding, ids: readonly (string | undefined)[]): ProcessStanding => {
  const names = new Set(ids.filter((id) => id !== undefined && !standing.authors.includes(id)) as string[]);
  return names.size === 0 ? standing : { ...standing, authors: [...standing.authors, ...names].slice(-AUTHORS) };
};
export const withAuthor = (standing: ProcessStanding, actor: StepActor): ProcessStanding =>
  withAuthors(standing, [actor.id, actor.onBehalfOf?.id]);
