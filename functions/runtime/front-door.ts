import { createHash, timingSafeEqual } from 'node:crypto';
import { ORIGIN_HEADER } from '../../shared/functions.ts';
import { Problem, problemBody } from '../../shared/kernel/problem.ts';
import { env } from './env.ts';
import type { HttpHandler } from './http.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time, whatever the lengths. There are two secrets, so that the next one is known here before it is sent. */
const isOneOf = (secrets: string, given: string | undefined): boolean =>
  given !== undefined && secrets.split(',').some((secret) => timingSafeEqual(digest(given), digest(secret)));

/**
 * Refuses what did not come through the distribution: the gateway has an address of its own, where neither the firewall nor its
 * rate rules stand. It is answered as if there were nothing. Without a secret in the environment (local stack) all may enter.
 */
export const frontDoor =
  (handler: HttpHandler): HttpHandler =>
  async (event, context) => {
    const secrets = env.originSecret;
    if (secrets === '' || isOneOf(secrets, event.headers[ORIGIN_HEADER])) return handler(event, context);
    const problem = new Problem('no-such-route');
    return {
      statusCode: problem.status,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
      body: JSON.stringify(problemBody(problem)),
    };
  };
