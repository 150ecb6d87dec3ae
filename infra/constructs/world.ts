import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Right } from '../../shared/functions.ts';
import { table as shape } from '../../shared/table/table.ts';
import type { Settings } from '../settings.ts';

/** What functions work with; each name is there once the stack that makes it is. */
export interface World {
  settings: Settings;
  table: { name: string; arn: string };
  files: { name: string; arn: string };
  vault: { name: string; arn: string };
  queue: { url: string; arn: string };
  pool: { id: string; arn: string; clientId: string };
  webOrigin: string;
  /** Dynamic references to what the front door may say; the values never enter a template. */
  originSecrets: string;
}

interface Grant {
  statements: (world: World, scope: Construct) => PolicyStatement[];
  variables: (world: World) => Record<string, string>;
}

const tableVariables = (world: World) => ({ EVERGREEN_TABLE: world.table.name });
const bucketVariables = (world: World) => ({ EVERGREEN_BUCKET: world.files.name });
const statement = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });

/** SES identities that may stand for the sender: the address itself or its domain. */
const senderArns = (world: World, scope: Construct): string[] => {
  const address = world.settings.mailFrom;
  const stack = Stack.of(scope);
  return [address, address.slice(address.indexOf('@') + 1)].map((resourceName) =>
    stack.formatArn({ service: 'ses', resource: 'identity', resourceName }),
  );
};

/** What each right means on AWS: the statements of the role and the environment that goes with them. The one place. */
export const grants: Readonly<Record<Right, Grant>> = {
  'table:read': {
    // No Scan: whatever a function reads, it reads by key. Indexes are named one by one.
    statements: ({ table }) => [
      statement(
        ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
        table.arn,
        ...shape.indexes.map((index) => `${table.arn}/index/${index.name}`),
      ),
    ],
    variables: tableVariables,
  },
  'table:write': {
    statements: ({ table }) => [
      statement(
        ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        table.arn,
      ),
    ],
    variables: tableVariables,
  },
  'bucket:read': {
    // Without ListBucket a missing object is answered as forbidden, and the product could not tell the two apart.
    statements: ({ files }) => [statement(['s3:GetObject'], `${files.arn}/*`), statement(['s3:ListBucket'], files.arn)],
    variables: bucketVariables,
  },
  'bucket:write': {
    statements: ({ files }) => [statement(['s3:PutObject', 's3:DeleteObject'], `${files.arn}/*`)],
    variables: bucketVariables,
  },
  vault: {
    // Read again by the audit: histories are compared with what the vault says of their heads.
    statements: ({ vault }) => [
      statement(['s3:PutObject', 's3:GetObject'], `${vault.arn}/*`),
      statement(['s3:ListBucket'], vault.arn),
    ],
    variables: ({ vault }) => ({ EVERGREEN_VAULT: vault.name }),
  },
  'queue:send': {
    statements: ({ queue }) => [statement(['sqs:SendMessage'], queue.arn)],
    variables: ({ queue }) => ({ EVERGREEN_QUEUE_URL: queue.url }),
  },
  mail: {
    statements: (world, scope) => {
      // SES makes a raw message of one with files, and asks for the right to that.
      const send = statement(['ses:SendEmail', 'ses:SendRawEmail'], ...senderArns(world, scope));
      send.addCondition('StringEquals', { 'ses:FromAddress': world.settings.mailFrom });
      return [send];
    },
    variables: ({ settings }) => ({ EVERGREEN_MAIL_FROM: settings.mailFrom }),
  },
  identity: {
    // Sign-in itself needs no right: those calls carry the person's own password or token.
    statements: ({ pool }) => [statement(['cognito-idp:AdminCreateUser', 'cognito-idp:ListUsers'], pool.arn)],
    variables: () => ({}),
  },
};

/** What every function that answers HTTP needs to know: whose tokens count, what the front door says. */
export const httpVariables = (world: World): Record<string, string> => ({
  EVERGREEN_USER_POOL_ID: world.pool.id,
  EVERGREEN_CLIENT_ID: world.pool.clientId,
  EVERGREEN_ORIGIN_SECRET: world.originSecrets,
  EVERGREEN_MAIL_DOMAIN: world.settings.mailDomain,
});
