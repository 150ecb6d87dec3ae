import { describe, expect, test } from 'vitest';
import { gatewayRoutes, routeFor, sampleRequest } from '../../infra/routes.ts';
import { readSettings } from '../../infra/settings.ts';
import { contentSecurityPolicy, spaFallback } from '../../infra/web-edge.ts';
import { entities } from '../../shared/entities.ts';
import { functions } from '../../shared/functions.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { endpoints } from '../../shared/registry.ts';
import { schedules } from '../../shared/schedules.ts';
import { RECORD } from '../../shared/table/keys.ts';
import { deployment } from './deployment.ts';

const { ofType, templates } = deployment();
const lambda = ofType('AWS::Lambda::Function').filter((one) => ['api', 'jobs'].includes(one.stack));

describe('functions', () => {
  test('each of the list is there, on Node 24 and arm64, traced, with a log of its own that ends', () => {
    expect(lambda.map((one) => one.id.replace(/[0-9A-F]{8}$/, '').toLowerCase()).sort()).toEqual(
      functions.map((one) => one.name).sort(),
    );
    for (const { Properties } of lambda) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Handler: 'index.handler',
      });
      expect(Properties['LoggingConfig']).toHaveProperty('LogGroup');
    }
    for (const { Properties } of ofType('AWS::Logs::LogGroup')) expect(Properties['RetentionInDays']).toBe(30);
  });

  test('none outlasts the gateway or the queue that waits for it', () => {
    for (const one of functions.filter((spec) => spec.kind === 'http')) expect(one.timeoutSeconds).toBeLessThan(30);
    const work = ofType('AWS::SQS::Queue').find((one) => /^Work[0-9A-F]{8}$/.test(one.id))!;
    expect(work.Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(
      functions.find((one) => one.kind === 'queue')!.timeoutSeconds,
    );
  });
});

describe('routes', () => {
  const routes = gatewayRoutes(endpoints, functions);

  test('every endpoint reaches the function of its group', () => {
    for (const endpoint of endpoints)
      expect(`${endpoint.id} ${routeFor(routes, sampleRequest(endpoint))?.group}`).toBe(
        `${endpoint.id} ${endpoint.group}`,
      );
  });

  test('there is a handful of them, and the template has the same', () => {
    expect(routes.length).toBeLessThan(20);
    const made = ofType('AWS::ApiGatewayV2::Route').map((one) => one.Properties['RouteKey']);
    expect(made.sort()).toEqual(routes.map((one) => `${one.method} ${one.path}`).sort());
    expect(ofType('AWS::Lambda::Permission').filter((one) => one.stack === 'api')).toHaveLength(
      functions.filter((one) => one.kind === 'http').length,
    );
  });

  test('what nobody knows goes to the core, which says so', () => {
    expect(routeFor(routes, { method: 'GET', path: '/v1/nothing' })?.group).toBe('core');
    expect(routeFor(routes, { method: 'DELETE', path: '/v1/workspaces/ws_1/members' })?.group).toBe('core');
    expect(routeFor(routes, { method: 'PUT', path: '/v1/auth/sign-in' })?.group).toBe('identity');
    expect(routeFor(routes, { method: 'GET', path: '/docs' })).toBeUndefined();
  });

  test('a group that cannot be told by prefix and method stops the synthesis', () => {
    const one = (id: string, path: string, group: Endpoint['group']) => ({ id, method: 'GET' as const, path, group });
    expect(() => gatewayRoutes([one('a', '/v1/x/{id}', 'files'), one('b', '/v1/x/total', 'core')], functions)).toThrow(
      /b \(GET \/v1\/x\/total\) belongs to core but would reach files/,
    );
    expect(() =>
      gatewayRoutes(
        [one('a', '/v1/x', 'files')],
        functions.filter((f) => f.name !== 'files'),
      ),
    ).toThrow(/no function answers the group files/);
  });

  test('signing in is throttled more than the rest', () => {
    const stage = ofType('AWS::ApiGatewayV2::Stage')[0]!.Properties as {
      DefaultRouteSettings: { ThrottlingRateLimit: number };
      RouteSettings: Record<string, { ThrottlingRateLimit: number }>;
    };
    expect(stage.RouteSettings['ANY /v1/auth/{proxy+}']!.ThrottlingRateLimit).toBeLessThan(
      stage.DefaultRouteSettings.ThrottlingRateLimit,
    );
  });
});

