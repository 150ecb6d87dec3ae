import type * as z from 'zod';
import type { Endpoint, EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { ApiError, errorOf } from './api-error.ts';

type Schema<E, Key extends 'params' | 'query' | 'body'> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType> ? { params: P; query: Q; body: B }[Key] : never;
// An endpoint without query or body infers the bare ZodType, whose input is unknown.
type Part<S, Key extends string> = S extends z.ZodType
  ? unknown extends z.input<S>
    ? { [K in Key]?: never }
    : Record<never, never> extends z.input<S>
      ? { [K in Key]?: z.input<S> }
      : { [K in Key]: z.input<S> }
  : never;

/** What a caller hands in: the parts that the endpoint declares, with the headers that its contract asks for. */
export type CallInput<E extends Endpoint> = Part<Schema<E, 'params'>, 'params'> &
  Part<Schema<E, 'query'>, 'query'> &
  Part<Schema<E, 'body'>, 'body'> & {
    /** Version that was read; sent as If-Match. */
    version?: number;
    /** Same key on a retry of the same submit, so that it takes effect once. */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

type Plain = Record<string, unknown>;

/** `/v1/workspaces/{workspaceId}/accounts` with its values filled in and the query after it. */
export const addressOf = (path: string, params: Plain, query: Plain): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
};

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A request in parts whose types are known elsewhere: the records of an entity share one set of endpoints. */
export interface RawInput {
  params?: Plain;
  query?: Plain;
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const headersOf = (input: RawInput, token: string | undefined): Record<string, string> => ({
  accept: 'application/json',
  // The change history tells a person at the screen from a program.
  'x-evergreen-client': 'web',
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(input.version === undefined ? {} : { 'if-match': `"${input.version}"` }),
  ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
});

/** One request as the contract describes it, without session handling. @throws ApiError */
export const sendRaw = async (endpoint: Endpoint, input: RawInput, token?: string): Promise<unknown> => {
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint.path, input.params ?? {}, input.query ?? {}), {
      method: endpoint.method,
      headers: headersOf(input, token),
      credentials: 'same-origin',
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal ? { signal: input.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline');
  }
  const body = await readBody(response);
  if (!response.ok) throw errorOf(response.status, body);
  return body;
};

/** As `sendRaw`, with the types of the endpoint. @throws ApiError */
export const send = async <E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  token?: string,
): Promise<EndpointOutput<E>> => (await sendRaw(endpoint, input, token)) as EndpointOutput<E>;
