/** Calls that the local cloud doesn't support, as errors of their own. */

import { AwsError } from '../aws/error.ts';
import type { AwsCall } from '../aws/call.ts';
import type { Stage } from './operation.ts';

/** A call that the local cloud doesn't support, by name. */
export function unknownOperation({ service, operation }: Pick<AwsCall, 'service' | 'operation'>): AwsError {
  return new AwsError('UnknownOperationException', `The local cloud doesn't support ${service}:${operation}.`);
}

/** S3 has a name of its own for it. */
const UNSUPPORTED = new Set(['UnknownOperationException', 'NotImplemented']);

/** Whether a failure says that the local cloud doesn't support the call, rather than that AWS would reject it. */
export function isUnsupported(error: unknown): error is AwsError {
  return error instanceof AwsError && UNSUPPORTED.has(error.name);
}

/** Writes a line for each such call, because its caller may tell nobody. */
export function reportUnsupported(log: (line: string) => void): Stage {
  return (next) => async (call) => {
    try {
      return await next(call);
    } catch (error) {
      if (isUnsupported(error)) log(`${error.message} ${call.principal.arn} called it.`);
      throw error;
    }
  };
}
