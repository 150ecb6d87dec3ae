import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../../shared/kernel/problem.ts';

/** Largest body of a request, bytes. */
export const MAX_BODY = 1_048_576;

/** The JSON of the body; an absent one is an empty object. @throws Problem body-too-large, unsupported-media-type, malformed-json */
export const readBody = (event: APIGatewayProxyEventV2): unknown => {
  if (event.body === undefined || event.body === '') return {};
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY) throw new Problem('body-too-large');
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(event.headers['content-type'] ?? '')) throw new Problem('unsupported-media-type');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // `__proto__` as a key would set the prototype of what is built from it.
    return text.includes('__proto__') ? JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value)) : JSON.parse(text);
  } catch {
    throw new Problem('malformed-json');
  }
};
