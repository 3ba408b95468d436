/** The saga's state, which is the input of every step. */

/** What Step Functions' Catch keeps of an error: its name, and from Lambda its message in a JSON text. */
export type CaughtError = { readonly Error: string; readonly Cause?: string };

export type StepInput = {
  readonly orderId: string;
  /** What failed for good, under the name of the step. */
  readonly failed?: { readonly [step: string]: CaughtError };
  readonly notificationError?: CaughtError;
};

/** The event as a step's input; throws when it is something else. */
export function parseStepInput(event: unknown): StepInput {
  if (!isStepInput(event)) throw new TypeError('The input of a step is {orderId}, and what went wrong before');
  return event;
}

function isStepInput(value: unknown): value is StepInput {
  if (!isObject(value) || typeof value.orderId !== 'string') return false;
  const { failed, notificationError } = value;
  const errors = [...(isObject(failed) ? Object.values(failed) : [failed]), notificationError];
  return errors.every((error) => error === undefined || isCaughtError(error));
}

function isCaughtError(value: unknown): value is CaughtError {
  return isObject(value) && typeof value.Error === 'string' && ['string', 'undefined'].includes(typeof value.Cause);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
