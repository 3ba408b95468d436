/** A unit resolver: request handler → data source → response handler. */
import type { DataSource } from '../data-sources/contract/data-source.ts';
import type { LoadedCode } from '@ordersaga/appsync-js';
import { callDataSource } from './call-data-source.ts';
import type { Asker } from './call-data-source.ts';
import type { ResolveCall } from './field-call.ts';
import { createResolverContext } from './resolver-context.ts';
import { runHandler } from './run-handler.ts';

export function createUnitResolver(
  code: LoadedCode,
  dataSource: DataSource,
  asker: Asker,
  environment: { readonly [name: string]: string },
): ResolveCall {
  return async (call) => {
    const context = createResolverContext(call, environment);
    const request = runHandler(code, 'request', call, context);
    if (request.earlyReturn !== undefined) return request.result;
    await callDataSource(dataSource, request.result, asker, call, context);
    return runHandler(code, 'response', call, context).result;
  };
}
