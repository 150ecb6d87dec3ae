import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { ClientConfig, Cognito, Pool, PoolConfig } from './aws/cognito/context.ts';
import { cognitoOperations } from './aws/cognito/operations.ts';
import { getPool, putClient, putPool } from './aws/cognito/pools.ts';
import { AwsError, isLoopbackHost, type LoopbackServer, listen, readJson, sendError, sendJson } from './aws/http.ts';
import { type Outbox, openOutbox } from './aws/outbox.ts';
import { sendEmail } from './aws/ses.ts';
import { type QueueService, queueOperations, queueUrl } from './aws/sqs.ts';
import type { State } from './state.ts';

export type { Mail, MailSummary, Outbox } from './aws/outbox.ts';
export { type DeadLetter, listDeadLetters, redriveDeadLetters } from './aws/queue.ts';
export { totp } from './aws/totp.ts';
export { type QueueHandler, type QueueWorker, type QueueWorkerOptions, startQueueWorker } from './aws/worker.ts';

/** What the local AWS is to be. */
export interface AwsOptions {
  state: State;
  /** 0 or left out: any free port. */
  port?: number;
  /** The user pool and its app client; both are there after the start. */
  poolId: string;
  clientId: string;
  /** The `iss` of tokens: the same string on every start, whatever the port, so that tokens outlive a restart. */
  issuer: string;
  /** Settings in the terms of `CreateUserPool`; by default people sign in with their e-mail address. */
  pool?: Omit<PoolConfig, 'issuer'>;
  /** Settings in the terms of `CreateUserPoolClient`. */
  client?: ClientConfig;
  /** The queues there are; other names are refused. Left out: any name is a queue. */
  queues?: readonly string[];
  /** The clock in milliseconds. */
  now?(): number;
  log?(line: string): void;
}

/** A running stand-in for SQS, SES and Cognito user pools. */
export interface Aws {
  /** For the `endpoint` of the SDK's SQS, SESv2 and Cognito clients. */
  endpoint: string;
  outbox: Outbox;
  /** The pool's public keys, as its JWKS address gives them (`JwtRsaVerifier.cacheJwks`). */
  jwks(): { keys: Pool['jwk'][] };
  /** The address of a queue on this port. */
  queueUrl(name: string): string;
  stop(): Promise<void>;
}

const COGNITO = 'AWSCognitoIdentityProviderService.';
const SQS = 'AmazonSQS.';

interface Services {
  cognito: Cognito;
  queues: QueueService;
  log(line: string): void;
}

type Operation = (service: unknown, input: unknown) => unknown;

function operation(table: object, name: string): Operation {
  if (!Object.hasOwn(table, name)) {
    throw new AwsError('UnknownOperationException', `${name} is not available locally.`);
  }
  return table[name as keyof typeof table];
}

function wellKnown(services: Services, path: string): object | undefined {
  const [, poolId = '', file] = /^\/([\w-]+)\/\.well-known\/([\w.-]+)$/.exec(path) ?? [];
  if (file !== 'jwks.json' && file !== 'openid-configuration') return undefined;
  const pool = getPool(services.cognito, poolId);
  if (file === 'jwks.json') return { keys: [pool.jwk] };
  return {
    issuer: pool.config.issuer,
    jwks_uri: `${services.queues.endpoint}/${poolId}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    response_types_supported: ['token'],
  };
}

async function answer(services: Services, request: IncomingMessage): Promise<unknown> {
  const path = request.url?.split('?')[0] ?? '/';
  const target = String(request.headers['x-amz-target'] ?? '');
  if (!isLoopbackHost(request.headers.host)) throw new AwsError('AccessDeniedException', 'Unknown host.', 403);
  const document = request.method === 'GET' ? wellKnown(services, path) : undefined;
  if (document) return document;
  // A page of another origin can send neither this content type nor a target without asking first, and nobody answers.
  if (request.method !== 'POST' || !request.headers['content-type']?.includes('json')) {
    throw new AwsError('UnknownOperationException', `${request.method} ${path} is not available locally.`, 404);
  }
  if (target.startsWith(COGNITO)) {
    const run = operation(cognitoOperations, target.slice(COGNITO.length));
    return run(services.cognito, await readJson(request));
  }
  if (target.startsWith(SQS)) {
    const run = operation(queueOperations, target.slice(SQS.length));
    return run(services.queues, await readJson(request));
  }
  if (path === '/v2/email/outbound-emails') {
    return sendEmail(services.cognito.outbox, (await readJson(request)) as unknown as SendEmailCommandInput);
  }
  throw new AwsError('UnknownOperationException', `${target || path} is not available locally.`, 404);
}

async function respond(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    sendJson(response, 200, await answer(services, request));
  } catch (error) {
    if (!(error instanceof AwsError)) {
      services.log(
        `aws: ${request.headers['x-amz-target'] ?? request.url}: ${error instanceof Error ? error.stack : error}`,
      );
    }
    sendError(response, error);
  }
}

/** Starts the stand-in with its user pool and client in place; a pool's key is made once per data folder. */
export async function startAws(options: AwsOptions): Promise<Aws> {
  const { state, poolId, clientId, issuer, queues: names, now = Date.now, log = console.error } = options;
  const outbox = openOutbox(state, now);
  const cognito: Cognito = { state, outbox, now, sessions: new Map(), pools: new Map() };
  const config = { UsernameAttributes: ['email' as const], ...options.pool, issuer };
  const pool = await putPool(cognito, poolId, config);
  putClient(cognito, clientId, { pool: poolId, config: options.client ?? {} });
  const services: Services = { cognito, queues: { state, endpoint: '', names, now }, log };
  const server: LoopbackServer = await listen(options.port ?? 0, (request, response) => {
    void respond(services, request, response);
  });
  services.queues.endpoint = server.endpoint;
  return {
    endpoint: server.endpoint,
    outbox,
    jwks: () => ({ keys: [pool.jwk] }),
    queueUrl: (name) => queueUrl(services.queues, name),
    stop: server.stop,
  };
}
