import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An error in the form the AWS SDK turns into its exception classes. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** SES takes messages of 40 MB; no other call comes near. */
const BODY_LIMIT = 45 * 1024 * 1024;

/** Reads a request's body as JSON; an empty body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON.');
  }
}

/** Answers with JSON and the request id every AWS answer carries. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.setHeader('x-amzn-requestid', randomUUID());
  response.end(JSON.stringify(body));
}

/** Answers with an error; what is not an `AwsError` is a fault of the stand-in and is logged by the caller. */
export function sendError(response: ServerResponse, error: unknown): void {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  response.setHeader('x-amzn-errortype', known.type);
  sendJson(response, known.status, { __type: known.type, message: known.message });
}

/** A web page must not reach a stand-in through a name that it points at the loopback address. */
export function isLoopbackHost(host = ''): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

/** A server on the loopback address only. */
export interface LoopbackServer {
  endpoint: string;
  port: number;
  stop(): Promise<void>;
}

/** Listens on a loopback port (0: any free one). */
export function listen(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const server: Server = createServer(handle);
  return new Promise((started, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo;
      const stop = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      started({ endpoint: `http://127.0.0.1:${actual}`, port: actual, stop });
    });
  });
}
