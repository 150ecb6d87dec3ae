import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { reasonText } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';

/** Records that one bulk edit takes at most, and those that can be named one by one. */
export const MAX_BULK = 100_000;
export const MAX_NAMED = 1_000;

/** Records by a list's own query; the caller's scope applies as in the list. */
export const selectionQuery = z.strictObject({
  filter: z.array(z.string().max(1000)).max(20).optional(),
  q: z.string().max(100).optional(),
  archived: z.enum(['no', 'only', 'all']).default('no'),
});
export type SelectionQuery = z.infer<typeof selectionQuery>;

export const selection = z
  .strictObject({
    ids: z.array(z.string().max(60)).min(1).max(MAX_NAMED).optional(),
    query: selectionQuery.optional(),
  })
  .refine(({ ids, query }) => (ids === undefined) !== (query === undefined), 'required')
  .meta({ description: 'Either ids or a query.' });
export type Selection = z.infer<typeof selection>;

const words = z.record(z.string().max(60), z.array(z.string().min(1).max(100)).min(1).max(30));

/** What becomes of every record that is selected. */
export const bulkChange = z
  .strictObject({
    set: z
      .record(z.string().max(60), z.unknown())
      .optional()
      .meta({ description: 'As in a PATCH of one record: fields, `ownerId`, `custom`; null empties.' }),
    add: words.optional().meta({ description: 'Values to add to fields with several: `{ "tags": ["vip"] }`.' }),
    remove: words.optional().meta({ description: 'Values to take out of fields with several.' }),
    archive: z.literal(true).optional().meta({ description: 'Archive them; nothing else then.' }),
  })
  .meta({ description: 'What becomes of each record.' });
export type BulkChange = z.infer<typeof bulkChange>;

export const bulkStates = ['previewing', 'ready', 'running', 'done', 'undoing', 'undone', 'failed'] as const;
export type BulkState = (typeof bulkStates)[number];

/** What is done with one record; `requested`: a critical field waits for a second person, other fields are changed. */
export const bulkOutcomes = ['changed', 'requested', 'unchanged', 'refused'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

const fieldChange = z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() });

/** A reason for which records are refused, with how many, and some of them. */
export const bulkRefusal = z.object({
  code: z.string().meta({ description: 'Of a field’s fault, or of the problem.' }),
  field: z.string().optional(),
  en: z.string(),
  zh: z.string(),
  count: z.int(),
  examples: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type BulkRefusal = z.infer<typeof bulkRefusal>;

export const bulkSample = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['changed', 'requested']),
  changes: z.array(fieldChange),
});
export type BulkSample = z.infer<typeof bulkSample>;

/** A bulk edit from its preview to its undo. */
export const bulkEdit = z.object({
  id: z.string(),
  version: z.int(),
  entity: z.string(),
  selection,
  change: bulkChange,
  reason: z.string().optional(),
  state: z.enum(bulkStates),
  total: z.int().meta({ description: 'Records that match, in the scope of whoever asks.' }),
  progress: z.object({ done: z.int(), total: z.int() }),
  /** What the preview found, and what the run did, by outcome. */
  preview: z.record(z.string(), z.int()).optional(),
  counts: z.record(z.string(), z.int()),
  sample: z.array(bulkSample).optional().meta({ description: 'Up to 20 records before and after.' }),
  refusals: z.array(bulkRefusal).optional(),
  refusedFile: z.boolean().meta({ description: 'There is a file with the records that were refused, and why.' }),
  /** Of an undo: records taken back, in part, and not at all. */
  undone: z.record(z.string(), z.int()).optional(),
  keptFile: z.boolean().meta({ description: 'There is a file with what the undo left as it is, and why.' }),
  undoUntil: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
});
export type BulkEdit = z.infer<typeof bulkEdit>;

const base = '/v1/workspaces/{workspaceId}/bulk-edits';
const common = { group: 'core', tag: 'Bulk edits', permission: 'lists:write' } as const;
const one = {
  params: z.object({
    workspaceId: workspacePath.shape.workspaceId,
    id: z.string().regex(idPattern('bulkEdit'), 'type'),
  }),
};
const step = {
  ...common,
  ...one,
  method: 'POST',
  body: z.strictObject({}),
  output: bulkEdit,
  status: 202,
  ifMatch: true,
  errors: ['not-found', 'conflict'],
  example: { body: {} },
} as const;

export const createBulkEdit = defineEndpoint({
  ...common,
  id: 'bulk.create',
  method: 'POST',
  path: base,
  params: workspacePath,
  body: z.strictObject({
    entity: z.string().min(1).max(40),
    selection,
    change: bulkChange,
    reason: reasonText.optional(),
  }),
  output: bulkEdit,
  status: 202,
  errors: [],
  idempotent: true,
  example: {
    body: {
      entity: 'account',
      selection: { query: { filter: ['city:eq:上海'] } },
      change: { add: { tags: ['华东'] } },
      reason: '按区域归类',
    },
  },
  summary: 'Begin a bulk edit: answers at once, the preview is ready when `state` is ready',
});
export const listBulkEdits = defineEndpoint({
  ...common,
  id: 'bulk.list',
  method: 'GET',
  path: base,
  permission: 'lists:read',
  params: workspacePath,
  query: pageQuery,
  output: pageOf(bulkEdit),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'The caller’s own bulk edits, newest first; an administrator’s list has all',
});
export const getBulkEdit = defineEndpoint({
  ...common,
  ...one,
  id: 'bulk.get',
  method: 'GET',
  path: `${base}/{id}`,
  permission: 'lists:read',
  output: bulkEdit,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'A bulk edit with its preview and progress',
});
export const runBulkEdit = defineEndpoint({
  ...step,
  id: 'bulk.run',
  path: `${base}/{id}/run`,
  summary: 'Carry out what the preview showed',
});
export const undoBulkEdit = defineEndpoint({
  ...step,
  id: 'bulk.undo',
  path: `${base}/{id}/undo`,
  summary: 'Take it back field by field; what was changed since stays, and is listed',
});
export const bulkFile = defineEndpoint({
  ...common,
  ...one,
  id: 'bulk.file',
  method: 'GET',
  path: `${base}/{id}/file`,
  permission: 'lists:read',
  query: z.strictObject({ of: z.enum(['refused', 'kept']) }),
  output: z.object({ url: z.string() }),
  status: 200,
  errors: ['not-found', 'conflict'],
  example: { query: { of: 'refused' } },
  summary: 'Address of a CSV of the records that were refused, or that an undo left, valid for 15 minutes',
});

export const bulkEditContracts = [
  createBulkEdit,
  listBulkEdits,
  getBulkEdit,
  runBulkEdit,
  undoBulkEdit,
  bulkFile,
] as const;
