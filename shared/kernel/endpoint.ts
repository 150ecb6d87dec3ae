import type * as z from 'zod';
import type { Permission } from '../access/permissions.ts';
import type { ProblemCode } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The Lambda function that carries an endpoint out; see `shared/functions.ts` for what each may do. */
export type FunctionGroup = 'core' | 'identity' | 'files' | 'papers';

/**
 * An endpoint as a value: the router, the handler, OpenAPI, the web client and the security tests all read it.
 * `permission`: a right of the member in the workspace of the path, `signed-in` for any valid token, `public` for none.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `<module>.<verb>`; also the name in the typed client. */
  id: string;
  method: Method;
  /** `/v1/workspaces/{workspaceId}/accounts/{id}` */
  path: string;
  summary: string;
  group: FunctionGroup;
  permission: Permission | 'signed-in' | 'public';
  params: Params;
  query?: Query;
  body?: Body;
  output: Output;
  status: 200 | 201 | 202 | 204;
  /** Answers text of this kind in place of JSON: a calendar. `output` is a string then. */
  media?: string;
  /** Codes beyond those that every endpoint can answer. */
  errors: readonly ProblemCode[];
  /** Takes an Idempotency-Key: a repeated request has the effect of one. */
  idempotent?: true;
  /** Needs If-Match with the version that was read. */
  ifMatch?: true;
  /** A form on anybody's website sends here: a plain HTML form and text are read too, and every origin may read the answer. */
  form?: true;
  /** The path's {id} names a record of this kind; the runtime reads it with the member in one BatchGet. */
  record?: string;
  example: { body?: unknown; query?: Record<string, string> };
  tag: string;
}

/** Declares an endpoint; keeps the literal's schema types for the typed client and routes. */
export const defineEndpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, O>,
): Endpoint<P, Q, B, O> => endpoint;

/** What a caller sends, by part. */
export type EndpointInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.infer<P>; query: z.infer<Q>; body: z.infer<B> }
    : never;
export type EndpointOutput<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer O> ? z.infer<O> : never;

/** Codes that any endpoint can answer. */
export const commonErrors: readonly ProblemCode[] = ['invalid-input', 'too-many-requests', 'internal', 'busy'];
/** Codes of every endpoint that asks for a token. */
export const tokenErrors: readonly ProblemCode[] = ['unauthenticated', 'invalid-token'];
/** Codes of every endpoint inside a workspace. */
export const memberErrors: readonly ProblemCode[] = ['forbidden', 'not-a-member'];
/** Codes of every endpoint that takes a body. */
export const bodyErrors: readonly ProblemCode[] = ['malformed-json', 'body-too-large', 'unsupported-media-type'];

/** All codes that an endpoint can answer, sorted by status. */
export const errorsOf = (endpoint: Endpoint): ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...endpoint.errors,
    ...commonErrors,
    ...(endpoint.permission === 'public' ? [] : tokenErrors),
    ...(endpoint.path.includes('{workspaceId}') && endpoint.permission !== 'public' ? memberErrors : []),
    ...(endpoint.body ? bodyErrors : []),
    ...(endpoint.idempotent ? (['idempotency-reused'] as const) : []),
    ...(endpoint.ifMatch ? (['stale-version', 'version-required'] as const) : []),
  ]),
];
