import { createHash, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import type { AuthenticationResultType, TimeUnitsType } from '@aws-sdk/client-cognito-identity-provider';
import type { Client, Cognito, Pool } from './context.ts';
import { notAuthorized, required } from './errors.ts';
import { getClient, poolOfIssuer } from './pools.ts';
import { findUser, type User } from './users.ts';

type Claims = Record<string, unknown>;

const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function signClaims(pool: Pool, claims: Claims): string {
  const text = `${encode({ kid: pool.jwk.kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), pool.privateKey).toString('base64url')}`;
}

type TokenKind = 'AccessToken' | 'IdToken' | 'RefreshToken';

/** A token's life in seconds by the client's configuration, with Cognito's defaults. */
function lifeSeconds({ config }: Client, kind: TokenKind): number {
  const [standard, unit]: [number, TimeUnitsType] = kind === 'RefreshToken' ? [30, 'days'] : [1, 'hours'];
  const units = config.TokenValidityUnits?.[kind] ?? unit;
  return (config[`${kind}Validity`] ?? standard) * UNIT_SECONDS[units];
}

/** One sign-in: what all tokens refreshed from it share. */
interface Origin {
  origin: string;
  authTime: number;
}

function accessAndId(cognito: Cognito, client: Client, user: User, { origin, authTime }: Origin) {
  const { pool } = client;
  const iat = Math.floor(cognito.now() / 1000);
  const sub = user.attributes['sub'];
  const groups = user.groups.length > 0 ? { 'cognito:groups': user.groups } : {};
  const common = { sub, ...groups, iss: pool.config.issuer, origin_jti: origin, event_id: randomUUID() };
  const times = { auth_time: authTime, iat, jti: randomUUID() };
  const accessLife = lifeSeconds(client, 'AccessToken');
  const access = {
    ...common,
    client_id: client.id,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    ...times,
    exp: iat + accessLife,
    username: user.username,
  };
  const { email_verified, phone_number_verified, ...attributes } = user.attributes;
  const id = {
    ...attributes,
    ...(email_verified !== undefined && { email_verified: email_verified === 'true' }),
    ...(phone_number_verified !== undefined && { phone_number_verified: phone_number_verified === 'true' }),
    ...common,
    'cognito:username': user.username,
    aud: client.id,
    token_use: 'id',
    ...times,
    jti: randomUUID(),
    exp: iat + lifeSeconds(client, 'IdToken'),
  };
  return {
    AccessToken: signClaims(pool, access),
    IdToken: signClaims(pool, id),
    ExpiresIn: accessLife,
    TokenType: 'Bearer',
  };
}

/** The tokens of a completed sign-in. */
export function issueTokens(cognito: Cognito, client: Client, user: User): AuthenticationResultType {
  const now = cognito.now();
  const session: Origin = { origin: randomUUID(), authTime: Math.floor(now / 1000) };
  const refresh = randomBytes(96).toString('base64url');
  const { db } = cognito.state;
  cognito.state.transaction(() => {
    // A day more than its life, so that an expired one is still told from an unknown one.
    db.prepare('DELETE FROM refresh_tokens WHERE expires_at < ?').run(now - 86_400_000);
    db.prepare(
      `INSERT INTO refresh_tokens (hash, pool, username, client, origin, auth_time, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      hashToken(refresh),
      client.pool.id,
      user.username.toLowerCase(),
      client.id,
      session.origin,
      session.authTime,
      now + lifeSeconds(client, 'RefreshToken') * 1000,
    );
  });
  return { ...accessAndId(cognito, client, user, session), RefreshToken: refresh };
}

/**
 * New access and id tokens from a refresh token.
 * @throws NotAuthorizedException when it is unknown, another client's, expired or revoked, or its user is disabled.
 */
export function refreshTokens(cognito: Cognito, client: Client, token: string): AuthenticationResultType {
  const row = cognito.state.db.prepare('SELECT * FROM refresh_tokens WHERE hash = ?').get(hashToken(token));
  if (!row || row['client'] !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (row['revoked'] !== 0) throw notAuthorized('Refresh Token has been revoked');
  if (Number(row['expires_at']) <= cognito.now()) throw notAuthorized('Refresh Token has expired');
  const user = findUser(cognito, client.pool, String(row['username']));
  if (!user) throw notAuthorized('Invalid Refresh Token');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const session = { origin: String(row['origin']), authTime: Number(row['auth_time']) };
  return accessAndId(cognito, client, user, session);
}

/** Revokes one sign-in by its refresh token; an unknown one is no error, as RFC 7009 wants it. */
export function revokeToken(cognito: Cognito, client: Client, token: string): void {
  cognito.state.db
    .prepare('UPDATE refresh_tokens SET revoked = 1 WHERE hash = ? AND client = ?')
    .run(hashToken(token), client.id);
}

/** Revokes all sign-ins of a user. */
export function revokeAll(cognito: Cognito, pool: Pool, { username }: User): void {
  cognito.state.db
    .prepare('UPDATE refresh_tokens SET revoked = 1 WHERE pool = ? AND username = ?')
    .run(pool.id, username.toLowerCase());
}

function verifiedClaims(cognito: Cognito, token: string): { pool: Pool; claims: Claims } {
  const [head = '', body = '', signature = ''] = token.split('.');
  try {
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
    const pool = poolOfIssuer(cognito, claims['iss']);
    const bytes = Buffer.from(signature, 'base64url');
    if (pool && verify('sha256', Buffer.from(`${head}.${body}`), pool.privateKey, bytes)) return { pool, claims };
  } catch {
    // Not a token at all: refused below like a forged one.
  }
  throw notAuthorized('Invalid Access Token');
}

/**
 * Whom an access token stands for.
 * @throws NotAuthorizedException when it is forged, expired or revoked, or its user is gone or disabled.
 */
export function readAccessToken(cognito: Cognito, token: string | undefined): { client: Client; user: User } {
  const { pool, claims } = verifiedClaims(cognito, required(token, 'AccessToken'));
  if (claims['token_use'] !== 'access') throw notAuthorized('Invalid Access Token');
  if (Number(claims['exp']) * 1000 <= cognito.now()) throw notAuthorized('Access Token has expired');
  const open = cognito.state.db
    .prepare('SELECT 1 FROM refresh_tokens WHERE origin = ? AND revoked = 0')
    .get(String(claims['origin_jti']));
  if (!open) throw notAuthorized('Access Token has been revoked');
  const user = findUser(cognito, pool, String(claims['username']));
  if (!user) throw notAuthorized('Invalid Access Token');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { client: getClient(cognito, String(claims['client_id'])), user };
}
