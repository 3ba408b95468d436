/** Keeps a function of the stack from running, so that what waits for it stays where a test needs it. */
import assert from 'node:assert/strict';
import type { Cloud } from './cloud.ts';

/** From now on the function is throttled before it runs; who calls it tries again. Answers what lets it run. */
export async function holdFunction(
  { awsEndpointUrl }: Pick<Cloud, 'awsEndpointUrl'>,
  functionName: string,
): Promise<() => Promise<void>> {
  const rule = { service: 'lambda', operation: 'Invoke', functionName, effect: { type: 'throttle' } };
  const inject = async (rules: readonly object[]): Promise<void> => {
    const response = await fetch(`${awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    assert.ok(response.ok, await response.text());
  };
  await inject([rule]);
  return () => inject([]);
}
