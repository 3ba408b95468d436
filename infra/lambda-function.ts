/** One Lambda function of `functions/`: the same runtime, tracing, log group and narrow role for all of them. */
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import { basename } from 'node:path';
import { lambdaBundle } from './lambda-bundles.ts';
import type { Stage } from './stage.ts';

export type LambdaFunctionProps = {
  readonly stage: Stage;
  /** The path of its folder below `functions/`; the folder's name is the function's. */
  readonly folder: string;
  readonly timeout: Duration;
  readonly environment: Record<string, string>;
};

/** The function in `functions/<folder>/handler.ts`. It may write its own logs and traces; grant it the rest. */
export function lambdaFunction(scope: Construct, id: string, props: LambdaFunctionProps): LambdaFunction {
  const { stage, folder, timeout, environment } = props;
  const name = basename(folder);
  const logGroup = new LogGroup(scope, `${id}Logs`, {
    logGroupName: `/aws/lambda/${Stack.of(scope).stackName}/${name}`,
    retention: stage.logRetention,
    // Its name is fixed: if it were kept, the stack could not be created again.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'No policy can name the resource of a trace, nor of the list of streams that a mapping asks for.',
  });

  const lambda = new LambdaFunction(scope, id, {
    code: lambdaBundle(scope, folder),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 512,
    timeout,
    environment: { POWERTOOLS_SERVICE_NAME: name, NODE_OPTIONS: '--enable-source-maps', ...environment },
    role,
    logGroup,
    tracing: Tracing.ACTIVE,
  });
  Validations.of(lambda).acknowledge({
    id: 'Serverless-LambdaDLQ',
    reason:
      'Step Functions, mappings, CloudFormation, browsers and Stripe learn of a failure. The sweep runs again in five minutes, ' +
      "and the sandbox's bank is asked again.",
  });
  return lambda;
}

const LIVE = 'live';

/**
 * What every caller invokes. A deployment publishes a version of each function that it changes, and then moves the alias to
 * it, in one step.
 */
export function liveAlias(lambdaFunction: LambdaFunction): IFunction {
  const alias = lambdaFunction.node.tryFindChild(`Alias${LIVE}`) ?? lambdaFunction.addAlias(LIVE);
  if (!isFunction(alias)) throw new Error('The alias of a function must be a function.');
  return alias;
}

/** CDK declares its aliases so that exact optional properties keep them from being one. */
function isFunction(construct: IConstruct): construct is IFunction {
  return construct instanceof Alias;
}
