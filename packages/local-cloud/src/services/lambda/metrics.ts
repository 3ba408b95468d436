/** What Lambda tells CloudWatch (developer guide, "Types of metrics for Lambda functions"). */

import type { AwsCall } from '../../aws/call.ts';
import type { MetricDatum } from '../../aws/metric.ts';
import { stringAt } from '../../kernel/json.ts';
import { withoutAccount } from './qualifier.ts';

/**
 * A metric of an invocation: of the function, of the version or alias that was invoked, and of all functions together.
 * `invoked` is a name or an ARN, with or without a qualifier.
 */
export function invocationMetric(name: string, value: number, invoked: string): readonly MetricDatum[] {
  return [functionMetric(name, value), ...urlMetric(name, value, invoked)];
}

/** A metric of a request to a function URL ("Monitoring Lambda function URLs"). */
export function urlMetric(name: string, value: number, invoked: string): readonly MetricDatum[] {
  const [FunctionName = '', qualifier] = withoutAccount(invoked.replace(/^arn:aws:lambda:[^:]*:/, '')).split(':');
  const ofFunction = functionMetric(name, value, FunctionName);
  if (qualifier === undefined) return [ofFunction];
  const dimensions = { FunctionName, Resource: `${FunctionName}:${qualifier}` };
  return [ofFunction, { ...ofFunction, dimensions }];
}

/** A metric that a function has as a whole; without a name, all functions together. */
export function functionMetric(name: string, value: number, FunctionName?: string): MetricDatum {
  const dimensions: MetricDatum['dimensions'] = FunctionName === undefined ? {} : { FunctionName };
  return { namespace: 'AWS/Lambda', name, dimensions, value };
}

export function throttleMetrics({ operation, input }: AwsCall): readonly MetricDatum[] {
  return operation === 'Invoke' ? invocationMetric('Throttles', 1, stringAt(input, 'FunctionName') ?? '') : [];
}
