/**
 * The saga of a refund: it gives the money back, and tells the customer. It only goes forward; what the provider refuses is
 * recorded by the first step. If that finds no end for hours, the sweep starts another saga for the refund.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { SagaFunctions } from './saga-functions.ts';
import { FORWARD_RETRIES, NOTIFICATION_RETRIES } from './saga-retries.ts';
import { allowStart, sagaStateMachine, sagaStep } from './saga-state-machine.ts';
import type { Stage } from './stage.ts';

type RefundSagaProps = { readonly stage: Stage; readonly functions: SagaFunctions };

export class RefundSaga extends Construct {
  readonly stateMachine: StateMachine;
  /** ARN of the alias by which every saga of a refund is started. */
  readonly liveArn: string;

  constructor(scope: Construct, { stage, functions }: RefundSagaProps) {
    super(scope, 'RefundSaga');
    const { stateMachine, liveArn } = sagaStateMachine(this, {
      stage,
      name: `${Stack.of(this).stackName}-refunds`,
      definition: this.definition(functions),
      timeout: Duration.days(2),
    });
    this.stateMachine = stateMachine;
    this.liveArn = liveArn;
  }

  allowStart(grantee: IGrantable): void {
    allowStart(grantee, this.stateMachine);
  }

  /** The state is `RefundInput` of `domain/`. The last two steps do nothing for a refund that was refused. */
  private definition({ issueRefund, sendNotification, giveUpNotification }: SagaFunctions) {
    const issue = sagaStep(this, 'IssueRefund', issueRefund, FORWARD_RETRIES);
    const notify = sagaStep(this, 'SendRefundNotification', sendNotification, NOTIFICATION_RETRIES);
    const giveUp = sagaStep(this, 'GiveUpRefundNotification', giveUpNotification, FORWARD_RETRIES);
    notify.addCatch(giveUp, { errors: ['States.ALL'], resultPath: '$.notificationError' });
    return issue.next(notify);
  }
}
