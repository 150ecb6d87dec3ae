import * as z from 'zod';
import { pageOf, pageQuery, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';

/** How one column of a file is read. */
export const columnMapping = z.strictObject({
  column: z.string().max(200),
  /** Field of the target, `lines.<field>`, `custom.<field>`, `externalIds.<system>`, `createdAt`, `createdBy`, or null to leave it out. */
  field: z.string().max(80).nullable(),
  format: z.string().max(40).optional().meta({ description: 'Date format, e.g. yyyyMMdd.' }),
  skipPrefix: z.int().min(0).max(40).optional().meta({ description: 'Drop the first n characters.' }),
  take: z.int().min(1).max(200).optional().meta({ description: 'Keep the first n characters only.' }),
  stripText: z.array(z.string().min(1).max(20)).max(10).optional().meta({ description: 'Remove these pieces.' }),
  replaceText: z
    .record(z.string().min(1).max(20), z.string().max(20))
    .optional()
    .meta({ description: 'Pieces and what stands for them.' }),
  insertText: z.string().max(20).optional().meta({ description: 'Put this in front unless it stands there.' }),
  values: z.record(z.string().max(100), z.string().max(100)).optional().meta({ description: 'Translate values.' }),
  join: z.string().max(3).optional().meta({ description: 'Several columns of one text field are joined with this.' }),
  fill: z.enum(['always', 'when-empty']).optional(),
});

export const importFile = z.object({
  fileName: z.string(),
  size: z.int(),
  header: z.array(z.string()).optional(),
  encoding: z.string().optional(),
  sample: z.array(z.array(z.string())).optional(),
  columns: z.array(columnMapping).optional(),
  confidence: z.record(z.string(), z.number()).optional(),
  rows: z.int().optional(),
});

export const outcomes = ['created', 'updated', 'unchanged', 'merged', 'refused', 'blank'] as const;
export type Outcome = (typeof outcomes)[number];
export const importStates = [
  'uploading',
  'reading',
  'mapping',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
  'failed',
] as const;

export const importTargets = [
  'account',
  'contact',
  'lead',
  'category',
  'product',
  'opportunity',
  'order',
  'receivable',
  'partCode',
  'activity',
  'cause',
  'complaint',
  'enquiry',
] as const;

/** An import from upload to undo; each row of each file ends in exactly one outcome. */
export const importJob = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  target: z.enum(importTargets),
  state: z.enum(importStates),
  files: z.array(importFile),
  /** Field by which rows find their record: `code`, `number`, `externalIds.legacy`; `#row`: each row makes a new one. */
  keyField: z.string(),
  defaults: z.record(z.string(), z.unknown()).optional(),
  /** What becomes of rows that seem to be there already; created where nothing is said. */
  duplicates: z.enum(['create', 'skip']).optional(),
  progress: z.object({ done: z.int(), total: z.int(), unit: z.enum(['rows', 'portions']) }),
  /** Rows by outcome; `flagged` rows were taken with a value kept as it came, `trimmed` with space removed. */
  counts: z.record(z.string(), z.int()),
  checkCounts: z.record(z.string(), z.int()).optional(),
  errorsFile: z.boolean(),
  problem: z
    .object({ code: z.string(), message: z.string(), file: z.string().optional(), row: z.int().optional() })
    .optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
});
export type ImportJob = z.infer<typeof importJob>;

export const ledgerRow = z.object({
  file: z.int(),
  row: z.int(),
  key: z.string().optional(),
  outcome: z.enum(outcomes),
  recordId: z.string().optional(),
  version: z.int().optional(),
  trimmed: z.array(z.string()).optional(),
  flagged: z.array(z.string()).optional(),
  problem: z.object({ code: z.string(), field: z.string().optional(), message: z.string() }).optional(),
  possible: z
    .array(z.object({ recordId: z.string().optional(), row: z.int().optional(), score: z.int() }))
    .optional()
    .meta({ description: 'Records, or other rows of the file, that this one seems to be.' }),
  undo: z.enum(['undone', 'changed-since', 'not-applicable']).optional(),
});

const one = {
  params: z.object({ workspaceId: workspacePath.shape.workspaceId, id: z.string().regex(idPattern('import'), 'type') }),
};
const base = '/v1/workspaces/{workspaceId}/imports';
const common = { group: 'files', tag: 'Imports', permission: 'imports:write' } as const;
const empty = z.strictObject({});
const step = {
  ...common,
  ...one,
  method: 'POST',
  body: empty,
  output: importJob,
  status: 202,
  example: { body: {} },
} as const;

