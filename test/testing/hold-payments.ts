/** Keeps orders from being paid for as long as a test needs them where they are. */
import assert from 'node:assert/strict';
import type { Cloud } from './cloud.ts';

/** From now on `ProcessPayment` is throttled before it runs; the sagas try again. Answers what lets it run. */
export const holdPayments = async ({ awsEndpointUrl }: Cloud): Promise<() => Promise<void>> => {
  const rule = { service: 'lambda', operation: 'Invoke', functionName: 'ProcessPayment', effect: { type: 'throttle' } };
  const inject = async (rules: readonly object[]): Promise<void> => {
    const response = await fetch(`${awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    assert.ok(response.ok, await response.text());
  };
  await inject([rule]);
  return () => inject([]);
};
