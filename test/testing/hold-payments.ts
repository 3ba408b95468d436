/** Keeps orders from being paid for as long as a test needs them where they are. */
import type { Cloud } from './cloud.ts';
import { holdFunction } from './hold-function.ts';

/** From now on `ProcessPayment` is throttled before it runs; the sagas try again. Returns a function that lets it run. */
export function holdPayments(cloud: Cloud): Promise<() => Promise<void>> {
  return holdFunction(cloud, 'ProcessPayment');
}
