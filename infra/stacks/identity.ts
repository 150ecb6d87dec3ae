import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { removalOf } from '../constructs/private-bucket.ts';
import type { Settings } from '../settings.ts';

export interface IdentityStackProps extends StackProps {
  settings: Settings;
  webOrigin: string;
}

/** Bilingual, because the language of a person who has never signed in is not known. */
const mails = (webOrigin: string) => ({
  userInvitation: {
    emailSubject: 'Evergreen CRM: 您的账号 / your account',
    emailBody: `<p>您已受邀使用 Evergreen CRM。请在 ${webOrigin} 用 {username} 和临时密码 {####} 登录，临时密码 7 天内有效。</p><p>You are invited to Evergreen CRM. Sign in at ${webOrigin} as {username} with the temporary password {####}, valid for 7 days.</p>`,
  },
  userVerification: {
    emailSubject: 'Evergreen CRM: 验证码 / code',
    emailBody: '<p>您的验证码是 {####}。</p><p>Your code is {####}.</p>',
  },
});

/** Who can sign in. Whether a person may act, and where, is decided by the product's own member records on each request. */
export class IdentityStack extends Stack {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, props);
    const { settings } = props;
    this.pool = new UserPool(this, 'Users', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 10,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(7),
      },
      ...mails(props.webOrigin),
      ...(settings.identityMail === 'ses' ? { email: this.sender(settings) } : {}),
      deletionProtection: settings.data === 'keep',
      removalPolicy: removalOf(settings),
    });
    this.client = this.pool.addClient('Web', {
      // The functions hand the password on, so that a refusal is problem+json and the refresh token stays in a cookie.
      authFlows: { userPassword: true },
      generateSecret: false,
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.days(30),
      authSessionValidity: Duration.minutes(5),
    });
    new CfnOutput(this, 'UserPoolId', { value: this.pool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });
  }

  private sender({ mailFrom }: Settings): UserPoolEmail {
    return UserPoolEmail.withSES({
      fromEmail: mailFrom,
      fromName: 'Evergreen CRM',
      sesVerifiedDomain: mailFrom.slice(mailFrom.indexOf('@') + 1),
    });
  }
}
