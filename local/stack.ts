import { existsSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  DynamoDBStreamEvent,
  SQSEvent,
} from 'aws-lambda';
import { addRoute, createRouter, findRoute } from 'rou3';
import type { Deps } from '../functions/runtime/deps.ts';
import { makeDeps, processDeps, setProcessDeps } from '../functions/runtime/deps.ts';
import type { FunctionGroup } from '../shared/kernel/endpoint.ts';
import { endpoints } from '../shared/registry.ts';
import { schedules } from '../shared/schedules.ts';
import { createTableInput, table } from '../shared/table/table.ts';
import type { Aws, QueueWorker } from './aws.ts';
import { startAws, startQueueWorker } from './aws.ts';
import { localClient } from './client.ts';
import type { Emulator } from './emulator.ts';
import { createTable, startEmulator, streamTrimmer } from './emulator.ts';
import { makeGateway } from './gateway.ts';
import { MAIL_DOMAIN, receiveMail } from './inbound.ts';
import { startObjects } from './objects.ts';
import { outboxPage } from './outbox-page.ts';
import type { Scheduler } from './scheduler.ts';
import { startScheduler } from './scheduler.ts';
import type { State } from './state.ts';
import { openState } from './state.ts';
import { serveFiles } from './static.ts';
import type { StreamConsumer } from './stream.ts';
import { startStream } from './stream.ts';

/** Raised when what is kept in the data folder changes its form. */
export const FORMAT = 1;
export const POOL = 'local_evergreen';
export const CLIENT = 'evergreen-web';
const QUEUE = 'evergreen-work';
const DEAD_LETTERS = 'evergreen-work-dead-letters';

export interface StackOptions {
  dataDir: string;
  /** 0: any free port. */
  port: number;
  /** Folder of the built web client. */
  web?: string;
  /** Begin with an empty data folder. */
  fresh?: 'yes';
  /** Milliseconds; tests bring their own clock. */
  now?: () => number;
  /** `off` leaves schedules to be run by hand. */
  schedules?: 'on' | 'off';
  log?: (line: string) => void;
}

/** The whole product on this machine. */
export interface Stack {
  url: string;
  deps: Deps;
  aws: Aws;
  state: State;
  /** Process that holds the embedded DynamoDB's data; absent with an endpoint of one's own. */
  emulator: Emulator | undefined;
  scheduler: Scheduler | undefined;
  /** Resolves when stream and queue are drained. */
  idle: () => Promise<void>;
  /** Carries a schedule out now. */
  runSchedule: (id: string) => Promise<void>;
  /** Stops taking work, lets what is under way end, closes everything. */
  stop: () => Promise<void>;
}

type HttpFunction = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The groups' handlers, imported when the stack starts. */
const httpFunctions = async (): Promise<Record<FunctionGroup, HttpFunction>> => {
  const [core, identity, files, papers] = await Promise.all([
    import('../functions/handlers/core.ts'),
    import('../functions/handlers/identity.ts'),
    import('../functions/handlers/files.ts'),
    import('../functions/handlers/papers.ts'),
  ]);
  return { core: core.handler, identity: identity.handler, files: files.handler, papers: papers.handler };
};

const setEnvironment = (values: Record<string, string>): void => {
  for (const [name, value] of Object.entries(values)) process.env[name] = value;
};

