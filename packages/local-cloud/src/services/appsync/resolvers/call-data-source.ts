/** Hands a request document to a data source, and its result to the context. */
import type { JsonValue } from '../../../kernel/json.ts';
import type { CallScope, DataSource } from '../data-sources/contract/data-source.ts';
import type { FieldCall } from './field-call.ts';
import type { ResolverContext } from './resolver-context.ts';

/** The caller of a data source: a unit resolver, or one function of a pipeline. */
export type Asker = {
  readonly id: string;
  readonly region: string;
  readonly maxBatchSize: number;
};

/** Sets `ctx.result`, and `ctx.error` if the call failed. */
export async function callDataSource(
  dataSource: DataSource,
  request: JsonValue,
  asker: Asker,
  call: FieldCall,
  context: ResolverContext,
): Promise<void> {
  const { result, error, isStored = false } = await dataSource(request, scopeOf(asker, call));
  context.result = result;
  context.isResultStored = isStored;
  if (error === null) delete context.error;
  else context.error = error;
}

export function scopeOf(asker: Asker, { position: { plan }, execution, arguments: values }: FieldCall): CallScope {
  return {
    askerId: asker.id,
    region: asker.region,
    maxBatchSize: asker.maxBatchSize,
    parentTypeName: plan.parentType.name,
    fieldName: plan.definition.name,
    outputType: String(plan.definition.type),
    arguments: values,
    identity: execution.caller.identity,
    batches: execution.batches,
    batchKey: asker,
  };
}
