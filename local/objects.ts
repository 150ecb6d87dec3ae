import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type LoopbackServer, listen } from './aws/http.ts';
import { fileSink, receiveBody } from './objects/body.ts';
import { S3Error } from './objects/error.ts';
import { checkSignature, parseRequest, type SignedRequest } from './objects/signature.ts';
import { ObjectStore, requireKey, type StoredObject } from './objects/store.ts';
import { copiedXml, deletedKeys, deletedXml, errorXml, listXml } from './objects/xml.ts';

/** What the local object store is to be. */
export interface ObjectsOptions {
  dataDir: string;
  /** The buckets there are; others are refused. */
  buckets: readonly string[];
  /** 0 or left out: any free port. */
  port?: number;
  /** The origins whose pages may use presigned addresses, or `*`. */
  corsOrigin: string | readonly string[];
  /** The clock in milliseconds. */
  now?(): number;
  log?(line: string): void;
}

/** A running stand-in for S3: path style, single uploads. */
export interface Objects {
  /** For the `endpoint` of an S3 client with `forcePathStyle: true` and `localCredentials`. */
  endpoint: string;
  stop(): Promise<void>;
}

interface Services {
  store: ObjectStore;
  options: ObjectsOptions;
  now(): number;
}

/** One request to one bucket. */
interface Call extends SignedRequest {
  response: ServerResponse;
  bucket: string;
  key: string;
}

const KEPT_HEADERS = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];

function allowsOrigin({ corsOrigin }: ObjectsOptions, origin: string): boolean {
  return corsOrigin === '*' || corsOrigin === origin || (Array.isArray(corsOrigin) && corsOrigin.includes(origin));
}

/** Sets the headers a page of an allowed origin needs; true when that is all, because the request only asked. */
function answerCors(options: ObjectsOptions, request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && allowsOrigin(options, origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'ETag, Content-Length, Content-Disposition, x-amz-request-id');
    response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET, PUT, HEAD');
      response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
      response.setHeader('access-control-max-age', '3000');
      response.end();
      return true;
    }
  } else if (request.method === 'OPTIONS') {
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
  }
  return false;
}

function sendXml(response: ServerResponse, xml: string, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml');
  response.end(xml);
}

function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-')) kept[name] = String(value);
  }
  const encoding = String(request.headers['content-encoding'] ?? '').replace(/\baws-chunked\b,?\s*/, '');
  if (encoding !== '') kept['content-encoding'] = encoding;
  return kept;
}

function checkWrite(request: IncomingMessage, found: StoredObject | undefined): void {
  const { 'if-none-match': none, 'if-match': match } = request.headers;
  if ((none === '*' && found) || (match !== undefined && match !== `"${found?.etag}"`)) {
    throw new S3Error('PreconditionFailed', 'At least one of the preconditions you specified did not hold.', 412);
  }
}

/** Copies an object of the same bucket; whoever may write to it may read from it here. */
async function copyObject({ store, now }: Services, call: Call, source: string): Promise<void> {
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.*)$/s.exec(decodeURIComponent(source)) ?? [];
  const found = bucket === call.bucket ? await store.open(bucket, key) : undefined;
  if (!found) throw noSuchKey();
  try {
    const hash = createHash('md5');
    const { md5 } = await store.put(call.bucket, requireKey(call.key), {
      headers: found.object.headers,
      modifiedAt: now(),
      write: async (file) => {
        const sink = fileSink(file);
        for await (const chunk of found.file.createReadStream({ autoClose: false })) {
          hash.update(chunk);
          await sink(chunk);
        }
        return { size: found.object.size, md5: hash.digest('hex') };
      },
      check: () => {},
    });
    sendXml(call.response, copiedXml(md5, now()));
  } finally {
    await found.file.close();
  }
}

async function putObject(services: Services, call: Call): Promise<void> {
  const { store, now } = services;
  const { request, response, query } = call;
  if (query.has('uploadId') || query.has('partNumber')) {
    throw new S3Error('NotImplemented', 'Multipart uploads are not available locally.', 501);
  }
  const source = request.headers['x-amz-copy-source'];
  if (source !== undefined) return copyObject(services, call, String(source));
  const { md5 } = await store.put(call.bucket, requireKey(call.key), {
    headers: { 'content-type': 'binary/octet-stream', ...keptHeaders(request) },
    modifiedAt: now(),
    write: (file) => receiveBody(request, query, fileSink(file)),
    check: (found) => checkWrite(request, found),
  });
  response.setHeader('etag', `"${md5}"`);
  response.end();
}

/** The first and last byte asked for, or nothing for the whole object. */
function rangeOf(request: IncomingMessage, size: number): { start: number; end: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416);
  return { start, end };
}

