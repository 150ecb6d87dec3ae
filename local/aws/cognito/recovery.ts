import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import { clearAttempts, spendAttempt } from './attempts.ts';
import type { Client, Cognito, Pool } from './context.ts';
import { codeMismatch, invalidParameter, notAuthorized, required, userNotFound } from './errors.ts';
import { maskAddress, sendCode } from './mails.ts';
import { hashPassword, newCode, requirePolicy } from './passwords.ts';
import { getClient, hidesUsers } from './pools.ts';
import { findUser, type User, updateUser } from './users.ts';

const CODE_LIFE_MS = 3_600_000;
const CODES_PER_HOUR = 20;
const GUESSES_PER_HOUR = 10;

/**
 * Mails a code for a new password.
 * @throws InvalidParameterException when the user has no verified address.
 */
export function sendResetCode(cognito: Cognito, pool: Pool, user: User): Sdk.CodeDeliveryDetailsType {
  const { email, email_verified: verified } = user.attributes;
  if (email === undefined || verified !== 'true') {
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  }
  const code = newCode();
  updateUser(cognito, pool, user, (stored) => {
    stored.resetCode = { code, until: cognito.now() + CODE_LIFE_MS };
  });
  sendCode(cognito, pool, { to: email, code });
  return { Destination: maskAddress(email), DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

/** The name whose attempts are counted: the same for all names of one user. */
export const attemptName = (name: string, user: User | undefined): string => user?.username ?? name.toLowerCase();

/** Mails a code for a new password; an unknown name is answered as if it had worked, unless the client is `LEGACY`. */
export function forgotPassword(cognito: Cognito, input: Sdk.ForgotPasswordCommandInput) {
  const client = getClient(cognito, required(input.ClientId, 'ClientId'));
  const name = required(input.Username, 'Username');
  const user = findUser(cognito, client.pool, name);
  spendAttempt({ cognito, pool: client.pool, name: attemptName(name, user) }, 'forgot', CODES_PER_HOUR);
  if (!user) {
    if (!hidesUsers(client)) throw userNotFound();
    const Destination = maskAddress(name.includes('@') ? name : `${name}@a`);
    return { CodeDeliveryDetails: { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    throw notAuthorized('User password cannot be reset in the current state.');
  }
  return { CodeDeliveryDetails: sendResetCode(cognito, client.pool, user) };
}

/** @throws CodeMismatchException, ExpiredCodeException */
function checkCode(cognito: Cognito, client: Client, given: { user: User | undefined; code: string }): User {
  const { user, code } = given;
  if (!user) throw hidesUsers(client) ? codeMismatch() : userNotFound();
  const expected = user.resetCode;
  if (!expected || expected.until <= cognito.now()) {
    throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  }
  if (expected.code !== code) throw codeMismatch();
  return user;
}

/** Sets a new password by the mailed code, which works once. */
export async function confirmForgotPassword(cognito: Cognito, input: Sdk.ConfirmForgotPasswordCommandInput) {
  const client = getClient(cognito, required(input.ClientId, 'ClientId'));
  const name = required(input.Username, 'Username');
  const code = required(input.ConfirmationCode, 'ConfirmationCode');
  const password = required(input.Password, 'Password');
  const found = findUser(cognito, client.pool, name);
  const attempts = { cognito, pool: client.pool, name: attemptName(name, found) };
  spendAttempt(attempts, 'code', GUESSES_PER_HOUR);
  const user = checkCode(cognito, client, { user: found, code });
  if (!user.enabled) throw notAuthorized('User is disabled.');
  // After the code: a stranger must not learn the policy's verdict; and the code is not spent by a weak password.
  requirePolicy(password, client.pool.config.Policies?.PasswordPolicy);
  const passwordHash = await hashPassword(password);
  updateUser(cognito, client.pool, user, (stored) => {
    // Again, as the hash took time: of two calls with the same code only one may pass.
    if (stored.resetCode?.code !== code) throw codeMismatch();
    stored.passwordHash = passwordHash;
    stored.status = 'CONFIRMED';
    delete stored.resetCode;
    delete stored.temporaryUntil;
  });
  for (const kind of ['password', 'code', 'forgot']) clearAttempts(attempts, kind);
  return {};
}
