/** What others may know of AppSync: the one API of the stack. */

import type { JsonObject } from '../../kernel/json.ts';
import { createHandle } from '../../plugin/handle.ts';

export type GraphqlApi = {
  readonly apiKeys: readonly string[];
  /** Of the API's resource in the template. */
  readonly metadata: JsonObject;
};

/** Returns undefined if the stack has none. */
export const GRAPHQL_API = createHandle<() => GraphqlApi | undefined>("AppSync's API");
