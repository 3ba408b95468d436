/** AWS::AppSync::GraphQLSchema, ApiKey, DataSource, FunctionConfiguration and Resolver: what an API is put together from */

import { readFileSync } from 'node:fs';
import type { ApiDefinition, DataSourceDefinition, FunctionDefinition, ResolverDefinition } from '../definition.ts';
import type { Cloud } from '../../../boot/cloud.ts';
import type { Place } from '../../../aws/place.ts';
import type { Resource } from '../../../assembly/resource.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { numberAt, objectAt, stringAt } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import { readHttpConfig } from './appsync-http-config.ts';
import { apiKey, functionId } from './appsync-ids.ts';
import { assetHash } from '../../../assembly/asset-hash.ts';
import { busNameOf } from '../../event-bridge/events-event-bus.ts';
import type { ResourceType } from '../../../assembly/resource-type.ts';

export const appsyncGraphqlSchema: ResourceType = { properties: ['ApiId', 'Definition'] };

export const appsyncApiKey: ResourceType = {
  properties: ['ApiId', 'Expires'],
  withoutEffect: ['Description'],
  attributes: {
    ApiKey: ({ logicalId }, { secret }) => apiKey(logicalId, secret),
    ApiKeyId: ({ logicalId }, { secret }) => apiKey(logicalId, secret),
  },
};

export const appsyncDataSource: ResourceType = {
  nameProperty: 'Name',
  properties: [
    'ApiId',
    'Name',
    'Type',
    'DynamoDBConfig',
    'LambdaConfig',
    'HttpConfig',
    'EventBridgeConfig',
    'ServiceRoleArn',
  ],
  withoutEffect: ['Description', 'MetricsConfig'],
  attributes: { Name: ({ name }) => name },
};

export const appsyncFunctionConfiguration: ResourceType = {
  nameProperty: 'Name',
  properties: ['ApiId', 'Name', 'DataSourceName', 'Code', 'CodeS3Location', 'Runtime', 'MaxBatchSize'],
  withoutEffect: ['Description', 'FunctionVersion'],
  attributes: { FunctionId: ({ logicalId }) => functionId(logicalId), Name: ({ name }) => name },
};

export const appsyncResolver: ResourceType = {
  properties: [
    'ApiId',
    'TypeName',
    'FieldName',
    'Kind',
    'DataSourceName',
    'PipelineConfig',
    'Code',
    'CodeS3Location',
    'Runtime',
    'MaxBatchSize',
  ],
  withoutEffect: ['MetricsConfig'],
};

/** AppSync's default life of a key is 7 days, and expiry is rounded down to the hour (API reference of CreateApiKey). */
export function readApiKey({ logicalId, properties }: Resource, { secret }: Place): ApiDefinition['apiKeys'][number] {
  const expires = numberAt(properties, 'Expires') ?? Date.now() / 1000 + 7 * 24 * 3600;
  return { key: apiKey(logicalId, secret), expiresAtEpochSeconds: Math.floor(expires / 3600) * 3600 };
}

export function readDataSource({ name, properties }: Resource, cloud: Cloud): DataSourceDefinition {
  const roleArn = stringAt(properties, 'ServiceRoleArn');
  const role = roleArn ? cloud.role(roleArn) : undefined;
  const functionArn = stringAt(objectAt(properties, 'LambdaConfig'), 'LambdaFunctionArn');
  const eventBusArn = stringAt(objectAt(properties, 'EventBridgeConfig'), 'EventBusArn');
  if (functionArn !== undefined && !cloud.functions.has(functionArn))
    throw notOfThisStack(name, `the function ${functionArn}`);
  if (eventBusArn !== undefined && !hasBus(eventBusArn, cloud))
    throw notOfThisStack(name, `the event bus ${eventBusArn}`);
  return {
    name,
    type: stringAt(properties, 'Type') ?? '',
    principal: role?.principal ?? NOBODY,
    tableName: readTableName(name, objectAt(properties, 'DynamoDBConfig'), cloud),
    functionArn,
    eventBusArn,
    ...readHttpConfig(name, objectAt(properties, 'HttpConfig'), role, cloud.place),
  };
}

/** Settings that change what every resolver of the table gets; without them a table is a table. */
const NOT_CARRIED = ['Versioned', 'DeltaSyncConfig', 'UseCallerCredentials'];

function readTableName(name: string, config: JsonObject, cloud: Cloud): string | undefined {
  const { region } = cloud.place;
  const setting = NOT_CARRIED.find(
    (candidate) => config[candidate] !== undefined && String(config[candidate]) !== 'false',
  );
  if (setting !== undefined) {
    throw new StartupError(
      `The local cloud does not carry ${setting} in the DynamoDBConfig of the data source ${name}.`,
    );
  }
  const ownRegion = stringAt(config, 'AwsRegion') ?? region;
  if (ownRegion !== region) {
    throw new StartupError(
      `The data source ${name} has its table in ${ownRegion}; the local cloud is all in ${region}.`,
    );
  }
  const tableName = stringAt(config, 'TableName');
  if (tableName === undefined || cloud.all('AWS::DynamoDB::Table').some((table) => table.name === tableName))
    return tableName;
  throw notOfThisStack(name, `the table ${tableName}`);
}

function hasBus(arn: string, cloud: Cloud): boolean {
  const busName = busNameOf(arn);
  return busName === 'default' || cloud.all('AWS::Events::EventBus').some((bus) => bus.name === busName);
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

function codeOf({ properties }: Resource, { assembly }: Cloud): string | undefined {
  const location = stringAt(properties, 'CodeS3Location');
  return location === undefined
    ? stringAt(properties, 'Code')
    : readFileSync(assembly.assetPath(assetHash(location)), 'utf8');
}
