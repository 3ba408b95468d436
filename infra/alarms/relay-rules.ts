/** Alarms of the two readers of the outbox's stream. */
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { EventSourceMapping, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { countedBy, PERIOD } from './alarm-rule.ts';
import type { AlarmRules } from './alarm-rule.ts';

const ONE_MINUTE_MS = 60_000;

export function relayRules(name: string, relay: LambdaFunction, mapping: EventSourceMapping): AlarmRules {
  return {
    [`${name}Late`]: {
      metric: streamAge(relay),
      threshold: ONE_MINUTE_MS,
      meaning: 'Order events wait for more than a minute.',
      runbook: 'events-come-late',
    },
    [`${name}Errors`]: {
      metric: relay.metricErrors({ period: PERIOD }),
      meaning: 'Order events are not relayed; retried for an hour.',
      runbook: 'events-are-not-relayed',
    },
    [`${name}Undelivered`]: {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
        statistic: 'Sum',
        period: PERIOD,
      }),
      meaning: 'Order events were given up and lie in the bucket: npm run redrive.',
      runbook: 'events-are-given-up',
    },
    [`${name}Parked`]: {
      metric: countedBy(relay, 'EventsParked', { statistic: 'Sum', period: PERIOD }),
      meaning: 'A target did not take order events; the sweep hands them to it again.',
      runbook: 'a-target-takes-no-events',
    },
  };
}

/** Of the last record of a batch, when the function gets it. Each reader has a mapping of its own. */
export function streamAge(relay: LambdaFunction): Metric {
  return relay.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' });
}
