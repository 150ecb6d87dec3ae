import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { INBOUND } from '../../shared/activities/inbound.ts';
import { entities } from '../../shared/entities.ts';
import { functionOfKind } from '../../shared/functions.ts';
import { schedules } from '../../shared/schedules.ts';
import { RECORD } from '../../shared/table/keys.ts';
import { ModuleFunction } from '../constructs/module-function.ts';
import type { World } from '../constructs/world.ts';

export interface JobsStackProps extends StackProps {
  built: string;
  /** All but the queue, which is made here. */
  world: Omit<World, 'queue'>;
  table: ITable;
  failures: IBucket;
}

/** What runs without anybody waiting: the work queue, the consumer of the table's stream, and the clock. */
export class JobsStack extends Stack {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly missedSchedules: Queue;
  readonly stream: ModuleFunction;
  readonly worker: ModuleFunction;
  readonly buried: ModuleFunction;
  readonly dispatcher: ModuleFunction;
  readonly mail: ModuleFunction;

  constructor(scope: Construct, id: string, props: JobsStackProps) {
    super(scope, id, props);
    const [streamSpec, workerSpec, dispatcherSpec] = [
      functionOfKind('stream'),
      functionOfKind('queue'),
      functionOfKind('schedule'),
    ];
    // Six times what its function may take, as Lambda advises.
    this.deadLetters = this.deadLetterQueue('WorkDeadLetters', functionOfKind('dead-letters').timeoutSeconds * 6);
    this.missedSchedules = this.deadLetterQueue('MissedSchedules');
    this.queue = new Queue(this, 'Work', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // One message a call and no reserved concurrency: a message is never held back behind another, so twice the longest run is enough.
      visibilityTimeout: Duration.seconds(workerSpec.timeoutSeconds * 2),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: workerSpec.queue?.receives ?? 5 },
    });
    const world: World = { ...props.world, queue: { url: this.queue.queueUrl, arn: this.queue.queueArn } };
    const make = (spec: typeof workerSpec) => new ModuleFunction(this, { spec, world, built: props.built });
    this.worker = make(workerSpec);
    this.worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: workerSpec.queue?.batchSize ?? 1,
        maxConcurrency: workerSpec.queue?.concurrency ?? 10,
        reportBatchItemFailures: true,
      }),
    );
    this.buried = make(functionOfKind('dead-letters'));
    // What it cannot record comes back until the queue forgets it, and the alarm on the queue's depth rings all the while.
    this.buried.addEventSource(
      new SqsEventSource(this.deadLetters, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    this.stream = make(streamSpec);
    this.readStream(streamSpec, props);
    this.dispatcher = make(dispatcherSpec);
    this.mail = make(functionOfKind('mail'));
    this.mail.addEnvironment('EVERGREEN_MAIL_DOMAIN', props.world.settings.mailDomain);
    if (props.world.settings.mailDomain !== '') this.receiveMail(props.world);
    this.addSchedules(props);
    new CfnOutput(this, 'WorkQueueUrl', { value: this.queue.queueUrl });
    new CfnOutput(this, 'WorkDeadLettersUrl', { value: this.deadLetters.queueUrl });
    new CfnOutput(this, 'StreamFunction', { value: this.stream.functionName });
    new CfnOutput(this, 'DispatcherFunction', { value: this.dispatcher.functionName });
  }

  private deadLetterQueue(id: string, visibleAfter = 30): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibleAfter),
      retentionPeriod: Duration.days(14),
    });
  }

  /**
   * Reads the table's stream in order. A batch that fails is tried again, then halved until the poison record stands alone; that
   * one goes to the failures bucket with its payload, because a queue would keep its position only and the stream forgets it
   * within a day.
   */
  private readStream(spec: ReturnType<typeof functionOfKind>, props: JobsStackProps): void {
    const { failures, table } = props;
    this.stream.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${failures.bucketArn}/aws/lambda/*`] }),
    );
    this.stream.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [failures.bucketArn] }));
    const source = new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: spec.stream?.batchSize ?? 100,
      parallelizationFactor: spec.stream?.parallel ?? 1,
      retryAttempts: spec.stream?.retries ?? 5,
      maxRecordAge: Duration.hours(20),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.bucketArn }) },
      // Histories, counters and guards are written by the hundred thousand; they need not wake the function that wrote them.
      filters: [
        FilterCriteria.filter({
          dynamodb: {
            Keys: { sk: { S: FilterRule.isEqual(RECORD) } },
            NewImage: { type: { S: entities.map((entity) => entity.name) } },
          },
        }),
      ],
    });
    this.stream.addEventSource(source);
  }

  /** Whatever comes for the domain is put into the file bucket, then read. Which rule set is in force is one setting of the account: docs/operations.md. */
  private receiveMail({ settings, files }: JobsStackProps['world']): void {
    const set = new CfnReceiptRuleSet(this, 'MailRules', { ruleSetName: `evergreen-${settings.stage}` });
    this.mail.addPermission('Ses', {
      principal: new ServicePrincipal('ses.amazonaws.com'),
      sourceAccount: this.account,
    });
    const rule = new CfnReceiptRule(this, 'MailRule', {
      ruleSetName: set.ref,
      rule: {
        enabled: true,
        recipients: [settings.mailDomain],
        scanEnabled: true,
        tlsPolicy: 'Optional',
        actions: [
          { s3Action: { bucketName: files.name, objectKeyPrefix: INBOUND } },
          { lambdaAction: { functionArn: this.mail.functionArn, invocationType: 'Event' } },
        ],
      },
    });
    rule.node.addDependency(this.mail);
    new CfnOutput(this, 'MailRuleSet', { value: set.ref });
  }

  /** One schedule a value of the list. A tick that cannot be delivered for an hour is kept; the next one comes by itself. */
  private addSchedules({ world }: JobsStackProps): void {
    const role = new Role(this, 'ClockRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.dispatcher.functionArn] }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.missedSchedules.queueArn] }));
    const group = new CfnScheduleGroup(this, 'Clock', { name: `evergreen-${world.settings.stage}` });
    for (const schedule of schedules) {
      const made = new CfnSchedule(this, `Schedule-${schedule.id}`, {
        name: schedule.id,
        groupName: group.ref,
        description: schedule.label.en,
        scheduleExpression: schedule.expression,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: this.dispatcher.functionArn,
          roleArn: role.roleArn,
          // The scheduler puts the due instant in; each try of one occurrence carries the same.
          input: JSON.stringify({ job: schedule.job, scheduledFor: '<aws.scheduler.scheduled-time>' }),
          retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 },
          deadLetterConfig: { arn: this.missedSchedules.queueArn },
        },
      });
      // A schedule that fires before its role may call would leave a dead letter with each first deployment.
      made.node.addDependency(role);
    }
  }
}
