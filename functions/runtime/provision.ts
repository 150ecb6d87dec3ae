import type { Role } from '../../shared/access/permissions.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { pipeline, standardPipeline } from '../../shared/sales/pipeline.ts';
import { memberIdOf, workspaceKey, workspacesPartition } from '../../shared/table/keys.ts';
import type { Certificate } from '../../shared/workspaces/certificate.ts';
import { member } from '../../shared/workspaces/member.ts';
import type { Deps } from './deps.ts';
import { guardWrites } from './records.ts';
import type { WorkspaceItem } from './settings.ts';
import { toItem } from './stored.ts';

/** What a new company begins with. */
export interface NewWorkspace {
  id: string;
  name: string;
  kind: 'production' | 'sandbox';
  timeZone: string;
  currency: string;
  country: string;
}

export interface NewMember {
  sub: string;
  name: string;
  email: string;
  role: Role;
  scope: 'own' | 'team' | 'all';
  team?: string;
  language: 'zh-CN' | 'en';
  reviewGroup?: boolean;
  certificates?: Certificate[];
  /** YYYY-MM-DD */
  probationUntil?: string;
  /** YYYY-MM-DD */
  lastSeenOn?: string;
  /** Since when they hold the role, ISO UTC; now unless this says so. */
  since?: string;
}

/** Item of a workspace, with the key under which schedules find all of them. */
export const workspaceItem = (workspace: WorkspaceItem) => ({
  ...workspaceKey(workspace.id),
  type: 'workspace',
  ...workspace,
  g1p: workspacesPartition,
  g1s: workspace.id,
});

/** The envelope of a record that a job makes. `at` is ISO UTC. */
export const jobRecord = (parts: {
  type: Rec['type'];
  id: string;
  ws: string;
  at: string;
  by: string;
  source: string;
  data: Rec['data'];
}): Rec => ({
  type: parts.type,
  id: parts.id,
  ws: parts.ws,
  version: 1,
  schemaVersion: 1,
  createdAt: parts.at,
  createdBy: parts.by,
  updatedAt: parts.at,
  updatedBy: parts.by,
  via: 'job',
  occurredAt: parts.at,
  enteredAt: parts.at,
  source: parts.source,
  data: parts.data,
});

/** Makes a workspace with the standard pipeline. @throws WriteRefused when there is one of that id */
export const createWorkspace = async (workspace: NewWorkspace, deps: Deps): Promise<WorkspaceItem> => {
  const at = new Date(deps.now()).toISOString();
  const stored: WorkspaceItem = {
    ...workspace,
    version: 1,
    createdAt: at,
    standardVersion: 0,
    ruleVersion: 0,
    processVersion: 0,
    calendarVersion: 0,
    commerceVersion: 0,
    leadsVersion: 0,
    valueVersion: 0,
    serviceVersion: 0,
    goalsVersion: 0,
    reviewPolicyVersion: 0,
    operatorsVersion: 0,
  };
  const { lines, ...data } = standardPipeline;
  const funnel: Rec = {
    ...jobRecord({
      type: 'pipeline',
      id: deps.newId('pipeline'),
      ws: workspace.id,
      at,
      by: 'job:set-up',
      source: 'set-up',
      data,
    }),
    lines: lines.map((line) => ({ ...line })),
  };
  await deps.table.write([
    { op: 'create', item: workspaceItem(stored) },
    { op: 'create', item: toItem(pipeline, funnel) },
    ...guardWrites(pipeline, funnel),
  ]);
  return stored;
};

/** Makes a member for a user of the identity provider, with a role from now on. @throws WriteRefused when they are one already */
export const createMember = async (ws: string, person: NewMember, deps: Deps): Promise<Rec> => {
  const at = new Date(deps.now()).toISOString();
  const { sub, since, ...data } = person;
  const rec = jobRecord({
    type: 'member',
    id: memberIdOf(sub),
    ws,
    at,
    by: 'job:set-up',
    source: 'set-up',
    data: {
      ...data,
      email: person.email.toLowerCase(),
      status: 'active',
      grants: [{ role: person.role, basis: 'set-up', from: since ?? at }],
    },
  });
  await deps.table.write([{ op: 'create', item: toItem(member, rec) }, ...guardWrites(member, rec)]);
  return rec;
};
