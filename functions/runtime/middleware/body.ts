import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { fault, Problem } from '../../../shared/kernel/problem.ts';

/** Largest body of a request, bytes. */
export const MAX_BODY = 1_048_576;

/** `__proto__` as a key would set the prototype of what is built from it: refused like any field that does not exist. */
const refusePrototypes = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw new Problem('invalid-input', undefined, [fault(key, 'unknown')]);
  return value;
};

/** Whether the key can occur in a JSON text: as it is, or with letters written as escapes. */
const mayHavePrototypes = (text: string): boolean => text.includes('__proto__') || text.includes('\\u00');

/** The JSON of the body; an absent one is an empty object. @throws Problem body-too-large, unsupported-media-type, malformed-json */
export const readBody = (event: APIGatewayProxyEventV2): unknown => {
  if (event.body === undefined || event.body === '') return {};
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY) throw new Problem('body-too-large');
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(event.headers['content-type'] ?? ''))
    throw new Problem('unsupported-media-type');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return mayHavePrototypes(text) ? JSON.parse(text, refusePrototypes) : JSON.parse(text);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('malformed-json');
  }
};
