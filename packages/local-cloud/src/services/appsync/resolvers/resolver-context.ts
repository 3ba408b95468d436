/** `ctx` of a resolver while it runs. */
import type { HandlerContext } from '@ordersaga/appsync-js';
import type { FieldCall } from './field-call.ts';
import { selectionListsOf } from './selection-list.ts';

/** Members that change from step to step. */
type Changing = Pick<HandlerContext, 'stash' | 'prev' | 'result' | 'isResultStored' | 'error'>;

export type ResolverContext = Omit<HandlerContext, keyof Changing> & { -readonly [K in keyof Changing]: Changing[K] };

export function createResolverContext(
  call: FieldCall,
  environment: { readonly [name: string]: string },
): ResolverContext {
  const { source, execution } = call;
  const { plan } = call.position;
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