/** Starts everything and answers once the API does. @throws Error with one line for the user */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const now = options.now ?? Date.now;
  if (options.fresh && existsSync(dataDir)) {
    // Taking the lock first: a folder in use is not to be deleted under another process.
    openState(dataDir, { formatVersion: FORMAT }).close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const state = openState(dataDir, { formatVersion: FORMAT });
  const own = process.env['DYNAMODB_ENDPOINT'];
  const functions = httpFunctions();
  const [emulator, aws] = await Promise.all([
    own ? Promise.resolve(undefined) : startEmulator({ dataDir, log }),
    startAws({ state, poolId: POOL, clientId: CLIENT, issuer: `http://localhost/${POOL}`, queues: [QUEUE], now, log }),
  ]);
  const endpoint = own ?? emulator!.endpoint;
  const client = new DynamoDBClient(localClient(endpoint));
  const objects = await startObjects({
    dataDir,
    buckets: ['evergreen-files', 'evergreen-vault'],
    corsOrigin: '*',
    log,
  });
  // With a server of one's own the table is not in the data folder; its users and checkpoints are, and went with it.
  if (options.fresh && own) await client.send(new DeleteTableCommand({ TableName: table.name })).catch(() => undefined);
  await createTable({ client, table: createTableInput(table.name) });
  const group = groupRouter();
  const serve = serveFiles(resolve(options.web ?? 'dist/web'), () => objects.endpoint);
  const server = makeGateway({
    functionFor: (method, path) => async (event) => (await functions)[group(method, path)](event),
    page: async (request, response, path) =>
      path === '/outbox' || path.startsWith('/outbox/')
        ? outboxPage(aws.outbox, response, path)
        : path === '/inbound'
          ? receiveMail(request, response)
          : serve(request, response, path),
  });
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  setEnvironment({
    EVERGREEN_TABLE: table.name,
    EVERGREEN_BUCKET: 'evergreen-files',
    EVERGREEN_VAULT: 'evergreen-vault',
    EVERGREEN_QUEUE_URL: aws.queueUrl(QUEUE),
    EVERGREEN_USER_POOL_ID: POOL,
    EVERGREEN_CLIENT_ID: CLIENT,
    EVERGREEN_ISSUER: `http://localhost/${POOL}`,
    EVERGREEN_JWKS_URI: `${aws.endpoint}/${POOL}/.well-known/jwks.json`,
    EVERGREEN_WEB_ORIGIN: url,
    EVERGREEN_MAIL_DOMAIN: MAIL_DOMAIN,
    EVERGREEN_DYNAMODB_ENDPOINT: endpoint,
    EVERGREEN_DYNAMODB_EMBEDDED: own ? 'no' : 'yes',
    EVERGREEN_S3_ENDPOINT: objects.endpoint,
    EVERGREEN_AWS_ENDPOINT: aws.endpoint,
    AWS_REGION: 'local',
  });
  setProcessDeps(makeDeps({ now }));
  const workers = await startWorkers({ state, endpoint, emulator, options, log });
  return {
    url,
    deps: processDeps(),
    aws,
    state,
    emulator,
    scheduler: workers.scheduler,
    runSchedule: workers.runSchedule,
    idle: async () => {
      // Each can feed the other: the end is when both were found empty in a row.
      for (let round = 0; round < 2; round++) {
        await workers.queue.idle();
        await workers.deadLetters.idle();
        await workers.stream.idle();
      }
    },
    stop: async () => {
      await workers.scheduler?.stop();
      await workers.queue.stop();
      await workers.deadLetters.stop();
      await workers.stream.stop();
      workers.closeTrimmer();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await Promise.all([aws.stop(), objects.stop()]);
      client.destroy();
      await emulator?.stop();
      setProcessDeps(undefined);
      state.close();
    },
  };
};

interface WorkerParts {
  state: State;
  endpoint: string;
  emulator: Emulator | undefined;
  options: StackOptions;
  log: (line: string) => void;
}

/** Stream consumer, queue worker and scheduler, with the functions that run on AWS. */
const startWorkers = async ({ state, endpoint, emulator, options, log }: WorkerParts) => {
  const [streamFunction, workerFunction, buried, dispatcher] = await Promise.all([
    import('../functions/handlers/stream.ts'),
    import('../functions/handlers/worker.ts'),
    import('../functions/handlers/dead-letters.ts'),
    import('../functions/handlers/dispatcher.ts'),
  ]);
  const trimmer = emulator ? streamTrimmer(emulator.dbFile, table.name) : undefined;
  const stream: StreamConsumer = startStream({
    endpoint,
    tableName: table.name,
    state,
    batchSize: 300,
    log,
    handler: (event: DynamoDBStreamEvent) => streamFunction.handler(event),
    onFailure: async (failure) => processDeps().objects.put(`failures/${Date.now()}.json`, JSON.stringify(failure)),
    ...(trimmer ? { trim: (sequence: string) => trimmer.trim(sequence), changed: () => trimmer.changed() } : {}),
  });
  const queue: QueueWorker = startQueueWorker({
    state,
    queue: QUEUE,
    handler: (event: SQSEvent) => workerFunction.handler(event),
    concurrency: 2,
    batchSize: 1,
    deadLetterQueue: DEAD_LETTERS,
    log,
    ...(options.now ? { now: options.now } : {}),
  });
  const deadLetters: QueueWorker = startQueueWorker({
    state,
    queue: DEAD_LETTERS,
    handler: (event: SQSEvent) => buried.handler(event),
    concurrency: 1,
    batchSize: 1,
    log,
    ...(options.now ? { now: options.now } : {}),
  });
  const runSchedule = async (id: string): Promise<void> => {
    const schedule = schedules.find((one) => one.id === id);
    if (!schedule) throw new Error(`no schedule ${id}`);
    await dispatcher.handler({ job: schedule.job });
  };
  const scheduler =
    options.schedules === 'off'
      ? undefined
      : startScheduler({
          state,
          log,
          invoke: (id) => runSchedule(id),
          schedules: schedules.map(({ id, expression }) => ({
            id,
            ...(expression.startsWith('rate') ? { rate: expression } : { cron: expression }),
          })),
        });
  return { stream, queue, deadLetters, scheduler, runSchedule, closeTrimmer: () => trimmer?.close() };
};

/** Which function an address belongs to: told by the endpoints themselves; what nobody knows is refused by the core. */
const groupRouter = (): ((method: string, path: string) => FunctionGroup) => {
  const router = createRouter<FunctionGroup>();
  for (const endpoint of endpoints)
    addRoute(router, endpoint.method, endpoint.path.replace(/\{(\w+)\}/g, ':$1'), endpoint.group);
  return (method, path) => findRoute(router, method, path)?.data ?? 'core';
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use: set PORT to another one, e.g. PORT=${port + 1} npm start.`)
          : error,
      );
    });
    server.listen(port, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
