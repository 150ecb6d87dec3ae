import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** What answers below an address; the first that matches is asked. */
export interface GatewayOptions {
  /** The function that carries out a request of the API. */
  functionFor: (method: string, path: string) => Handler;
  /** Everything that is not the API: the web client, documentation, the outbox. */
  page: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
}

/** The product's own limit is 1 MB; the gateway reads a little more, so that the refusal is the product's. */
const MAX_BYTES = 1_048_576 + 1;
let counter = 0;

const readBytes = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      // What is over the limit is read and dropped: a client that is still sending could not read the answer.
      if (size <= MAX_BYTES) chunks.push(chunk);
      size += chunk.length;
    });
    request.on('end', () => done(Buffer.concat(chunks)));
    request.on('error', failed);
  });

/** A request as API Gateway's HTTP API hands it to a function (payload version 2). */
const eventOf = (request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 => {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  const cookies = headers['cookie']?.split(';').map((one) => one.trim());
  const method = request.method ?? 'GET';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers,
    isBase64Encoded: body.length > 0,
    ...(cookies ? { cookies } : {}),
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      requestId: `local-${++counter}`,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
    },
  };
};

const splitOnce = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

const send = (response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void => {
  const body = result.isBase64Encoded
    ? Buffer.from(result.body ?? '', 'base64')
    : Buffer.from(result.body ?? '', 'utf8');
  const headers: Record<string, string | string[]> = { 'content-length': String(body.length) };
  for (const [name, value] of Object.entries(result.headers ?? {})) headers[name] = String(value);
  if (result.cookies) headers['set-cookie'] = result.cookies;
  response.writeHead(result.statusCode ?? 200, headers);
  response.end(body);
};

/** The local API Gateway and CloudFront in one: HTTP in, function events out. */
export const makeGateway = (options: GatewayOptions): Server => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path] = splitOnce(request.url ?? '/', '?');
    if (path === '/v1' || path.startsWith('/v1/')) {
      const event = eventOf(request, await readBytes(request));
      send(response, await options.functionFor(event.requestContext.http.method, path)(event));
    } else await options.page(request, response, path);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('internal error');
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
};
