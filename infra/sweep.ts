/** The sweep: every five minutes, a saga for each order that stands still for too long, whatever was lost. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allowIndex, allowTable } from './allow-table.ts';
import { lambdaFunction } from './lambda-function.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

export const sweepPeriod = Duration.minutes(5);

type SweepProps = { readonly stage: Stage; readonly tables: Tables; readonly stateMachine: StateMachine };

export class Sweep extends Construct {
  readonly sweepOrders: LambdaFunction;

  constructor(scope: Construct, { stage, tables, stateMachine }: SweepProps) {
    super(scope, 'Sweep');
    this.sweepOrders = lambdaFunction(this, 'SweepOrders', {
      stage,
      folder: 'sweep-orders',
      timeout: Duration.minutes(4),
      environment: { ORDERS_TABLE: tables.orders.tableName, STATE_MACHINE_ARN: stateMachine.stateMachineArn },
    });
    allowTable(this.sweepOrders, tables.orders, 'GetItem');
    allowIndex(this.sweepOrders, tables.orders, 'waiting');
    stateMachine.grantStartExecution(this.sweepOrders);
    new Rule(this, 'Schedule', {
      description: 'Starts the sagas of orders that stand still.',
      schedule: Schedule.rate(sweepPeriod),
      targets: [new LambdaTarget(this.sweepOrders)],
    });
  }
}
