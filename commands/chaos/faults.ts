/** What goes wrong during a run of chaos: every kind of call fails now and then, each in its own way. */

function error(service: string, operation: string, probability: number, name: string, status = 500) {
  return {
    service,
    operation,
    probability,
    effect: { type: 'error', name, message: 'Injected by chaos.', status },
  };
}

export const CHAOS_FAULTS: readonly object[] = [
  error('appsync', 'GraphQL', 0.01, 'InternalFailure'),
  { service: 'appsync', operation: 'GraphQL', probability: 0.01, effect: { type: 'drop-answer' } },
  error('dynamodb', '*', 0.005, 'InternalServerError'),
  { service: 'dynamodb', operation: 'TransactWriteItems', probability: 0.02, effect: { type: 'drop-answer' } },
  { service: 'dynamodb', operation: '*', probability: 0.005, effect: { type: 'throttle' } },
  { service: 'dynamodb', operation: '*', probability: 0.01, effect: { type: 'delay', ms: 50 } },
  { service: 'lambda', operation: 'Invoke', probability: 0.01, effect: { type: 'crash-before' } },
  { service: 'lambda', operation: 'Invoke', probability: 0.01, effect: { type: 'crash-after' } },
  { service: 'lambda', operation: 'Invoke', probability: 0.01, effect: { type: 'throttle' } },
  { service: 'states', operation: 'StartExecution', probability: 0.03, effect: { type: 'drop-answer' } },
  error('states', 'StartExecution', 0.02, 'ServiceUnavailable', 503),
  error('ses', 'SendEmail', 0.02, 'TooManyRequestsException', 429),
  { service: 'ses', operation: 'SendEmail', probability: 0.02, effect: { type: 'drop-answer' } },
  error('events', 'PutEvents', 0.03, 'InternalException'),
  { service: 'dynamodbstreams', operation: 'GetRecords', probability: 0.05, effect: { type: 'duplicate' } },
  { service: 'dynamodbstreams', operation: 'GetRecords', probability: 0.05, effect: { type: 'delay', ms: 100 } },
];