function describeObject({ query, response }: Call, object: StoredObject): void {
  for (const [name, value] of Object.entries(object.headers)) response.setHeader(name, value);
  for (const [name, value] of query) {
    if (!name.startsWith('response-')) continue;
    // As on AWS: a file name beyond Latin-1 must come as `filename*=UTF-8''…`.
    if (/[^\t\x20-\xff]/.test(value)) {
      throw new S3Error('InvalidArgument', `Header value cannot be represented using ISO-8859-1: ${name}`, 400);
    }
    response.setHeader(name.slice('response-'.length), value);
  }
  response.setHeader('etag', `"${object.etag}"`);
  response.setHeader('last-modified', new Date(object.modifiedAt).toUTCString());
  response.setHeader('accept-ranges', 'bytes');
}

const noSuchKey = () => new S3Error('NoSuchKey', 'The specified key does not exist.', 404);

async function getObject({ store }: Services, call: Call): Promise<void> {
  const { request, response } = call;
  const found = await store.open(call.bucket, call.key);
  if (!found) throw noSuchKey();
  const { object, file } = found;
  try {
    if (request.headers['if-none-match'] === `"${object.etag}"`) {
      response.statusCode = 304;
      response.end();
      return;
    }
    const range = rangeOf(request, object.size);
    describeObject(call, object);
    response.setHeader('content-length', range ? range.end - range.start + 1 : object.size);
    if (range) {
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${range.start}-${range.end}/${object.size}`);
    }
    if (object.size === 0) response.end();
    else await pipeline(file.createReadStream({ ...range, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

function headObject({ store }: Services, call: Call): void {
  const object = store.find(call.bucket, call.key);
  if (!object) throw noSuchKey();
  describeObject(call, object);
  call.response.setHeader('content-length', object.size);
  call.response.end();
}

function listObjects({ store }: Services, { query, response, bucket }: Call): void {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const token = query.get('continuation-token');
  const after = token === undefined ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const { objects, prefixes, next } = store.list(bucket, { prefix, delimiter, after, limit });
  const settings = {
    Name: bucket,
    Prefix: prefix,
    ...(delimiter !== '' && { Delimiter: delimiter }),
    MaxKeys: limit,
    KeyCount: objects.length + prefixes.length,
    IsTruncated: String(next !== undefined),
    ...(token !== undefined && { ContinuationToken: token }),
    ...(next !== undefined && { NextContinuationToken: Buffer.from(next).toString('base64url') }),
  };
  sendXml(response, listXml({ settings, objects, prefixes }));
}

async function deleteObjects({ store }: Services, { request, query, response, bucket }: Call): Promise<void> {
  const chunks: Buffer[] = [];
  await receiveBody(request, query, (chunk) => chunks.push(chunk));
  const { keys, quiet } = deletedKeys(Buffer.concat(chunks).toString('utf8'));
  if (keys.length > 1000) throw new S3Error('MalformedXML', 'At most 1000 keys.', 400);
  for (const key of keys) await store.delete(bucket, key);
  sendXml(response, deletedXml(quiet ? [] : keys));
}

async function dispatch(services: Services, call: Call): Promise<void> {
  const { request, response, query, key } = call;
  const method = request.method ?? '';
  if (key === '' && method === 'HEAD') response.end();
  else if (key === '' && method === 'GET' && query.get('list-type') === '2') listObjects(services, call);
  else if (key === '' && method === 'POST' && query.has('delete')) await deleteObjects(services, call);
  else if (key !== '' && method === 'PUT') await putObject(services, call);
  else if (key !== '' && method === 'GET') await getObject(services, call);
  else if (key !== '' && method === 'HEAD') headObject(services, call);
  else if (key !== '' && method === 'DELETE') {
    await services.store.delete(call.bucket, key);
    response.statusCode = 204;
    response.end();
  } else throw new S3Error('NotImplemented', `${method} ${call.path} is not available locally.`, 501);
}

async function respond(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options } = services;
  try {
    if (answerCors(options, request, response)) return;
    const signed = parseRequest(request);
    checkSignature(signed, services.now());
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(signed.path) ?? [];
    if (!options.buckets.includes(bucket)) {
      throw new S3Error('NoSuchBucket', `The specified bucket does not exist: ${bucket}`, 404);
    }
    await dispatch(services, { ...signed, response, bucket, key });
  } catch (error) {
    if (response.destroyed || response.headersSent) {
      response.destroy();
      return;
    }
    const known = error instanceof S3Error ? error : new S3Error('InternalError', String(error), 500);
    if (known !== error) (options.log ?? console.error)(`objects: ${request.method} ${request.url}: ${error}`);
    // What is left of a refused body is not read, so the connection cannot serve another request.
    if (!request.complete) response.setHeader('connection', 'close');
    sendXml(response, request.method === 'HEAD' ? '' : errorXml(known, request.url ?? ''), known.status);
  }
}

/** Starts the object store on a loopback port with its objects in the data folder. */
export async function startObjects(options: ObjectsOptions): Promise<Objects> {
  const store = new ObjectStore(join(options.dataDir, 'objects'));
  const services: Services = { store, options, now: options.now ?? Date.now };
  const server: LoopbackServer = await listen(options.port ?? 0, (request, response) => {
    void respond(services, request, response);
  });
  return {
    endpoint: server.endpoint,
    async stop(): Promise<void> {
      await server.stop();
      store.close();
    },
  };
}
