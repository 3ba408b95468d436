/** Creates a data source from its definition, by kind. */
import type { CallAws } from '../../../aws/call.ts';
import type { DataSourceDefinition } from '../definition.ts';
import { DefinitionError } from '../errors.ts';
import type { DataSource } from './contract/data-source.ts';
import { createDynamoDbDataSource } from './dynamodb/dynamodb.ts';
import type { PageTokens } from './dynamodb/table-access.ts';
import { createEventBridgeDataSource } from './event-bridge.ts';
import { createHttpDataSource } from './http.ts';
import { createLambdaDataSource } from './lambda/lambda.ts';
import { noneDataSource } from './none.ts';

export type DataSourceDependencies = { readonly callAws: CallAws; readonly pageTokens: PageTokens };

/** Throws `DefinitionError` for a kind that the local cloud doesn't support, and for a missing setting. */
export function createDataSource(definition: DataSourceDefinition, dependencies: DataSourceDependencies): DataSource {
  const create = KINDS.get(definition.type);
  if (create !== undefined) return create(definition, dependencies);
  throw new DefinitionError(
    `The data source ${definition.name} is of the type ${definition.type}, which the local cloud does not support ` +
      `(it supports ${[...KINDS.keys()].join(', ')}).`,
  );
}

type Create = (definition: DataSourceDefinition, dependencies: DataSourceDependencies) => DataSource;

const KINDS: ReadonlyMap<string, Create> = new Map(
  Object.entries<Create>({
    NONE: () => noneDataSource,
    AMAZON_DYNAMODB: (definition, { callAws, pageTokens }) =>
      createDynamoDbDataSource(callAws, setting(definition, 'tableName'), definition.principal, pageTokens),
    AWS_LAMBDA: (definition, { callAws }) =>
      createLambdaDataSource(callAws, setting(definition, 'functionArn'), definition.principal),
    HTTP: (definition) => createHttpDataSource(setting(definition, 'endpoint'), definition.signing),
    AMAZON_EVENTBRIDGE: (definition, { callAws }) =>
      createEventBridgeDataSource(callAws, setting(definition, 'eventBusArn'), definition.principal),
  }),
);

function setting(
  definition: DataSourceDefinition,
  name: 'tableName' | 'functionArn' | 'endpoint' | 'eventBusArn',
): string {
  const value = definition[name];
  if (value !== undefined) return value;
  throw new DefinitionError(`The data source ${definition.name} (${definition.type}) has no ${name}.`);
}