describe('jobs', () => {
  test('every schedule of the list exists, with its expression, its job and the instant it was due', () => {
    const made = ofType('AWS::Scheduler::Schedule').map(({ Properties }) => {
      const target = Properties['Target'] as { Input: string; DeadLetterConfig?: unknown };
      expect(target.DeadLetterConfig).toBeDefined();
      expect(JSON.parse(target.Input)).toHaveProperty('scheduledFor', '<aws.scheduler.scheduled-time>');
      return [Properties['Name'], Properties['ScheduleExpression'], JSON.parse(target.Input).job];
    });
    expect(made.sort()).toEqual(schedules.map((one) => [one.id, one.expression, one.job]).sort());
  });

  test('a message is tried five times and then kept for a fortnight', () => {
    const work = ofType('AWS::SQS::Queue').find((one) => /^Work[0-9A-F]{8}$/.test(one.id))!;
    expect(work.Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
    const dead = ofType('AWS::SQS::Queue').filter((one) => one.id !== work.id);
    for (const one of dead) expect(one.Properties['MessageRetentionPeriod']).toBe(14 * 86_400);
  });

  test('the stream reports single failures, halves a bad batch, gives up in time and keeps what it gave up', () => {
    const source = ofType('AWS::Lambda::EventSourceMapping').find(
      (one) => one.Properties['StartingPosition'],
    )!.Properties;
    expect(source).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    // The stream forgets after a day; what is given up must be kept before that.
    expect(source['MaximumRecordAgeInSeconds']).toBeLessThan(86_400);
  });

  test('the stream wakes its function for what the function looks at, and for nothing else', () => {
    const source = ofType('AWS::Lambda::EventSourceMapping').find(
      (one) => one.Properties['StartingPosition'],
    )!.Properties;
    const [{ Pattern }] = (source['FilterCriteria'] as { Filters: [{ Pattern: string }] }).Filters;
    expect(JSON.parse(Pattern)).toEqual({
      dynamodb: { Keys: { sk: { S: [RECORD] } }, NewImage: { type: { S: entities.map((one) => one.name) } } },
    });
  });

  test('single failures are reported by the worker as well', () => {
    const source = ofType('AWS::Lambda::EventSourceMapping').find((one) => one.Properties['ScalingConfig'])!.Properties;
    expect(source['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  });
});

describe('alarms', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm');

  test('each tells somebody, and names its entry in the handbook', async () => {
    const { readFileSync } = await import('node:fs');
    const handbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    expect(alarms.length).toBeGreaterThan(12);
    for (const { Properties } of alarms) {
      expect(Properties['AlarmActions']).toHaveLength(1);
      const name = String(Properties['AlarmName']).replace('evergreen-production-', '');
      const entry = name.startsWith('errors-') ? 'errors-' : name;
      expect(handbook).toContain(`\`${entry}`);
    }
  });

  test('each function, both dead-letter queues, the stream’s lag and a clock that stands still are watched', () => {
    const names = alarms.map((one) => String(one.Properties['AlarmName']).replace('evergreen-production-', ''));
    expect(names).toEqual(
      expect.arrayContaining([
        ...functions.map((one) => `errors-${one.name}`),
        'dead-letters',
        'missed-schedules',
        'stream-age',
        'api-5xx',
        'throttles',
        'clock',
      ]),
    );
    expect(Object.keys(templates.observability.Resources).some((id) => id.startsWith('Dashboard'))).toBe(true);
  });
});

describe('a change that was given up', () => {
  test('is told to whoever gets the alarms, when it is kept and not when it was replayed', () => {
    const [rule] = ofType('AWS::Events::Rule');
    expect(JSON.stringify(rule!.Properties['EventPattern'])).toContain('"key":[{"prefix":"aws/lambda/"}]');
    const [target] = rule!.Properties['Targets'] as { Arn: { Ref: string } }[];
    expect(target!.Arn.Ref).toMatch(/^Alarms/);
    const failures = ofType('AWS::S3::Bucket').find((one) => one.id.startsWith('Failures'))!;
    expect(failures.Properties['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });
});

describe('the edge', () => {
  const uriOf = (uri: string): string =>
    new Function(`${spaFallback}; return handler(arguments[0]).uri;`)({ request: { uri } });

  test('addresses of the client get its page, files and the API’s page do not', () => {
    expect(['/', '/accounts/acc_1', '/sign-in'].map(uriOf)).toEqual(['/index.html', '/index.html', '/index.html']);
    expect(['/assets/a.js', '/favicon.svg', '/docs/style.css'].map(uriOf)).toEqual([
      '/assets/a.js',
      '/favicon.svg',
      '/docs/style.css',
    ]);
    expect(['/docs', '/docs/'].map(uriOf)).toEqual(['/docs/index.html', '/docs/index.html']);
  });

  test('pages may run their own scripts and talk to the API and the file bucket, no more', () => {
    const policy = contentSecurityPolicy('https://files.example');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://files.example;");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('settings', () => {
  test('one of the command line goes before the file, and a wrong one is named', () => {
    const context = (values: Record<string, unknown>) => (name: string) => values[name];
    const base = { stage: 'production', mailFrom: 'crm@example.com' };
    expect(readSettings(context({ evergreen: base, stage: 'rehearsal', vaultDays: '1' }))).toMatchObject({
      stage: 'rehearsal',
      vaultDays: 1,
      mailFrom: 'crm@example.com',
    });
    expect(() => readSettings(context({ evergreen: { ...base, mailFrom: 'nobody' } }))).toThrow(/mailFrom/);
    expect(() => readSettings(context({ evergreen: base, domainName: 'crm.example.com' }))).toThrow(/certificateArn/);
    expect(() => readSettings(context({}))).toThrow(/mailFrom/);
  });
});
