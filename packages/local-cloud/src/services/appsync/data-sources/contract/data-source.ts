/** How resolvers call a data source, whatever its kind. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';

/** `ctx.error` of a call that failed. */
type DataSourceError = {
  readonly message: string;
  readonly type: string;
  /** Of a Lambda function that threw; null if the call failed before. */
  readonly unhandledErrorType?: string | null;
};

export type DataSourceResult = {
  /** `ctx.result`. A failed call may have one too. */
  readonly result: JsonValue;
  readonly error: DataSourceError | null;
  /** Set by DynamoDB: handlers can't turn the numbers of `result` into strings (see SUPPORT.md of appsync-js). */
  readonly isStored?: true;
};

/** Payloads that are sent together, and their results. */
export type Batch = { readonly payloads: JsonValue[]; readonly result: Promise<DataSourceResult> };

/** The calling resolver or function: some kinds of data source need more than the request document. */
export type CallScope = {
  /** Names the resolver or function. A page token is valid only for the one that it was given to. */
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

/** Runs a request document. Rejects a wrong document with a `FieldError`; a failed call is a result with an error. */
export type DataSource = (request: JsonValue, scope: CallScope) => DataSourceResult | Promise<DataSourceResult>;

export function succeeded(result: JsonValue): DataSourceResult {
  return { result, error: null };
}

export function failed(type: string, message: string, result: JsonValue = null): DataSourceResult {
  return {
    result,
    error: { message, type },
  };
}
