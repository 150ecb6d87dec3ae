import { AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { clientConfig, env } from '../../functions/runtime/env.ts';
import { ensureUser } from '../../functions/runtime/users.ts';

/** Users with a password that holds, as no invitation mail would give it. Answers the subject of each address. */
export const makeUsers = async (emails: readonly string[], password: string): Promise<ReadonlyMap<string, string>> => {
  const client = new CognitoIdentityProviderClient(clientConfig(env.awsEndpoint));
  const make = async (email: string): Promise<[string, string]> => {
    const sub = await ensureUser(email, 'quiet');
    await client.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: env.userPoolId,
        Username: email,
        Password: password,
        Permanent: true,
      }),
    );
    return [email, sub];
  };
  try {
    return new Map(await Promise.all(emails.map(make)));
  } finally {
    client.destroy();
  }
};
