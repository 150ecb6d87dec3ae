import { randomBytes } from 'node:crypto';
import type { Client, Cognito, Session } from './context.ts';
import { notAuthorized, required } from './errors.ts';
import type { User } from './users.ts';

const LIFE_MS = 180_000;
const MOST_FAILURES = 5;
const expired = () => notAuthorized('Invalid session for the user, session is expired.');

/** Opens a session and returns the token that stands for it. */
export function openSession(
  cognito: Cognito,
  challenge: Session['challenge'],
  who: { client: Client; user: User },
): string {
  const now = cognito.now();
  for (const [token, session] of cognito.sessions) if (session.until <= now) cognito.sessions.delete(token);
  const token = randomBytes(48).toString('base64url');
  const { client, user } = who;
  const session = { challenge, client: client.id, username: user.username, until: now + LIFE_MS, failures: 0 };
  cognito.sessions.set(token, session);
  return token;
}

/** @throws NotAuthorizedException when the session is unknown, over, or failed too often. */
export function getSession(cognito: Cognito, token: string | undefined): Session {
  const session = cognito.sessions.get(required(token, 'Session'));
  if (!session || session.until <= cognito.now() || session.failures >= MOST_FAILURES) throw expired();
  return session;
}
