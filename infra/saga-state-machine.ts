/** What the sagas have in common: a Standard state machine with an alias by which it is started, and steps with retries. */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  JsonPath,
  LogLevel,
  StateMachine,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { IChainable, RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { LambdaInvokeProps } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { liveAlias } from './lambda-function.ts';
import type { Stage } from './stage.ts';

/** Longer than any step's function may run, so that a step is over before the saga moves on without it. */
const TASK_TIMEOUT = Duration.seconds(30);

/** The alias by which every saga is started. */
const LIVE = 'live';

type SagaProps = {
  readonly stage: Stage;
  readonly name: string;
  readonly definition: IChainable;
  /** Longer than all its steps take if each is retried as often as it may be. */
  readonly timeout: Duration;
};

/** The state machine, and the ARN of the alias by which every saga of it is started. */
export function sagaStateMachine(scope: Construct, { stage, name, definition, timeout }: SagaProps) {
  const stateMachine = new StateMachine(scope, 'StateMachine', {
    stateMachineName: name,
    definitionBody: DefinitionBody.fromChainable(definition),
    timeout,
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, 'Logs', {
        // Step Functions asks for this prefix: it keeps the account's log policy small.
        logGroupName: `/aws/vendedlogs/states/${name}`,
        retention: stage.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ERROR,
      includeExecutionData: true,
    },
  });
  Validations.of(stateMachine).acknowledge(
    {
      id: 'AwsSolutions-SF1',
      reason: 'Every execution keeps its history for 90 days; logs of it would cost more than it.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'No policy can name the resource of a trace, nor of a delivery of logs.',
    },
  );
  return { stateMachine, liveArn: live(scope, stateMachine).ref };
}

/** A deployment that changes the definition publishes a version; sagas that run go on by the version before. */
function live(scope: Construct, { stateMachineArn, stateMachineRevisionId }: StateMachine): CfnStateMachineAlias {
  const version = new CfnStateMachineVersion(scope, 'Version', { stateMachineArn, stateMachineRevisionId });
  const routingConfiguration = [{ stateMachineVersionArn: version.ref, weight: 100 }];
  return new CfnStateMachineAlias(scope, 'Live', { name: LIVE, routingConfiguration });
}

/** Lets the grantee start sagas by the alias alone, so that each begins with a version which a deployment has released. */
export function allowStart(grantee: IGrantable, { stateMachineArn }: StateMachine): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['states:StartExecution'],
    resourceArns: [stateMachineArn],
    conditions: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': [LIVE] } },
  });
}

/** A step that gets the saga's state, and leaves it as it is unless `result` says otherwise. */
export function sagaStep(
  scope: Construct,
  name: string,
  lambdaFunction: LambdaFunction,
  retries: readonly RetryProps[],
  result: Pick<LambdaInvokeProps, 'resultSelector' | 'resultPath'> = { resultPath: JsonPath.DISCARD },
): LambdaInvoke {
  const step = new LambdaInvoke(scope, name, {
    lambdaFunction: liveAlias(lambdaFunction),
    payload: TaskInput.fromJsonPathAt('$'),
    ...result,
    taskTimeout: Timeout.duration(TASK_TIMEOUT),
    retryOnServiceExceptions: false,
  });
  for (const retry of retries) step.addRetry(retry);
  return step;
}
