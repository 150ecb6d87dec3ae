import {
  accessContracts,
  answerChallenge,
  me,
  password,
  refresh,
  signIn,
  signOut,
} from '../../shared/access/access.contract.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { env } from '../runtime/env.ts';
import type { Input, Routes } from '../runtime/http.ts';
import { Answer } from '../runtime/http.ts';
import type { Tokens } from '../runtime/users.ts';
import * as identity from '../runtime/users.ts';

const COOKIE = 'evergreen-refresh';
/** Refresh tokens live 30 days; so does their cookie. Only the sign-in paths ever get it. */
const cookie = (value: string, maxAge: number): string =>
  `${COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/v1/auth; Max-Age=${maxAge}${env.webOrigin.startsWith('https:') ? '; Secure' : ''}`;

const tokenIn = (input: Input): string | undefined => {
  const found = input.cookies.map((one) => one.trim()).find((one) => one.startsWith(`${COOKIE}=`));
  const value = found?.slice(COOKIE.length + 1);
  if (!value) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    // Not one of ours: the identity provider will say so.
    return value;
  }
};

const withCookie = (tokens: Tokens): Answer =>
  new Answer(tokens, {
    cookies:
      tokens.status === 'signed-in' && tokens.refreshToken
        ? [cookie(encodeURIComponent(tokens.refreshToken), 30 * 86_400)]
        : [],
  });

/** Sign-in, answered by the identity provider through the same calls on AWS and here. */
export const accessRoutes: Routes = {
  contracts: accessContracts.filter((endpoint) => endpoint.id !== me.id),
  handlers: {
    [signIn.id]: async ({ body }) => withCookie(await identity.signIn(body.email, body.password)),
    [answerChallenge.id]: async ({ body }) => withCookie(await identity.answer(body)),
    [refresh.id]: async (input) => {
      const token = tokenIn(input);
      if (!token) throw new Problem('unauthenticated');
      return withCookie(await identity.refresh(token));
    },
    [signOut.id]: async (input) => {
      const token = tokenIn(input);
      // A token that is no longer valid is signed out already.
      if (token)
        await identity.revoke(token).catch((error) => (error instanceof Problem ? undefined : Promise.reject(error)));
      return new Answer({ status: 'done' }, { cookies: [cookie('', 0)] });
    },
    [password.id]: async ({ body }) => {
      if (body.action === 'change') await identity.changePassword(body);
      else if (body.action === 'forgot') await identity.forgotPassword(body.email);
      else await identity.resetPassword(body);
      return { status: 'done' };
    },
  },
};
