/** The alarms for staff, the topic that they go to, and the dashboard. */
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { alarmTopic } from './alarms/alarm-topic.ts';
import type { AlarmRules } from './alarms/alarm-rule.ts';
import { apiRules } from './alarms/api-rules.ts';
import { declineRules, webhookRules } from './alarms/payment-rules.ts';
import { relayRules } from './alarms/relay-rules.ts';
import { refundRules, refundSagaRules, sagaRules, stepRules } from './alarms/saga-rules.ts';
import { sweepRules } from './alarms/sweep-rules.ts';
import { throttleRules } from './alarms/throttle-rules.ts';
import { dashboard } from './dashboard.ts';
import type { Observed } from './observed.ts';

export class Observability extends Construct {
  constructor(scope: Construct, observed: Observed) {
    super(scope, 'Observability');
    const action = new SnsAction(alarmTopic(this, observed.stage.alarmAddress));
    const alarms = Object.entries(rulesFor(observed)).map(([id, { meaning, runbook, ...rule }]) => {
      const alarm = new Alarm(this, id, {
        threshold: 0,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...rule,
        alarmDescription: `${meaning} docs/operating.md#${runbook}`,
      });
      // Nothing when it's over: a deployment would send a mail for each new alarm, whose first state is "unknown".
      alarm.addAlarmAction(action);
      return alarm;
    });
    dashboard(this, observed, alarms);
  }
}

function rulesFor({ tables, api, saga, refundSaga, relay, sweep, webhook }: Observed): AlarmRules {
  return {
    ...apiRules(api),
    ...sagaRules(saga.stateMachine),
    ...refundSagaRules(refundSaga.stateMachine),
    ...refundRules(saga.functions.issueRefund),
    ...stepRules(saga.functions),
    ...relayRules('StartSaga', relay.startSaga, relay.startSagaMapping),
    ...relayRules('PublishStatus', relay.publishStatus, relay.publishStatusMapping),
    ...sweepRules(sweep),
    ...throttleRules({ tables, stateMachines: { Saga: saga.stateMachine, RefundSaga: refundSaga.stateMachine } }),
    ...declineRules(relay.publishStatus),
    ...(webhook && webhookRules(webhook.endpoint)),
  };
}
