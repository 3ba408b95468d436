/** Creates the resolvers of an API from their definitions, and rejects those that can't work. */
import type { CallAws } from '../../../aws/call.ts';
import type { ApiDependencies } from '../api.ts';
import type { LoadCode } from '../code/load-code.ts';
import { createDataSource } from '../data-sources/create-data-source.ts';
import type { DataSource } from '../data-sources/contract/data-source.ts';
import { createPageTokens } from '../data-sources/dynamodb/page-tokens.ts';
import { createInvokeFunction } from '../data-sources/lambda/lambda.ts';
import type { ApiDefinition, DataSourceDefinition, FunctionDefinition, ResolverDefinition } from '../definition.ts';
import { DefinitionError } from '../errors.ts';
import type { CodeFault } from '@ordersaga/appsync-js';
import type { Asker } from './call-data-source.ts';
import { callDirectly } from './direct-lambda.ts';
import type { ResolveCall } from './field-call.ts';
import { createResolverContext } from './resolver-context.ts';
import { createCodeStep, createPipelineResolver } from './pipeline-resolver.ts';
import type { PipelineStep } from './pipeline-resolver.ts';
import { createUnitResolver } from './unit-resolver.ts';

/** AppSync quotas, "Number of functions in a pipeline". */
const MAX_FUNCTIONS = 10;

/** AppSync quotas, "Maximum batch size". */
const MAX_BATCH_SIZE = 2_000;

type Parts = {
  readonly definition: ApiDefinition;
  readonly callAws: CallAws;
  readonly dataSources: ReadonlyMap<string, { readonly definition: DataSourceDefinition; readonly run: DataSource }>;
  /** A function runs in many pipelines, each with batches of its own. */
  readonly createStep: ReadonlyMap<string, () => PipelineStep>;
  readonly load: LoadCode;
};

/**
 * Keyed by `Type.field`. Throws `DefinitionError`, and `CodeError` for code that AppSync rejects. Warns once of each place
 * in the code that AppSync runs differently than JavaScript.
 */
export function createResolvers(
  definition: ApiDefinition,
  { callAws, loadCode, warn }: Pick<ApiDependencies, 'callAws' | 'loadCode' | 'warn'>,
): ReadonlyMap<string, ResolveCall> {
  const pageTokens = createPageTokens(definition.arn);
  const dataSources = new Map(
    definition.dataSources.map((source) => [
      source.name,
      { definition: source, run: createDataSource(source, { callAws, pageTokens }) },
    ]),
  );
  const createStep = new Map<string, () => PipelineStep>();
  const load = createLoad(loadCode, warn);
  const parts: Parts = { definition, callAws, dataSources, createStep, load };
  for (const one of definition.functions) createStep.set(one.functionId, stepFactory(one, parts));
  return new Map(
    definition.resolvers.map((resolver) => [
      `${resolver.typeName}.${resolver.fieldName}`,
      createResolver(resolver, parts),
    ]),
  );
}

/** Code of several resolvers holds the same helpers. */
function createLoad(loadCode: LoadCode, warn: (line: string) => void): LoadCode {
  const told = new Set<string>();
  return (code, name) => {
    const loaded = loadCode(code, name);
    for (const warning of loaded.warnings.map(describeWarning)) {
      if (!told.has(warning)) warn(warning);
      told.add(warning);
    }
    return loaded;
  };
}

function describeWarning({ file, line, column, rule, message }: CodeFault): string {
  return `${file}:${line}:${column} ${rule}: ${message}`;
}

function stepFactory(definition: FunctionDefinition, parts: Parts): () => PipelineStep {
  const asker = askerOf(`function ${definition.name}`, definition.maxBatchSize, parts);
  const dataSource = findDataSource(definition.dataSourceName, asker.id, parts);
  if (definition.code !== undefined) {
    const code = parts.load(definition.code, definition.name);
    return () => createCodeStep(code, dataSource.run, { ...asker });
  }
  const invoke = invokerOf(dataSource.definition, asker.id, parts);
  return () => {
    const own = { ...asker };
    return async (call, context) => ({
      result: await callDirectly(invoke, own, call, context),
      earlyReturn: undefined,
    });
  };
}

function createResolver(definition: ResolverDefinition, parts: Parts): ResolveCall {
  return definition.kind === 'PIPELINE' ? createPipeline(definition, parts) : createUnit(definition, parts);
}

function createPipeline(definition: ResolverDefinition, parts: Parts): ResolveCall {
  const name = `${definition.typeName}.${definition.fieldName}`;
  const functionIds = definition.functionIds ?? [];
  if (functionIds.length > MAX_FUNCTIONS) {
    throw new DefinitionError(
      `The pipeline of ${name} has ${functionIds.length} functions; AppSync allows ${MAX_FUNCTIONS}.`,
    );
  }
  if (definition.code === undefined) throw new DefinitionError(withoutCode(name));
  const steps = functionIds.map((id) => {
    const create = parts.createStep.get(id);
    if (create !== undefined) return create();
    throw new DefinitionError(`The pipeline of ${name} names the function ${id}, which does not exist.`);
  });
  return createPipelineResolver(parts.load(definition.code, name), steps, parts.definition.environment);
}

function createUnit(definition: ResolverDefinition, parts: Parts): ResolveCall {
  const name = `${definition.typeName}.${definition.fieldName}`;
  const asker = askerOf(`resolver ${name}`, definition.maxBatchSize, parts);
  const dataSource = findDataSource(definition.dataSourceName ?? '', asker.id, parts);
  const { environment } = parts.definition;
  if (definition.code !== undefined) {
    return createUnitResolver(parts.load(definition.code, name), dataSource.run, asker, environment);
  }
  const invoke = invokerOf(dataSource.definition, asker.id, parts);
  return (call) => callDirectly(invoke, asker, call, createResolverContext(call, environment));
}

function askerOf(id: string, maxBatchSize = 0, { definition }: Parts): Asker {
  if (maxBatchSize <= MAX_BATCH_SIZE) return { id, region: definition.region, maxBatchSize };
  throw new DefinitionError(`The ${id} has a batch size of ${maxBatchSize}; AppSync allows ${MAX_BATCH_SIZE}.`);
}

function findDataSource(name: string, asker: string, { dataSources }: Parts) {
  const dataSource = dataSources.get(name);
  if (dataSource !== undefined) return dataSource;
  throw new DefinitionError(`The ${asker} names the data source '${name}', which does not exist.`);
}

function invokerOf({ name, functionArn, principal }: DataSourceDefinition, asker: string, { callAws }: Parts) {
  if (functionArn !== undefined) return createInvokeFunction(callAws, functionArn, principal);
  throw new DefinitionError(
    `${withoutCode(asker)} A resolver without code needs a Lambda data source, and ${name} isn't one.`,
  );
}

function withoutCode(name: string): string {
  return `${name} has no APPSYNC_JS code. The local cloud does not support mapping templates in VTL.`;
}
