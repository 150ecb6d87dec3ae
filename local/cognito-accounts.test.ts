import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { ClientId, issuer, Password, setUp, Username, UserPoolId } from './cognito-testing.ts';
import { quiet } from './testing.ts';

const code = (mail: string | undefined) => /\d{6}/.exec(mail ?? '')?.[0] ?? '';

describe('passwords', () => {
  it('are recovered by a mailed code that expires and works once', async () => {
    const { aws, client, clock, signIn, create } = await setUp();
    await create();
    const request = new ForgotPasswordCommand({ ClientId, Username });
    const { CodeDeliveryDetails } = await client.send(request);
    expect(CodeDeliveryDetails).toEqual({ Destination: 'A***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    const mailed = () => code(aws.outbox.get(aws.outbox.list()[0]?.id ?? '')?.text);
    const confirm = (ConfirmationCode: string, password = 'Another2026') =>
      client.send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password: password }));
    const first = mailed();
    await expect(confirm(first === '123456' ? '654321' : '123456')).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    await expect(confirm(first, 'weak')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    clock.now += 3_600_001;
    await expect(confirm(first)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    await client.send(request);
    const second = mailed();
    await confirm(second);
    await expect(confirm(second)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    await expect(signIn()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect((await signIn('Another2026')).AuthenticationResult).toBeDefined();
    const unknown = await client.send(new ForgotPasswordCommand({ ClientId, Username: 'nobody@example.com' }));
    expect(unknown.CodeDeliveryDetails?.Destination).toBe('n***@e***');
    for (let guess = 0; guess < 9; guess++) await confirm('000000').catch(quiet);
    await expect(confirm('000000')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('are changed by their owner, reset by an administrator, and temporary ones expire', async () => {
    const { client, clock, signIn, create } = await setUp();
    await create();
    const AccessToken = (await signIn()).AuthenticationResult?.AccessToken;
    const change = (PreviousPassword: string) =>
      client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'Another2026' }));
    await expect(change('Wrong12345')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await change(Password);
    expect((await signIn('Another2026')).AuthenticationResult).toBeDefined();
    await client.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
    await expect(signIn('Another2026')).rejects.toMatchObject({ name: 'PasswordResetRequiredException' });
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: false }));
    const forgot = client.send(new ForgotPasswordCommand({ ClientId, Username }));
    await expect(forgot).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect((await signIn()).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    clock.now += 8 * 86_400_000;
    await expect(signIn()).rejects.toMatchObject({
      message: expect.stringContaining('Temporary password has expired'),
    });
  });
});

describe('administration', () => {
  it('keeps addresses unique, finds users, and names errors as Cognito does', async () => {
    const { client, create } = await setUp();
    await create();
    await create('bob@example.com');
    const taken = client.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ANN@example.com' }));
    await expect(taken).rejects.toMatchObject({ name: 'UsernameExistsException' });
    const update = (Value: string, name = 'email') =>
      client.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId,
          Username: 'bob@example.com',
          UserAttributes: [{ Name: name, Value }],
        }),
      );
    await expect(update('ann@example.com')).rejects.toMatchObject({ name: 'AliasExistsException' });
    await expect(update('x', 'sub')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(update('x', 'shoe_size')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { Users } = await client.send(new ListUsersCommand({ UserPoolId, Filter: 'email = "bob@example.com"' }));
    expect(Users).toHaveLength(1);
    const page = await client.send(new ListUsersCommand({ UserPoolId, Limit: 1 }));
    const { PaginationToken } = page;
    expect((await client.send(new ListUsersCommand({ UserPoolId, Limit: 1, PaginationToken }))).Users).toHaveLength(1);
    const missing = client.send(new AdminGetUserCommand({ UserPoolId, Username: 'nobody@example.com' }));
    await expect(missing).rejects.toMatchObject({ name: 'UserNotFoundException' });
    const pool = client.send(new ListUsersCommand({ UserPoolId: 'local_other' }));
    await expect(pool).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('serves pools and clients made by API, with keys and discovery documents of their own', async () => {
    const { aws, client } = await setUp();
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'second' }));
    const ExplicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH' as const];
    const input = { UserPoolId: UserPool?.Id, ClientName: 'c', ExplicitAuthFlows, AccessTokenValidity: 5 };
    const TokenValidityUnits = { AccessToken: 'minutes' as const };
    const { UserPoolClient } = await client.send(new CreateUserPoolClientCommand({ ...input, TokenValidityUnits }));
    const user = { UserPoolId: UserPool?.Id, Username: 'plain' };
    await client.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
    await client.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
    const flow = { ClientId: UserPoolClient?.ClientId, AuthParameters: { USERNAME: 'plain', PASSWORD: Password } };
    const direct = client.send(new InitiateAuthCommand({ ...flow, AuthFlow: 'USER_PASSWORD_AUTH' }));
    await expect(direct).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const admin = { ...flow, UserPoolId: UserPool?.Id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' as const };
    const { AuthenticationResult } = await client.send(new AdminInitiateAuthCommand(admin));
    expect(AuthenticationResult?.ExpiresIn).toBe(300);
    const read = async (file: string) => (await fetch(`${aws.endpoint}/${UserPoolId}/.well-known/${file}`)).json();
    expect(await read('jwks.json')).toEqual(aws.jwks());
    const jwks_uri = `${aws.endpoint}/${UserPoolId}/.well-known/jwks.json`;
    expect(await read('openid-configuration')).toMatchObject({ issuer, jwks_uri });
  });
});
