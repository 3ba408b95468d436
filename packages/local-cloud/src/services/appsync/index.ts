/** AppSync: one GraphQL API, put together when all of its resources are there. */

import { arn } from '../../aws/arn.ts';
import type { Place } from '../../aws/place.ts';
import type { Named } from '../../assembly/resource-type.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { EVALUATE_CODE } from './evaluation/evaluate-code.ts';
import { EVALUATE_MAPPING_TEMPLATE } from './evaluation/evaluate-mapping-template.ts';
import { REST_PROTOCOL } from './evaluation/rest-protocol.ts';
import { GRAPHQL_API } from './handle.ts';
import { assembleApi } from './resources/graphql-api.ts';
import { apiId, apiKey, functionId } from './resources/ids.ts';
import { createParts } from './resources/parts.ts';
import type { Parts } from './resources/parts.ts';

function apiArn({ logicalId }: Named, place: Place): string {
  return arn('appsync', place, `apis/${apiId(logicalId)}`);
}

function keyOf({ logicalId }: Named, { secret }: Place): string {
  return apiKey(logicalId, secret);
}

export const appsync = definePlugin<Parts>({
  name: 'appsync',

  resourceTypes: {
    'AWS::AppSync::GraphQLApi': {
      nameProperty: 'Name',
      properties: [
        'Name',
        'AuthenticationType',
        'UserPoolConfig',
        'OpenIDConnectConfig',
        'LambdaAuthorizerConfig',
        'AdditionalAuthenticationProviders',
        'EnvironmentVariables',
        'QueryDepthLimit',
        'ResolverCountLimit',
        'IntrospectionConfig',
        'LogConfig',
      ],
      withoutEffect: ['XrayEnabled', 'Visibility', 'Tags', 'OwnerContact', 'EnhancedMetricsConfig'],
      ref: apiArn,
      attributes: {
        Arn: apiArn,
        ApiId: ({ logicalId }) => apiId(logicalId),
        GraphQLUrl: (_api, { url }) => `${url}/graphql`,
        RealtimeUrl: (_api, { url }) => `${url.replace(/^http/, 'ws')}/graphql/realtime`,
        GraphQLDns: (_api, { url }) => new URL(url).host,
        RealtimeDns: (_api, { url }) => new URL(url).host,
      },
      create: (resource, { apis }) => void apis.push(resource),
    },
    'AWS::AppSync::GraphQLSchema': {
      properties: ['ApiId', 'Definition'],
      create: (resource, { schemas }) => void schemas.push(resource),
    },
    'AWS::AppSync::ApiKey': {
      properties: ['ApiId', 'Expires'],
      withoutEffect: ['Description'],
      attributes: { ApiKey: keyOf, ApiKeyId: keyOf },
      create: (resource, { apiKeys }) => void apiKeys.push(resource),
    },
    'AWS::AppSync::DataSource': {
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
      create: (resource, { dataSources }) => void dataSources.push(resource),
    },
    'AWS::AppSync::FunctionConfiguration': {
      nameProperty: 'Name',
      properties: ['ApiId', 'Name', 'DataSourceName', 'Code', 'CodeS3Location', 'Runtime', 'MaxBatchSize'],
      withoutEffect: ['Description', 'FunctionVersion'],
      attributes: { FunctionId: ({ logicalId }) => functionId(logicalId), Name: ({ name }) => name },
      create: (resource, { functions }) => void functions.push(resource),
    },
    'AWS::AppSync::Resolver': {
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
      create: (resource, { resolvers }) => void resolvers.push(resource),
    },
  },

  /** Fault rules can be about the GraphQL endpoint too, see `injectIntoRequests`. */
  services: {
    appsync: {
      throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
      protocol: REST_PROTOCOL,
      operations: { EvaluateCode: EVALUATE_CODE, EvaluateMappingTemplate: EVALUATE_MAPPING_TEMPLATE },
    },
  },

  open: (cloud) => {
    const parts = createParts();
    GRAPHQL_API.provide(cloud, () => parts.assembled);
    return parts;
  },

  ready: assembleApi,
});
