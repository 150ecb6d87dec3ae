import { readFileSync } from 'node:fs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { acceptedBy, Checks, exceptions } from '../../infra/checks.ts';
import { ORIGIN_HEADER } from '../../shared/functions.ts';
import { deployment } from './deployment.ts';

const { all, app, ofType, templates } = deployment();

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}
const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statements = (type: string) =>
  ofType(type).flatMap(({ id, Properties }) =>
    (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement.map((statement) => ({ id, ...statement })),
  );

describe('the rule pack', () => {
  test('finds nothing that is not accepted with a reason', () => {
    const { violations } = new Checks(app, { verbose: true }).validateScope(app);
    expect(
      violations.map((one) => `${one.ruleName}: ${one.violatingResources.map((at) => at.constructPath).join(', ')}`),
    ).toEqual([]);
  });

  test('needs each exception of the list', () => {
    const found = new AwsSolutionsChecks(app).validateScope(app).violations;
    const used = new Set(
      found.flatMap((one) => one.violatingResources.map((at) => acceptedBy(one.ruleName, at.constructPath ?? ''))),
    );
    expect(exceptions.filter((one) => !used.has(one)).map((one) => String(one.rule))).toEqual([]);
  });
});

describe('rights', () => {
  test('no role of ours has a wildcard action, and only tracing and listing streams have a wildcard resource', () => {
    const ours = statements('AWS::IAM::Policy').filter((one) => !one.id.startsWith('CustomCDKBucketDeployment'));
    expect(ours.length).toBeGreaterThan(20);
    for (const { id, Action, Resource } of ours) {
      for (const action of listOf(Action)) expect(`${id} ${action}`).not.toContain('*');
      if (listOf(Resource).includes('*')) {
        expect(['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'dynamodb:ListStreams']).toEqual(
          expect.arrayContaining(listOf(Action)),
        );
      }
    }
  });

  test('no function may scan the table, empty the vault or administer users beyond inviting them', () => {
    const actions = statements('AWS::IAM::Policy')
      .filter((one) => /^(Core|Identity|Files|Stream|Worker|Dispatcher)Role/.test(one.id))
      .flatMap((one) => listOf(one.Action));
    expect(actions).not.toContain('dynamodb:Scan');
    expect(actions.filter((one) => one.startsWith('cognito-idp:')).sort()).toEqual([
      'cognito-idp:AdminCreateUser',
      'cognito-idp:ListUsers',
    ]);
    const vault = statements('AWS::IAM::Policy').filter((one) => JSON.stringify(one.Resource).includes('Vault'));
    expect(vault.map((one) => [one.id.replace(/Role.*/, ''), one.Action])).toEqual([
      ['Worker', 's3:ListBucket'],
      ['Worker', ['s3:GetObject', 's3:PutObject']],
    ]);
  });

  test('only AWS services may take on a role', () => {
    for (const { Properties } of ofType('AWS::IAM::Role')) {
      const trust = (Properties['AssumeRolePolicyDocument'] as { Statement: { Principal: Record<string, unknown> }[] })
        .Statement;
      for (const { Principal } of trust) expect(Object.keys(Principal)).toEqual(['Service']);
    }
  });

  test('no resource policy speaks to everybody, except to refuse', () => {
    const open = [
      ...statements('AWS::S3::BucketPolicy'),
      ...statements('AWS::SQS::QueuePolicy'),
      ...statements('AWS::SNS::TopicPolicy'),
    ].filter(
      (one) =>
        one.Effect === 'Allow' && JSON.stringify((one as unknown as { Principal: unknown }).Principal).includes('"*"'),
    );
    expect(open).toEqual([]);
  });
});

describe('secrets', () => {
  test('no template contains one: they are references that are read at deployment', () => {
    const environments = ofType('AWS::Lambda::Function').flatMap((one) =>
      Object.entries(
        (one.Properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {},
      ),
    );
    const secret = environments.filter(([name]) => name.includes('SECRET'));
    expect(secret).toHaveLength(8);
    for (const [, value] of secret) expect(JSON.stringify(value)).toContain('{{resolve:secretsmanager:');
  });

  test('the functions know the next secret of the front door before it is sent', () => {
    const later = deployment({ secretsVersion: 2 });
    const sentBy = (one: typeof templates) =>
      /"HeaderName":"x-evergreen-origin","HeaderValue":"([^"]+)"/.exec(JSON.stringify(one.web))?.[1];
    const takenBy = (one: typeof templates) =>
      /"EVERGREEN_ORIGIN_SECRET":"([^"]+)"/.exec(JSON.stringify(one.api))?.[1]?.split(',');
    expect(ORIGIN_HEADER).toBe('x-evergreen-origin');
    expect(takenBy(templates)).toContain(sentBy(templates));
    expect(sentBy(later.templates)).not.toBe(sentBy(templates));
    expect(takenBy(templates)).toContain(sentBy(later.templates));
    expect(takenBy(later.templates)).toContain(sentBy(later.templates));
  });
});

