import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import { clearAttempts } from './attempts.ts';
import type { Cognito, Pool } from './context.ts';
import { invalidParameter, required } from './errors.ts';
import { sendInvitation } from './mails.ts';
import { setMfa } from './mfa.ts';
import { DEFAULT_POLICY, hashPassword, requirePolicy, temporaryPassword } from './passwords.ts';
import { getPool } from './pools.ts';
import { sendResetCode } from './recovery.ts';
import { revokeAll } from './tokens.ts';
import {
  allUsers,
  deleteUser,
  describeUser,
  findUser,
  getUser,
  insertUser,
  listAttributes,
  mfaSettings,
  newSub,
  readAttributes,
  signsInByEmail,
  type User,
  updateUser,
} from './users.ts';

type UserRequest = { UserPoolId: string | undefined; Username: string | undefined };

function locate(cognito: Cognito, input: UserRequest): { pool: Pool; user: User } {
  const pool = getPool(cognito, required(input.UserPoolId, 'UserPoolId'));
  return { pool, user: getUser(cognito, pool, required(input.Username, 'Username')) };
}

const policyOf = (pool: Pool) => pool.config.Policies?.PasswordPolicy ?? DEFAULT_POLICY;

function temporaryUntil(cognito: Cognito, pool: Pool): number {
  const days = policyOf(pool).TemporaryPasswordValidityDays ?? 7;
  return cognito.now() + days * 86_400_000;
}

/** The name as given, and in a pool that signs in by e-mail also as the `email` attribute. */
function nameOf(pool: Pool, input: Sdk.AdminCreateUserCommandInput): { name: string; attributes: User['attributes'] } {
  const name = required(input.Username, 'Username');
  const attributes = readAttributes(input.UserAttributes);
  if (!signsInByEmail(pool)) return { name, attributes };
  if (!/^[^\s@]+@[^\s@]+$/.test(name)) throw invalidParameter('Username should be an email.');
  return { name, attributes: { email: name, ...attributes } };
}

/** Adds a user with a temporary password (or sends the invitation again). The mail goes out unless it is suppressed. */
export async function adminCreateUser(cognito: Cognito, input: Sdk.AdminCreateUserCommandInput) {
  const pool = getPool(cognito, required(input.UserPoolId, 'UserPoolId'));
  const { name, attributes } = nameOf(pool, input);
  const password = input.TemporaryPassword ?? temporaryPassword();
  requirePolicy(password, policyOf(pool));
  const passwordHash = await hashPassword(password);
  const until = temporaryUntil(cognito, pool);
  if (input.MessageAction === 'RESEND') {
    const found = getUser(cognito, pool, name);
    if (found.status !== 'FORCE_CHANGE_PASSWORD') {
      throw new AwsError(
        'UnsupportedUserStateException',
        'Resend not possible. User status is not FORCE_CHANGE_PASSWORD',
      );
    }
    const user = updateUser(cognito, pool, found, (stored) => {
      Object.assign(stored, { passwordHash, temporaryUntil: until });
    });
    sendInvitation(cognito, pool, { user, password });
    return { User: describeUser(user) };
  }
  // A username is unique in its pool even where it is not what people sign in with.
  if (findUser(cognito, pool, name)) throw new AwsError('UsernameExistsException', 'User account already exists');
  const sub = newSub();
  const now = cognito.now();
  const user: User = {
    username: signsInByEmail(pool) ? sub : name,
    attributes: { sub, ...attributes },
    status: 'FORCE_CHANGE_PASSWORD',
    enabled: true,
    passwordHash,
    temporaryUntil: until,
    createdAt: now,
    modifiedAt: now,
    mfa: 'off',
    groups: [],
  };
  insertUser(cognito, pool, user);
  if (input.MessageAction !== 'SUPPRESS') sendInvitation(cognito, pool, { user, password });
  return { User: describeUser(user) };
}

/** Sets a password, for good or until the next sign-in. Sign-ins under way stay, as in Cognito. */
export async function adminSetUserPassword(cognito: Cognito, input: Sdk.AdminSetUserPasswordCommandInput) {
  const { pool, user } = locate(cognito, input);
  const password = required(input.Password, 'Password');
  requirePolicy(password, policyOf(pool));
  const passwordHash = await hashPassword(password);
  updateUser(cognito, pool, user, (stored) => {
    stored.passwordHash = passwordHash;
    stored.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
    delete stored.temporaryUntil;
    delete stored.resetCode;
    if (!input.Permanent) stored.temporaryUntil = temporaryUntil(cognito, pool);
  });
  clearAttempts({ cognito, pool, name: user.username });
  return {};
}

/** Shows one user. */
export function adminGetUser(cognito: Cognito, input: Sdk.AdminGetUserCommandInput) {
  const { user } = locate(cognito, input);
  const { Attributes, ...description } = describeUser(user);
  return { ...description, UserAttributes: Attributes, ...mfaSettings(user) };
}

