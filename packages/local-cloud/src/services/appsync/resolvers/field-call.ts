/** One run of a field's resolver. */
import type { HandlerError } from '@ordersaga/appsync-js';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { addError } from '../operation/response-size.ts';
import { entryOf } from '../operation/field-error-entries.ts';
import type { Execution } from '../operation/execution.ts';
import type { Position } from '../operation/position.ts';
import { FieldError } from '../errors.ts';
import { selectData } from './select-data.ts';

export type FieldCall = {
  readonly position: Position;
  /** The parent object; null for a field of an operation itself. */
  readonly source: JsonValue;
  readonly arguments: JsonObject;
  readonly execution: Execution;
};

/** Returns the field's value; throws `FieldError`. */
export type ResolveCall = (call: FieldCall) => Promise<JsonValue>;

/** The failure that `util.error` describes; its `data` is cut down to the client's selection. */
export function fieldErrorOf({ position: { plan } }: FieldCall, failure: HandlerError): FieldError {
  return new FieldError(failure.message, failure.errorType, selectData(plan, failure.data), failure.errorInfo);
}

/** Adds the error that `util.appendError` describes; the field keeps its value. */
export function appendError(call: FieldCall, failure: HandlerError): void {
  addError(call.execution, entryOf(fieldErrorOf(call, failure), call.position));
}
