import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { createDocument } from 'zod-openapi';
import { membership, signInResult } from '../shared/access/access.contract.ts';
import { auditRun, ruleView } from '../shared/audit/audit.contract.ts';
import { timelineEntry } from '../shared/customers/customers.contract.ts';
import { entities } from '../shared/entities.ts';
import { columnMapping, importJob, ledgerRow } from '../shared/imports/imports.contract.ts';
import { historyEntry, summaryOutput } from '../shared/kernel/crud.ts';
import type { Endpoint } from '../shared/kernel/endpoint.ts';
import { errorsOf } from '../shared/kernel/endpoint.ts';
import type { FieldMeta } from '../shared/kernel/field.ts';
import type { ProblemCode } from '../shared/kernel/problem.ts';
import { fieldFaults, Problem, problemBody, problemCodes, problemList } from '../shared/kernel/problem.ts';
import { processDefinition, processStanding, stepRecord, refusal as stepRefusal } from '../shared/kernel/process.ts';
import { endpoints } from '../shared/registry.ts';
import { reviewPack } from '../shared/review/review.contract.ts';
import { searchHit } from '../shared/search/search.contract.ts';
import { workspaceStandard } from '../shared/standards/standard.ts';
import { workspace } from '../shared/workspaces/workspaces.contract.ts';

const root = join(import.meta.dirname, '..');
/** Where the committed document lies. */
export const openApiFile = join(root, 'docs', 'openapi.json');

const faultSchema = z.object({
  field: z.string().meta({ description: 'Path of the value: `phone`, `lines.3.quantity`, `query.limit`.' }),
  code: z.enum(Object.keys(fieldFaults) as [string, ...string[]]),
  message: z.string(),
  expected: z.string().optional().meta({ description: 'What would be right, in words or as an example.' }),
  recordId: z.string().optional().meta({ description: 'Id of the record that is in the way.' }),
});

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z
      .enum(problemCodes as [string, ...string[]])
      .meta({ description: 'From a closed list: a client may rely on it for ever.' }),
    detail: z.string(),
    help: z.string().meta({ description: 'Address of the entry on the API page.' }),
    errors: z.array(faultSchema).optional(),
    refusals: z
      .array(stepRefusal)
      .optional()
      .meta({ description: 'Why a process refuses a step: the rule, what is missing, its help entry.' }),
  })
  .meta({ description: 'Every refusal, RFC 9457.' });

/** Schemas that several endpoints share get a name of their own; the rest stands where it is used. */
const named = (): Record<string, z.ZodType> => {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const pascal = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const ofEntities = entities.flatMap((entity) => {
    const output = byId.get(`${entity.collection}.get`)?.output;
    const create = byId.get(`${entity.collection}.create`)?.body;
    const update = byId.get(`${entity.collection}.update`)?.body;
    const name = pascal(entity.name);
    return [
      ...(output ? [[name, output] as const] : []),
      ...(create ? [[`New${name}`, create] as const] : []),
      ...(update ? [[`${name}Change`, update] as const] : []),
    ];
  });
  return {
    Problem: problemSchema,
    ProcessDefinition: processDefinition,
    ProcessStanding: processStanding,
    Step: stepRecord,
    Refusal: stepRefusal,
    ...Object.fromEntries(ofEntities),
    AuditRun: auditRun,
    AuditRule: ruleView,
    ColumnMapping: columnMapping,
    HistoryEntry: historyEntry,
    Import: importJob,
    ImportRow: ledgerRow,
    Membership: membership,
    Review: reviewPack,
    SearchHit: searchHit,
    SignInResult: signInResult,
    Standard: workspaceStandard,
    Summary: summaryOutput,
    TimelineEntry: timelineEntry,
    Workspace: workspace,
  };
};

/** What a field is, for readers of the document: the label in Chinese, and what the type alone does not say. */
const describeField = (schema: Record<string, unknown>, field: FieldMeta): void => {
  schema['x-label-zh'] = field.label.zh;
  if (field.type === 'money') schema['description'] = `${field.label.en} (minor units of the currency)`;
  if (field.ref) schema['x-refers-to'] = field.ref;
  if (field.sensitive) schema['x-sensitive'] = field.sensitive;
};

const idempotencyHeader = z
  .string()
  .regex(/^[\w.:-]{1,100}$/)
  .optional()
  .meta({ description: 'Repeating the request with the same key has the effect of one.', example: '7c0e1f0a' });
const matchHeader = z
  .string()
  .regex(/^(W\/)?"\d{1,12}"$/)
  .meta({ description: 'Version that was read, as ETag gave it.', example: '"3"' });

