/** What a resolver asks of a data source, whatever its kind. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';

/** `ctx.error` of a call that failed. */
export type DataSourceError = {
  readonly message: string;
  readonly type: string;
  /** Of a Lambda function that threw; null when it did not come to that. */
  readonly unhandledErrorType?: string | null;
};

export type DataSourceResult = {
  /** `ctx.result`. A failed call may have one too. */
  readonly result: JsonValue;
  readonly error: DataSourceError | null;
  /** Set by DynamoDB: handlers cannot make a text of the numbers of `result` (see `runtime/SUPPORT.md`). */
  readonly isStored?: true;
};

/** Payloads that leave together, and what comes of them. */
export type Batch = { readonly payloads: JsonValue[]; readonly answers: Promise<DataSourceResult> };

/** Who asks: what some kinds of data source need besides the request document. */
export type CallScope = {
  /** Names the resolver or function that asks; a page token is only good for the one that it was given to. */
  readonly askerId: string;
  readonly region: string;
  readonly parentTypeName: string;
  readonly fieldName: string;
  readonly outputType: string;
  readonly arguments: JsonObject;
  readonly identity: JsonObject | null;
  /** 0 is off. */
  readonly maxBatchSize: number;
  /** Calls of this request that wait to be sent as one, by the handler code that made them. */
  readonly batches: Map<object, Batch>;
  readonly batchKey: object;
};

/**
 * Carries out a request document. A refused document throws `FieldError` with the type `MappingTemplate`; a failed
 * call is an answer.
 */
export type DataSource = (request: JsonValue, scope: CallScope) => Promise<DataSourceResult>;

export function succeeded(result: JsonValue): DataSourceResult {
  return { result, error: null };
}

export function failed(type: string, message: string, result: JsonValue = null): DataSourceResult {
  return {
    result,
    error: { message, type },
  };
}
