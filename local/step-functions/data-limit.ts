/** Step Functions' limit for the input or output of a task, state or execution (quotas, developer guide). */

import { TaskError } from './task-error.ts';

export const DATA_LIMIT_BYTES = 262_144;

/** Answers `result`, a JSON text, or throws `States.DataLimitExceeded`, which no `States.ALL` retries or catches. */
export const limitResult = (result: string): string => {
  if (Buffer.byteLength(result) <= DATA_LIMIT_BYTES) return result;
  const cause = `The task returned a result with a size exceeding the maximum number of ${DATA_LIMIT_BYTES} bytes.`;
  throw new TaskError('States.DataLimitExceeded', cause, true);
};
