/**
 * The saga: a Standard state machine that takes an order forward, and back again if a step before the payment fails for
 * good or finds the order cancelled. After the payment it only goes forward. If it can go neither on nor back, it parks
 * the order for staff. How often a step is retried stands in `saga-retries.ts`.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  Choice,
  Condition,
  Errors,
  IntegrationPattern,
  Fail,
  JsonPath,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { IChainable, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { PARKING_ERROR_NAMES } from '../domain/errors.ts';
import type { BusinessErrorName } from '../domain/errors.ts';
import { liveAlias } from './lambda-function.ts';
import { sagaFunctions } from './saga-functions.ts';
import type { SagaFunctions } from './saga-functions.ts';
import {
  BUSY,
  COMPENSATION_RETRIES,
  FORWARD_RETRIES,
  NOTIFICATION_RETRIES,
  refundRetries,
  STEP_RETRIES,
  WAIT_RETRIES,
} from './saga-retries.ts';
import { allowStart, sagaStateMachine, sagaStep } from './saga-state-machine.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

/** What all steps there and back and the parking take if each is retried as often as it may be. */
const STEPS_DAYS = 4;

const NOT_ALLOWED: BusinessErrorName = 'MoveNotAllowed';
const PAID: BusinessErrorName = 'OrderPaid';

export class Saga extends Construct {
  readonly stateMachine: StateMachine;
  /** ARN of the alias by which every saga is started. */
  readonly liveArn: string;
  readonly functions: SagaFunctions;
  private readonly providerDays: number;

  constructor(scope: Construct, { stage, tables }: { readonly stage: Stage; readonly tables: Tables }) {
    super(scope, 'Saga');
    this.providerDays = stage.paymentWaits.providerDays;
    this.functions = sagaFunctions(this, stage, tables);
    const { stateMachine, liveArn } = sagaStateMachine(this, {
      stage,
      // `commands/resume.ts` finds it by this name.
      name: Stack.of(this).stackName,
      definition: this.definition(),
      timeout: Duration.days(stage.paymentWaits.providerDays + STEPS_DAYS),
    });
    this.stateMachine = stateMachine;
    this.liveArn = liveArn;
  }

  allowStart(grantee: IGrantable): void {
    allowStart(grantee, this.stateMachine);
  }

  /** The state is `SagaInput` of `domain/`; a step that could not be done adds what went wrong under its own name. */
  private definition() {
    const { functions } = this;
    const reserveInventory = sagaStep(this, 'ReserveInventory', functions.reserveInventory, STEP_RETRIES);
    const processPayment = sagaStep(this, 'ProcessPayment', functions.processPayment, STEP_RETRIES, {
      resultSelector: { payment: JsonPath.objectAt('$.Payload') },
      resultPath: '$.asked',
    });
    const completeOrder = sagaStep(this, 'CompleteOrder', functions.completeOrder, FORWARD_RETRIES);
    const sendNotification = sagaStep(this, 'SendNotification', functions.sendNotification, NOTIFICATION_RETRIES);
    const giveUpNotification = sagaStep(this, 'GiveUpNotification', functions.giveUpNotification, FORWARD_RETRIES);
    const refundPayment = sagaStep(this, 'RefundPayment', functions.refundPayment, refundRetries(this.providerDays));
    const releaseInventory = sagaStep(this, 'ReleaseInventory', functions.releaseInventory, COMPENSATION_RETRIES);
    const failOrder = sagaStep(this, 'FailOrder', functions.failOrder, COMPENSATION_RETRIES);
    const parkOrder = this.parking();

    for (const step of [reserveInventory, processPayment]) {
      step.addCatch(parkOrder, { errors: [...BUSY, ...PARKING_ERROR_NAMES], resultPath: `$.notDone.${step.id}` });
      step.addCatch(refundPayment, { errors: ['States.ALL'], resultPath: `$.failed.${step.id}` });
    }
    // Staff have turned the order back, and another saga undoes it.
    const turnedBack = new Succeed(this, 'OrderTurnedBack');
    completeOrder.addCatch(turnedBack, { errors: [NOT_ALLOWED], resultPath: JsonPath.DISCARD });
    completeOrder.addCatch(parkOrder, { errors: ['States.ALL'], resultPath: '$.notDone.CompleteOrder' });
    sendNotification.addCatch(giveUpNotification, { errors: ['States.ALL'], resultPath: '$.notificationError' });
    // The payment was recorded, but the response of its step was lost.
    refundPayment.addCatch(completeOrder, { errors: [PAID], resultPath: JsonPath.DISCARD });
    for (const step of [refundPayment, releaseInventory, failOrder]) {
      step.addCatch(parkOrder, { errors: ['States.ALL'], resultPath: `$.notUndone.${step.id}` });
    }
    refundPayment.next(releaseInventory).next(failOrder);
    completeOrder.next(sendNotification);
    return new Choice(this, 'WhichWay')
      .when(
        Condition.and(Condition.isPresent('$.direction'), Condition.stringEquals('$.direction', 'BACKWARD')),
        refundPayment,
      )
      .when(Condition.and(Condition.isPresent('$.isPaid'), Condition.booleanEquals('$.isPaid', true)), completeOrder)
      .otherwise(reserveInventory.next(processPayment).next(this.payment(processPayment, completeOrder, parkOrder)));
  }

  /** A payment that waits for the customer or the bank is asked for again when the saga is woken, or when the time is over. */
  private payment(processPayment: LambdaInvoke, completeOrder: LambdaInvoke, parkOrder: LambdaInvoke): IChainable {
    const awaitPayment = new LambdaInvoke(this, 'AwaitPayment', {
      lambdaFunction: liveAlias(this.functions.awaitPayment),
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({
        orderId: JsonPath.stringAt('$.orderId'),
        saga: JsonPath.objectAt('$'),
        wait: { executionName: JsonPath.executionName, taskToken: JsonPath.taskToken },
      }),
      resultPath: JsonPath.DISCARD,
      taskTimeout: Timeout.at('$.asked.payment.waitSeconds'),
      retryOnServiceExceptions: false,
    });
    for (const retry of WAIT_RETRIES) awaitPayment.addRetry(retry);
    awaitPayment.addCatch(processPayment, { errors: [Errors.TIMEOUT], resultPath: JsonPath.DISCARD });
    awaitPayment.addCatch(parkOrder, { errors: [Errors.ALL], resultPath: '$.notDone.AwaitPayment' });
    awaitPayment.next(processPayment);
    return new Choice(this, 'IsPaid')
      .when(Condition.isPresent('$.asked.payment.waitSeconds'), awaitPayment)
      .otherwise(completeOrder);
  }

  /** For an order that can go neither on nor back. If another saga has closed it meanwhile, nothing is left to do. */
  private parking(): LambdaInvoke {
    const parkOrder = sagaStep(this, 'ParkOrder', this.functions.parkOrder, COMPENSATION_RETRIES, {
      resultSelector: { status: JsonPath.stringAt('$.Payload.status') },
      resultPath: '$.order',
    });
    const parked = new Fail(this, 'OrderParked', { error: 'OrderParked', cause: 'The order needs attention.' });
    const isParked = Condition.stringEquals('$.order.status', 'NEEDS_ATTENTION');
    const closed = new Succeed(this, 'OrderClosed');
    parkOrder.next(new Choice(this, 'IsParked').when(isParked, parked).otherwise(closed));
    return parkOrder;
  }
}
