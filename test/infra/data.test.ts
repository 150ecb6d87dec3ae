import { describe, expect, test } from 'vitest';
import { exportLines, variables } from '../../scripts/outputs.ts';
import { createTableInput, table } from '../../shared/table/table.ts';
import { deployment } from './deployment.ts';

const { ofType, templates } = deployment();
const properties = (type: string, id: RegExp) => ofType(type).find((one) => id.test(one.id))!;

describe('the table', () => {
  const made = ofType('AWS::DynamoDB::Table');
  const [only] = made;

  test('there is one, it can be brought back to any second of 35 days, and nobody deletes it by accident', () => {
    expect(made).toHaveLength(1);
    expect(only).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      },
    });
  });

  test('it has the keys, indexes, stream and expiry that the local one has', () => {
    const local = createTableInput('any');
    const shape = only!.Properties as unknown as ReturnType<typeof createTableInput>;
    expect(shape.KeySchema).toEqual(local.KeySchema);
    expect(shape.BillingMode).toBe(local.BillingMode);
    const byName = <T extends { AttributeName: string }>(list: T[]) =>
      [...list].sort((a, b) => a.AttributeName.localeCompare(b.AttributeName));
    expect(byName(shape.AttributeDefinitions)).toEqual(byName(local.AttributeDefinitions));
    expect(shape.GlobalSecondaryIndexes).toEqual(local.GlobalSecondaryIndexes);
    expect(only!.Properties['StreamSpecification']).toEqual({ StreamViewType: table.stream });
    expect(only!.Properties['TimeToLiveSpecification']).toEqual({ AttributeName: table.ttl, Enabled: true });
  });

  test('a table from a backup takes its place without taking an export from the stacks that use it', () => {
    const restored = deployment({
      restoredTable: 'evergreen-restored',
      restoredStream: 'arn:aws:dynamodb:eu-central-1:000000000000:table/evergreen-restored/stream/2026',
    });
    expect(Object.keys(restored.templates.data.Outputs ?? {})).toEqual(
      expect.arrayContaining(
        Object.keys(templates.data.Outputs ?? {}).filter((name) => name.startsWith('ExportsOutput')),
      ),
    );
    const names = restored
      .ofType('AWS::Lambda::Function')
      .map(
        (one) =>
          (one.Properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables[
            'EVERGREEN_TABLE'
          ],
      );
    expect(names.filter((name) => name !== undefined)).toEqual(Array(9).fill('evergreen-restored'));
  });
});

describe('the buckets', () => {
  const buckets = ofType('AWS::S3::Bucket');

  test('each is encrypted and closed to the public', () => {
    for (const { Properties } of buckets) {
      expect(Properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties['BucketEncryption']).toBeDefined();
    }
  });

  test('each refuses requests without TLS', () => {
    const policies = ofType('AWS::S3::BucketPolicy').map((one) => JSON.stringify(one.Properties));
    expect(policies).toHaveLength(buckets.length);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
  });

  test('each that holds data outlives its stack', () => {
    for (const { id, DeletionPolicy } of buckets.filter((one) => one.stack === 'data'))
      expect(`${id} ${DeletionPolicy}`).toMatch(/ Retain$/);
  });

  test('nothing leaves the vault for 400 days, whoever asks', () => {
    expect(properties('AWS::S3::Bucket', /^Vault/).Properties['ObjectLockConfiguration']).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400 } },
    });
  });

  test('only the site may ask browsers to upload', () => {
    const { CorsRules } = properties('AWS::S3::Bucket', /^Files/).Properties['CorsConfiguration'] as {
      CorsRules: { AllowedOrigins: unknown[] }[];
    };
    expect(CorsRules).toHaveLength(1);
    expect(JSON.stringify(CorsRules[0]!.AllowedOrigins)).not.toContain('*');
  });
});

describe('a rehearsal', () => {
  test('leaves nothing behind that would have to be unlocked by hand', () => {
    const { ofType: of } = deployment({ stage: 'rehearsal', data: 'discard', vaultDays: 1 });
    expect(of('AWS::DynamoDB::Table')[0]).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
    expect(of('AWS::Cognito::UserPool')[0]).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: 'INACTIVE' },
    });
    for (const bucket of of('AWS::S3::Bucket')) expect(bucket.DeletionPolicy).toBe('Delete');
  });
});

describe('outputs for the shell', () => {
  test('each is an output of a stack', () => {
    const outputs = Object.values(templates).flatMap((template) => Object.keys(template.Outputs ?? {}));
    expect(outputs).toEqual(expect.arrayContaining(Object.keys(variables)));
  });

  test('become lines that a shell can take, whatever is in them', () => {
    const file = JSON.stringify({ 'evergreen-x-data': { TableName: "it's", ExportsOutputRefTable: 'no' } });
    expect(exportLines(file)).toEqual(["export EVERGREEN_TABLE='it'\\''s'"]);
  });
});
