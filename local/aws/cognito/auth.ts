import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import { beginPasswordAttempt, clearAttempts } from './attempts.ts';
import type { Client, Cognito, Session } from './context.ts';
import { invalidParameter, notAuthorized, required, userNotFound } from './errors.ts';
import { checkMfaCode } from './mfa.ts';
import { checkPassword, hashPassword, requirePolicy } from './passwords.ts';
import { getClient, hidesUsers } from './pools.ts';
import { attemptName } from './recovery.ts';
import { getSession, openSession } from './sessions.ts';
import { issueTokens, readAccessToken, refreshTokens, revokeAll, revokeToken } from './tokens.ts';
import { findUser, getUser, listAttributes, mfaSettings, readAttributes, type User, updateUser } from './users.ts';

interface Step {
  ChallengeName?: Session['challenge'];
  Session?: string;
  ChallengeParameters: Record<string, string>;
  AuthenticationResult?: Sdk.AuthenticationResultType;
}

function challenge(cognito: Cognito, name: Session['challenge'], who: { client: Client; user: User }): Step {
  const { user } = who;
  const { sub: _, ...attributes } = user.attributes;
  const parameters: Record<Session['challenge'], Record<string, string>> = {
    NEW_PASSWORD_REQUIRED: { requiredAttributes: '[]', userAttributes: JSON.stringify(attributes) },
    SOFTWARE_TOKEN_MFA: { FRIENDLY_DEVICE_NAME: '' },
    MFA_SETUP: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
  };
  return {
    ChallengeName: name,
    Session: openSession(cognito, name, who),
    ChallengeParameters: { USER_ID_FOR_SRP: user.username, ...parameters[name] },
  };
}

/** What comes after the password was right: a second factor, its set-up where the pool demands one, or the tokens. */
function afterPassword(cognito: Cognito, who: { client: Client; user: User }): Step {
  const { client, user } = who;
  const demanded = client.pool.config.MfaConfiguration ?? 'OPTIONAL';
  if (demanded !== 'OFF' && user.totp && (user.mfa !== 'off' || demanded === 'ON')) {
    return challenge(cognito, 'SOFTWARE_TOKEN_MFA', who);
  }
  if (demanded === 'ON') return challenge(cognito, 'MFA_SETUP', who);
  return { ChallengeParameters: {}, AuthenticationResult: issueTokens(cognito, client, user) };
}

/** @throws NotAuthorizedException (UserNotFoundException only where the client asks to be told) */
async function checkSignIn(cognito: Cognito, client: Client, given: { name: string; password: string }): Promise<User> {
  const { pool } = client;
  const found = findUser(cognito, pool, given.name);
  const attempts = { cognito, pool, name: attemptName(given.name, found) };
  beginPasswordAttempt(attempts);
  const right = await checkPassword(given.password, found?.passwordHash);
  if (!found && !hidesUsers(client)) throw userNotFound();
  if (!found || !right) throw notAuthorized();
  clearAttempts(attempts);
  // As it is now: it may have been disabled while the hash was computed.
  const user = getUser(cognito, pool, found.username);
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return user;
}

async function signIn(cognito: Cognito, client: Client, given: { name: string; password: string }): Promise<Step> {
  const user = await checkSignIn(cognito, client, given);
  if (user.status === 'RESET_REQUIRED') {
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    if ((user.temporaryUntil ?? Number.POSITIVE_INFINITY) <= cognito.now()) {
      throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
    }
    return challenge(cognito, 'NEW_PASSWORD_REQUIRED', { client, user });
  }
  return afterPassword(cognito, { client, user });
}

/** Which setting of a client allows a flow; refreshing is always allowed. */
const FLOW_SETTING: Record<string, string> = {
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
  ADMIN_USER_PASSWORD_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
};

function authenticate(
  cognito: Cognito,
  client: Client,
  input: Pick<Sdk.InitiateAuthCommandInput, 'AuthFlow' | 'AuthParameters'>,
): Step | Promise<Step> {
  const flow = required(input.AuthFlow, 'AuthFlow') as string;
  const setting = FLOW_SETTING[flow];
  if (setting === undefined) throw invalidParameter(`${flow} is not supported by the local user pool.`);
  const allowed: string[] | undefined = client.config.ExplicitAuthFlows;
  if (allowed && !allowed.includes(setting) && setting !== 'ALLOW_REFRESH_TOKEN_AUTH') {
    throw invalidParameter(`${flow} flow not enabled for this client`);
  }
  const parameters = input.AuthParameters ?? {};
  if (setting === 'ALLOW_REFRESH_TOKEN_AUTH') {
    const token = required(parameters['REFRESH_TOKEN'], 'REFRESH_TOKEN');
    return { ChallengeParameters: {}, AuthenticationResult: refreshTokens(cognito, client, token) };
  }
  return signIn(cognito, client, {
    name: required(parameters['USERNAME'], 'USERNAME'),
    password: required(parameters['PASSWORD'], 'PASSWORD'),
  });
}