const headersOf = (endpoint: Endpoint) => {
  const shape = {
    ...(endpoint.idempotent ? { 'Idempotency-Key': idempotencyHeader } : {}),
    ...(endpoint.ifMatch ? { 'If-Match': matchHeader } : {}),
  };
  return Object.keys(shape).length > 0 ? { header: z.object(shape) } : {};
};

const hasVersion = (schema: z.ZodType): boolean => schema instanceof z.ZodObject && 'version' in schema.shape;

/** An endpoint's codes by their status. */
const codesByStatus = (endpoint: Endpoint): [number, ProblemCode[]][] => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of errorsOf(endpoint).sort()) {
    const { status } = problemList[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].sort(([a], [b]) => a - b);
};

/** Most endpoints refuse with the same few sets of codes: each set stands in the document once. */
const refusalName = (status: number, codes: readonly ProblemCode[]): string => [status, ...codes].join('.');

const refusal = (codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${problemList[code].en}`).join(' '),
  'x-problem-codes': codes,
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

const refusals = () =>
  Object.fromEntries(
    endpoints
      .flatMap(codesByStatus)
      .map(([status, codes]) => [refusalName(status, codes), refusal(codes)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const refusalsOf = (endpoint: Endpoint) =>
  Object.fromEntries(
    codesByStatus(endpoint).map(([status, codes]) => [
      status,
      { $ref: `#/components/responses/${refusalName(status, codes)}` },
    ]),
  );

const operationOf = (endpoint: Endpoint): ZodOpenApiOperationObject => ({
  operationId: endpoint.id,
  summary: endpoint.summary,
  tags: [endpoint.tag],
  security: endpoint.permission === 'public' ? [] : [{ accessToken: [] }],
  'x-permission': endpoint.permission,
  requestParams: {
    path: endpoint.params as z.ZodObject,
    ...(endpoint.query ? { query: endpoint.query as z.ZodObject } : {}),
    ...headersOf(endpoint),
  },
  ...(endpoint.example.query ? { 'x-example-query': endpoint.example.query } : {}),
  ...(endpoint.body
    ? {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: endpoint.body,
              ...(endpoint.example.body === undefined ? {} : { example: endpoint.example.body }),
            },
          },
        },
      }
    : {}),
  responses: {
    [endpoint.status]: {
      description: endpoint.status === 202 ? 'Accepted: it goes on by itself.' : 'Done.',
      ...(hasVersion(endpoint.output)
        ? {
            headers: z.object({ ETag: z.string().meta({ description: 'The version, for If-Match.', example: '"3"' }) }),
          }
        : {}),
      content: { [endpoint.media ?? 'application/json']: { schema: endpoint.output } },
    },
    ...refusalsOf(endpoint),
  },
});

const description = [
  'All addresses begin with `/v1`. Requests and answers are JSON; times are UTC, ISO 8601; money is in minor units of its currency.',
  'Send the access token of a sign-in as `Authorization: Bearer …`. A change sends `If-Match` with the version that was read.',
  'A list answers a `cursor` while there is more. Every refusal is `application/problem+json` with a `code` from a closed list.',
].join('\n\n');

/** The OpenAPI 3.1 document of the whole API, from the list of endpoints; the same list gives the same text. */
export const buildOpenApi = () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const method = endpoint.method.toLowerCase() as 'get';
    paths[endpoint.path] = { ...paths[endpoint.path], [method]: operationOf(endpoint) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Evergreen CRM', version, description },
      servers: [{ url: '/', description: 'The address of the deployment' }],
      tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
      paths,
      components: {
        schemas: named(),
        responses: refusals(),
        examples: Object.fromEntries(
          problemCodes.map((code) => [code, { summary: problemList[code].en, value: problemBody(new Problem(code)) }]),
        ),
        securitySchemes: {
          accessToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'Access token of a sign-in, valid for an hour.',
          },
        },
      },
    },
    {
      override: ({ jsonSchema, zodSchema }) => {
        const schema = jsonSchema as Record<string, unknown>;
        const field = z.globalRegistry.get(zodSchema)?.['field'] as FieldMeta | undefined;
        if (field) {
          describeField(schema, field);
          delete schema['field'];
        }
        // What any JSON number is bound by says nothing about this one.
        if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
        if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
      },
    },
  );
};

/** The text of the committed document. */
export const openApiText = (): string => `${JSON.stringify(buildOpenApi(), null, 2)}\n`;

if (import.meta.main) {
  const text = openApiText();
  writeFileSync(openApiFile, text);
  console.log(`docs/openapi.json: ${endpoints.length} operations, ${(text.length / 1024).toFixed(0)} kB`);
}
