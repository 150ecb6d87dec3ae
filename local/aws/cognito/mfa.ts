import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import { matchTotp, newSecret } from '../totp.ts';
import type { Cognito, Pool, Session } from './context.ts';
import { codeMismatch, invalidParameter, notAuthorized, required } from './errors.ts';
import { getClient } from './pools.ts';
import { getSession } from './sessions.ts';
import { readAccessToken } from './tokens.ts';
import { getUser, type User, updateUser } from './users.ts';

interface Located {
  pool: Pool;
  user: User;
  /** Only in a sign-in that must first set up an authenticator. */
  session?: Session;
}

/** The user of an access token, or of a sign-in waiting for `MFA_SETUP`. */
function locate(cognito: Cognito, input: { AccessToken?: string | undefined; Session?: string | undefined }): Located {
  if (input.AccessToken !== undefined) {
    const { client, user } = readAccessToken(cognito, input.AccessToken);
    return { pool: client.pool, user };
  }
  const session = getSession(cognito, input.Session);
  if (session.challenge !== 'MFA_SETUP') throw notAuthorized('Invalid session for the user.');
  const { pool } = getClient(cognito, session.client);
  return { pool, user: getUser(cognito, pool, session.username), session };
}

/** Hands out a secret for an authenticator app; nothing changes until it is proved. */
export function associateSoftwareToken(cognito: Cognito, input: Sdk.AssociateSoftwareTokenCommandInput) {
  const { pool, user } = locate(cognito, input);
  const SecretCode = newSecret();
  updateUser(cognito, pool, user, (stored) => {
    stored.pendingSecret = SecretCode;
  });
  return { SecretCode, ...(input.AccessToken === undefined && { Session: input.Session }) };
}

/** Proves the secret by a code, and makes it the user's authenticator. */
export function verifySoftwareToken(cognito: Cognito, input: Sdk.VerifySoftwareTokenCommandInput) {
  const { pool, user, session } = locate(cognito, input);
  const code = required(input.UserCode, 'UserCode');
  const secret = user.pendingSecret;
  if (secret === undefined) {
    throw new AwsError('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been set up for the user.');
  }
  const step = matchTotp(secret, code, cognito.now());
  if (step === undefined) {
    if (session) session.failures++;
    throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  }
  updateUser(cognito, pool, user, (stored) => {
    stored.totp = { secret };
    delete stored.pendingSecret;
  });
  if (session) session.verified = true;
  return { Status: 'SUCCESS', ...(session && { Session: input.Session }) };
}

/**
 * Switches the authenticator on or off as a second factor.
 * @throws InvalidParameterException when there is none that was proved.
 */
export function setMfa(
  cognito: Cognito,
  { pool, user }: { pool: Pool; user: User },
  settings: Sdk.SoftwareTokenMfaSettingsType | undefined,
): void {
  if (!settings) return;
  if (settings.Enabled && !user.totp) {
    throw invalidParameter('User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA');
  }
  updateUser(cognito, pool, user, (stored) => {
    if (settings.Enabled) stored.mfa = settings.PreferredMfa ? 'preferred' : 'on';
    else if (settings.Enabled === false) stored.mfa = 'off';
  });
}

/** Switches the second factor of an access token's user on or off. */
export function setUserMfaPreference(cognito: Cognito, input: Sdk.SetUserMFAPreferenceCommandInput) {
  const { client, user } = readAccessToken(cognito, input.AccessToken);
  setMfa(cognito, { pool: client.pool, user }, input.SoftwareTokenMfaSettings);
  return {};
}

/**
 * Checks the answer to a `SOFTWARE_TOKEN_MFA` challenge; each code works once.
 * @throws CodeMismatchException, ExpiredCodeException
 */
export function checkMfaCode(cognito: Cognito, located: Required<Located>, code: string): void {
  const { pool, user, session } = located;
  const step = user.totp && matchTotp(user.totp.secret, code, cognito.now());
  if (step === undefined) {
    session.failures++;
    throw codeMismatch('Invalid code received for user');
  }
  updateUser(cognito, pool, user, (stored) => {
    if (!stored.totp || step <= (stored.totp.lastStep ?? 0)) {
      throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
    }
    stored.totp.lastStep = step;
  });
}
