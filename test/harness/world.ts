import { cpSync, rmSync } from 'node:fs';
import { AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { resetAuthentication } from '../../functions/runtime/authenticate.ts';
import { clientConfig, env } from '../../functions/runtime/env.ts';
import { createMember, createWorkspace } from '../../functions/runtime/provision.ts';
import { ensureUser, resetCognito } from '../../functions/runtime/users.ts';
import type { Stack, StackOptions } from '../../local/stack.ts';
import { startStack } from '../../local/stack.ts';
import type { Role } from '../../shared/access/permissions.ts';
import { memberIdOf } from '../../shared/table/keys.ts';
import { scratchDir } from './scratch.ts';

export const PASSWORD = 'Evergreen-1';
export const MAIN = 'ws_main';
export const OTHER = 'ws_other';

export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  /** Version in the ETag. */
  version: number;
}

export interface CallOptions {
  body?: unknown;
  /** Version for If-Match. */
  version?: number;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
export type Any = any;

/** A person at the API: `call('POST', '/accounts', {body})`; a path that does not begin with /v1 is in their workspace. */
export interface Person {
  memberId: string;
  email: string;
  token: string;
  ws: string;
  call: (method: string, path: string, options?: CallOptions) => Promise<Reply<Any>>;
}

export interface World {
  stack: Stack;
  url: string;
  /** Milliseconds; tests move it by hand. */
  clock: { now: number };
  person: (
    role: Role,
    options?: { ws?: string; scope?: 'own' | 'team' | 'all'; team?: string; name?: string },
  ) => Promise<Person>;
  /** The same person, signed in anew: after the clock moved by more than a token lives. */
  again: (person: Person) => Promise<Person>;
  anyone: (token?: string, ws?: string) => Person['call'];
  /** Stream and queue drained. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
}

const START = Date.parse('2026-11-21T02:00:00.000Z');

/** One request. Never throws for a refusal. */
export const request = async (
  url: string,
  method: string,
  options: CallOptions & { token?: string | undefined } = {},
): Promise<Reply<Any>> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: json && text !== '' ? JSON.parse(text) : text,
    version: Number(/"(\d+)"/.exec(response.headers.get('etag') ?? '')?.[1] ?? 0),
  };
};

/**
 * The whole product on a fresh folder and a clock of the test's own: emulator, issuer, queue, stream, HTTP. A clock that stands still
 * makes every write one of the last moment, which each list reads again; `ticking` is for tests that write a lot. `from` is the folder
 * of a world that was stopped: this one begins as a copy of it.
 */
export const openWorld = async (
  options: Partial<StackOptions> & { start?: number; ticking?: 'real'; from?: string } = {},
): Promise<World> => {
  process.env['EVERGREEN_LOG'] = 'off';
  const dataDir = options.dataDir ?? scratchDir('test');
  if (options.from) cpSync(options.from, dataDir, { recursive: true });
  const clock = { now: options.start ?? START };
  const opened = performance.now();
  resetAuthentication();
  resetCognito();
  const stack = await startStack({
    dataDir,
    port: 0,
    schedules: 'off',
    now: () => clock.now + (options.ticking ? Math.floor(performance.now() - opened) : 0),
    ...options,
  });
  const companies = [
    [MAIN, 'Evergreen Bicycles'],
    [OTHER, 'Other Company'],
  ] as const;
  for (const [id, name] of options.from ? [] : companies) {
    await createWorkspace(
      { id, name, kind: 'production', timeZone: 'Asia/Shanghai', currency: 'CNY', country: 'CN' },
      stack.deps,
    );
  }
  let count = 0;
  const anyone: World['anyone'] =
    (token, ws = MAIN) =>
    (method, path, call = {}) =>
      request(`${stack.url}${path.startsWith('/v1') ? path : `/v1/workspaces/${ws}${path}`}`, method, {
        token,
        ...call,
      });
  const again: World['again'] = async (person) => {
    const signedIn = await anyone()('POST', '/v1/auth/sign-in', { body: { email: person.email, password: PASSWORD } });
    if (signedIn.status !== 200)
      throw new Error(`sign-in answered ${signedIn.status} ${JSON.stringify(signedIn.body)}`);
    const token = String(signedIn.body.accessToken);
    return { ...person, token, call: anyone(token, person.ws) };
  };
  const person: World['person'] = async (role, { ws = MAIN, scope = 'all', team, name } = {}) => {
    const email = `${role}-${++count}@test.example`;
    const sub = await ensureUser(email, 'quiet');
    const cognito = new CognitoIdentityProviderClient(clientConfig(env.awsEndpoint));
    await cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: env.userPoolId,
        Username: email,
        Password: PASSWORD,
        Permanent: true,
      }),
    );
    await createMember(
      ws,
      {
        sub,
        name: name ?? `${role} ${count}`,
        email,
        role,
        scope,
        language: 'en',
        ...(team ? { team } : {}),
        reviewGroup: role === 'executive',
      },
      stack.deps,
    );
    return again({ memberId: memberIdOf(sub), email, token: '', ws, call: anyone() });
  };
  return {
    stack,
    url: stack.url,
    clock,
    person,
    again,
    anyone,
    settle: () => stack.idle(),
    close: async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
