/** Alarms of payments: many cards are declined, and Stripe's webhook fails. */
import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { countedBy, PERIOD } from './alarm-rule.ts';
import type { AlarmRules } from './alarm-rule.ts';

const AN_HOUR = Duration.hours(1);

/** Fewer say nothing: one card that is declined at night is all of that hour's payments. */
const ENOUGH_PAYMENTS = 10;

/** Percent. Banks decline some cards of a hundred at all times. */
const MANY_DECLINES = 50;

/** Stripe tries a delivery again within the hour, so a wrong secret comes to this also when there are few orders. */
const REJECTED_WEBHOOKS = 2;

/** `publishStatus` sees each payment that is decided. */
export function declineRules(publishStatus: LambdaFunction): AlarmRules {
  return {
    DeclinesRising: {
      metric: declineRate(publishStatus),
      threshold: MANY_DECLINES,
      meaning: 'In an hour with ten payments or more, more than half were declined.',
      runbook: 'many-cards-are-declined',
    },
  };
}

/** Percent of an hour's payments; 0 if they are too few. Both metrics are statistics of one, so neither lacks values alone. */
export function declineRate(publishStatus: LambdaFunction): MathExpression {
  const statistic = (name: string) => countedBy(publishStatus, 'PaymentDeclined', { statistic: name, period: AN_HOUR });
  return new MathExpression({
    expression: `IF(payments >= ${ENOUGH_PAYMENTS}, 100 * declined, 0)`,
    usingMetrics: { payments: statistic('SampleCount'), declined: statistic('Average') },
    period: AN_HOUR,
    label: 'Declined payments (%)',
  });
}

export function webhookRules(endpoint: LambdaFunction): AlarmRules {
  const runbook = 'stripes-webhook-fails';
  return {
    StripeWebhookErrors: {
      // It includes what the function itself fails and what Lambda fails before it (Lambda guide, "Monitoring Lambda
      // function URLs").
      metric: endpoint.metric('Url5xxCount', { statistic: 'Sum', period: PERIOD }),
      meaning:
        'What Stripe says of payments is not taken: its signing secret may be missing. Stripe tries again for days.',
      runbook,
    },
    StripeWebhookRejected: {
      metric: countedBy(endpoint, 'WebhooksRejected', { statistic: 'Sum', period: AN_HOUR }),
      threshold: REJECTED_WEBHOOKS,
      meaning:
        'Deliveries have a signature that the signing secret did not make: it is wrong, or somebody forges them.',
      runbook,
    },
  };
}
