import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AuthFlowType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { onTestFinished } from 'vitest';
import { type Aws, type AwsOptions, startAws } from './aws.ts';
import { localClient } from './client.ts';
import type { State } from './state.ts';
import { quiet, tempState } from './testing.ts';

export const UserPoolId = 'local_pool';
export const ClientId = 'webclient';
export const issuer = 'http://localhost/evergreen_local';
export const Username = 'Ann@example.com';
export const Password = 'Evergreen2026';

/** An issuer with a clock that stands at 2026-03-01T08:00:00Z, and the calls most tests make. */
export async function setUp(options: Partial<AwsOptions> & { state?: State } = {}) {
  const clock = { now: Date.parse('2026-03-01T08:00:00Z') };
  const state = options.state ?? tempState();
  const aws = await startAws({
    state,
    poolId: UserPoolId,
    clientId: ClientId,
    issuer,
    now: () => clock.now,
    log: quiet,
    ...options,
  });
  onTestFinished(() => aws.stop());
  const client = new CognitoIdentityProviderClient({ ...localClient(aws.endpoint), maxAttempts: 1 });
  const signIn = (password = Password, name = Username) => {
    const AuthParameters = { USERNAME: name, PASSWORD: password };
    return client.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }));
  };
  const refresh = (token: string | undefined, AuthFlow: AuthFlowType = 'REFRESH_TOKEN_AUTH') => {
    const AuthParameters = { REFRESH_TOKEN: token ?? '' };
    return client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
  };
  const respond = (challenge: InitiateAuthCommandOutput, answers: Record<string, string>) => {
    const ChallengeResponses = { USERNAME: Username, ...answers };
    const { ChallengeName, Session } = challenge;
    return client.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }));
  };
  const create = async (name = Username) => {
    const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
    const input = { UserPoolId, Username: name, UserAttributes, MessageAction: 'SUPPRESS' as const };
    const { User } = await client.send(new AdminCreateUserCommand(input));
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: name, Password, Permanent: true }));
    return User;
  };
  return { aws, client, clock, state, signIn, refresh, respond, create };
}

/** Verifies a token as the product does. */
export function verify(aws: Aws, token: string | undefined, tokenUse: 'access' | 'id') {
  const verifier = JwtRsaVerifier.create({
    issuer,
    audience: tokenUse === 'id' ? ClientId : null,
    jwksUri: 'https://localhost/jwks.json',
    customJwtCheck: ({ payload }) => {
      if (payload['token_use'] !== tokenUse) throw new Error('wrong use');
    },
    // The tests' clock stands still in the past.
    graceSeconds: 1e9,
  });
  verifier.cacheJwks(aws.jwks());
  return verifier.verify(token ?? '');
}
