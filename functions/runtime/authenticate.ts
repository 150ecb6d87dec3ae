import { JwtRsaVerifier } from 'aws-jwt-verify';
import { FetchError } from 'aws-jwt-verify/error';
import { Problem } from '../../shared/kernel/problem.ts';
import { env } from './env.ts';

/** Who a valid token names. API keys and link tokens will be answered by this same step. */
export interface Identity {
  sub: string;
}

type Verifier = ReturnType<typeof makeVerifier>;

const makeVerifier = () =>
  JwtRsaVerifier.create({
    issuer: env.issuer,
    audience: null,
    jwksUri: env.jwksUri,
    customJwtCheck: ({ payload }) => {
      if (payload['token_use'] !== 'access') throw new Error('not an access token');
      if (payload['client_id'] !== env.clientId) throw new Error('token of another client');
    },
  });

let verifier: Verifier | undefined;
let keysRead = 0;
let reading: Promise<void> | undefined;

/** The library reads keys over https alone; the local issuer's are handed to it. At most one look in ten seconds. */
const readLocalKeys = async (made: Verifier): Promise<void> => {
  if (!env.jwksUri.startsWith('http:')) return;
  // Requests of the first moment wait for the keys together.
  if (reading === undefined && Date.now() - keysRead >= 10_000) {
    keysRead = Date.now();
    reading = fetch(env.jwksUri)
      .then(async (answer) => made.cacheJwks((await answer.json()) as Parameters<Verifier['cacheJwks']>[0]))
      .finally(() => {
        reading = undefined;
      });
  }
  await reading;
};

/** Verified tokens, so that the signature of one is checked once in this process. Token to subject and expiry (s). */
const verified = new Map<string, { sub: string; exp: number }>();
const MAX_VERIFIED = 2_000;

/** Forgets verifier and verified tokens (tests start several issuers). */
export const resetAuthentication = (): void => {
  verifier = undefined;
  keysRead = 0;
  verified.clear();
};

/**
 * The one authentication step: signature, issuer, client, `token_use=access`, expiry.
 * @param header the Authorization header
 * @param nowMs milliseconds
 * @throws Problem unauthenticated, invalid-token
 */
export const authenticate = async (header: string | undefined, nowMs: number): Promise<Identity> => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '')?.[1];
  if (!header) throw new Problem('unauthenticated');
  if (!token) throw new Problem('invalid-token');
  const known = verified.get(token);
  if (known && known.exp * 1000 > nowMs) return { sub: known.sub };
  if (!verifier) {
    verifier = makeVerifier();
    await readLocalKeys(verifier);
  } else await reading;
  // Expiry is judged below by this process's own clock, which is the one that everything else goes by.
  const attempt = () => verifier!.verify(token, { graceSeconds: Number.MAX_SAFE_INTEGER / 1000 });
  const payload = await attempt().catch(async () => {
    await readLocalKeys(verifier!);
    return attempt().catch((error: unknown) => {
      // Whoever cannot read the keys cannot say that a token is wrong.
      throw new Problem(error instanceof FetchError ? 'busy' : 'invalid-token');
    });
  });
  if (typeof payload.sub !== 'string' || typeof payload.exp !== 'number' || payload.exp * 1000 <= nowMs)
    throw new Problem('invalid-token');
  if (verified.size >= MAX_VERIFIED) verified.delete(verified.keys().next().value!);
  verified.set(token, { sub: payload.sub, exp: payload.exp });
  return { sub: payload.sub };
};
