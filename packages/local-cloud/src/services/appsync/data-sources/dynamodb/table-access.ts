/** What an operation of this data source works with. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import type { CallScope, DataSourceResult } from '../contract/data-source.ts';

export type TableAccess = {
  /** The data source's own table; batch and transaction operations name theirs. */
  readonly tableName: string;
  /** Makes a DynamoDB call as the data source's role. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  /** Calls a function as the data source's role: for `conditionalCheckFailedHandler`. */
  readonly invoke: (functionArn: string, payload: JsonValue) => Promise<JsonValue>;
  /** Turns the key at which a page ended into opaque text, and back. */
  readonly pageTokens: PageTokens;
};

export type PageTokens = {
  /** `purpose` is what the token is good for: it opens nothing else. */
  readonly seal: (lastKey: JsonObject, purpose: string) => string;
  /** Undefined when the text is no token for this purpose. */
  readonly open: (token: string, purpose: string) => JsonObject | undefined;
};

/** Carries out a request document of one operation. Lets `AwsError` through: all operations report it alike. */
export type Operation = (table: TableAccess, request: JsonValue, scope: CallScope) => Promise<DataSourceResult>;
