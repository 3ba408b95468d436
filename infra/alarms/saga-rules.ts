/** Alarms of the sagas: executions that end without an end, and steps that fail. */
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { SagaFunctions } from '../saga-functions.ts';
import { countedBy, PERIOD } from './alarm-rule.ts';
import type { AlarmRule, AlarmRules } from './alarm-rule.ts';

export function sagaRules(stateMachine: StateMachine): AlarmRules {
  const meaning = 'An order is neither completed nor undone.';
  return executionRules('Saga', stateMachine, { meaning, runbook: 'a-saga-ends-too-early' });
}

export function refundSagaRules(stateMachine: StateMachine): AlarmRules {
  const meaning = 'A refund is neither issued nor refused.';
  return executionRules('RefundSaga', stateMachine, { meaning, runbook: 'a-saga-of-a-refund-ends-too-early' });
}

function executionRules(
  name: string,
  stateMachine: StateMachine,
  { meaning, runbook }: Pick<AlarmRule, 'meaning' | 'runbook'>,
): AlarmRules {
  return {
    [`${name}Failed`]: { metric: stateMachine.metricFailed({ period: PERIOD }), meaning, runbook },
    [`${name}TimedOut`]: { metric: stateMachine.metricTimedOut({ period: PERIOD }), meaning, runbook },
    [`${name}Aborted`]: {
      metric: stateMachine.metricAborted({ period: PERIOD }),
      meaning: `Somebody stopped an execution. ${meaning}`,
      runbook,
    },
  };
}

export function refundRules(issueRefund: LambdaFunction): AlarmRules {
  return {
    RefundsRefused: {
      metric: countedBy(issueRefund, 'RefundsRefused', { statistic: 'Sum', period: PERIOD }),
      meaning: 'The payment provider does not give money back, and the customer waits for it.',
      runbook: 'a-refund-is-refused',
    },
  };
}

/** The other steps also fail when a card is declined or a product is sold out. */
export function stepRules(functions: SagaFunctions): AlarmRules {
  const { completeOrder, giveUpNotification, refundPayment, releaseInventory, failOrder, parkOrder, issueRefund } =
    functions;
  const back = { refundPayment, releaseInventory, failOrder, parkOrder };
  const mustSucceed = { completeOrder, giveUpNotification, ...back, issueRefund };
  const rules = Object.entries(mustSucceed).map(([name, step]): [string, AlarmRule] => [
    `${name}Errors`,
    {
      metric: step.metricErrors({ period: PERIOD }),
      meaning: 'A step that should succeed fails; it is retried.',
      runbook: 'a-step-fails',
    },
  ]);
  return Object.fromEntries(rules);
}