export const createImport = defineEndpoint({
  ...common,
  id: 'imports.create',
  method: 'POST',
  path: base,
  params: workspacePath,
  idempotent: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    target: z.enum(importTargets),
    files: z
      .array(
        z.strictObject({
          fileName: z
            .string()
            .min(1)
            .max(200)
            .regex(/^[^/\\\p{Cc}]+$/u, 'bad-format'),
          size: z.int().min(1).max(50_000_000),
        }),
      )
      .min(1)
      .max(6),
  }),
  output: z.object({
    import: importJob,
    uploads: z.array(
      z.object({
        fileName: z.string(),
        url: z.string(),
        method: z.literal('PUT'),
        headers: z.record(z.string(), z.string()),
      }),
    ),
  }),
  status: 201,
  errors: [],
  example: { body: { target: 'account', files: [{ fileName: 'customers.csv', size: 2048 }] } },
  summary: 'Begin an import: answers one upload address a file',
});
export const listImports = defineEndpoint({
  ...common,
  id: 'imports.list',
  method: 'GET',
  path: base,
  params: workspacePath,
  permission: 'imports:read',
  query: pageQuery,
  output: pageOf(importJob),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'List imports, newest first',
});
export const getImport = defineEndpoint({
  ...common,
  ...one,
  id: 'imports.get',
  method: 'GET',
  path: `${base}/{id}`,
  permission: 'imports:read',
  output: importJob,
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'An import with its progress',
});
export const readImport = defineEndpoint({
  ...step,
  id: 'imports.read',
  path: `${base}/{id}/read`,
  errors: ['not-found', 'conflict', 'upload-too-large', 'unreadable-file'],
  summary: 'The files are uploaded: read header and sample, suggest a mapping',
});
export const mapImport = defineEndpoint({
  ...common,
  ...one,
  id: 'imports.map',
  method: 'PATCH',
  path: `${base}/{id}`,
  ifMatch: true,
  body: z.strictObject({
    keyField: z.string().max(80).optional(),
    duplicates: z.enum(['create', 'skip']).optional(),
    defaults: z.record(z.string().max(80), z.union([z.string().max(200), z.number(), z.boolean()])).optional(),
    files: z
      .array(z.strictObject({ columns: z.array(columnMapping).max(200) }))
      .max(6)
      .optional(),
    name: z.string().trim().min(1).max(120).optional(),
  }),
  output: importJob,
  status: 200,
  errors: ['not-found', 'conflict'],
  example: { body: { keyField: 'code' } },
  summary: 'Set the mapping',
});
export const checkImport = defineEndpoint({
  ...step,
  id: 'imports.check',
  path: `${base}/{id}/check`,
  errors: ['not-found', 'conflict'],
  summary: 'Dry run: what would happen to each row',
});
export const runImport = defineEndpoint({
  ...step,
  id: 'imports.run',
  path: `${base}/{id}/run`,
  errors: ['not-found', 'conflict'],
  summary: 'Carry the import out',
});
export const undoImport = defineEndpoint({
  ...step,
  id: 'imports.undo',
  path: `${base}/{id}/undo`,
  errors: ['not-found', 'conflict'],
  summary: 'Undo the import where records are unchanged since; lists the rest',
});
export const importRows = defineEndpoint({
  ...common,
  ...one,
  id: 'imports.rows',
  method: 'GET',
  path: `${base}/{id}/rows`,
  permission: 'imports:read',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(2000).optional(),
    outcome: z.enum(outcomes).optional(),
  }),
  output: pageOf(ledgerRow),
  status: 200,
  errors: ['not-found', 'invalid-cursor'],
  example: {},
  summary: 'The ledger, row by row',
});
export const importErrors = defineEndpoint({
  ...common,
  ...one,
  id: 'imports.errors',
  method: 'GET',
  path: `${base}/{id}/errors-file`,
  permission: 'imports:read',
  output: z.object({ url: z.string() }),
  status: 200,
  errors: ['not-found', 'conflict'],
  example: {},
  summary: 'Address of a CSV with the refused and flagged rows, valid for 15 minutes',
});

export const importsContracts = [
  createImport,
  listImports,
  getImport,
  readImport,
  mapImport,
  checkImport,
  runImport,
  undoImport,
  importRows,
  importErrors,
] as const;
