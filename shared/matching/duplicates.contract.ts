import * as z from 'zod';
import { pageOf, workspaceParam, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { reasonText } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { fieldChange } from '../process/change-request.ts';

const evidence = z.object({
  field: z.string(),
  how: z.enum(['same', 'alike', 'different', 'related']),
  points: z.number(),
});

/** A record that may be the same one. Of one outside of the reader's scope no more is said than its name and its owner. */
export const duplicateMember = z.object({
  id: z.string(),
  title: z.string(),
  ownerId: z.string().optional(),
  inScope: z.boolean(),
  archived: z.boolean(),
  version: z.int().optional(),
  updatedAt: z.string().optional(),
  createdAt: z.string().optional(),
  /** Main fields that the reader may see. */
  data: z.record(z.string(), z.unknown()),
});

const typed = z.string().max(200).optional();
const common = { group: 'core', tag: 'Duplicates' } as const;
const base = '/v1/workspaces/{workspaceId}';

export const checkedTypes = ['account', 'contact', 'lead', 'product'] as const;

export const checkDuplicates = defineEndpoint({
  ...common,
  id: 'duplicates.check',
  method: 'GET',
  path: `${base}/duplicates/check`,
  permission: 'lists:read',
  params: workspacePath,
  query: z.strictObject({
    type: z.enum(checkedTypes),
    /** The record that is being changed: it is no duplicate of itself. */
    id: z.string().max(60).optional(),
    name: typed,
    company: typed,
    code: typed,
    phone: typed,
    mobile: typed,
    email: typed,
    website: typed,
    taxId: typed,
    address: z.string().max(300).optional(),
    city: typed,
    country: typed,
    birthDate: typed,
    kind: typed,
    accountId: typed,
    parentId: typed,
    specification: typed,
    externalCode: typed,
    categoryId: typed,
  }),
  output: z.object({
    /** From this score on a record is taken for the same one. */
    duplicateFrom: z.int(),
    items: z.array(duplicateMember.extend({ score: z.int(), evidence: z.array(evidence) })),
  }),
  status: 200,
  errors: [],
  example: { query: { type: 'account', name: '上海远洋机械有限公司', phone: '021 5888 1234' } },
  summary: 'Records that may be what is being typed, best first',
});

export const listDuplicates = defineEndpoint({
  ...common,
  id: 'duplicates.list',
  method: 'GET',
  path: `${base}/duplicates`,
  permission: 'findings:read',
  params: workspacePath,
  query: z.strictObject({
    type: z.enum(checkedTypes).optional(),
    state: z.enum(['open', 'dismissed', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(2000).optional(),
  }),
  output: pageOf(
    z.object({
      /** The finding that names the group. */
      id: z.string(),
      version: z.int(),
      rule: z.string(),
      type: z.string(),
      state: z.string(),
      reason: z.string().optional(),
      openedAt: z.string(),
      /** Highest score of the first with any of the others, as the records stand now. */
      score: z.int(),
      members: z.array(duplicateMember),
      /** Against the first member. */
      matches: z.array(z.object({ id: z.string(), score: z.int(), evidence: z.array(evidence) })),
    }),
  ),
  status: 200,
  errors: ['invalid-cursor'],
  example: { query: { type: 'account' } },
  summary: 'Groups of records that may be one, as the audit found them, best first',
});

export const dismissDuplicates = defineEndpoint({
  ...common,
  id: 'duplicates.dismiss',
  method: 'POST',
  path: `${base}/duplicates/dismiss`,
  permission: 'findings:write',
  params: workspacePath,
  idempotent: true,
  body: z.strictObject({
    ids: z
      .array(z.string().regex(idPattern('finding'), 'type'))
      .min(1)
      .max(50),
    reason: reasonText.trim().min(1),
  }),
  output: z.object({ dismissed: z.int() }),
  status: 200,
  errors: ['not-found', 'conflict'],
  example: { body: { ids: ['fnd_1'], reason: 'Two firms of one family' } },
  summary: 'These records are not the same: the group does not come back while the data stay as they are',
});

export const mergeOutput = z.object({
  id: z.string(),
  version: z.int(),
  type: z.string(),
  winnerId: z.string(),
  loserId: z.string(),
  title: z.string(),
  loserTitle: z.string(),
  taken: z.array(fieldChange),
  asked: z
    .array(z.string())
    .optional()
    .meta({ description: 'Critical fields whose change waits for a second person.' }),
  state: z.enum(['merged', 'undone']),
  reason: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  undoneAt: z.string().optional(),
  undoneBy: z.string().optional(),
});

const recordId = z.string().regex(/^[a-z]{2,4}_[0-9A-Za-z]{1,40}$/, 'type');

export const mergeRecords = defineEndpoint({
  ...common,
  id: 'merges.create',
  method: 'POST',
  path: `${base}/merges`,
  permission: 'standards:write',
  params: workspacePath,
  idempotent: true,
  body: z.strictObject({
    type: z.enum(['account', 'contact', 'lead', 'product']),
    winnerId: recordId,
    loserId: recordId,
    winnerVersion: z.int().min(1),
    loserVersion: z.int().min(1),
    take: z.array(z.string().max(60)).max(100).default([]),
    reason: reasonText.trim().min(1).optional(),
  }),
  output: mergeOutput,
  status: 201,
  errors: ['not-found', 'conflict', 'stale-version', 'step-refused', 'document-locked'],
  example: {
    body: {
      type: 'account',
      winnerId: 'acc_1',
      loserId: 'acc_2',
      winnerVersion: 1,
      loserVersion: 1,
      take: ['phone'],
      reason: 'Entered twice at the fair',
    },
  },
  summary: 'Merge two records: the loser becomes an alias of the winner, which takes the named fields of it',
});

export const listMerges = defineEndpoint({
  ...common,
  id: 'merges.list',
  method: 'GET',
  path: `${base}/merges`,
  permission: 'lists:read',
  params: workspacePath,
  query: z.strictObject({
    recordId: recordId.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(2000).optional(),
  }),
  output: pageOf(mergeOutput),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'Merges of a record, or of all that the member may see, newest first',
});

export const undoMerge = defineEndpoint({
  ...common,
  id: 'merges.undo',
  method: 'POST',
  path: `${base}/merges/{id}/undo`,
  permission: 'standards:write',
  params: z.object({ workspaceId: workspaceParam, id: z.string().regex(idPattern('merge'), 'type') }),
  record: 'merge',
  ifMatch: true,
  body: z.strictObject({ reason: reasonText.optional() }),
  output: mergeOutput,
  status: 200,
  errors: ['not-found', 'conflict'],
  example: { body: {} },
  summary: 'Undo a merge: the loser is itself again with all that points to it; fields changed since stay as they are',
});

export const duplicateContracts = [
  checkDuplicates,
  listDuplicates,
  dismissDuplicates,
  mergeRecords,
  listMerges,
  undoMerge,
] as const;
