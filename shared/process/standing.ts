import type { Role } from '../access/permissions.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { ProcessDefinition, ProcessStanding, ProcessState } from '../kernel/process.ts';
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
