import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

/** Kinds of record whose codes have a register. */
export const codedTypes = ['account', 'product', 'category'] as const;
const type = z.enum(codedTypes);
const coded = z.object({ id: z.string(), code: z.string(), title: z.string(), archived: z.boolean().optional() });

/** The codes of a kind of record (DQ-1, DQ-8): what is in use, what breaks the rule, what is left out, what comes next. */
export const codeRegister = z.object({
  type,
  field: z.string(),
  rule: z.object({ pattern: z.string(), example: z.string() }).optional(),
  inUse: z.int(),
  blank: z.int(),
  /** The next code of the series without any field of a record; absent where the rule has no number, or asks for a field. */
  next: z.string().optional(),
  gaps: z.array(z.string()),
  broken: z.object({ total: z.int(), items: z.array(coded) }),
  /** Codes that differ in their writing alone. */
  alike: z.object({ total: z.int(), items: z.array(z.array(coded)) }),
});

export const getCodes = defineEndpoint({
  id: 'codes.get',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/codes',
  summary: 'The register of codes: in use, against the rule, left out, next',
  group: 'core',
  permission: 'audit:read',
  tag: 'Data standards',
  params: workspacePath,
  query: z.strictObject({ type }),
  output: codeRegister,
  status: 200,
  errors: [],
  example: { query: { type: 'account' } },
});

export const nextCode = defineEndpoint({
  id: 'codes.next',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/codes/next',
  summary: 'Take the next code of a series; nobody else gets it',
  group: 'core',
  permission: 'lists:write',
  tag: 'Data standards',
  params: workspacePath,
  body: z.strictObject({
    type,
    /** Fields of the record to be, where the code has letters that stand for one. */
    data: z.record(z.string().max(60), z.union([z.string().max(100), z.null()])).optional(),
  }),
  output: z.object({ code: z.string() }),
  status: 200,
  errors: ['conflict'],
  idempotent: true,
  example: { body: { type: 'account' } },
});

export const codeContracts = [getCodes, nextCode] as const;
