/** The saga's state, which is the input of every step. */
import { isObject } from '../../../domain/is-object.ts';
import type { PaymentWait } from '../../shared/orders/payment-waits.ts';

/** What Step Functions' Catch keeps of an error: its name, and from Lambda its message as JSON. */
export type CaughtError = { readonly Error: string; readonly Cause?: string };

/** Errors under the names of their steps. */
export type FailedSteps = { readonly [step: string]: CaughtError };

export type StepInput = {
  readonly orderId: string;
  /** The order's. Absent in sagas that older code has started. */
  readonly correlationId?: string;
  /** Of a refund's saga. */
  readonly refundId?: string;
  /** What failed for good before the payment, under the name of the step: the reason to undo the order. */
  readonly failed?: FailedSteps;
  /** The step forward that can go on no more though nothing is wrong with the order, in the same form. */
  readonly notDone?: FailedSteps;
  /** The step back that failed for good, in the same form. */
  readonly notUndone?: FailedSteps;
  readonly notificationError?: CaughtError;
  /** Of a step that waits: the name of its execution, and the token by which it is woken. */
  readonly wait?: PaymentWait;
};

/** The event as a step's input; throws when it is something else. */
export function parseStepInput(event: unknown): StepInput {
  if (!isStepInput(event)) throw new TypeError('The input of a step is {orderId}, and what went wrong before');
  const correlationId = event.correlationId ?? correlationIdIn(event);
  return { ...event, ...(correlationId !== undefined && { correlationId }) };
}

/** A step that waits gets the saga's state as a member of its input, beside its token. */
function correlationIdIn({ saga }: Record<string, unknown>): string | undefined {
  const correlationId = isObject(saga) ? saga['correlationId'] : undefined;
  return typeof correlationId === 'string' ? correlationId : undefined;
}

/** Which refund the step is about; throws if it is about none. */
export function refundPlaceOf({ orderId, refundId }: StepInput): {
  readonly orderId: string;
  readonly refundId: string;
} {
  if (refundId === undefined) throw new TypeError('The input does not say which refund it is about');
  return { orderId, refundId };
}

function isStepInput(value: unknown): value is StepInput {
  if (!isObject(value) || typeof value['orderId'] !== 'string') return false;
  const { failed, notDone, notUndone, notificationError, wait, refundId, correlationId } = value;
  if (correlationId !== undefined && typeof correlationId !== 'string') return false;
  if (refundId !== undefined && typeof refundId !== 'string') return false;
  const errors = [...[failed, notDone, notUndone].flatMap(errorsIn), notificationError];
  return (wait === undefined || isWait(wait)) && errors.every((error) => error === undefined || isCaughtError(error));
}

function isWait(value: unknown): value is PaymentWait {
  return isObject(value) && typeof value['executionName'] === 'string' && typeof value['taskToken'] === 'string';
}

function errorsIn(steps: unknown): unknown[] {
  return isObject(steps) ? Object.values(steps) : [steps];
}

function isCaughtError(value: unknown): value is CaughtError {
  return (
    isObject(value) && typeof value['Error'] === 'string' && ['string', 'undefined'].includes(typeof value['Cause'])
  );
}
