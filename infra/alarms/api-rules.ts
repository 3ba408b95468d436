/** Alarms of the API: it fails, or it is slow. */
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { PERIOD } from './alarm-rule.ts';
import type { AlarmRules } from './alarm-rule.ts';

/** One or two may be a hiccup of AWS, which clients get over by trying again. */
const MANY_ERRORS = 2;

/** Most requests take a tenth of it. */
const SLOW_MS = 2000;

export function apiRules(api: GraphqlApi): AlarmRules {
  return {
    ApiErrors: {
      metric: apiMetric(api, '5XXError', 'Sum'),
      threshold: MANY_ERRORS,
      meaning: 'AppSync fails requests by itself (5XX).',
      runbook: 'the-api-fails',
    },
    ApiSlow: {
      metric: apiMetric(api, 'Latency', 'p95'),
      threshold: SLOW_MS,
      // At night a single slow request may be all that there is.
      evaluationPeriods: 3,
      meaning: 'For a quarter of an hour, more than one request of twenty has taken longer than two seconds.',
      runbook: 'the-api-is-slow',
    },
  };
}

/** AppSync developer guide, "Using CloudWatch to monitor and log GraphQL API data". */
export function apiMetric(api: GraphqlApi, metricName: string, statistic: string): Metric {
  const dimensionsMap = { GraphQLAPIId: api.apiId };
  return new Metric({ namespace: 'AWS/AppSync', metricName, dimensionsMap, statistic, period: PERIOD });
}
