/** A Lambda function as resolver, without handlers: it gets the whole context, and its result is the field's value. */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../../kernel/json.ts';
import type { DataSourceResult } from '../data-sources/contract/data-source.ts';
import { joinBatch } from '../data-sources/lambda/join-batch.ts';
import type { InvokeFunction } from '../data-sources/lambda/lambda.ts';
import { scopeOf } from './call-data-source.ts';
import type { Asker } from './call-data-source.ts';
import { fieldErrorOf } from './field-call.ts';
import type { FieldCall } from './field-call.ts';
import type { ResolverContext } from './resolver-context.ts';

/** Throws `FieldError` if the function fails, or returns an `errorMessage` inside a batch. */
export async function callDirectly(
  invoke: InvokeFunction,
  asker: Asker,
  call: FieldCall,
  context: ResolverContext,
): Promise<JsonValue> {
  const event = eventOf(context);
  if (asker.maxBatchSize === 0) return valueOf(await invoke(event, 'RequestResponse'), call);
  const outcome = await joinBatch(scopeOf(asker, call), event, (events) => invoke(events, 'RequestResponse'));
  return elementOf(valueOf(outcome, call), call);
}

/** Its members are those of captured events (aws-lambda-rust-runtime#1014; the event samples of Powertools). */
function eventOf({
  env: _env,
  result: _result,
  isResultStored: _isStored,
  error: _error,
  ...event
}: ResolverContext): JsonObject {
  return event;
}

function valueOf({ result, error }: DataSourceResult, call: FieldCall): JsonValue {
  if (error === null) return result;
  const name = error.unhandledErrorType ?? 'Error';
  const isRefusal = name === 'UnauthorizedException';
  throw fieldErrorOf(call, {
    message: isRefusal ? 'You are not authorized to make this call.' : error.message,
    errorType: name === 'Error' ? error.type : name,
    data: null,
    errorInfo: null,
  });
}

/** `{ data, errorMessage, errorType }`: the wrapper of one element of a batch. */
function elementOf(element: JsonValue, call: FieldCall): JsonValue {
  const { data = null, ...failure } = isJsonObject(element) ? element : {};
  const message = stringAt(failure, 'errorMessage');
  if (message === undefined || message === '') return data;
  const errorType = stringAt(failure, 'errorType') ?? null;
  throw fieldErrorOf(call, { message, errorType, data, errorInfo: null });
}
