import type { App } from 'aws-cdk-lib';
import { Aws, Tags } from 'aws-cdk-lib';
import type { World } from './constructs/world.ts';
import type { Settings } from './settings.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { FirewallStack } from './stacks/firewall.ts';
import { IdentityStack } from './stacks/identity.ts';
import { JobsStack } from './stacks/jobs.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { WebStack } from './stacks/web.ts';

/** What was built before, as folders. */
export interface Built {
  /** One function a folder. */
  functions: string;
  /** The site; absent: none is uploaded. */
  site?: string | undefined;
}

/**
 * The whole deployment. Stacks follow one another in this order and each refers to earlier ones alone, so that a part can be
 * deployed by itself and nothing is a circle: firewall, web, data, identity, jobs, api, observability.
 */
export const evergreen = (app: App, settings: Settings, built: Built) => {
  const account = process.env['CDK_DEFAULT_ACCOUNT'];
  const env = { region: settings.region, ...(account ? { account } : {}) };
  const named = (name: string) => `evergreen-${settings.stage}-${name}`;
  const common = (name: string, description: string) => ({
    env,
    stackName: named(name),
    description: `Evergreen CRM: ${description}`,
    crossRegionReferences: true,
    terminationProtection: settings.data === 'keep',
  });
  // A name that is known beforehand: the site's security policy and the bucket's own rules each need the other's address.
  const filesName = `${named('files')}-${account ?? Aws.ACCOUNT_ID}-${settings.region}`;

  const firewall = new FirewallStack(app, 'Firewall', {
    ...common('firewall', 'firewall of the distribution'),
    env: { ...env, region: 'us-east-1' },
  });
  const web = new WebStack(app, 'Web', {
    ...common('web', 'site and front door'),
    settings,
    webAclArn: firewall.webAclArn,
    filesName,
    site: built.site,
  });
  const data = new DataStack(app, 'Data', {
    ...common('data', 'table and buckets'),
    settings,
    webOrigin: web.origin,
    filesName,
  });
  const identity = new IdentityStack(app, 'Identity', {
    ...common('identity', 'users'),
    settings,
    webOrigin: web.origin,
  });
  const world: Omit<World, 'queue'> = {
    settings,
    table: { name: data.table.tableName, arn: data.table.tableArn },
    files: { name: data.files.bucketName, arn: data.files.bucketArn },
    vault: { name: data.vault.bucketName, arn: data.vault.bucketArn },
    pool: { id: identity.pool.userPoolId, arn: identity.pool.userPoolArn, clientId: identity.client.userPoolClientId },
    webOrigin: web.origin,
    originSecrets: web.originSecrets,
  };
  const jobs = new JobsStack(app, 'Jobs', {
    ...common('jobs', 'queue, stream consumer, clock'),
    built: built.functions,
    world,
    table: data.table,
    failures: data.failures,
  });
  const api = new ApiStack(app, 'Api', {
    ...common('api', 'functions and routes of the API'),
    api: web.api,
    built: built.functions,
    world: { ...world, queue: { url: jobs.queue.queueUrl, arn: jobs.queue.queueArn } },
  });
  const observability = new ObservabilityStack(app, 'Observability', {
    ...common('observability', 'alarms and dashboard'),
    settings,
    api: web.api,
    httpFunctions: api.functions,
    jobs,
    table: data.table,
    failures: data.failures,
  });
  Tags.of(app).add('project', 'evergreen-crm');
  Tags.of(app).add('stage', settings.stage);
  for (const stack of [firewall, web, data, identity, jobs, api, observability])
    Tags.of(stack).add('part', stack.node.id.toLowerCase());
  return { firewall, web, data, identity, jobs, api, observability };
};
