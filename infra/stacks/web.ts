import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { ORIGIN_HEADER } from '../../shared/functions.ts';
import { logBucket, privateBucket } from '../constructs/private-bucket.ts';
import type { Settings } from '../settings.ts';
import { contentSecurityPolicy, spaFallback } from '../web-edge.ts';

export interface WebStackProps extends StackProps {
  settings: Settings;
  webAclArn: string;
  /** Name of the file bucket, which browsers upload to; the data stack makes it. */
  filesName: string;
  /** The built site; absent: nothing is uploaded (tests). */
  site?: string | undefined;
}

/** Of the built site: what the distribution compresses itself, and what only the build looks at. */
const leftOut = ['**/*.map', '**/*.br', '**/*.gz', '.hash', '.vite'];

/**
 * The front door: site, distribution, and the HTTP API as a bare address. The API's functions and routes come with the api stack,
 * for they need to know this stack's address, and the distribution needs to know the API's.
 */
export class WebStack extends Stack {
  readonly origin: string;
  readonly api: HttpApi;
  /** Dynamic references to the secret that the distribution sends and to the next one: functions take both. */
  readonly originSecrets: string;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const logs = logBucket(this, 'Logs', settings);
    // Made again by every deployment, so nothing is kept when the stack goes.
    const site = privateBucket(this, 'Site', {
      settings: { data: 'discard' },
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'site/',
    });
    this.api = new HttpApi(this, 'Api', {
      apiName: `evergreen-${settings.stage}`,
      description: 'Evergreen CRM',
      createDefaultStage: false,
    });
    const secrets = [settings.secretsVersion, settings.secretsVersion + 1].map((version) =>
      this.secret(settings, version),
    );
    this.originSecrets = secrets.map((secret) => secret.value).join(',');
    const distribution = this.distribution(props, { logs, site, secret: secrets[0]?.value ?? '' });
    for (const secret of secrets) distribution.node.addDependency(secret.made);
    this.origin = `https://${settings.domainName ?? distribution.distributionDomainName}`;
    // Other stacks use this name until the deployment has its own; taking it from them in one step would be refused.
    this.exportValue(distribution.distributionDomainName);
    if (props.site) this.upload(props.site, site, distribution);
    new CfnOutput(this, 'WebOrigin', { value: this.origin });
    new CfnOutput(this, 'DistributionName', { value: distribution.distributionDomainName });
  }

  /** Referred to by name: a reference to another stack's resource could not be replaced while that stack uses it. */
  private secret({ stage }: Settings, version: number) {
    const secretName = `evergreen-${stage}-origin-${version}`;
    const made = new Secret(this, `OriginSecret${version}`, {
      secretName,
      description: 'Sent by the distribution with each request to the API',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    return { made, value: SecretValue.secretsManager(secretName).unsafeUnwrap() };
  }

  private distribution(
    props: WebStackProps,
    { logs, site, secret }: { logs: IBucket; site: IBucket; secret: string },
  ): Distribution {
    const { settings } = props;
    const fallback = new EdgeFunction(this, 'SinglePage', {
      code: FunctionCode.fromInline(spaFallback),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'Addresses of the client are answered with its page',
    });
    const apiName = Fn.join('.', [this.api.apiId, 'execute-api', this.region, this.urlSuffix]);
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Evergreen CRM ${settings.stage}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      webAclId: props.webAclArn,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'distribution/',
      logIncludesCookies: false,
      ...(settings.domainName && settings.certificateArn
        ? {
            domainNames: [settings.domainName],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
          }
        : {}),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(site),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.headers(props),
        // On this behaviour alone: an API's 404 stays an API's 404.
        functionAssociations: [{ function: fallback, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(apiName, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            readTimeout: Duration.seconds(30),
            customHeaders: { [ORIGIN_HEADER]: secret },
          }),
          // Not redirected: a token that was sent in the clear shall be seen to be wrong, not be carried on.
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        },
      },
    });
    return distribution;
  }

  private headers({ filesName, settings }: WebStackProps): ResponseHeadersPolicy {
    const files = `https://${filesName}.s3.${settings.region}.amazonaws.com`;
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(files), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'permissions-policy',
            value: 'camera=(), microphone=(), geolocation=(), payment=()',
            override: true,
          },
        ],
      },
    });
  }

  /** Built files carry a hash in their names and are kept for ever; pages are asked for each time. */
  private upload(folder: string, site: IBucket, distribution: Distribution): void {
    const hashed = ['assets/*'];
    const common = {
      destinationBucket: site,
      sources: [Source.asset(folder, { exclude: leftOut })],
      memoryLimit: 512,
    };
    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      exclude: ['*'],
      include: hashed,
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...common,
      exclude: hashed,
      prune: false,
      cacheControl: [CacheControl.fromString('no-cache')],
      distribution,
      distributionPaths: ['/*'],
    });
    // A page must not name files that are not there yet.
    pages.node.addDependency(assets);
  }
}
