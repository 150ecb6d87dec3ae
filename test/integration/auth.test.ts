import {
  AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totp } from '../../local/aws.ts';
import { mailsTo, resetCode } from '../harness/mails.ts';
import { done } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import { identityProvider } from '../harness/tokens.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld, PASSWORD } from '../harness/world.ts';

let world: World;
let admin: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
});
afterAll(() => world.close());

const MINUTE = 60_000;
const NEW_PASSWORD = 'Another-word-2';

const auth = (path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Reply<Any>> =>
  world.anyone()('POST', `/v1/auth/${path}`, { body, headers });
const signIn = (email: string, password = PASSWORD) => auth('sign-in', { email, password });
const me = (token: string): Promise<Reply<Any>> => world.anyone(token)('GET', '/v1/me');

/** The cookie that an answer sets: what the browser sends back, and how it may. */
const cookieOf = (reply: Reply<Any>) => {
  const [pair = '', ...flags] = (reply.headers.getSetCookie()[0] ?? '').split('; ');
  return { pair, flags };
};

describe('signing in', () => {
  it('gives an access token that the API takes, and the address does not depend on its case', async () => {
    const person = await world.person('sales-rep');
    const reply = await signIn(person.email.toUpperCase());
    expect(reply).toMatchObject({ status: 200, body: { status: 'signed-in', expiresIn: 3600 } });
    const { body } = await me(reply.body.accessToken);
    expect(body.memberships).toMatchObject([
      {
        workspaceId: 'ws_main',
        workspaceKind: 'production',
        memberId: person.memberId,
        email: person.email,
        roles: ['sales-rep'],
        sees: [],
      },
    ]);
    expect(body.memberships[0].permissions).toContain('accounts:write');
    expect(body.memberships[0].permissions).not.toContain('members:write');
  });

  it('is refused in the same words for a wrong password and for an address that nobody has', async () => {
    const { email } = await world.person('sales-rep');
    const [wrong, unknown] = await Promise.all([signIn(email, 'Evergreen-2'), signIn('nobody@test.example')]);
    expect(refusal(wrong)).toEqual([401, 'sign-in-failed']);
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('is closed for a while after many guesses, even for the right password', async () => {
    const { email } = await world.person('sales-rep');
    for (let guess = 0; guess < 7; guess++) expect((await signIn(email, `Guess-number-${guess}`)).status).toBe(401);
    expect(refusal(await signIn(email))).toEqual([401, 'sign-in-failed']);
    world.clock.now += MINUTE;
    expect((await signIn(email)).status).toBe(200);
  });
});

describe('the refresh token', () => {
  it('travels in a cookie that no script can read and no other site can send', async () => {
    const reply = await signIn(admin.email);
    const { pair, flags } = cookieOf(reply);
    expect(pair).toMatch(/^evergreen-refresh=[\w%-]{40,}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/v1/auth', 'SameSite=Strict']);
    expect(JSON.stringify(reply.body)).not.toContain(pair.split('=')[1]);
  });

  it('is sent over https alone where the site has https', async () => {
    const before = process.env['EVERGREEN_WEB_ORIGIN'];
    process.env['EVERGREEN_WEB_ORIGIN'] = 'https://crm.example.com';
    try {
      expect(cookieOf(await signIn(admin.email)).flags).toContain('Secure');
      expect(cookieOf(await auth('sign-out')).flags).toContain('Secure');
    } finally {
      process.env['EVERGREEN_WEB_ORIGIN'] = before;
    }
  });

  it('gives a new access token once the old one has expired', async () => {
    const person = await world.person('sales-rep');
    const { pair: cookie } = cookieOf(await signIn(person.email));
    world.clock.now += 61 * MINUTE;
    expect(refusal(await me(person.token))).toEqual([401, 'invalid-token']);
    const refreshed = await auth('refresh', {}, { cookie: `theme=dark; ${cookie}` });
    expect(refreshed).toMatchObject({ status: 200, body: { status: 'signed-in' } });
    expect((await me(refreshed.body.accessToken)).status).toBe(200);
  });

  it.each([
    ['no cookie', {}, [401, 'unauthenticated']],
    ['an invented one', { cookie: 'evergreen-refresh=made-up' }, [401, 'invalid-token']],
    ['an empty one', { cookie: 'evergreen-refresh=' }, [401, 'unauthenticated']],
    ['one that is no text', { cookie: 'evergreen-refresh=%E0%A4%A' }, [401, 'invalid-token']],
  ])('is asked for: %s', async (_, headers, answer) => {
    expect(refusal(await auth('refresh', {}, headers as Record<string, string>))).toEqual(answer);
  });

  it('is worth nothing after signing out, and its cookie is taken back', async () => {
    const { pair: cookie } = cookieOf(await signIn(admin.email));
    const { pair: elsewhere } = cookieOf(await signIn(admin.email));
    const out = await auth('sign-out', {}, { cookie });
    expect(out).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(cookieOf(out)).toMatchObject({
      pair: 'evergreen-refresh=',
      flags: expect.arrayContaining(['Max-Age=0', 'Path=/v1/auth', 'HttpOnly']),
    });
    expect(refusal(await auth('refresh', {}, { cookie }))).toEqual([401, 'invalid-token']);
    // Signing out twice is no error, and signs nobody out elsewhere.
    expect((await auth('sign-out', {}, { cookie })).status).toBe(200);
    expect((await auth('refresh', {}, { cookie: elsewhere })).status).toBe(200);
  });
});

describe('a second factor', () => {
  const switchOn = async (person: Person): Promise<string> => {
    const provider = identityProvider();
    const AccessToken = done(await signIn(person.email)).accessToken as string;
    const { SecretCode } = await provider.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await provider.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp(SecretCode!, world.clock.now) }));
    await provider.send(
      new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }),
    );
    return SecretCode!;
  };

  it('is asked for after the password, and each code is good once', async () => {
    const person = await world.person('finance');
    const secret = await switchOn(person);
    world.clock.now += MINUTE;
    const asked = await signIn(person.email);
    expect(asked).toMatchObject({ status: 200, body: { status: 'challenge', challenge: 'mfa-code' } });
    expect(asked.body.accessToken).toBeUndefined();
    expect(asked.headers.getSetCookie()).toEqual([]);
    const { session } = asked.body;
    const code = totp(secret, world.clock.now);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(refusal(await auth('challenge', { email: person.email, session, code: wrong }))).toEqual([
      401,
      'challenge-failed',
    ]);
    const right = await auth('challenge', { email: person.email, session, code });
    expect(right).toMatchObject({ status: 200, body: { status: 'signed-in' } });
    expect(cookieOf(right).pair).not.toBe('');
    expect((await me(right.body.accessToken)).status).toBe(200);
    const again = done(await signIn(person.email));
    expect(refusal(await auth('challenge', { email: person.email, session: again.session, code }))).toEqual([
      401,
      'challenge-failed',
    ]);
  });

  it('cannot be answered in another one’s name, nor with an invented session', async () => {
    const person = await world.person('finance');
    const secret = await switchOn(person);
    world.clock.now += MINUTE;
    const { session } = done(await signIn(person.email));
    const code = totp(secret, world.clock.now);
    expect(refusal(await auth('challenge', { email: admin.email, session, code }))).toEqual([401, 'challenge-failed']);
    expect(refusal(await auth('challenge', { email: person.email, session: 'made-up', code }))).toEqual([
      401,
      'challenge-failed',
    ]);
  });
});

