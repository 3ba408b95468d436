/** Reads one part of a path. */

import { AwsError } from '../../aws/error.ts';

/** Throws `InvalidURI` where a `%` is not followed by what it must be. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}
