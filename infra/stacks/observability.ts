import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ModuleFunction } from '../constructs/module-function.ts';
import { removalOf } from '../constructs/private-bucket.ts';
import type { Settings } from '../settings.ts';
import type { JobsStack } from './jobs.ts';

export interface ObservabilityStackProps extends StackProps {
  settings: Settings;
  api: HttpApi;
  httpFunctions: readonly ModuleFunction[];
  jobs: JobsStack;
  table: ITable;
  failures: IBucket;
}

interface Watch {
  /** Also the entry of docs/operations.md. */
  name: string;
  what: string;
  metric: IMetric;
  /** Alarms above this. */
  above: number;
  /** Periods in a row. */
  times?: number;
  /** Alarms below `above` instead, and when there is nothing. */
  deadMan?: true;
}

const minutes = (n: number) => Duration.minutes(n);

/** Alarms with one topic, and one page that shows the same figures. Each alarm has an entry in docs/operations.md. */
export class ObservabilityStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    this.topic = this.alarmTopic(props.settings);
    const watches = this.watches(props);
    for (const watch of watches) this.alarm(watch, props.settings);
    this.tellFailures(props);
    this.dashboard(watches, props.settings);
    new CfnOutput(this, 'AlarmTopic', { value: this.topic.topicArn });
  }

  /** Neither alarms nor rules can publish to a topic under the key that SNS owns, so it has one that lets them. */
  private alarmTopic(settings: Settings): Topic {
    const key = new Key(this, 'AlarmKey', {
      description: 'Alarm messages',
      enableKeyRotation: true,
      removalPolicy: removalOf({ data: 'discard' }),
      pendingWindow: Duration.days(7),
    });
    for (const service of ['cloudwatch', 'events'])
      key.grantEncryptDecrypt(new ServicePrincipal(`${service}.amazonaws.com`));
    const topic = new Topic(this, 'Alarms', {
      displayName: `Evergreen CRM ${settings.stage}`,
      masterKey: key,
      enforceSSL: true,
    });
    if (settings.alarmMail) topic.addSubscription(new EmailSubscription(settings.alarmMail));
    return topic;
  }

  private watches({ api, httpFunctions, jobs, table }: ObservabilityStackProps): Watch[] {
    const behind = [jobs.stream, jobs.worker, jobs.buried, jobs.dispatcher, jobs.mail];
    const depth = (queue: Queue) => queue.metricApproximateNumberOfMessagesVisible({ period: minutes(5) });
    return [
      {
        name: 'api-5xx',
        what: 'Requests that ended with an error on our side',
        metric: api.metricServerError({ period: minutes(5), statistic: 'Sum' }),
        above: 5,
      },
      {
        name: 'api-slow',
        what: 'Slowest twentieth of the requests, milliseconds',
        metric: api.metricLatency({ period: minutes(5), statistic: 'p95' }),
        above: 3000,
        times: 3,
      },
      ...[...httpFunctions, ...behind].map(
        (one): Watch => ({
          name: `errors-${one.spec.name}`,
          what: `Calls of ${one.spec.name} that failed or ran out of time`,
          metric: one.metricErrors({ period: minutes(5) }),
          above: one === jobs.stream ? 10 : 3,
        }),
      ),
      {
        name: 'throttles',
        what: 'Calls that Lambda had no room for',
        metric: total([...httpFunctions, ...behind].map((one) => one.metricThrottles({ period: minutes(5) }))),
        above: 10,
      },
      {
        name: 'dead-letters',
        what: 'Jobs that failed at each try',
        // Their function takes each of them from the queue within seconds: that it was called is what tells of them.
        metric: total([depth(jobs.deadLetters), jobs.buried.metricInvocations({ period: minutes(5) })], 'dead letters'),
        above: 0,
      },
      {
        name: 'missed-schedules',
        what: 'Ticks of the clock that could not be delivered',
        metric: depth(jobs.missedSchedules),
        above: 0,
      },
      {
        name: 'queue-age',
        what: 'Age of the oldest waiting job, seconds',
        metric: jobs.queue.metricApproximateAgeOfOldestMessage({ period: minutes(5) }),
        above: 3600,
      },
      {
        name: 'stream-age',
        what: 'How far projections lag behind, milliseconds',
        metric: jobs.stream.metric('IteratorAge', { statistic: 'Maximum', period: minutes(5) }),
        above: 300_000,
        times: 2,
      },
      {
        name: 'table-throttles',
        what: 'Reads and writes that the table refused',
        metric: tableThrottles(table),
        above: 20,
      },
      {
        name: 'clock',
        what: 'The clock has started nothing for an hour',
        metric: jobs.dispatcher.metricInvocations({ period: Duration.hours(1) }),
        above: 1,
        deadMan: true,
      },
    ];
  }

  /** A change that was given up lies in the failures bucket from then on: told by the bucket itself, with its key. */
  private tellFailures({ failures }: ObservabilityStackProps): void {
    new Rule(this, 'StreamFailures', {
      description: 'Changes of the table that the stream function gave up',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [failures.bucketName] }, object: { key: [{ prefix: 'aws/lambda/' }] } },
      },
      targets: [
        new SnsTopic(this.topic, {
          message: RuleTargetInput.fromText(
            `A change of the table was given up and kept as ${EventField.fromPath('$.detail.object.key')}. What to do: docs/operations.md, "stream-failures".`,
          ),
        }),
      ],
    });
  }

  private alarm({ name, what, metric, above, times = 1, deadMan }: Watch, settings: Settings): void {
    const alarm = new Alarm(this, name, {
      alarmName: `evergreen-${settings.stage}-${name}`,
      alarmDescription: `${what}. What to do: docs/operations.md, "${name}".`,
      metric,
      threshold: above,
      evaluationPeriods: times,
      comparisonOperator: deadMan ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: deadMan ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  private dashboard(watches: readonly Watch[], settings: Settings): void {
    const graphs = watches.map(
      ({ name, what, metric }) => new GraphWidget({ title: `${name}: ${what}`, left: [metric], width: 8, height: 5 }),
    );
    const rows = Array.from({ length: Math.ceil(graphs.length / 3) }, (_, row) => graphs.slice(row * 3, row * 3 + 3));
    new Dashboard(this, 'Dashboard', { dashboardName: `evergreen-${settings.stage}`, widgets: rows });
  }
}

const total = (metrics: readonly IMetric[], label = 'all functions'): IMetric =>
  new MathExpression({
    expression: metrics.map((_, i) => `m${i}`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric])),
    period: minutes(5),
    label,
  });

const tableThrottles = (table: ITable): IMetric =>
  total(
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (metricName) =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: table.tableName },
          statistic: 'Sum',
          period: minutes(5),
        }),
    ),
  );
