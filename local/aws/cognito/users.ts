import { randomUUID } from 'node:crypto';
import type { AttributeType, UserType } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import type { Cognito, Pool } from './context.ts';
import { invalidParameter, userNotFound } from './errors.ts';

/** A user of a pool. Times in milliseconds. */
export interface User {
  username: string;
  attributes: Record<string, string>;
  status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';
  enabled: boolean;
  passwordHash?: string;
  /** End of a temporary password's life. */
  temporaryUntil?: number;
  createdAt: number;
  modifiedAt: number;
  /** The registered authenticator; `lastStep` refuses a code's second use. */
  totp?: { secret: string; lastStep?: number };
  /** A secret handed out but not yet proved. */
  pendingSecret?: string;
  mfa: 'off' | 'on' | 'preferred';
  /** The mailed code for a new password. */
  resetCode?: { code: string; until: number };
  groups: string[];
}

const STANDARD = new Set(
  `address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number
   phone_number_verified picture preferred_username profile sub updated_at website zoneinfo`.split(/\s+/),
);

/** Names are compared without case, as in a pool with `UsernameConfiguration.CaseSensitive: false`. */
const fold = (name: string): string => name.trim().toLowerCase();

/** Whether people sign in with their address, so that the username is a generated one. */
export function signsInByEmail(pool: Pool): boolean {
  return pool.config.UsernameAttributes?.includes('email') ?? false;
}

/** Finds a user by username or e-mail address. */
export function findUser(cognito: Cognito, pool: Pool, name: string): User | undefined {
  const row = cognito.state.db
    .prepare('SELECT record FROM users WHERE pool = :pool AND (username = :name OR email = :name)')
    .get({ pool: pool.id, name: fold(name) });
  return row && (JSON.parse(String(row['record'])) as User);
}

/** @throws UserNotFoundException */
export function getUser(cognito: Cognito, pool: Pool, name: string): User {
  const user = findUser(cognito, pool, name);
  if (!user) throw userNotFound();
  return user;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed');
}

/**
 * Adds a user.
 * @throws UsernameExistsException
 */
export function insertUser(cognito: Cognito, pool: Pool, user: User): void {
  try {
    cognito.state.db
      .prepare('INSERT INTO users (pool, username, email, record) VALUES (?, ?, ?, ?)')
      .run(pool.id, fold(user.username), emailKey(pool, user), JSON.stringify(user));
  } catch (error) {
    if (isTaken(error)) throw new AwsError('UsernameExistsException', 'User account already exists');
    throw error;
  }
}

/** Only an address that signs in must be unique. */
function emailKey(pool: Pool, user: User): string | null {
  const email = user.attributes['email'];
  const alias = pool.config.AliasAttributes?.includes('email') && user.attributes['email_verified'] === 'true';
  return email !== undefined && (signsInByEmail(pool) || alias) ? fold(email) : null;
}

/**
 * Changes a user as it is stored now, so that what came in between (a hash takes milliseconds) is not lost.
 * @throws UserNotFoundException, AliasExistsException
 */
export function updateUser(
  cognito: Cognito,
  pool: Pool,
  { username }: Pick<User, 'username'>,
  change: (user: User) => void,
): User {
  return cognito.state.transaction(() => {
    const user = getUser(cognito, pool, username);
    change(user);
    user.modifiedAt = cognito.now();
    try {
      cognito.state.db
        .prepare('UPDATE users SET email = ?, record = ? WHERE pool = ? AND username = ?')
        .run(emailKey(pool, user), JSON.stringify(user), pool.id, fold(user.username));
    } catch (error) {
      if (isTaken(error)) throw new AwsError('AliasExistsException', 'An account with the email already exists.');
      throw error;
    }
    return user;
  });
}

/** Removes a user with all tokens. */
export function deleteUser(cognito: Cognito, pool: Pool, { username }: User): void {
  cognito.state.transaction(() => {
    for (const table of ['users', 'refresh_tokens']) {
      cognito.state.db.prepare(`DELETE FROM ${table} WHERE pool = ? AND username = ?`).run(pool.id, fold(username));
    }
  });
}

/** All users of a pool, in the order of their creation. */
export function allUsers(cognito: Cognito, pool: Pool): User[] {
  const rows = cognito.state.db.prepare('SELECT record FROM users WHERE pool = ? ORDER BY rowid').all(pool.id);
  return rows.map((row) => JSON.parse(String(row['record'])) as User);
}

/**
 * The attributes of a request as an object; `sub` belongs to the pool.
 * @throws InvalidParameterException for an attribute no pool has, or `sub`.
 */
export function readAttributes(list: AttributeType[] = []): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { Name = '', Value = '' } of list) {
    if (!STANDARD.has(Name) && !/^custom:\w{1,20}$/.test(Name)) {
      throw invalidParameter(
        `Attributes did not conform to the schema: ${Name}: Attribute does not exist in the schema.`,
      );
    }
    if (Name === 'sub') throw invalidParameter('user.sub: Attribute cannot be updated.');
    attributes[Name] = Value;
  }
  if (attributes['email'] !== undefined && !/^[^\s@]+@[^\s@]+$/.test(attributes['email'])) {
    throw invalidParameter('Invalid email address format.');
  }
  return attributes;
}

/** The `sub`, and for pools that sign in by e-mail also the username, of a new user. */
export const newSub = (): string => randomUUID();

/** Attributes as answers list them, `sub` among them. */
export function listAttributes(user: User): AttributeType[] {
  return Object.entries(user.attributes).map(([Name, Value]) => ({ Name, Value }));
}

/** Methods a user can be asked for, as answers list them. */
export function mfaSettings(user: User): { UserMFASettingList?: string[]; PreferredMfaSetting?: string } {
  if (user.mfa === 'off') return {};
  const list = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] };
  return user.mfa === 'preferred' ? { ...list, PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } : list;
}

/** Dates travel as seconds with fraction in this protocol. */
export type Wire<T> = { [K in keyof T]: T[K] extends Date | undefined ? number : T[K] };

/** A user as AdminCreateUser and ListUsers show one. */
export function describeUser(user: User): Wire<UserType> {
  return {
    Username: user.username,
    Attributes: listAttributes(user),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
