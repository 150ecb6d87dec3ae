import * as z from 'zod';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { roleNames } from './permissions.ts';

const address = z.string().trim().min(3).max(200);
const secret = z.string().min(1).max(256);

/** Tokens, or the question that has to be answered first. The refresh token travels in an HttpOnly cookie only. */
export const signInResult = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('signed-in'),
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: 'Seconds.' }),
  }),
  z.object({ status: z.literal('challenge'), challenge: z.enum(['new-password', 'mfa-code']), session: z.string() }),
]);
export type SignInResult = z.infer<typeof signInResult>;

const common = { group: 'identity', permission: 'public', params: z.object({}), tag: 'Sign-in' } as const;
const done = z.object({ status: z.literal('done') });

export const signIn = defineEndpoint({
  ...common,
  id: 'auth.signIn',
  method: 'POST',
  path: '/v1/auth/sign-in',
  summary: 'Sign in with e-mail and password',
  body: z.strictObject({ email: address, password: secret }),
  output: signInResult,
  status: 200,
  errors: ['sign-in-failed', 'challenge-failed'],
  example: { body: { email: 'admin@demo.example', password: 'Evergreen-1' } },
});
export const answerChallenge = defineEndpoint({
  ...common,
  id: 'auth.challenge',
  method: 'POST',
  path: '/v1/auth/challenge',
  summary: 'Answer a sign-in challenge',
  body: z.strictObject({
    email: address,
    session: z.string().min(1).max(4000),
    newPassword: secret.optional(),
    code: z.string().max(10).optional(),
  }),
  output: signInResult,
  status: 200,
  errors: ['challenge-failed', 'weak-password', 'sign-in-failed'],
  example: { body: { email: 'admin@demo.example', session: 'session', code: '123456' } },
});
export const refresh = defineEndpoint({
  ...common,
  id: 'auth.refresh',
  method: 'POST',
  path: '/v1/auth/refresh',
  summary: 'New access token by the refresh cookie',
  body: z.strictObject({}),
  output: signInResult,
  status: 200,
  errors: ['unauthenticated', 'invalid-token'],
  example: { body: {} },
});
export const signOut = defineEndpoint({
  ...common,
  id: 'auth.signOut',
  method: 'POST',
  path: '/v1/auth/sign-out',
  summary: 'Revoke the refresh token and clear its cookie',
  body: z.strictObject({}),
  output: done,
  status: 200,
  errors: [],
  example: { body: {} },
});
export const password = defineEndpoint({
  ...common,
  id: 'auth.password',
  method: 'POST',
  path: '/v1/auth/password',
  summary: 'Change a password, or ask for and use a reset code',
  body: z.discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('change'),
      currentPassword: secret,
      newPassword: secret,
      accessToken: z.string().max(4000),
    }),
    z.strictObject({ action: z.literal('forgot'), email: address }),
    z.strictObject({ action: z.literal('reset'), email: address, code: z.string().max(20), newPassword: secret }),
  ]),
  output: done,
  status: 200,
  errors: ['sign-in-failed', 'challenge-failed', 'weak-password', 'invalid-token'],
  example: { body: { action: 'forgot', email: 'admin@demo.example' } },
});

const roleName = z.enum(roleNames as [string, ...string[]]);

/** A workspace as a member sees it. */
export const membership = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  workspaceKind: z.enum(['production', 'sandbox']),
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleName),
  scope: z.enum(['own', 'team', 'all']),
  team: z.string().optional(),
  language: z.string(),
  sees: z.array(z.string()),
  permissions: z.array(z.string()),
  timeZone: z.string(),
  currency: z.string(),
});
export const me = defineEndpoint({
  id: 'me.get',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who is signed in, and in which workspaces',
  group: 'core',
  permission: 'signed-in',
  tag: 'Sign-in',
  params: z.object({}),
  output: z.object({ userId: z.string(), memberships: z.array(membership) }),
  status: 200,
  errors: [],
  example: {},
});

export const accessContracts = [signIn, answerChallenge, refresh, signOut, password, me] as const;