describe('a password', () => {
  it('that was forgotten is set anew by the code in a mail, once', async () => {
    const { email } = await world.person('sales-rep');
    expect((await auth('password', { action: 'forgot', email })).body).toEqual({ status: 'done' });
    const code = resetCode(world, email);
    const wrong = String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
    expect(refusal(await auth('password', { action: 'reset', email, code: wrong, newPassword: NEW_PASSWORD }))).toEqual(
      [401, 'challenge-failed'],
    );
    expect(refusal(await auth('password', { action: 'reset', email, code, newPassword: 'short' }))).toEqual([
      422,
      'weak-password',
    ]);
    expect((await auth('password', { action: 'reset', email, code, newPassword: NEW_PASSWORD })).status).toBe(200);
    expect(refusal(await signIn(email))).toEqual([401, 'sign-in-failed']);
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(200);
    expect(refusal(await auth('password', { action: 'reset', email, code, newPassword: 'Third-word-33' }))).toEqual([
      401,
      'challenge-failed',
    ]);
  });

  it('is not given away by the answer for an address that nobody has', async () => {
    const [unknown, known] = [
      await auth('password', { action: 'forgot', email: 'nobody@test.example' }),
      await auth('password', { action: 'forgot', email: admin.email }),
    ];
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
    expect(mailsTo(world, 'nobody@test.example')).toBe(0);
  });

  it('is changed by whoever knows the present one', async () => {
    const { email } = await world.person('sales-rep');
    const accessToken = done(await signIn(email)).accessToken;
    const change = (currentPassword: string, newPassword: string) =>
      auth('password', { action: 'change', currentPassword, newPassword, accessToken });
    expect(refusal(await change('Evergreen-9', NEW_PASSWORD))).toEqual([401, 'sign-in-failed']);
    expect(refusal(await change(PASSWORD, 'onlyletters'))).toEqual([422, 'weak-password']);
    expect((await change(PASSWORD, NEW_PASSWORD)).status).toBe(200);
    expect(refusal(await signIn(email))).toEqual([401, 'sign-in-failed']);
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(200);
  });
});
