import type { SignInResult } from '../../shared/access/access.contract.ts';
import { answerChallenge, refresh, signIn, signOut } from '../../shared/access/access.contract.ts';
import { send } from './lib/send.ts';

// The access token lives in memory alone: nothing that a script could read later is ever stored.
let accessToken: string | undefined;
let refreshing: Promise<boolean> | undefined;
const listeners = new Set<() => void>();

export const token = (): string | undefined => accessToken;

/** Told when the session begins or ends. Returns the way to stop listening. */
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const setToken = (next: string | undefined): void => {
  const changed = (accessToken === undefined) !== (next === undefined);
  accessToken = next;
  if (changed) for (const listener of listeners) listener();
};

const take = (result: SignInResult): SignInResult => {
  if (result.status === 'signed-in') setToken(result.accessToken);
  return result;
};

/** A new access token by the cookie; false when nobody is signed in. Calls at the same time share one request. */
export const renew = (): Promise<boolean> => {
  refreshing ??= send(refresh, { params: {}, body: {} })
    .then((result) => take(result).status === 'signed-in')
    .catch((error: unknown) => {
      // A network that is away for a moment must not sign anybody out.
      if (error instanceof Error && 'status' in error && error.status === 401) setToken(undefined);
      return false;
    })
    .finally(() => {
      refreshing = undefined;
    });
  return refreshing;
};

export const startSession = async (email: string, password: string): Promise<SignInResult> =>
  take(await send(signIn, { params: {}, body: { email, password } }));

export const continueSession = async (
  question: { email: string; session: string },
  answer: { newPassword: string } | { code: string },
): Promise<SignInResult> => take(await send(answerChallenge, { params: {}, body: { ...question, ...answer } }));

/** Ends the session here even when the server cannot be reached. */
export const endSession = async (): Promise<void> => {
  await send(signOut, { params: {}, body: {} }).catch(() => undefined);
  setToken(undefined);
};