describe('encryption and tags', () => {
  test('queues and topic are encrypted and refuse requests without TLS', () => {
    const queues = ofType('AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const { Properties } of queues) expect(Properties['SqsManagedSseEnabled']).toBe(true);
    expect(ofType('AWS::SQS::QueuePolicy')).toHaveLength(3);
    for (const { Properties } of ofType('AWS::SNS::Topic')) expect(Properties['KmsMasterKeyId']).toBeDefined();
    for (const { Properties } of ofType('AWS::KMS::Key')) expect(Properties['EnableKeyRotation']).toBe(true);
  });

  test('everything that can be tagged says what it belongs to', () => {
    const taggable = new Set([
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::SQS::Queue',
      'AWS::SNS::Topic',
      'AWS::KMS::Key',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::IAM::Role',
      'AWS::CloudFront::Distribution',
      'AWS::SecretsManager::Secret',
      'AWS::WAFv2::WebACL',
      'AWS::CloudWatch::Alarm',
      'AWS::Scheduler::ScheduleGroup',
      'AWS::Cognito::UserPool',
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Stage',
      'AWS::Lambda::EventSourceMapping',
    ]);
    const untagged = all.filter(
      (one) =>
        taggable.has(one.Type) &&
        !/evergreen-crm/.test(JSON.stringify(one.Properties['Tags'] ?? one.Properties['UserPoolTags'] ?? '')),
    );
    // The library's own helpers do not pass tags on.
    expect(untagged.filter((one) => !/^Custom/.test(one.id)).map((one) => `${one.stack}/${one.id}`)).toEqual([]);
  });
});

describe('sign-in', () => {
  const pool = ofType('AWS::Cognito::UserPool')[0]!;
  const client = ofType('AWS::Cognito::UserPoolClient')[0]!;

  test('passwords, second factor and deletion are as promised', () => {
    expect(pool.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      MfaConfiguration: 'OPTIONAL',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 10,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: false,
          RequireUppercase: true,
        },
      },
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    });
  });

  test('the client takes the flows that the functions use, tells nobody who exists, and can be revoked', () => {
    expect(client.Properties).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      GenerateSecret: false,
    });
  });
});

describe('the front door', () => {
  const distribution = ofType('AWS::CloudFront::Distribution')[0]!.Properties['DistributionConfig'] as Record<
    string,
    never
  > & {
    CacheBehaviors: { PathPattern: string; FunctionAssociations?: unknown[] }[];
    DefaultCacheBehavior: { FunctionAssociations?: unknown[] };
  };

  test('it has a firewall, and the fallback to the page stands on the default behaviour alone', () => {
    expect(distribution).toHaveProperty('WebACLId');
    expect(distribution.DefaultCacheBehavior.FunctionAssociations).toHaveLength(1);
    expect(distribution.CacheBehaviors.map((one) => [one.PathPattern, one.FunctionAssociations])).toEqual([
      ['/v1/*', undefined],
    ]);
    expect(distribution).not.toHaveProperty('CustomErrorResponses');
  });

  test('the firewall is made where CloudFront looks for it', () => {
    const [list] = ofType('AWS::WAFv2::WebACL');
    expect(list!.stack).toBe('firewall');
    expect(list!.Properties['Scope']).toBe('CLOUDFRONT');
    const rules = list!.Properties['Rules'] as { Name: string; Priority: number }[];
    expect(rules.map((rule) => rule.Name).slice(0, 2)).toEqual(['rate-sign-in', 'rate-everything']);
    expect(new Set(rules.map((rule) => rule.Priority)).size).toBe(rules.length);
  });
});

describe('the environment', () => {
  test('every variable that the functions read is set for the functions that may use it, and no other', () => {
    const source = readFileSync(new URL('../../functions/runtime/env.ts', import.meta.url), 'utf8');
    const local = [
      'EVERGREEN_DYNAMODB_ENDPOINT',
      'EVERGREEN_DYNAMODB_EMBEDDED',
      'EVERGREEN_S3_ENDPOINT',
      'EVERGREEN_AWS_ENDPOINT',
      'EVERGREEN_ISSUER',
      'EVERGREEN_JWKS_URI',
    ];
    const read = new Set(
      [...source.matchAll(/EVERGREEN_[A-Z0-9_]+/g)].map(([name]) => name).filter((name) => !local.includes(name)),
    );
    const set = new Set(
      ofType('AWS::Lambda::Function')
        .flatMap((one) =>
          Object.keys((one.Properties['Environment'] as { Variables: object } | undefined)?.Variables ?? {}),
        )
        .filter((name) => name.startsWith('EVERGREEN_')),
    );
    expect([...set].sort()).toEqual([...read].sort());
  });
});
