import {
  AdminCreateUserCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ProblemCode } from '../../shared/kernel/problem.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { clientConfig, env } from './env.ts';

let client: CognitoIdentityProviderClient | undefined;
const cognito = () => (client ??= new CognitoIdentityProviderClient(clientConfig(env.awsEndpoint)));

/** Forgets the client (tests start several issuers). */
export const resetCognito = (): void => {
  client = undefined;
};

const codes: Record<string, ProblemCode> = {
  NotAuthorizedException: 'sign-in-failed',
  UserNotFoundException: 'sign-in-failed',
  UserNotConfirmedException: 'sign-in-failed',
  PasswordResetRequiredException: 'sign-in-failed',
  InvalidPasswordException: 'weak-password',
  CodeMismatchException: 'challenge-failed',
  ExpiredCodeException: 'challenge-failed',
  TooManyRequestsException: 'too-many-requests',
  LimitExceededException: 'too-many-requests',
  TooManyFailedAttemptsException: 'too-many-requests',
  InvalidParameterException: 'challenge-failed',
};

/** Runs a call of the identity provider; its refusals become problems. `fallback` names what "not authorised" means here. */
const ask = async <T>(call: () => Promise<T>, fallback: ProblemCode = 'sign-in-failed'): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const code = codes[name];
    if (!code) throw error;
    throw new Problem(code === 'sign-in-failed' ? fallback : code);
  }
};

export type Tokens =
  | { status: 'signed-in'; accessToken: string; expiresIn: number; refreshToken?: string }
  | { status: 'challenge'; challenge: 'new-password' | 'mfa-code'; session: string };

interface Outcome {
  ChallengeName?: string | undefined;
  Session?: string | undefined;
  AuthenticationResult?:
    | { AccessToken?: string | undefined; RefreshToken?: string | undefined; ExpiresIn?: number | undefined }
    | undefined;
}

const tokensOf = (outcome: Outcome): Tokens => {
  const result = outcome.AuthenticationResult;
  if (result?.AccessToken) {
    return {
      status: 'signed-in',
      accessToken: result.AccessToken,
      expiresIn: result.ExpiresIn ?? 3600,
      ...(result.RefreshToken ? { refreshToken: result.RefreshToken } : {}),
    };
  }
  if (outcome.ChallengeName === 'NEW_PASSWORD_REQUIRED')
    return { status: 'challenge', challenge: 'new-password', session: outcome.Session ?? '' };
  if (outcome.ChallengeName === 'SOFTWARE_TOKEN_MFA')
    return { status: 'challenge', challenge: 'mfa-code', session: outcome.Session ?? '' };
  throw new Problem('sign-in-failed');
};

/** Signs in; the answer may be a challenge. @throws Problem sign-in-failed, too-many-requests */
export const signIn = async (email: string, password: string): Promise<Tokens> =>
  tokensOf(
    await ask(() =>
      cognito().send(
        new InitiateAuthCommand({
          ClientId: env.clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: email.toLowerCase(), PASSWORD: password },
        }),
      ),
    ),
  );

/** Answers a challenge with a new password or a code. @throws Problem challenge-failed, weak-password */
export const answer = async (input: {
  email: string;
  session: string;
  newPassword?: string | undefined;
  code?: string | undefined;
}): Promise<Tokens> => {
  const username = input.email.toLowerCase();
  const challenge =
    input.newPassword !== undefined
      ? {
          ChallengeName: 'NEW_PASSWORD_REQUIRED' as const,
          ChallengeResponses: { USERNAME: username, NEW_PASSWORD: input.newPassword },
        }
      : {
          ChallengeName: 'SOFTWARE_TOKEN_MFA' as const,
          ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: input.code ?? '' },
        };
  return tokensOf(
    await ask(
      () =>
        cognito().send(
          new RespondToAuthChallengeCommand({ ClientId: env.clientId, Session: input.session, ...challenge }),
        ),
      'challenge-failed',
    ),
  );
};

export const refresh = async (refreshToken: string): Promise<Tokens> =>
  tokensOf(
    await ask(
      () =>
        cognito().send(
          new InitiateAuthCommand({
            ClientId: env.clientId,
            AuthFlow: 'REFRESH_TOKEN_AUTH',
            AuthParameters: { REFRESH_TOKEN: refreshToken },
          }),
        ),
      'invalid-token',
    ),
  );

export const revoke = async (refreshToken: string): Promise<void> => {
  await ask(
    () => cognito().send(new RevokeTokenCommand({ ClientId: env.clientId, Token: refreshToken })),
    'invalid-token',
  );
};

export const changePassword = async (input: {
  accessToken: string;
  currentPassword: string;
  newPassword: string;
}): Promise<void> => {
  await ask(() =>
    cognito().send(
      new ChangePasswordCommand({
        AccessToken: input.accessToken,
        PreviousPassword: input.currentPassword,
        ProposedPassword: input.newPassword,
      }),
    ),
  );
};

/** Sends a reset code. An unknown address is answered like a known one. */
export const forgotPassword = async (email: string): Promise<void> => {
  try {
    await ask(() =>
      cognito().send(new ForgotPasswordCommand({ ClientId: env.clientId, Username: email.toLowerCase() })),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'too-many-requests') throw error;
  }
};

export const resetPassword = async (input: { email: string; code: string; newPassword: string }): Promise<void> => {
  await ask(
    () =>
      cognito().send(
        new ConfirmForgotPasswordCommand({
          ClientId: env.clientId,
          Username: input.email.toLowerCase(),
          ConfirmationCode: input.code,
          Password: input.newPassword,
        }),
      ),
    'challenge-failed',
  );
};

/** The subject of a user with this address; invited by mail when there is none yet. A sandbox sends no mail. */
export const ensureUser = async (email: string, notify: 'mail' | 'quiet'): Promise<string> => {
  const username = email.toLowerCase();
  const subOf = (attributes: { Name?: string | undefined; Value?: string | undefined }[] | undefined) =>
    attributes?.find((a) => a.Name === 'sub')?.Value;
  const find = async () => {
    const found = await cognito().send(
      new ListUsersCommand({
        UserPoolId: env.userPoolId,
        Filter: `email = "${username.replaceAll('"', '')}"`,
        Limit: 1,
      }),
    );
    return subOf(found.Users?.[0]?.Attributes);
  };
  const known = await find();
  if (known) return known;
  const command = new AdminCreateUserCommand({
    UserPoolId: env.userPoolId,
    Username: username,
    UserAttributes: [
      { Name: 'email', Value: username },
      { Name: 'email_verified', Value: 'true' },
    ],
    ...(notify === 'quiet' ? { MessageAction: 'SUPPRESS' as const } : { DesiredDeliveryMediums: ['EMAIL' as const] }),
  });
  const made = await cognito()
    .send(command)
    .catch((error: Error) => {
      // Somebody invited the same person at the same moment.
      if (error.name === 'UsernameExistsException') return undefined;
      throw error;
    });
  const sub = made ? subOf(made.User?.Attributes) : await find();
  if (!sub) throw new Error('the identity provider gave no subject');
  return sub;
};
