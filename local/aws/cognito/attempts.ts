import type { Cognito, Pool } from './context.ts';
import { limitExceeded, notAuthorized } from './errors.ts';

/** What is counted, per pool and name. The name need not exist: a lock must not tell which ones do. */
export interface Attempts {
  cognito: Cognito;
  pool: Pool;
  name: string;
}

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 900_000;
const HOUR_MS = 3_600_000;

function read({ cognito, pool, name }: Attempts, kind: string): { count: number; until: number } {
  const row = cognito.state.db
    .prepare('SELECT count, until FROM sign_in_attempts WHERE pool = ? AND name = ? AND kind = ?')
    .get(pool.id, name, kind);
  return { count: Number(row?.['count'] ?? 0), until: Number(row?.['until'] ?? 0) };
}

function write({ cognito, pool, name }: Attempts, kind: string, entry: { count: number; until: number }): void {
  cognito.state.db
    .prepare('INSERT OR REPLACE INTO sign_in_attempts (pool, name, kind, count, until) VALUES (?, ?, ?, ?, ?)')
    .run(pool.id, name, kind, entry.count, entry.until);
}

/**
 * Counts a password attempt as failed before it is checked, so that parallel guesses do not slip past the count. Five
 * failures are free; each further one locks for twice as long, from one second to fifteen minutes, and fifteen quiet
 * minutes forget. `clearAttempts` after a success.
 * @throws NotAuthorizedException while locked, which does not prolong the lock.
 */
export function beginPasswordAttempt(attempts: Attempts): void {
  const now = attempts.cognito.now();
  const { count, until } = read(attempts, 'password');
  if (until > now) throw notAuthorized('Password attempts exceeded');
  const failures = now - until > LONGEST_LOCK_MS ? 1 : count + 1;
  const lock = failures < FREE_FAILURES ? 0 : Math.min(1000 * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK_MS);
  write(attempts, 'password', { count: failures, until: now + lock });
}

/** Forgets the failures of a name. */
export function clearAttempts({ cognito, pool, name }: Attempts, kind = 'password'): void {
  cognito.state.db
    .prepare('DELETE FROM sign_in_attempts WHERE pool = ? AND name = ? AND kind = ?')
    .run(pool.id, name, kind);
}

/**
 * Allows so many calls of a kind within an hour.
 * @throws LimitExceededException
 */
export function spendAttempt(attempts: Attempts, kind: string, limit: number): void {
  const now = attempts.cognito.now();
  const { count, until } = read(attempts, kind);
  if (until <= now) {
    write(attempts, kind, { count: 1, until: now + HOUR_MS });
  } else if (count >= limit) {
    throw limitExceeded();
  } else {
    write(attempts, kind, { count: count + 1, until });
  }
}
