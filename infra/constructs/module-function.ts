import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../../shared/functions.ts';
import type { World } from './world.ts';
import { grants, httpVariables } from './world.ts';

export interface ModuleFunctionProps {
  spec: FunctionSpec;
  world: World;
  /** Folder with one built function a folder. */
  built: string;
}

/** Retention that CloudWatch Logs knows: the nearest step that is not shorter. */
export const retentionOf = (days: number): RetentionDays => {
  const steps = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ];
  return (steps.find((step) => step >= days) ?? 3653) as RetentionDays;
};

const variablesOf = ({ spec, world }: ModuleFunctionProps): Record<string, string> =>
  Object.assign(
    { EVERGREEN_WEB_ORIGIN: world.webOrigin, ...(spec.kind === 'http' ? httpVariables(world) : {}) },
    ...spec.may.map((right) => grants[right].variables(world)),
  );

/**
 * A function of the list with all that is common to them: runtime, log group, tracing, environment, and a role that holds what
 * `may` names and nothing else. No concurrency is reserved: a new account has ten executions in all, of which none can be set
 * apart; the stream is bounded by its shards, the worker by its event source, the HTTP functions by the gateway's throttle.
 */
export class ModuleFunction extends LambdaFunction {
  readonly spec: FunctionSpec;

  constructor(scope: Construct, props: ModuleFunctionProps) {
    const { spec, world, built } = props;
    const id = spec.name.charAt(0).toUpperCase() + spec.name.slice(1);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: retentionOf(world.settings.logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: spec.summary,
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const right of spec.may) for (const one of grants[right].statements(world, scope)) role.addToPolicy(one);
    super(scope, id, {
      description: spec.summary,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      // Source maps are kept beside the build for reading stack traces; shipped, they would only make the start slower.
      code: Code.fromAsset(`${built}/${spec.name}`, { exclude: ['**/*.map'] }),
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.timeoutSeconds),
      environment: variablesOf(props),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    });
    this.spec = spec;
  }
}
