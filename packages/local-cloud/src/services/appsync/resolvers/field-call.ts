/** One field that a resolver is to give a value to. */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { addError } from '../execution/answer-size.ts';
import { entryOf } from '../execution/field-error-entries.ts';
import type { Execution } from '../execution/execution.ts';
import type { Path } from '../execution/path.ts';
import type { FieldPlan } from '../execution/plan.ts';
import { FieldError } from '../errors.ts';
import { selectData } from './select-data.ts';

export type FieldCall = {
  readonly plan: FieldPlan;
  /** The parent object; null for a field of an operation itself. */
  readonly source: JsonValue;
  readonly path: Path;
  readonly arguments: JsonObject;
  readonly execution: Execution;
};

/** Gives the field its value; throws `FieldError`. */
export type ResolveCall = (call: FieldCall) => Promise<JsonValue>;

/** The failure that `util.error` has described: its `data` is cut down to what the client has selected. */
export function fieldErrorOf({ plan }: FieldCall, failure: HandlerError): FieldError {
  return new FieldError(failure.message, failure.errorType, selectData(plan, failure.data), failure.errorInfo);
}

/** Adds what `util.appendError` has described; the field keeps its value. */
export function appendError(call: FieldCall, failure: HandlerError): void {
  addError(call.execution, entryOf(fieldErrorOf(call, failure), call.plan, call.path));
}

/** An error as handlers describe it. */
export type HandlerError = {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;
};
