/** Reads what an API is put together from: keys, data sources, functions and resolvers. */

import { readFileSync } from 'node:fs';
import type { Place } from '../../../aws/place.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import type { Resource } from '../../../assembly/resource.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { asString, numberAt, objectAt, stringAt } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { TABLES } from '../../dynamodb/handle.ts';
import { EVENT_BUSES } from '../../event-bridge/handle.ts';
import { ROLES } from '../../iam/handle.ts';
import { FUNCTIONS } from '../../lambda/handle.ts';
import type { ApiDefinition, DataSourceDefinition, FunctionDefinition, ResolverDefinition } from '../definition.ts';
import { readHttpConfig } from './http-config.ts';
import { apiKey, functionId } from './ids.ts';

/** AppSync's default life of a key is 7 days, and expiry is rounded down to the hour (API reference of CreateApiKey). */
export function readApiKey({ logicalId, properties }: Resource, { secret }: Place): ApiDefinition['apiKeys'][number] {
  const expires = numberAt(properties, 'Expires') ?? Date.now() / 1000 + 7 * 24 * 3600;
  return { key: apiKey(logicalId, secret), expiresAtEpochSeconds: Math.floor(expires / 3600) * 3600 };
}

/** `sourceArn` is the API's. */
export function readDataSource({ name, properties }: Resource, sourceArn: string, cloud: Cloud): DataSourceDefinition {
  const roleArn = stringAt(properties, 'ServiceRoleArn');
  const role = roleArn ? ROLES.of(cloud).assume(roleArn, { service: 'appsync', sourceArn }) : undefined;
  const functionArn = stringAt(objectAt(properties, 'LambdaConfig'), 'LambdaFunctionArn');
  const eventBusArn = stringAt(objectAt(properties, 'EventBridgeConfig'), 'EventBusArn');
  if (functionArn !== undefined && !FUNCTIONS.of(cloud).find(functionArn))
    throw notOfThisStack(name, `the function ${functionArn}`);
  if (eventBusArn !== undefined && !EVENT_BUSES.of(cloud).has(eventBusArn))
    throw notOfThisStack(name, `the event bus ${eventBusArn}`);
  return {
    name,
    type: stringAt(properties, 'Type') ?? '',
    principal: role?.principal ?? NOBODY,
    tableName: readTableName(name, objectAt(properties, 'DynamoDBConfig'), cloud),
    functionArn,
    eventBusArn,
    ...readHttpConfig(name, objectAt(properties, 'HttpConfig'), role, cloud),
  };
}

/** Settings that change what every resolver of the table gets; without them a table is a table. */
const NOT_SUPPORTED = ['Versioned', 'DeltaSyncConfig', 'UseCallerCredentials'];

function readTableName(name: string, config: JsonObject, cloud: Cloud): string | undefined {
  const { region } = cloud.place;
  const setting = NOT_SUPPORTED.find((candidate) => asString(config[candidate] ?? false) !== 'false');
  if (setting !== undefined) {
    throw new StartupError(
      `The local cloud doesn't support ${setting} in the DynamoDBConfig of the data source ${name}.`,
    );
  }
  const ownRegion = stringAt(config, 'AwsRegion') ?? region;
  if (ownRegion !== region) {
    throw new StartupError(
      `The data source ${name} has its table in ${ownRegion}; the local cloud is all in ${region}.`,
    );
  }
  const tableName = stringAt(config, 'TableName');
  if (tableName === undefined || TABLES.of(cloud).has(tableName)) return tableName;
  throw notOfThisStack(name, `the table ${tableName}`);
}

/** Every call would fail, and a resolver may turn that into null. */
function notOfThisStack(name: string, what: string): StartupError {
  return new StartupError(
    `The data source ${name} names ${what}, which this stack does not create; nothing else runs here.`,
  );
}

/** NONE and plain HTTP data sources have no role and call nothing. */
const NOBODY: Principal = { arn: 'arn:aws:iam::000000000000:role/none', permissions: [] };

export function readFunction(resource: Resource, cloud: Cloud): FunctionDefinition {
  return {
    functionId: functionId(resource.logicalId),
    name: resource.name,
    dataSourceName: stringAt(resource.properties, 'DataSourceName') ?? '',
    code: codeOf(resource, cloud),
    maxBatchSize: numberAt(resource.properties, 'MaxBatchSize'),
  };
}

export function readResolver(resource: Resource, cloud: Cloud): ResolverDefinition {
  const { properties } = resource;
  const functions = objectAt(properties, 'PipelineConfig')['Functions'];
  return {
    typeName: stringAt(properties, 'TypeName') ?? '',
    fieldName: stringAt(properties, 'FieldName') ?? '',
    kind: properties['Kind'] === 'PIPELINE' ? 'PIPELINE' : 'UNIT',
    dataSourceName: stringAt(properties, 'DataSourceName'),
    functionIds: Array.isArray(functions) ? functions.map(String) : undefined,
    code: codeOf(resource, cloud),
    maxBatchSize: numberAt(properties, 'MaxBatchSize'),
  };
}

function codeOf({ properties }: Resource, { assetPath }: Cloud): string | undefined {
  const location = stringAt(properties, 'CodeS3Location');
  return location === undefined ? stringAt(properties, 'Code') : readFileSync(assetPath(location), 'utf8');
}
