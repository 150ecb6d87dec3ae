import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { localCredentials } from '../client.ts';
import { accessDenied, S3Error } from './error.ts';

/** A request taken apart as Signature Version 4 sees it. */
export interface SignedRequest {
  request: IncomingMessage;
  /** Decoded, beginning with a slash; never normalised, as S3 keys may hold `..`. */
  path: string;
  query: Map<string, string>;
}

/** Where a signature was found and what it covers. */
interface Signature {
  credential: string;
  signedHeaders: string[];
  signature: string;
  /** `20260131T235959Z` */
  date: string;
  payloadHash: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const DAY_SECONDS = 86_400;
const SKEW_MS = 15 * 60_000;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Percent-encodes all but RFC 3986's unreserved characters, as the signature demands. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Splits a request's address; a plus sign stays one. */
export function parseRequest(request: IncomingMessage): SignedRequest {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  try {
    const pairs = search.split('&').filter((pair) => pair !== '');
    const query = new Map(
      pairs.map((pair) => {
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        return [decodeURIComponent(name), decodeURIComponent(value)];
      }),
    );
    return { request, path: decodeURIComponent(path), query };
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ +/g, ' ');
}

function canonicalRequest(signed: SignedRequest, { signedHeaders, payloadHash }: Signature): string {
  const query = [...signed.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return [
    signed.request.method,
    signed.path.split('/').map(encodeRfc3986).join('/'),
    query.join('&'),
    ...signedHeaders.map((name) => `${name}:${header(signed.request, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function expectedSignature(signed: SignedRequest, found: Signature): Buffer {
  const [, day = '', region = '', service = ''] = found.credential.split('/');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const hash = createHash('sha256').update(canonicalRequest(signed, found)).digest('hex');
  const key = hmac(hmac(hmac(hmac(`AWS4${localCredentials.secretAccessKey}`, day), region), service), 'aws4_request');
  return hmac(key, [ALGORITHM, found.date, scope, hash].join('\n'));
}

function parseDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function fromQuery({ query }: SignedRequest, now: number): Signature {
  const date = query.get('X-Amz-Date') ?? '';
  const expires = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  const begin = parseDate(date);
  if (!(expires >= 0 && expires <= 7 * DAY_SECONDS) || Number.isNaN(begin)) {
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must be less than a week.', 400);
  }
  if (now > begin + expires * 1000) throw accessDenied('Request has expired');
  if (now < begin - SKEW_MS) throw accessDenied('Request is not valid yet');
  return {
    credential: query.get('X-Amz-Credential') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date,
    payloadHash: 'UNSIGNED-PAYLOAD',
  };
}

function fromHeaders({ request }: SignedRequest, now: number): Signature {
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    header(request, 'authorization'),
  );
  if (!fields) throw accessDenied();
  const date = header(request, 'x-amz-date');
  if (!(Math.abs(now - parseDate(date)) <= SKEW_MS)) {
    throw new S3Error('RequestTimeTooSkewed', "The request's time and the current time differ too much.", 403);
  }
  const [, credential = '', names = '', signature = ''] = fields;
  const payloadHash = header(request, 'x-amz-content-sha256');
  return { credential, signedHeaders: names.split(';'), signature, date, payloadHash };
}

/**
 * Lets a request pass only with a right signature by the local credentials, in its headers or (presigned) in its query,
 * and in time. What the signature covers, a presigned upload's length and type for instance, must be as signed.
 * @param now milliseconds
 * @throws S3Error
 */
export function checkSignature(signed: SignedRequest, now: number): void {
  const presigned = signed.query.get('X-Amz-Algorithm') === ALGORITHM;
  const found = presigned ? fromQuery(signed, now) : fromHeaders(signed, now);
  const [accessKey, day] = found.credential.split('/');
  if (accessKey !== localCredentials.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS access key Id you provided does not exist in our records.', 403);
  }
  const covered = new Set(found.signedHeaders);
  const loose = Object.keys(signed.request.headers).filter((name) => name.startsWith('x-amz-') && !covered.has(name));
  if (!covered.has('host') || loose.length > 0) {
    throw accessDenied(`There were headers present in the request which were not signed: ${loose.join(', ')}`);
  }
  const expected = expectedSignature(signed, found);
  const given = Buffer.from(found.signature, 'hex');
  if (!found.date.startsWith(day ?? '-') || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error('SignatureDoesNotMatch', 'The request signature we calculated does not match yours.', 403);
  }
}
