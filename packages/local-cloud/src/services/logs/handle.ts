/** What other services may know of CloudWatch Logs: where their own lines go. */

import { createHandle } from '../../plugin/handle.ts';

export type LogWriter = {
  /** Appends one event, now. A group that isn't there begins to be. */
  write(logGroupName: string, logStreamName: string, message: string): void;
};

export const LOGS = createHandle<LogWriter>('log groups');
