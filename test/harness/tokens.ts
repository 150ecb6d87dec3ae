import { createSign, generateKeyPairSync } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfig, env } from '../../functions/runtime/env.ts';
import type { Person } from './world.ts';
import { PASSWORD } from './world.ts';

type Claims = Record<string, unknown>;

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;
const partsOf = (token: string): [string, string, string] => token.split('.') as [string, string, string];

/** The identity provider, asked past the product. */
export const identityProvider = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient(clientConfig(env.awsEndpoint));

const signInAt = async (clientId: string, person: Person) => {
  const AuthParameters = { USERNAME: person.email, PASSWORD };
  const command = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  const { AuthenticationResult } = await identityProvider().send(command);
  if (!AuthenticationResult?.AccessToken || !AuthenticationResult.IdToken)
    throw new Error('the sign-in gave no tokens');
  return { access: AuthenticationResult.AccessToken, id: AuthenticationResult.IdToken };
};

/** The id token of the same sign-in: it says who somebody is, not that they may come in. */
export const idToken = async (person: Person): Promise<string> => (await signInAt(env.clientId, person)).id;

/** An access token that the same issuer gave to another application. */
export const otherClientsToken = async (person: Person): Promise<string> => {
  const input = { UserPoolId: env.userPoolId, ClientName: 'another application' };
  const { UserPoolClient } = await identityProvider().send(new CreateUserPoolClientCommand(input));
  return (await signInAt(UserPoolClient?.ClientId ?? '', person)).access;
};

/** The same header and claims, signed by a key that is not the issuer's. */
export const forged = (token: string): string => {
  const [header, claims] = partsOf(token);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${header}.${claims}.${createSign('sha256').update(`${header}.${claims}`).sign(privateKey).toString('base64url')}`;
};

/** Other claims under the issuer's signature of the old ones. */
export const changed = (token: string, claims: Claims): string => {
  const [header, payload, signature] = partsOf(token);
  return `${header}.${encode({ ...decode(payload), ...claims })}.${signature}`;
};

/** A token that says of itself that it needs no signature. */
export const unsigned = (token: string): string => {
  const [header, payload, signature] = partsOf(token);
  return `${encode({ ...decode(header), alg: 'none' })}.${payload}.${signature}`;
};
