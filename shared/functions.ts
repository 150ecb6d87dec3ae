import type { FunctionGroup } from './kernel/endpoint.ts';

/** Header with which the distribution proves itself to the http functions. */
export const ORIGIN_HEADER = 'x-evergreen-origin';

/** What a function may do with the world. Infra makes one statement of each; nothing else is granted. */
export type Right =
  | 'table:read'
  | 'table:write'
  | 'bucket:read'
  | 'bucket:write'
  | 'vault'
  | 'queue:send'
  | 'mail'
  | 'identity';

/** One Lambda function: infra, the build and the local stack read the same list. */
export interface FunctionSpec {
  name: string;
  /** What it is for, in the console and in the documents. */
  summary: string;
  /** Module with `handler`, from the root of the project. */
  entry: string;
  kind: 'http' | 'stream' | 'queue' | 'dead-letters' | 'schedule' | 'mail';
  /** The endpoints of this group are answered here; http functions only. */
  group?: FunctionGroup;
  /** MB. Lambda gives one whole CPU at 1,769 MB, and a cold start is nothing but CPU. */
  memory: number;
  timeoutSeconds: number;
  may: readonly Right[];
  /** Files that lie beside the bundle, from the folder of the installed packages. */
  assets?: readonly string[];
  /** How the table's stream is read; the stream function only. */
  stream?: { batchSize: number; retries: number; parallel: number };
  /** How the work queue is read; the queue function only. `receives` is how often a message is tried. */
  queue?: { batchSize: number; receives: number; concurrency: number };
}

// 17 MB that no function in front of which somebody waits should have to fetch when it starts, but the one that is there for papers.
const fonts = ['@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf', '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf'];

/**
 * The grouping. Modules share a function, because a small company leaves the system idle for minutes and would otherwise meet
 * a cold start on every page; what needs more rights or a heavy client stands apart.
 */
export const functions: readonly FunctionSpec[] = [
  {
    name: 'core',
    summary: 'Records, lists, search, standards, audit and review over HTTP',
    entry: 'functions/handlers/core.ts',
    kind: 'http',
    group: 'core',
    memory: 1769,
    // Below the 30 s after which the gateway gives up, so that it is the function that answers.
    timeoutSeconds: 28,
    may: ['table:read', 'table:write', 'bucket:read', 'bucket:write', 'queue:send', 'mail'],
  },
  {
    name: 'identity',
    summary: 'Sign-in and invitations: the one function that may administer users',
    entry: 'functions/handlers/identity.ts',
    kind: 'http',
    group: 'identity',
    memory: 1769,
    timeoutSeconds: 20,
    may: ['table:read', 'table:write', 'identity'],
  },
  {
    name: 'files',
    summary: 'Imports over HTTP: upload and download addresses, mapping, progress',
    entry: 'functions/handlers/files.ts',
    kind: 'http',
    group: 'files',
    memory: 1769,
    timeoutSeconds: 28,
    may: ['table:read', 'table:write', 'bucket:read', 'bucket:write', 'queue:send'],
  },
  {
    name: 'papers',
    summary: 'Quotes, orders, delivery notes, invoices, credit notes, statements, reviews and committee reports as PDF',
    entry: 'functions/handlers/papers.ts',
    kind: 'http',
    group: 'papers',
    // Setting type is nothing but CPU: with one whole CPU the first page takes half a second, 300 lines on fifteen pages as much.
    memory: 1769,
    timeoutSeconds: 28,
    may: ['table:read', 'bucket:read', 'bucket:write'],
    assets: fonts,
  },
  {
    name: 'stream',
    summary: 'Projections: history, counters and audit marks from the changes of the table',
    entry: 'functions/handlers/stream.ts',
    kind: 'stream',
    memory: 1024,
    timeoutSeconds: 60,
    may: ['table:read', 'table:write', 'queue:send'],
    // Items with the same partition key stay in order at any `parallel`; a poison record is found by halving the batch.
    stream: { batchSize: 100, retries: 5, parallel: 2 },
  },
  {
    name: 'worker',
    summary: 'Jobs of the work queue: imports, audits, reviews, snapshots, digests',
    entry: 'functions/handlers/worker.ts',
    kind: 'queue',
    // A spreadsheet of 50 MB is ten times that when it is unpacked; 3,008 MB is what a new account may have.
    memory: 3008,
    timeoutSeconds: 300,
    may: ['table:read', 'table:write', 'bucket:read', 'bucket:write', 'vault', 'queue:send', 'mail'],
    // The review goes out with its paper.
    assets: fonts,
    // One message a call: a job takes minutes, and one that hangs must not take others down with it.
    queue: { batchSize: 1, receives: 5, concurrency: 10 },
  },
  {
    name: 'deadletters',
    summary: 'Jobs that failed at each of their tries: kept for people to see, and told to whoever waits for them',
    entry: 'functions/handlers/dead-letters.ts',
    kind: 'dead-letters',
    memory: 512,
    timeoutSeconds: 30,
    may: ['table:read', 'table:write', 'queue:send'],
  },
  {
    name: 'mail',
    summary: 'Copies of e-mails that members send to their secret address',
    entry: 'functions/handlers/mail.ts',
    kind: 'mail',
    // Apart from all others: what it reads was written by strangers.
    memory: 1024,
    timeoutSeconds: 60,
    may: ['table:read', 'table:write', 'bucket:read', 'bucket:write'],
  },
  {
    name: 'dispatcher',
    summary: 'What the clock starts: one message per workspace on the work queue',
    entry: 'functions/handlers/dispatcher.ts',
    kind: 'schedule',
    memory: 512,
    timeoutSeconds: 60,
    may: ['table:read', 'queue:send'],
  },
];

/** The one function of a kind. @throws Error when there is none, or more than one */
export const functionOfKind = (kind: Exclude<FunctionSpec['kind'], 'http'>): FunctionSpec => {
  const [found, ...more] = functions.filter((one) => one.kind === kind);
  if (!found || more.length > 0) throw new Error(`there must be exactly one ${kind} function`);
  return found;
};