/** Removes a user; all tokens end. */
export function adminDeleteUser(cognito: Cognito, input: Sdk.AdminDeleteUserCommandInput) {
  const { pool, user } = locate(cognito, input);
  deleteUser(cognito, pool, user);
  return {};
}

/** Locks a user out; all tokens end and do not come back with `adminEnableUser`. */
export function adminDisableUser(cognito: Cognito, input: Sdk.AdminDisableUserCommandInput) {
  const { pool, user } = locate(cognito, input);
  updateUser(cognito, pool, user, (stored) => {
    stored.enabled = false;
  });
  revokeAll(cognito, pool, user);
  return {};
}

/** Lets a user sign in again. */
export function adminEnableUser(cognito: Cognito, input: Sdk.AdminEnableUserCommandInput) {
  const { pool, user } = locate(cognito, input);
  updateUser(cognito, pool, user, (stored) => {
    stored.enabled = true;
  });
  return {};
}

/** Ends all sign-ins of a user. Access tokens stay valid for whoever only checks the signature, as on AWS. */
export function adminUserGlobalSignOut(cognito: Cognito, input: Sdk.AdminUserGlobalSignOutCommandInput) {
  const { pool, user } = locate(cognito, input);
  revokeAll(cognito, pool, user);
  return {};
}

/** Switches a user's second factor on or off, off for a lost device. */
export function adminSetUserMfaPreference(cognito: Cognito, input: Sdk.AdminSetUserMFAPreferenceCommandInput) {
  const { pool, user } = locate(cognito, input);
  setMfa(cognito, { pool, user }, input.SoftwareTokenMfaSettings);
  return {};
}

/** Changes attributes; a new address is unverified unless the call says otherwise. */
export function adminUpdateUserAttributes(cognito: Cognito, input: Sdk.AdminUpdateUserAttributesCommandInput) {
  const { pool, user } = locate(cognito, input);
  const attributes = readAttributes(input.UserAttributes);
  updateUser(cognito, pool, user, (stored) => {
    // As in Cognito: a new address is unproved unless the administrator vouches for it in the same call.
    const moved = attributes['email'] !== undefined && attributes['email'] !== stored.attributes['email'];
    Object.assign(stored.attributes, moved && { email_verified: 'false' }, attributes);
  });
  return {};
}

/** Makes the password useless and mails a code for a new one. */
export function adminResetUserPassword(cognito: Cognito, input: Sdk.AdminResetUserPasswordCommandInput) {
  const { pool, user } = locate(cognito, input);
  sendResetCode(cognito, pool, user);
  updateUser(cognito, pool, user, (stored) => {
    stored.status = 'RESET_REQUIRED';
  });
  return {};
}

/** Adds a user to a group. Unlike in Cognito the group need not be created first. */
export function adminAddUserToGroup(cognito: Cognito, input: Sdk.AdminAddUserToGroupCommandInput) {
  const { pool, user } = locate(cognito, input);
  const group = required(input.GroupName, 'GroupName');
  updateUser(cognito, pool, user, (stored) => {
    stored.groups = [...new Set([...stored.groups, group])];
  });
  return {};
}

/** Takes a user out of a group. */
export function adminRemoveUserFromGroup(cognito: Cognito, input: Sdk.AdminRemoveUserFromGroupCommandInput) {
  const { pool, user } = locate(cognito, input);
  updateUser(cognito, pool, user, (stored) => {
    stored.groups = stored.groups.filter((group) => group !== input.GroupName);
  });
  return {};
}

/** What a filter may compare, by its name in the filter. */
function comparable(user: User, name: string): string {
  if (name === 'username') return user.username;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[name] ?? '';
}

function matcher(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter === '') return () => true;
  const parts = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter);
  if (!parts) throw invalidParameter('Error while parsing filter');
  const [, name = '', operator, escaped = ''] = parts;
  const wanted = escaped.replace(/\\(.)/g, '$1').toLowerCase();
  return (user) => {
    const found = comparable(user, name).toLowerCase();
    return operator === '=' ? found === wanted : found.startsWith(wanted);
  };
}

/** Lists users in pages of at most sixty; the filter takes one attribute with = or ^=. */
export function listUsers(cognito: Cognito, input: Sdk.ListUsersCommandInput) {
  const pool = getPool(cognito, required(input.UserPoolId, 'UserPoolId'));
  const found = allUsers(cognito, pool).filter(matcher(input.Filter));
  const start = Number(input.PaginationToken ?? 0);
  const end = start + Math.min(input.Limit ?? 60, 60);
  const wanted = input.AttributesToGet;
  const users = found.slice(start, end).map((user) => ({
    ...describeUser(user),
    Attributes: listAttributes(user).filter(({ Name }) => !wanted || wanted.includes(Name ?? '')),
  }));
  return { Users: users, ...(end < found.length && { PaginationToken: String(end) }) };
}
