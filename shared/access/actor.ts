import type { Role } from './permissions.ts';

/** Which records a member reaches: those they own, those of their team, or all of the workspace. */
export type RecordScope = 'own' | 'team' | 'all';

/** Whoever acts in a workspace. `id` stands in the change history. */
export interface Actor {
  kind: 'member' | 'key' | 'job';
  id: string;
  ws: string;
  /** A sandbox never sends anything outside. */
  workspaceKind: 'production' | 'sandbox';
  roles: readonly Role[];
  scope: RecordScope;
  teamId?: string;
  /** The person for whom a deputy or sponsor acts. */
  onBehalfOf?: string;
}

/** The actor of jobs (imports, audits, seeds): all records of one workspace, named in the history by the job. */
export const jobActor = (ws: string, id: string, workspaceKind: Actor['workspaceKind'] = 'production'): Actor => ({
  kind: 'job',
  id,
  ws,
  workspaceKind,
  roles: ['administrator'],
  scope: 'all',
});
