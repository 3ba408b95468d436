/** The ways in which a handler stops before its end. Handler code itself can neither throw nor catch. */

/** An error as the handler describes it. */
export type DescribedError = {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;
  /** Set by `util.unauthorized`: the caller of the handler finds the message, which names the field. */
  readonly isDenial?: true;
};

export type Stop =
  | { readonly kind: 'error'; readonly error: DescribedError }
  | { readonly kind: 'earlyReturn'; readonly result: unknown; readonly skipTo: 'END' | 'NEXT' };

let latest: Stop | undefined;

/** One for all: to make an error takes long. */
const STOPPED = new Error('The handler has stopped');

/** Leaves the handler. */
export function stop(reason: Stop): never {
  latest = reason;
  throw STOPPED;
}

/** Why the handler was stopped; undefined for anything else that was thrown. */
export function stopOf(thrown: unknown): Stop | undefined {
  return thrown === STOPPED ? latest : undefined;
}

/** A failure of the code. AppSync says no more than `Runtime Error` of any of them; `cause` goes to the log. */
export function failCode(cause: string): never {
  throw new Error(cause);
}

/** For a member of the library that works on a string; `cause` goes to the log if it gets anything else. */
export function needString(value: unknown, cause: string): string {
  return typeof value === 'string' ? value : failCode(cause);
}
