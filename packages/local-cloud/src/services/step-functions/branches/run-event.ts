/** What an execution reports while it runs, for the log. */
export type RunEvent = {
  readonly type:
    | 'ExecutionStarted'
    | 'ExecutionSucceeded'
    | 'ExecutionFailed'
    | 'ExecutionTimedOut'
    | 'ExecutionAborted'
    | 'StateEntered'
    | 'StateExited'
    | 'StateFailed'
    | 'StateRetried'
    | 'StateCaught';
  readonly state?: string;
  readonly error?: string;
  readonly cause?: string;
};
