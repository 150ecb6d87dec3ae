import { createHash, createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { AwsError } from '../http.ts';
import type { Client, ClientConfig, Cognito, Pool, PoolConfig } from './context.ts';

const newKey = promisify(generateKeyPair);

function parsePool(id: string, config: string, pem: string): Pool {
  const privateKey = createPrivateKey(pem);
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = createHash('sha256').update(n).digest('base64url');
  const jwk = { kty: 'RSA', alg: 'RS256', use: 'sig', kid, n, e } as const;
  return { id, config: JSON.parse(config) as PoolConfig, privateKey, jwk };
}

/** Creates a pool, or gives one that is there a new configuration; its key stays. */
export async function putPool(cognito: Cognito, id: string, config: PoolConfig): Promise<Pool> {
  const { db } = cognito.state;
  const found = db.prepare('SELECT signing_key FROM user_pools WHERE id = ?').get(id)?.['signing_key'];
  const encoding = {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const;
  const pem = found === undefined ? (await newKey('rsa', encoding)).privateKey : String(found);
  const text = JSON.stringify(config);
  db.prepare(
    `INSERT INTO user_pools (id, config, signing_key) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET config = excluded.config`,
  ).run(id, text, pem);
  const pool = parsePool(id, text, pem);
  cognito.pools.set(id, pool);
  return pool;
}

/** @throws ResourceNotFoundException */
export function getPool(cognito: Cognito, id: string | undefined): Pool {
  const cached = cognito.pools.get(id ?? '');
  if (cached) return cached;
  const row = cognito.state.db.prepare('SELECT config, signing_key FROM user_pools WHERE id = ?').get(id ?? '');
  if (!row || id === undefined) throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
  const pool = parsePool(id, String(row['config']), String(row['signing_key']));
  cognito.pools.set(id, pool);
  return pool;
}

/** The pool whose tokens carry this issuer. */
export function poolOfIssuer(cognito: Cognito, issuer: unknown): Pool | undefined {
  const ids = cognito.state.db.prepare('SELECT id FROM user_pools').all();
  return ids.map((row) => getPool(cognito, String(row['id']))).find((pool) => pool.config.issuer === issuer);
}

/** Creates an app client, or gives one that is there a new configuration. */
export function putClient(cognito: Cognito, id: string, client: { pool: string; config: ClientConfig }): void {
  cognito.state.db
    .prepare(
      `INSERT INTO user_pool_clients (id, pool, config) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET pool = excluded.pool, config = excluded.config`,
    )
    .run(id, client.pool, JSON.stringify(client.config));
}

/** @throws ResourceNotFoundException, also when the client belongs to another pool than the one named. */
export function getClient(cognito: Cognito, id: string | undefined, poolId?: string): Client {
  const row = cognito.state.db.prepare('SELECT pool, config FROM user_pool_clients WHERE id = ?').get(id ?? '');
  if (!row || id === undefined || (poolId !== undefined && row['pool'] !== poolId)) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${id} does not exist.`);
  }
  const pool = getPool(cognito, String(row['pool']));
  return { id, pool, config: JSON.parse(String(row['config'])) as ClientConfig };
}

/** Whether the client hides which users exist, as it should; only `LEGACY` tells. */
export const hidesUsers = (client: Client): boolean => client.config.PreventUserExistenceErrors !== 'LEGACY';

/** An id in the form of Cognito's own. */
export const newId = (length: number): string => randomBytes(length).toString('hex').slice(0, length);
