import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { BucketProps, IBucket } from 'aws-cdk-lib/aws-s3';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

type Lasting = Pick<Settings, 'data'>;

/** What becomes of a resource with data when its stack goes. */
export const removalOf = (settings: Lasting): RemovalPolicy =>
  settings.data === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

/** Defaults of every bucket: no public access, TLS only, encrypted, owned by the account. */
const defaults = (settings: Lasting) =>
  ({
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: removalOf(settings),
    autoDeleteObjects: settings.data === 'discard',
  }) satisfies BucketProps;

// The library's class and interface differ in how they spell an absent value, which this project's compiler tells apart.
const asBucket = (bucket: Bucket): IBucket => bucket as IBucket;

/** A bucket that keeps older versions for 30 days, so that a mistaken delete can be taken back. */
export const privateBucket = (scope: Construct, id: string, props: BucketProps & { settings: Lasting }): IBucket => {
  const { settings, lifecycleRules = [], ...rest } = props;
  const leftovers = {
    id: 'leftovers',
    abortIncompleteMultipartUploadAfter: Duration.days(2),
    noncurrentVersionExpiration: Duration.days(30),
    expiredObjectDeleteMarker: true,
  };
  return asBucket(
    new Bucket(scope, id, {
      ...defaults(settings),
      versioned: true,
      lifecycleRules: [leftovers, ...lifecycleRules],
      ...rest,
    }),
  );
};

/** Takes the access logs of other buckets and of the distribution; they are thrown away after a year. */
export const logBucket = (scope: Construct, id: string, settings: Lasting): IBucket => {
  const bucket = new Bucket(scope, id, {
    ...defaults(settings),
    // The distribution's log delivery writes with an ACL; nothing else may.
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [
      {
        id: 'age',
        expiration: Duration.days(365),
        transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }],
      },
      { id: 'leftovers', abortIncompleteMultipartUploadAfter: Duration.days(2) },
    ],
  });
  return asBucket(bucket);
};
