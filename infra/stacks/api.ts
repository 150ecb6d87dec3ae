import type { StackProps } from 'aws-cdk-lib';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../../shared/functions.ts';
import { functions } from '../../shared/functions.ts';
import { endpoints } from '../../shared/registry.ts';
import { ModuleFunction, retentionOf } from '../constructs/module-function.ts';
import type { World } from '../constructs/world.ts';
import type { GatewayRoute } from '../routes.ts';
import { gatewayRoutes } from '../routes.ts';

export interface ApiStackProps extends StackProps {
  api: HttpApi;
  built: string;
  world: World;
}

/** Requests a second (rate) and at once (burst) for the whole deployment; sign-in is slower to guess at than that. */
const throttle = { everything: { rate: 500, burst: 1000 }, 'sign-in': { rate: 25, burst: 50 } } as const;

// Without the path: secrets of calendars and surveys stand in it. The functions log it with the request's id, masked.
const accessLog = {
  at: '$context.requestTime',
  id: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  ip: '$context.identity.sourceIp',
  error: '$context.integrationErrorMessage',
};

/** The functions behind the API's address and the handful of routes that lead to them. */
export class ApiStack extends Stack {
  readonly functions: readonly ModuleFunction[];
  readonly routes: readonly GatewayRoute[];

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { api, built, world } = props;
    const http = functions.filter(
      (spec): spec is FunctionSpec & { group: NonNullable<FunctionSpec['group']> } =>
        spec.kind === 'http' && spec.group !== undefined,
    );
    const cursorSecret = new Secret(this, `CursorSecret${world.settings.secretsVersion}`, {
      description: 'Binds the cursors of list pages to their query',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    const made = new Map(
      http.map((spec) => {
        const handler = new ModuleFunction(this, { spec, world, built });
        handler.addEnvironment('EVERGREEN_CURSOR_SECRET', cursorSecret.secretValue.unsafeUnwrap());
        // One permission a function: one a route would fill the function's policy of 20 kB.
        return [
          spec.group,
          { handler, integration: new HttpLambdaIntegration(spec.name, handler, { scopePermissionToRoute: false }) },
        ] as const;
      }),
    );
    this.functions = [...made.values()].map(({ handler }) => handler);
    this.routes = gatewayRoutes(endpoints, functions);
    const routes = this.routes.map((route) => {
      const target = made.get(route.group);
      if (!target) throw new Error(`no function answers the group ${route.group}`);
      return new HttpRoute(this, `${route.method} ${route.path}`, {
        httpApi: api,
        integration: target.integration,
        routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method]),
      });
    });
    this.addStage(props, routes);
  }

  private addStage({ api, world }: ApiStackProps, routes: readonly HttpRoute[]): void {
    const log = new LogGroup(this, 'AccessLog', {
      retention: retentionOf(world.settings.logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle: { rateLimit: throttle.everything.rate, burstLimit: throttle.everything.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    const made = stage.node.defaultChild as CfnStage;
    made.routeSettings = Object.fromEntries(
      this.routes
        .filter((route) => route.path.startsWith('/v1/auth'))
        .map((route) => [
          `${route.method} ${route.path}`,
          { ThrottlingRateLimit: throttle['sign-in'].rate, ThrottlingBurstLimit: throttle['sign-in'].burst },
        ]),
    );
    // The stage names routes by their keys, so they must be there first.
    for (const route of routes) stage.node.addDependency(route);
  }
}
