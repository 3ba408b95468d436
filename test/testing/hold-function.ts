/** Keeps a function of the stack from running, so that what waits for it stays where a test needs it. */
import { setFaults } from '../../commands/faults.ts';
import type { Cloud } from './cloud.ts';

/** From now on the function is throttled before it runs; its callers try again. Returns a function that lets it run. */
export async function holdFunction(
  cloud: Pick<Cloud, 'awsEndpointUrl'>,
  functionName: string,
): Promise<() => Promise<void>> {
  const rule = { service: 'lambda', operation: 'Invoke', functionName, effect: { type: 'throttle' } };
  await setFaults(cloud, [rule]);
  return () => setFaults(cloud, []);
}
