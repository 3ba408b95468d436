/** An error of a state, under the name that `Retry` and `Catch` match ("Errors", Amazon States Language). */
export class StatesError extends Error {
  /** The error's name; undefined for a Fail state that names none. */
  readonly error: string | undefined;
  /** The error's `Cause`; undefined if there is none to tell, as with a timeout. */
  readonly reason: string | undefined;
  /** True if the interpreter found the problem, whose cause then starts with the state's name. */
  readonly isOfInterpreter: boolean;

  constructor(error: string | undefined, reason?: string, isOfInterpreter = false) {
    super(reason ?? '');
    this.name = error ?? 'StatesError';
    this.error = error;
    this.reason = reason;
    this.isOfInterpreter = isOfInterpreter;
  }
}

/** A problem with a state's data or definition: no Retry and no Catch takes it ("Error names", developer guide). */
export function runtimeError(reason: string): StatesError {
  return new StatesError('States.Runtime', reason, true);
}

/** What of `error` a DescribeExecution, an event or a Catch tells. */
export function outputOf({ error, reason }: StatesError): { readonly error?: string; readonly cause?: string } {
  return {
    ...(error !== undefined && { error }),
    ...(reason !== undefined && { cause: reason }),
  };
}
