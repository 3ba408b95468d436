/** The dependencies of an operation. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import type { CallScope, DataSourceResult } from '../contract/data-source.ts';

export type TableAccess = {
  /** The data source's own table; batch and transaction operations name theirs. */
  readonly tableName: string;
  /** Makes a DynamoDB call as the data source's role. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  /** Calls a function as the data source's role: for `conditionalCheckFailedHandler`. */
  readonly invoke: (functionArn: string, payload: JsonValue) => Promise<JsonValue>;
  /** Turns the last key of a page into an opaque string, and back. */
  readonly pageTokens: PageTokens;
};

export type PageTokens = {
  /** A token opens for the same `purpose` only. */
  readonly seal: (lastKey: JsonObject, purpose: string) => string;
  /** Undefined if `token` isn't a token for this purpose. */
  readonly open: (token: string, purpose: string) => JsonObject | undefined;
};

/** Runs a request document of one operation. An `AwsError` passes through: all operations report it alike. */
export type Operation = (table: TableAccess, request: JsonValue, scope: CallScope) => Promise<DataSourceResult>;
