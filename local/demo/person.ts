import type { Stack } from '../stack.ts';
import type { PersonKey } from './people.ts';
import { addressOf, PASSWORD } from './people.ts';

export interface Answer {
  id?: string;
  version?: number;
  items?: { id: string; version: number }[];
  [field: string]: unknown;
}

export type Call = (
  method: string,
  path: string,
  options?: { body?: unknown; version?: number; key?: string },
) => Promise<Answer>;

/** The API as one of the demo company's people. A refusal is an answer like any other: a story that is told twice changes nothing. */
export const personAt = async (stack: Stack, ws: string, key: PersonKey): Promise<Call> => {
  const send = async (method: string, url: string, headers: Record<string, string>, body: unknown): Promise<Answer> => {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  };
  const signIn = { email: addressOf(key), password: PASSWORD };
  const { accessToken } = await send('POST', `${stack.url}/v1/auth/sign-in`, {}, signIn);
  return (method, path, { body, version, key: once } = {}) =>
    send(
      method,
      `${stack.url}/v1/workspaces/${ws}${path}`,
      {
        authorization: `Bearer ${String(accessToken)}`,
        'x-evergreen-client': 'web',
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(once === undefined ? {} : { 'idempotency-key': once }),
      },
      body,
    );
};
