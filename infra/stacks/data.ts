import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { HttpMethods, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { INBOUND } from '../../shared/activities/inbound.ts';
import { REMOVED_DAYS } from '../../shared/attachments/attachment.ts';
import { table as shape } from '../../shared/table/table.ts';
import { EXPORT_DAYS } from '../../shared/views/exports.contract.ts';
import { logBucket, privateBucket, removalOf } from '../constructs/private-bucket.ts';
import type { Settings } from '../settings.ts';

export interface DataStackProps extends StackProps {
  settings: Settings;
  webOrigin: string;
  filesName: string;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What is stored: the table, the file bucket, the vault of history digests, and what the stream could not digest. */
export class DataStack extends Stack {
  readonly table: ITable;
  readonly files: IBucket;
  readonly vault: IBucket;
  readonly failures: IBucket;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const made = this.makeTable(settings);
    this.table = this.restored(settings) ?? (made as ITable);
    const logs = logBucket(this, 'Logs', settings);
    const logged = (name: string) => ({ settings, serverAccessLogsBucket: logs, serverAccessLogsPrefix: `${name}/` });
    this.files = privateBucket(this, 'Files', {
      ...logged('files'),
      bucketName: props.filesName,
      lifecycleRules: [
        { id: 'exports', prefix: 'exports/', expiration: Duration.days(EXPORT_DAYS) },
        // A bulk edit can be taken back for a month; its lists of what was refused are kept a little longer.
        { id: 'bulk-edits', prefix: 'bulk-edits/', expiration: Duration.days(60) },
        // A file that is attached is copied as soon as it is looked at; what lies here was never finished.
        { id: 'uploads', prefix: 'uploads/', expiration: Duration.days(1) },
        { id: 'removed', prefix: 'removed/', expiration: Duration.days(REMOVED_DAYS) },
        // Each message is removed when it was read; what nothing could read goes by itself.
        ...(settings.mailDomain === '' ? [] : [{ id: 'inbound', prefix: INBOUND, expiration: Duration.days(7) }]),
      ],
      // Uploads and downloads go straight to the bucket by signed address; only the client's own pages may ask for them.
      cors: [
        {
          allowedOrigins: [props.webOrigin],
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: ['*'],
          exposedHeaders: ['etag'],
          maxAge: 3600,
        },
      ],
    });
    if (settings.mailDomain !== '') this.takeMail();
    this.vault = privateBucket(this, 'Vault', {
      ...logged('vault'),
      objectLockEnabled: true,
      // Compliance, not governance: whoever could rewrite history must not be able to lift the lock either.
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(settings.vaultDays)),
    });
    this.failures = privateBucket(this, 'Failures', {
      ...logged('failures'),
      lifecycleRules: [{ id: 'age', expiration: Duration.days(90) }],
    });
    // Told to the event bus, where observability makes a notice of it. Set on the resource: the construct's own way brings a helper function.
    (this.failures.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    new CfnOutput(this, 'Region', { value: this.region });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'FilesBucket', { value: this.files.bucketName });
    new CfnOutput(this, 'VaultBucket', { value: this.vault.bucketName });
    new CfnOutput(this, 'FailuresBucket', { value: this.failures.bucketName });
  }

  /** SES may put messages that it received into their folder, and nothing else. */
  private takeMail(): void {
    this.files.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.files.arnForObjects(`${INBOUND}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
  }

  /**
   * The one table, from the shape that the local emulator is made of as well. Encrypted with the key that DynamoDB owns: a key of
   * one's own costs a call to KMS for what is read anyway by the same roles, and one that is lost or disabled takes table and
   * backups with it.
   */
  private makeTable(settings: Settings): Table {
    const table = new Table(this, 'Table', {
      partitionKey: text(shape.key.partition),
      sortKey: text(shape.key.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: shape.ttl,
      stream: StreamViewType[shape.stream],
      deletionProtection: settings.data === 'keep',
      removalPolicy: removalOf(settings),
    });
    // Other stacks use these until a restored table takes its place; taking them away in one step would be refused.
    for (const value of [table.tableArn, table.tableName, table.tableStreamArn]) if (value) this.exportValue(value);
    for (const index of shape.indexes) {
      const { projection } = index;
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partition),
        sortKey: text(index.sort),
        projectionType: ProjectionType[projection.type],
        ...('attributes' in projection ? { nonKeyAttributes: [...projection.attributes] } : {}),
      });
    }
    return table;
  }

  /** A table brought back from a backup takes the place of the one made above, which stays as it is. */
  private restored(settings: Settings): ITable | undefined {
    if (!settings.restoredTable || !settings.restoredStream) return undefined;
    return Table.fromTableAttributes(this, 'RestoredTable', {
      tableName: settings.restoredTable,
      tableStreamArn: settings.restoredStream,
      globalIndexes: shape.indexes.map((index) => index.name),
    });
  }
}