/** Begins a sign-in with a password, or refreshes one. */
export function initiateAuth(cognito: Cognito, input: Sdk.InitiateAuthCommandInput) {
  if (input.AuthFlow?.startsWith('ADMIN_')) throw invalidParameter('Initiate Auth method not supported.');
  return authenticate(cognito, getClient(cognito, required(input.ClientId, 'ClientId')), input);
}

/** Like `initiateAuth`, for callers with AWS credentials. */
export function adminInitiateAuth(cognito: Cognito, input: Sdk.AdminInitiateAuthCommandInput) {
  const poolId = required(input.UserPoolId, 'UserPoolId');
  return authenticate(cognito, getClient(cognito, required(input.ClientId, 'ClientId'), poolId), input);
}

async function setNewPassword(
  cognito: Cognito,
  client: Client,
  answer: { user: User; values: Answers },
): Promise<User> {
  const { pool } = client;
  const password = required(answer.values['NEW_PASSWORD'], 'NEW_PASSWORD');
  requirePolicy(password, pool.config.Policies?.PasswordPolicy);
  const given = Object.entries(answer.values).filter(([name]) => name.startsWith('userAttributes.'));
  const attributes = readAttributes(
    given.map(([name, Value]) => ({ Name: name.slice('userAttributes.'.length), Value })),
  );
  const passwordHash = await hashPassword(password);
  return updateUser(cognito, pool, answer.user, (stored) => {
    if (stored.status !== 'FORCE_CHANGE_PASSWORD') throw notAuthorized('Invalid session for the user.');
    stored.passwordHash = passwordHash;
    stored.status = 'CONFIRMED';
    delete stored.temporaryUntil;
    Object.assign(stored.attributes, attributes);
  });
}

type Answers = Record<string, string>;

/** Answers a challenge. A wrong answer leaves the session open for another try, a right one ends it. */
export async function respondToAuthChallenge(cognito: Cognito, input: Sdk.RespondToAuthChallengeCommandInput) {
  const client = getClient(cognito, required(input.ClientId, 'ClientId'));
  const token = required(input.Session, 'Session');
  const session = getSession(cognito, token);
  const values = input.ChallengeResponses ?? {};
  const user = findUser(cognito, client.pool, required(values['USERNAME'], 'USERNAME'));
  if (
    session.client !== client.id ||
    session.challenge !== input.ChallengeName ||
    user?.username !== session.username
  ) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  let step: Step;
  if (session.challenge === 'NEW_PASSWORD_REQUIRED') {
    step = afterPassword(cognito, { client, user: await setNewPassword(cognito, client, { user, values }) });
  } else if (session.challenge === 'SOFTWARE_TOKEN_MFA') {
    const code = required(values['SOFTWARE_TOKEN_MFA_CODE'], 'SOFTWARE_TOKEN_MFA_CODE');
    checkMfaCode(cognito, { pool: client.pool, user, session }, code);
    step = { ChallengeParameters: {}, AuthenticationResult: issueTokens(cognito, client, user) };
  } else {
    if (!session.verified) throw notAuthorized('Software token MFA has not been set up.');
    const enabled = updateUser(cognito, client.pool, user, (stored) => {
      stored.mfa = 'preferred';
    });
    step = { ChallengeParameters: {}, AuthenticationResult: issueTokens(cognito, client, enabled) };
  }
  cognito.sessions.delete(token);
  return step;
}

/** Changes the password of whoever holds the access token. Other sign-ins stay, as in Cognito. */
export async function changePassword(cognito: Cognito, input: Sdk.ChangePasswordCommandInput) {
  const { client, user } = readAccessToken(cognito, input.AccessToken);
  const proposed = required(input.ProposedPassword, 'ProposedPassword');
  const password = required(input.PreviousPassword, 'PreviousPassword');
  await checkSignIn(cognito, client, { name: user.username, password });
  requirePolicy(proposed, client.pool.config.Policies?.PasswordPolicy);
  const passwordHash = await hashPassword(proposed);
  updateUser(cognito, client.pool, user, (stored) => {
    stored.passwordHash = passwordHash;
  });
  return {};
}

/** Shows the user of an access token. */
export function getOwnUser(cognito: Cognito, input: Sdk.GetUserCommandInput) {
  const { user } = readAccessToken(cognito, input.AccessToken);
  return { Username: user.username, UserAttributes: listAttributes(user), ...mfaSettings(user) };
}

/** Ends all sign-ins of an access token's user. */
export function globalSignOut(cognito: Cognito, input: Sdk.GlobalSignOutCommandInput) {
  const { client, user } = readAccessToken(cognito, input.AccessToken);
  revokeAll(cognito, client.pool, user);
  return {};
}

/** Ends the sign-in of a refresh token, with the access tokens that came from it. */
export function revoke(cognito: Cognito, input: Sdk.RevokeTokenCommandInput) {
  const client = getClient(cognito, required(input.ClientId, 'ClientId'));
  const token = required(input.Token, 'Token');
  if (token.split('.').length === 3) throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type');
  revokeToken(cognito, client, token);
  return {};
}
