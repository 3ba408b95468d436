/** What TestState supports on AWS and the local cloud doesn't. */

import { AwsError } from '../../../aws/error.ts';

/** `features` are in the words of `findUnsupportedFeatures`. */
export function unsupported(features: readonly string[]): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The local cloud doesn't support TestState for this state: ${features.join('; ')}.`,
  );
}
