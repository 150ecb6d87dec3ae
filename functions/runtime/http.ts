import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { addRoute, createRouter, findRoute } from 'rou3';
import type { Actor } from '../../shared/access/actor.ts';
import { authorise } from '../../shared/access/authorise.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { idPattern } from '../../shared/kernel/id.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec, Via } from '../../shared/kernel/record.ts';
import type { Key } from '../../shared/table/keys.ts';
import { memberIdOf, recordKey } from '../../shared/table/keys.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import { authenticate } from './authenticate.ts';
import type { Deps } from './deps.ts';
import { processDeps } from './deps.ts';
import { env } from './env.ts';
import { faultsOf } from './faults.ts';
import { isPlainForm, readBody, readFormBody } from './middleware/body.ts';
import { logContext } from './middleware/log.ts';
import { anyOrigin, problemResponder } from './middleware/problem.ts';
import { noteSeen } from './seen.ts';
import type { WorkspaceItem } from './settings.ts';
import { workspaceOf } from './settings.ts';
import { toRec } from './stored.ts';
import type { Item, Table, Units } from './table.ts';
import { metered } from './table.ts';

// biome-ignore lint/suspicious/noExplicitAny: handlers narrow their own input; the schemas have checked it
type Loose = any;

/** What an endpoint's handler gets: the checked parts of the request. */
export interface Input {
  params: Loose;
  query: Loose;
  body: Loose;
  /** Version of If-Match; present when the endpoint asks for it. */
  ifMatch: number;
  idempotencyKey: string | undefined;
  cookies: readonly string[];
  /** Network address of whoever asks, as far as it can be known. */
  address: string;
  /** The body came from a plain HTML form: whoever sent it looks at the answer as a page. */
  plainForm: boolean;
}

/** Who asks, where, when, and with which means. */
export interface Ctx {
  deps: Deps;
  /** The table with this request's meter. */
  table: Table;
  actor: Actor;
  workspace: WorkspaceItem;
  /** ISO UTC; one instant for the whole request. */
  now: string;
  via: Via;
  /** Subject of the token; '' on public endpoints. */
  sub: string;
  /** Items of the keys that the handler named, by `pk|sk`. */
  loaded: ReadonlyMap<string, Item>;
}

/** An answer with more than a body. */
export class Answer {
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  constructor(body: unknown, extra: { headers?: Record<string, string>; cookies?: string[] } = {}) {
    this.body = body;
    this.headers = extra.headers ?? {};
    this.cookies = extra.cookies ?? [];
  }
}

export interface Handler {
  /** Keys to read together with the member, in the same round trip. */
  keys?: (input: Input) => Key[];
  handle: (input: Input, ctx: Ctx) => Promise<unknown>;
}

/** A module's endpoints with their handlers, by endpoint id. */
export interface Routes {
  contracts: readonly Endpoint[];
  handlers: Readonly<Record<string, Handler | Handler['handle']>>;
}

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context?: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export const keyName = (key: Key): string => `${key.pk}|${key.sk}`;

interface Entry {
  endpoint: Endpoint;
  handler: Handler;
}

const routerPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The radix router over all endpoints of some modules; the same on AWS and here. */
export const makeRouter = (modules: readonly Routes[]) => {
  const router = createRouter<Entry>();
  for (const { contracts, handlers } of modules) {
    for (const endpoint of contracts) {
      const found = handlers[endpoint.id];
      if (!found) throw new Error(`no handler for ${endpoint.id}`);
      addRoute(router, endpoint.method, routerPath(endpoint.path), {
        endpoint,
        handler: typeof found === 'function' ? { handle: found } : found,
      });
    }
  }
  return router;
};

const parse = (endpoint: Endpoint, event: APIGatewayProxyEventV2, pathParams: Record<string, string>): Input => {
  const faults: ReturnType<typeof faultsOf> = [];
  const take = (schema: Endpoint['body'], value: unknown, prefix: string) => {
    if (!schema) return undefined;
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) faults.push(...faultsOf(result.error, prefix));
    return result.data;
  };
  const params = take(endpoint.params, pathParams, 'path.');
  const query = take(endpoint.query, queryOf(event.rawQueryString), 'query.');
  const body = endpoint.body
    ? take(endpoint.body, endpoint.form ? readFormBody(event) : readBody(event), '')
    : undefined;
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const match = event.headers['if-match'];
  if (endpoint.ifMatch && !match) throw new Problem('version-required');
  const ifMatch = /^(?:W\/)?"(\d{1,12})"$/.exec(match ?? '')?.[1];
  if (endpoint.ifMatch && !ifMatch)
    throw new Problem('stale-version', 'If-Match must be a version in quotes, as ETag gave it.');
  const idempotencyKey = event.headers['idempotency-key'];
  if (idempotencyKey !== undefined && !/^[\w.:-]{1,100}$/.test(idempotencyKey)) {
    throw new Problem('invalid-input', 'An Idempotency-Key is 1 to 100 letters, digits, dots, dashes.');
  }
  const plainForm = isPlainForm(event);
  return {
    params,
    query,
    body,
    ifMatch: Number(ifMatch ?? 0),
    idempotencyKey,
    cookies: event.cookies ?? [],
    address: addressOf(event),
    plainForm,
  };
};

/**
 * Behind the distribution the gateway sees the distribution alone: the last address but one of the list is the one that the
 * distribution wrote; what stands before it is what the caller says of themselves.
 */
export const addressOf = (event: APIGatewayProxyEventV2): string => {
  const { sourceIp } = event.requestContext.http;
  if (env.originSecret === '') return sourceIp;
  return (
    event.headers['x-forwarded-for']
      ?.split(',')
      .map((one) => one.trim())
      .at(-2) ?? sourceIp
  );
};

