/** `ctx`, as the runtime takes it. */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { DataSourceError } from '../data-sources/data-source.ts';
import type { FieldCall } from './field-call.ts';
import { selectionListsOf } from './selection-list.ts';

/** Only what changes from step to step is writable. */
export type HandlerContext = {
  readonly arguments: JsonObject;
  readonly identity: JsonObject | null;
  readonly source: JsonValue;
  stash: JsonObject;
  prev: { readonly result: JsonValue } | null;
  result?: JsonValue;
  isResultStored?: boolean;
  error?: DataSourceError;
  readonly env: { readonly [name: string]: string };
  readonly request: JsonObject;
  readonly info: JsonObject;
};

export function createHandlerContext(
  call: FieldCall,
  environment: { readonly [name: string]: string },
): HandlerContext {
  const { plan, source, execution } = call;
  return {
    arguments: call.arguments,
    identity: execution.caller.identity,
    source,
    stash: {},
    prev: null,
    env: environment,
    request: execution.request,
    info: {
      fieldName: plan.definition.name,
      parentTypeName: plan.parentType.name,
      variables: execution.variables,
      ...selectionListsOf(plan),
    },
  };
}
