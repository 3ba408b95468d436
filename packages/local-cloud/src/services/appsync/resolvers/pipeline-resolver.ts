/** A pipeline resolver: its own request handler, each function in turn, its own response handler. */
import type { DataSource } from '../data-sources/contract/data-source.ts';
import type { LoadedCode } from '@ordersaga/appsync-js';
import { callDataSource } from './call-data-source.ts';
import type { Asker } from './call-data-source.ts';
import type { FieldCall, ResolveCall } from './field-call.ts';
import { createResolverContext } from './resolver-context.ts';
import type { ResolverContext } from './resolver-context.ts';
import { runHandler } from './run-handler.ts';
import type { HandlerResult } from './run-handler.ts';

/** One function of the pipeline; it finds the result before in `context.prev`. */
export type PipelineStep = (call: FieldCall, context: ResolverContext) => Promise<HandlerResult>;

/** An early return in the pipeline's own request handler skips every function (Developer Guide, "runtime utils"). */
export function createPipelineResolver(
  code: LoadedCode,
  steps: readonly PipelineStep[],
  environment: { readonly [name: string]: string },
): ResolveCall {
  return async (call) => {
    const context = createResolverContext(call, environment);
    const before = runHandler(code, 'request', call, context);
    const output = before.earlyReturn === undefined ? await runSteps(steps, call, context, before) : before;
    delete context.error;
    context.prev = { result: output.result };
    context.result = output.result;
    context.isResultStored = false;
    return runHandler(code, 'response', call, context).result;
  };
}

async function runSteps(
  steps: readonly PipelineStep[],
  call: FieldCall,
  context: ResolverContext,
  before: HandlerResult,
): Promise<HandlerResult> {
  let output = before;
  for (const step of steps) {
    context.prev = { result: output.result };
    delete context.result;
    delete context.error;
    output = await step(call, context);
    if (output.earlyReturn === 'END') return output;
  }
  return output;
}

export function createCodeStep(code: LoadedCode, dataSource: DataSource, asker: Asker): PipelineStep {
  return async (call, context) => {
    const request = runHandler(code, 'request', call, context);
    if (request.earlyReturn !== undefined) return request;
    await callDataSource(dataSource, request.result, asker, call, context);
    return runHandler(code, 'response', call, context);
  };
}
