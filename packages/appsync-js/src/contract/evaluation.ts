/** What a handler gets, and what it returns and asks for. */
import type { JsonObject, JsonValue } from './json.ts';

/**
 * A handler's `ctx` as plain JSON, with the names of AWS's reference. Don't change one of its objects between two calls:
 * all but `stash`, `prev`, `result` and `error` are serialized once per object. Pass a new object instead.
 */
export type HandlerContext = {
  /** Also `ctx.args`. */
  readonly arguments: JsonObject;
  /** Null for a caller with an API key. `util.authType()` tells the others by the members that it has. */
  readonly identity: JsonObject | null;
  readonly source: JsonValue;
  readonly stash: JsonObject;
  readonly prev: { readonly result: JsonValue } | null;
  /** What the data source returned; only response handlers have it. */
  readonly result?: JsonValue;
  /** Whether a DynamoDB data source returned `result`: AppSync treats its numbers differently, see `SUPPORT.md`. */
  readonly isResultStored?: boolean;
  readonly error?: { readonly message: string; readonly type: string };
  readonly env: { readonly [name: string]: string };
  /** `{ headers, domainName }`. */
  readonly request: JsonObject;
  /** `selectionSetList` and `selectionSetGraphQL` are hidden from `JSON.stringify(ctx.info)`, as on AppSync. */
  readonly info: JsonObject;
};

/** An error that `util.error`, `util.appendError` or a failure of the code describes. */
export type HandlerError = {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;
  /** Set by `util.unauthorized`. */
  readonly isDenial?: true;
};

/** What the handler passed to `extensions.invalidateSubscriptions`. */
export type Invalidation = { readonly subscriptionField: string; readonly payload: JsonObject };

/** What the handler passed to `extensions.evictFromApiCache`. */
export type Eviction = {
  readonly typeName: string;
  readonly fieldName: string;
  readonly keyValuePair: JsonObject;
};

/** What one call of a handler returned, and what it asked for besides. */
export type Evaluation = {
  /** Null if the handler returned nothing, or failed. */
  readonly result: JsonValue;
  /** The stash as the handler left it, even if it failed. */
  readonly stash: JsonObject;
  /** Set if the handler called `util.error` or `util.unauthorized`, or if its code failed (type `Code`). */
  readonly error?: HandlerError;
  /** What the handler passed to `util.appendError`. */
  readonly outErrors: readonly HandlerError[];
  /** Set if the handler called `runtime.earlyReturn`; `NEXT` is the default of its `skipTo`. */
  readonly earlyReturn?: 'END' | 'NEXT';
  readonly extensions: {
    /** What the handler passed to `extensions.setSubscriptionFilter`. */
    readonly subscriptionFilter?: JsonValue;
    /** What the handler passed to `extensions.setSubscriptionInvalidationFilter`. */
    readonly invalidationFilter?: JsonValue;
    readonly invalidations: readonly Invalidation[];
    readonly evictions: readonly Eviction[];
  };
  /** By the names that the handler passed to `util.http.addResponseHeader`. */
  readonly responseHeaders: { readonly [name: string]: string };
  /**
   * What the handler passed to `console`, such as `INFO - code.js:3:5: "found" 1`, by the source if the code has a source
   * map; the last line says why the code failed, if it did.
   */
  readonly logs: readonly string[];
};
