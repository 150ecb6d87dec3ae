import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { fault, Problem } from '../../../shared/kernel/problem.ts';

/** Largest body of a request, bytes. */
export const MAX_BODY = 1_048_576;

/**
 * `__proto__` as a key would set the prototype of what is built from it: refused like any field that does not exist. Half of a letter
 * beyond the first 65,536, which only an escape can write, is no text: nothing could store it.
 */
const refuseUnfit = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw new Problem('invalid-input', undefined, [fault(key, 'unknown')]);
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw new Problem('invalid-input', undefined, [fault(key.toWellFormed(), 'control-character')]);
  return value;
};

/** Whether such a thing can occur in a JSON text: as it is, or with letters written as escapes. */
const mayBeUnfit = (text: string): boolean => text.includes('__proto__') || /\\u(?:00|d[89a-f])/i.test(text);

/** The bytes of a body. @throws Problem body-too-large */
const bytesOf = (event: APIGatewayProxyEventV2, most: number): Buffer => {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > most) throw new Problem('body-too-large');
  return bytes;
};

const jsonOf = (bytes: Buffer): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return mayBeUnfit(text) ? JSON.parse(text, refuseUnfit) : JSON.parse(text);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('malformed-json');
  }
};

/** Largest body of a form, bytes: nobody writes that much by hand. */
const MAX_FORM = 32_768;

/** Whether a browser sent the body of a form that no script looked after. */
export const isPlainForm = (event: APIGatewayProxyEventV2): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(event.headers['content-type'] ?? '');

const plainForm = (bytes: Buffer): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(bytes.toString('utf8'))) {
    refuseUnfit(name, value);
    // An HTML form ends its lines the old way.
    out[name] = value.replaceAll('\r\n', '\n');
  }
  return out;
};

/**
 * What a form on a website sends: a plain HTML form, or JSON, which may call itself text so that a browser asks nobody first. Boxes
 * that were left empty are not there. @throws Problem body-too-large, unsupported-media-type, malformed-json, invalid-input
 */
export const readFormBody = (event: APIGatewayProxyEventV2): unknown => {
  const bytes = bytesOf(event, MAX_FORM);
  if (bytes.length === 0) return {};
  const type = event.headers['content-type'] ?? '';
  const isForm = isPlainForm(event);
  if (!isForm && !/^(?:text\/plain|application\/json)\b/i.test(type)) throw new Problem('unsupported-media-type');
  const body = isForm ? plainForm(bytes) : jsonOf(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
};

/** The JSON of the body; an absent one is an empty object. @throws Problem body-too-large, unsupported-media-type, malformed-json */
export const readBody = (event: APIGatewayProxyEventV2): unknown => {
  if (event.body === undefined || event.body === '') return {};
  const bytes = bytesOf(event, MAX_BODY);
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(event.headers['content-type'] ?? ''))
    throw new Problem('unsupported-media-type');
  return jsonOf(bytes);
};