/** Query parameters; one that is repeated becomes a list. */
const queryOf = (raw: string | undefined): Record<string, string | string[]> => {
  // Without a prototype: a parameter of any name is one that was sent.
  const out = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(raw ?? '')) {
    const known = out[name];
    out[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return out;
};

const noActor = (ws: string): Actor => ({
  kind: 'member',
  id: '',
  ws,
  workspaceKind: 'production',
  roles: [],
  scope: 'own',
});

/** The actor of a member's request. @throws Problem not-a-member */
export const actorOf = (member: Rec | undefined, workspace: WorkspaceItem | undefined, now: string): Actor => {
  const roles = member && workspace ? rolesAt(member, now) : [];
  // The same answer for a workspace that does not exist: its existence is nobody's business.
  if (!member || !workspace || member.data['status'] !== 'active' || roles.length === 0)
    throw new Problem('not-a-member');
  const team = member.data['team'];
  return {
    kind: 'member',
    id: member.id,
    ws: workspace.id,
    workspaceKind: workspace.kind,
    roles,
    scope: scopeOf(member),
    ...(typeof team === 'string' ? { teamId: team } : {}),
  };
};

const run = async (
  entry: Entry,
  event: APIGatewayProxyEventV2,
  pathParams: Record<string, string>,
  deps: Deps,
  units: Units,
) => {
  const { endpoint, handler } = entry;
  const nowMs = deps.now();
  const now = new Date(nowMs).toISOString();
  const table = metered(deps.table, units);
  const identity =
    endpoint.permission === 'public' ? { sub: '' } : await authenticate(event.headers['authorization'], nowMs);
  const ws = pathParams['workspaceId'] ?? '';
  const base = {
    deps,
    table,
    now,
    sub: identity.sub,
    via: (event.headers['x-evergreen-client'] === 'web' ? 'web' : 'api') as Via,
  };
  if (endpoint.permission === 'public' || endpoint.permission === 'signed-in') {
    const input = parse(endpoint, event, pathParams);
    return handler.handle(input, {
      ...base,
      actor: noActor(''),
      workspace: undefined as unknown as WorkspaceItem,
      loaded: new Map(),
    });
  }
  // An id that no workspace can have is not looked up: it may be empty, or longer than a key.
  if (!idPattern('workspace').test(ws)) throw new Problem('not-a-member');
  // Rights come before the body: whoever may not act learns nothing about what would have been right.
  const memberKey = recordKey(ws, memberIdOf(identity.sub));
  let input: Input | undefined;
  let refusal: unknown;
  try {
    input = parse(endpoint, event, pathParams);
  } catch (error) {
    refusal = error;
  }
  const keys = input ? (handler.keys?.(input) ?? []) : [];
  const [items, workspace] = await Promise.all([table.batchGet([memberKey, ...keys]), workspaceOf(ws, deps)]);
  const member = items[0] && toRec(items[0]);
  const actor = actorOf(member, workspace, now);
  const handle = async () => {
    authorise(actor, endpoint.permission as Permission);
    if (!input) throw refusal;
    const loaded = new Map(items.slice(1).flatMap((item, i) => (item ? [[keyName(keys[i]!), item] as const] : [])));
    return handler.handle(input, { ...base, actor, workspace: workspace!, loaded });
  };
  return beside(endpoint, handle, () => noteSeen(member!, { workspace: workspace!, now, table }));
};

/** Notes that somebody is here while they are answered; behind what they write, for that may be their own record. */
const beside = async <T>(endpoint: Endpoint, handle: () => Promise<T>, note: () => Promise<void>): Promise<T> => {
  const noted = endpoint.method === 'GET' ? note() : undefined;
  try {
    return await handle();
  } finally {
    await (noted ?? note());
  }
};

const respond = (endpoint: Endpoint, result: unknown, units: Units): APIGatewayProxyStructuredResultV2 => {
  const answer = result instanceof Answer ? result : new Answer(result);
  const body = endpoint.output.parse(answer.body) as Record<string, unknown>;
  const version = body?.['version'];
  return {
    statusCode: endpoint.status,
    headers: {
      'content-type': endpoint.media ?? 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-capacity-units': `${units.read}r ${units.write}w`,
      ...(typeof version === 'number' ? { etag: `"${version}"` } : {}),
      ...(endpoint.form ? anyOrigin : {}),
      ...answer.headers,
    },
    ...(answer.cookies.length > 0 ? { cookies: answer.cookies } : {}),
    body: endpoint.media ? String(body) : JSON.stringify(body),
  };
};

/** One Lambda function for some modules: middy chain, router, authentication, authorisation, schemas, handler. */
export const httpHandler = (modules: readonly Routes[], deps: () => Deps = processDeps): HttpHandler => {
  const router = makeRouter(modules);
  const dispatch = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const method = event.requestContext.http.method;
    const found = findRoute(router, method, event.rawPath);
    if (!found) {
      const other = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].some(
        (one) => one !== method && findRoute(router, one, event.rawPath),
      );
      throw new Problem(other ? 'method-not-allowed' : 'no-such-route');
    }
    const pathParams = Object.fromEntries(
      Object.entries(found.params ?? {}).map(([name, value]) => {
        try {
          return [name, decodeURIComponent(value)];
        } catch {
          return [name, value];
        }
      }),
    );
    const units: Units = { read: 0, write: 0 };
    return respond(found.data.endpoint, await run(found.data, event, pathParams, deps(), units), units);
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(logContext())
    .use(problemResponder())
    .handler(dispatch) as unknown as HttpHandler;
};
