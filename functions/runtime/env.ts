import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** The environment, read in this one place. Every value is set by infra on AWS and by the local stack here. */
const text = (name: string, fallback = ''): string => process.env[name] ?? fallback;

export const env = {
  get table() {
    return text('EVERGREEN_TABLE', 'evergreen');
  },
  get bucket() {
    return text('EVERGREEN_BUCKET', 'evergreen-files');
  },
  /** Bucket of history digests, object-locked on AWS. */
  get vault() {
    return text('EVERGREEN_VAULT', 'evergreen-vault');
  },
  get queueUrl() {
    return text('EVERGREEN_QUEUE_URL');
  },
  get userPoolId() {
    return text('EVERGREEN_USER_POOL_ID', 'local_evergreen');
  },
  get clientId() {
    return text('EVERGREEN_CLIENT_ID', 'evergreen-web');
  },
  /** Issuer of access tokens; on AWS it follows from the pool. */
  get issuer() {
    const pool = env.userPoolId;
    return text('EVERGREEN_ISSUER', `https://cognito-idp.${pool.split('_')[0]}.amazonaws.com/${pool}`);
  },
  /** Where the token keys are read; differs from the issuer in the local stack alone. */
  get jwksUri() {
    return text('EVERGREEN_JWKS_URI', `${env.issuer}/.well-known/jwks.json`);
  },
  get mailFrom() {
    return text('EVERGREEN_MAIL_FROM', 'evergreen@localhost.example');
  },
  /** Domain whose mail comes to the product. Empty: copies of e-mails are not taken. */
  get mailDomain() {
    return text('EVERGREEN_MAIL_DOMAIN');
  },
  get webOrigin() {
    return text('EVERGREEN_WEB_ORIGIN', 'http://localhost:3000');
  },
  /** Secret that cursors are bound with; made by infra. */
  get cursorSecret() {
    return text('EVERGREEN_CURSOR_SECRET', 'local-cursor-secret');
  },
  /** Header that CloudFront adds; a request without it did not come through the front door. Empty: not checked. */
  get originSecret() {
    return text('EVERGREEN_ORIGIN_SECRET');
  },
  /** Region and endpoints for the SDK clients; endpoints are set in the local stack alone. */
  get region() {
    return text('AWS_REGION', 'eu-central-1');
  },
  get dynamoEndpoint() {
    return process.env['EVERGREEN_DYNAMODB_ENDPOINT'];
  },
  /** The embedded DynamoDB looks at a signature's form alone; every other server gets a true one. */
  get dynamoEmbedded() {
    return process.env['EVERGREEN_DYNAMODB_EMBEDDED'] === 'yes';
  },
  get s3Endpoint() {
    return process.env['EVERGREEN_S3_ENDPOINT'];
  },
  get awsEndpoint() {
    return process.env['EVERGREEN_AWS_ENDPOINT'];
  },
};

const nothing = (): void => {};
/**
 * A logger without `info` and `error`: the SDK's own default has them, and walks over every request and answer by its schema to
 * hide secrets from a log that nobody keeps (6 % of the time of a large import).
 */
export const quietLogger = { trace: nothing, debug: nothing, warn: nothing } as unknown as NonNullable<
  DynamoDBClientConfig['logger']
>;

/**
 * A signature by its form alone, for the embedded DynamoDB of the local stack, which looks at nothing else of it: to make a true one
 * is an eighth of the time of a local request.
 */
export const formOfSignature: NonNullable<DynamoDBClientConfig['signer']> = {
  sign: async (request) => {
    request.headers['x-amz-date'] = '20260101T000000Z';
    request.headers['authorization'] =
      'AWS4-HMAC-SHA256 Credential=evergreenlocal/20260101/local/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=none';
    return request;
  },
};

/** Client settings shared by all SDK clients: the local stack names endpoints and fixed credentials. */
export const clientConfig = (endpoint: string | undefined) => ({
  region: env.region,
  logger: quietLogger,
  ...(endpoint
    ? { endpoint, credentials: { accessKeyId: 'evergreenlocal', secretAccessKey: 'evergreenlocalsecret' } }
    : {}),
});
