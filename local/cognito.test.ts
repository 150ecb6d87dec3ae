import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  GetUserCommand,
  RevokeTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { totp } from './aws.ts';
import { ClientId, issuer, Password, setUp, Username, UserPoolId, verify } from './cognito-testing.ts';
import { tempFolder, tempState } from './testing.ts';

describe('sign-in', () => {
  it('invites by mail, asks for a new password, and issues tokens with the claims of Cognito', async () => {
    const { aws, client, signIn, respond } = await setUp();
    const UserAttributes = [
      { Name: 'email', Value: Username },
      { Name: 'name', Value: 'Ann' },
      { Name: 'custom:member', Value: 'mem_1' },
    ];
    const { User } = await client.send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes }));
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
    expect(User).toMatchObject({ Username: sub, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(User?.UserCreateDate).toEqual(new Date('2026-03-01T08:00:00Z'));
    const [mail] = aws.outbox.list({ to: 'ann@example.com' });
    const temporary = / password is (\S+)\.$/.exec(aws.outbox.get(mail?.id ?? '')?.text ?? '')?.[1];
    const challenge = await signIn(temporary, 'ann@EXAMPLE.com');
    expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await expect(respond(challenge, { NEW_PASSWORD: 'short' })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const { AuthenticationResult: tokens } = await respond(challenge, { NEW_PASSWORD: Password });
    expect(await verify(aws, tokens?.AccessToken, 'access')).toMatchObject({
      sub,
      iss: issuer,
      client_id: ClientId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: sub,
      auth_time: 1772352000,
      exp: 1772355600,
      jti: expect.any(String),
    });
    expect(await verify(aws, tokens?.IdToken, 'id')).toMatchObject({
      aud: ClientId,
      email: Username,
      name: 'Ann',
      'cognito:username': sub,
      'custom:member': 'mem_1',
    });
    expect(tokens).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
    await expect(respond(challenge, { NEW_PASSWORD: Password })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    expect((await signIn()).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('refreshes, also after a restart on another port, until the token is revoked', async () => {
    const folder = tempFolder();
    const first = await setUp({ state: tempState(folder) });
    await first.create();
    const { AuthenticationResult: tokens } = await first.signIn();
    await first.aws.stop();
    first.state.close();
    const { aws, client, refresh } = await setUp({ state: tempState(folder) });
    await verify(aws, tokens?.AccessToken, 'access');
    for (const flow of ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const) {
      const { AuthenticationResult: fresh } = await refresh(tokens?.RefreshToken, flow);
      expect(fresh?.RefreshToken).toBeUndefined();
      await verify(aws, fresh?.AccessToken, 'access');
    }
    const me = new GetUserCommand({ AccessToken: tokens?.AccessToken });
    expect((await client.send(me)).UserAttributes).toContainEqual({ Name: 'email', Value: Username });
    await client.send(new RevokeTokenCommand({ ClientId, Token: tokens?.RefreshToken }));
    await expect(refresh(tokens?.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(client.send(me)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  });

  it('refuses disabled users and signs out everywhere', async () => {
    const { client, signIn, refresh, create } = await setUp();
    await create();
    const one = (await signIn()).AuthenticationResult;
    const other = (await signIn()).AuthenticationResult;
    await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    for (const tokens of [one, other]) {
      await expect(refresh(tokens?.RefreshToken)).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
      const me = new GetUserCommand({ AccessToken: tokens?.AccessToken });
      await expect(client.send(me)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    }
    const third = (await signIn()).AuthenticationResult;
    await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    const refused = { name: 'NotAuthorizedException' };
    await expect(signIn()).rejects.toMatchObject({ ...refused, message: 'User is disabled.' });
    await expect(refresh(third?.RefreshToken)).rejects.toMatchObject(refused);
    await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
    await expect(refresh(third?.RefreshToken)).rejects.toMatchObject(refused);
    expect((await signIn()).AuthenticationResult).toBeDefined();
  });

  it('does not tell unknown users from wrong passwords, and locks longer and longer', async () => {
    const { clock, signIn, create } = await setUp();
    await create();
    const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    const locked = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
    for (const name of [Username, 'nobody@example.com']) {
      for (let guess = 0; guess < 5; guess++) await expect(signIn('Wrong12345', name)).rejects.toMatchObject(wrong);
      await expect(signIn(Password, name)).rejects.toMatchObject(locked);
    }
    clock.now += 1001;
    await expect(signIn('Wrong12345')).rejects.toMatchObject(wrong);
    clock.now += 1001;
    await expect(signIn()).rejects.toMatchObject(locked);
    clock.now += 1000;
    expect((await signIn()).AuthenticationResult).toBeDefined();
    await expect(signIn('Wrong12345')).rejects.toMatchObject(wrong);
  });

  it('lets parallel guesses through only as often as serial ones', async () => {
    const { signIn, create } = await setUp();
    await create();
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => signIn('Wrong12345')));
    const reasons = guesses.map((guess) => (guess.status === 'rejected' ? String(guess.reason.message) : ''));
    expect(reasons.filter((reason) => reason.startsWith('Incorrect'))).toHaveLength(5);
  });
});

describe('second factor', () => {
  it('is set up with an access token and then asked for, each code once', async () => {
    const { client, clock, signIn, respond, create } = await setUp();
    await create();
    const AccessToken = (await signIn()).AuthenticationResult?.AccessToken;
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    const prefer = new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings });
    await expect(client.send(prefer)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { SecretCode = '' } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const prove = (UserCode: string) => client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    const right = totp(SecretCode, clock.now);
    const wrong = right === '000000' ? '111111' : '000000';
    await expect(prove(wrong)).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    expect((await prove(right)).Status).toBe('SUCCESS');
    await client.send(prefer);
    const challenge = await signIn();
    expect(challenge).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: expect.any(String) });
    const answer = (value: string) => respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: value });
    await expect(answer(wrong)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    expect((await answer(right)).AuthenticationResult?.RefreshToken).toBeDefined();
    const again = respond(await signIn(), { SOFTWARE_TOKEN_MFA_CODE: right });
    await expect(again).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    clock.now += 200_000;
    await expect(answer(totp(SecretCode, clock.now))).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const off = { UserPoolId, Username, SoftwareTokenMfaSettings: { Enabled: false } };
    await client.send(new AdminSetUserMFAPreferenceCommand(off));
    expect((await signIn()).AuthenticationResult).toBeDefined();
  });

  it('is demanded at the first sign-in where the pool says so', async () => {
    const { client, clock, signIn, respond, create } = await setUp({
      pool: { UsernameAttributes: ['email'], MfaConfiguration: 'ON' },
    });
    await create();
    const setup = await signIn();
    expect(setup.ChallengeName).toBe('MFA_SETUP');
    await expect(respond(setup, {})).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const { Session } = setup;
    const { SecretCode = '' } = await client.send(new AssociateSoftwareTokenCommand({ Session }));
    const UserCode = totp(SecretCode, clock.now);
    await client.send(new VerifySoftwareTokenCommand({ Session, UserCode }));
    expect((await respond(setup, {})).AuthenticationResult).toBeDefined();
    expect((await signIn()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('computes the codes of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect([59, 1111111109, 20000000000].map((second) => totp(secret, second * 1000))).toEqual([
      '287082',
      '081804',
      '353130',
    ]);
  });
});
