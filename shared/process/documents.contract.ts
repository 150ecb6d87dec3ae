import * as z from 'zod';
import { entities } from '../entities.ts';
import { pageQuery, recordPath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import type { Entity } from '../kernel/entity.ts';
import { outputSchema } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import {
  approvalRound,
  enforcement,
  processDefinition,
  processStanding,
  refusal,
  stepRecord,
} from '../kernel/process.ts';

const comment = z.string().max(1000).optional();
const onBehalfOf = z
  .string()
  .regex(idPattern('member'), 'type')
  .optional()
  .meta({ description: 'The person for whom a deputy acts; a delegation must run.' });

/** A step that the document's state knows: allowed, or with the reasons why not and the way to get there. */
export const stepOption = z.object({
  action: z.string(),
  label: z.object({ en: z.string(), zh: z.string() }),
  to: z.string(),
  allowed: z.boolean(),
  /** Under advisory a step may be taken in spite of these; it stands as a deviation then. */
  refusals: z.array(refusal),
  comment: z.enum(['optional', 'required']).optional(),
  caution: z.object({ en: z.string(), zh: z.string() }).optional(),
});
export type StepOption = z.infer<typeof stepOption>;

/** All that a document's page shows of its process. */
export const documentProcess = z.object({
  definition: processDefinition,
  enforcement,
  standing: processStanding,
  options: z.array(stepOption),
  approval: z
    .object({
      round: approvalRound,
      /** Why the caller may not sign; empty when they may. */
      refusals: z.array(refusal),
      /** People for whom the caller may sign as their deputy. */
      onBehalfOf: z.array(z.string()),
      mayRecall: z.boolean(),
      mayAddSigner: z.boolean(),
    })
    .optional(),
});
export type DocumentProcess = z.infer<typeof documentProcess>;

const endpoints = (entity: Entity) => {
  const base = `/v1/workspaces/{workspaceId}/${entity.collection}/{id}`;
  const output = outputSchema(entity);
  const name = entity.label.en.toLowerCase();
  const common = { group: 'core', tag: entity.plural.en, record: entity.name, params: recordPath(entity) } as const;
  return {
    process: defineEndpoint({
      ...common,
      id: `${entity.collection}.process`,
      method: 'GET',
      path: `${base}/process`,
      permission: `${entity.domain}:read`,
      output: documentProcess,
      status: 200,
      errors: ['not-found'],
      example: {},
      summary: `Where a document stands, which steps lead on, who is to sign: ${name}`,
    }),
    steps: defineEndpoint({
      ...common,
      id: `${entity.collection}.steps`,
      method: 'GET',
      path: `${base}/steps`,
      permission: `${entity.domain}:read`,
      query: pageQuery,
      output: z.object({ items: z.array(stepRecord), cursor: z.string().optional() }),
      status: 200,
      errors: ['not-found', 'invalid-cursor'],
      example: {},
      summary: `Every step of a document, newest first: ${name}`,
    }),
    act: defineEndpoint({
      ...common,
      id: `${entity.collection}.act`,
      method: 'POST',
      path: `${base}/actions/{action}`,
      permission: `${entity.domain}:write`,
      params: recordPath(entity).extend({ action: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'bad-format') }),
      body: z.strictObject({ comment, onBehalfOf }),
      output,
      status: 200,
      errors: ['not-found', 'step-refused', 'conflict', 'duplicate-key'],
      ifMatch: true,
      example: { body: {} },
      summary: `Take a step of the process: ${name}`,
    }),
    decide: defineEndpoint({
      ...common,
      id: `${entity.collection}.decide`,
      method: 'POST',
      path: `${base}/decisions`,
      // A right of everybody's: whether a signature is asked for is the process's business. No version: five people may sign at once.
      permission: 'work:write',
      body: z.strictObject({
        verdict: z.enum(['approve', 'reject', 'send-back', 'recall', 'add-signer']),
        round: z.int().optional().meta({ description: 'The round that was seen; another one is refused.' }),
        comment,
        signer: z.string().regex(idPattern('member'), 'type').optional(),
        onBehalfOf,
      }),
      output,
      status: 200,
      errors: ['not-found', 'step-refused', 'conflict'],
      idempotent: true,
      example: { body: { verdict: 'approve' } },
      summary: `Decide on a document that waits for approval: ${name}`,
    }),
  };
};

/** The endpoints of the documents of a governed kind. */
export type DocumentEndpoints = ReturnType<typeof endpoints>;

const made = new Map<string, DocumentEndpoints>();
export const documentEndpoints = (entity: Entity): DocumentEndpoints => {
  let known = made.get(entity.name);
  if (!known) {
    known = endpoints(entity);
    made.set(entity.name, known);
  }
  return known;
};

/** Kinds of records that a process governs. */
export const governedEntities = entities.filter((entity) => entity.process);

export const documentContracts: readonly Endpoint[] = governedEntities.flatMap((entity) =>
  Object.values(documentEndpoints(entity)),
) as unknown as readonly Endpoint[];
