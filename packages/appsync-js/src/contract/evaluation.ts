/** What a handler gets, and what comes of it. */
import type { JsonObject, JsonValue } from './json.ts';

/** `ctx` as plain data. Members whose names end the same in AWS's reference mean the same. */
export type HandlerContext = {
  readonly arguments: JsonObject;
  readonly identity: JsonObject | null;
  readonly source: JsonValue;
  readonly stash: JsonObject;
  readonly prev: { readonly result: JsonValue } | null;
  readonly result?: JsonValue;
  /** Whether a DynamoDB data source gave `result`: its numbers are not all that numbers are, see `SUPPORT.md`. */
  readonly isResultStored?: boolean;
  readonly error?: { readonly message: string; readonly type: string };
  readonly env: { readonly [name: string]: string };
  readonly request: JsonObject;
  /** With `selectionSetList` and `selectionSetGraphQL`, which `JSON.stringify(ctx.info)` leaves out. */
  readonly info: JsonObject;
};

/** What `util.error` and `util.appendError` describe. */
export type HandlerError = {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;
  /** Set by `util.unauthorized`. */
  readonly isDenial?: true;
};

export type Invalidation = { readonly subscriptionField: string; readonly payload: JsonObject };

export type Eviction = {
  readonly typeName: string;
  readonly fieldName: string;
  readonly keyValuePair: JsonObject;
};

export type Evaluation = {
  /** Null when the handler has returned nothing, or has failed. */
  readonly result: JsonValue;
  /** The stash as the handler has left it, also when it has failed. */
  readonly stash: JsonObject;
  /** Set when the handler did not come to its end: `util.error`, `util.unauthorized`, or a failure of the code. */
  readonly error?: HandlerError;
  /** What `util.appendError` has added. */
  readonly outErrors: readonly HandlerError[];
  /** Set when the handler has left by `runtime.earlyReturn`; `NEXT` when it did not say where to. */
  readonly earlyReturn?: 'END' | 'NEXT';
  readonly extensions: {
    readonly subscriptionFilter?: JsonValue;
    readonly invalidationFilter?: JsonValue;
    readonly invalidations: readonly Invalidation[];
    readonly evictions: readonly Eviction[];
  };
  /** By the name that the handler gave. */
  readonly responseHeaders: { readonly [name: string]: string };
  /** What `console` was told, and why the code failed if it did. */
  readonly logs: readonly string[];
};
