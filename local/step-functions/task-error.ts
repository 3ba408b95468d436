/** A failed task, under the name that `Retry` and `Catch` match; `message` becomes the error's `Cause`. */
export class TaskError extends Error {
  /** Read by the interpreter: false ends the execution whatever `States.ALL` says. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(name: string, cause: string, isTerminal = false) {
    super(cause);
    this.name = name;
    this.isRetryable = !isTerminal;
    this.isCatchable = !isTerminal;
  }
}
