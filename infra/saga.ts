/**
 * The saga: a Standard state machine that takes an order forward, and back again where a step fails for good or finds
 * the order cancelled. Where a step back fails for good, it parks the order for staff.
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  JsonPath,
  LogLevel,
  StateMachine,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { IChainable, RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { LambdaInvokeProps } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { sagaFunctions } from './saga-functions.ts';
import type { SagaFunctions } from './saga-functions.ts';
import { compensationRetries, stepRetries } from './saga-retries.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

/** Longer than any step's function may run, so that a step is over before the saga moves on without it. */
const taskTimeout = Duration.seconds(30);

export class Saga extends Construct {
  readonly stateMachine: StateMachine;
  readonly functions: SagaFunctions;

  constructor(scope: Construct, { stage, tables }: { readonly stage: Stage; readonly tables: Tables }) {
    super(scope, 'Saga');
    this.functions = sagaFunctions(this, stage, tables);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      // The name by which `commands/resume.ts` finds it.
      stateMachineName: Stack.of(this).stackName,
      definitionBody: DefinitionBody.fromChainable(this.definition()),
      // Longer than all steps back and the parking take when each is tried as often as it may be.
      timeout: Duration.days(2),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Logs', {
          // Step Functions asks for this prefix: it keeps the account's log policy small.
          logGroupName: `/aws/vendedlogs/states/${Stack.of(this).stackName}`,
          retention: stage.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: true,
      },
    });
  }

  /** The state is `{orderId}`; a step that failed for good adds what went wrong under its own name. */
  private definition() {
    const { functions } = this;
    const reserveInventory = this.step('ReserveInventory', functions.reserveInventory, stepRetries);
    const processPayment = this.step('ProcessPayment', functions.processPayment, stepRetries);
    const sendNotification = this.step('SendNotification', functions.sendNotification, stepRetries);
    const completeOrder = this.step('CompleteOrder', functions.completeOrder, stepRetries);
    const refundPayment = this.step('RefundPayment', functions.refundPayment, compensationRetries);
    const releaseInventory = this.step('ReleaseInventory', functions.releaseInventory, compensationRetries);
    const failOrder = this.step('FailOrder', functions.failOrder, compensationRetries);
    const stuck = this.stuck();

    refundPayment.next(releaseInventory).next(failOrder);
    for (const step of [refundPayment, releaseInventory, failOrder]) {
      step.addCatch(stuck, { errors: ['States.ALL'], resultPath: `$.notUndone.${step.id}` });
    }
    for (const step of [reserveInventory, processPayment, completeOrder]) {
      step.addCatch(refundPayment, { errors: ['States.ALL'], resultPath: `$.failed.${step.id}` });
    }
    sendNotification.addCatch(completeOrder, { errors: ['States.ALL'], resultPath: '$.notificationError' });
    return reserveInventory.next(processPayment).next(sendNotification).next(completeOrder);
  }

  /** Where undoing fails for good. Another saga may have closed the order meanwhile; then nothing is left to do. */
  private stuck(): IChainable {
    const parkOrder = this.step('ParkOrder', this.functions.parkOrder, compensationRetries, {
      resultSelector: { status: JsonPath.stringAt('$.Payload.status') },
      resultPath: '$.order',
    });
    const parked = new Fail(this, 'OrderParked', { error: 'OrderParked', cause: 'Undoing failed for good.' });
    const isParked = Condition.stringEquals('$.order.status', 'NEEDS_ATTENTION');
    const closed = new Succeed(this, 'OrderClosed');
    return parkOrder.next(new Choice(this, 'IsParked').when(isParked, parked).otherwise(closed));
  }

  private step(
    name: string,
    lambdaFunction: LambdaFunction,
    retries: readonly RetryProps[],
    result: Pick<LambdaInvokeProps, 'resultSelector' | 'resultPath'> = { resultPath: JsonPath.DISCARD },
  ): LambdaInvoke {
    const step = new LambdaInvoke(this, name, {
      lambdaFunction,
      payload: TaskInput.fromJsonPathAt('$'),
      ...result,
      taskTimeout: Timeout.duration(taskTimeout),
      retryOnServiceExceptions: false,
    });
    for (const retry of retries) step.addRetry(retry);
    return step;
  }
}
