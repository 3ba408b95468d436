/** AWS::AppSync::GraphQLApi, put together with its schema, keys, data sources, functions and resolvers */

import type { Api, ApiDependencies } from '../api.ts';
import { createApi } from '../create-api.ts';
import type { ApiDefinition } from '../definition.ts';
import { DefinitionError } from '../errors.ts';
import { CodeError } from '@ordersaga/appsync-js';
import type { Cloud } from '../../../boot/cloud.ts';
import type { Place } from '../../../aws/place.ts';
import type { Resource } from '../../../assembly/resource.ts';
import { isAllowed } from '../../../aws/policy/is-allowed.ts';
import { numberAt, objectAt, stringAt, stringsOf } from '../../../kernel/json.ts';
import { readAuthModes } from './appsync-auth-modes.ts';
import { readApiKey, readDataSource, readFunction, readResolver } from './appsync-children.ts';
import { idOf } from './appsync-ids.ts';
import { checkHttpTargets } from './check-http-targets.ts';
import { importUserPools } from './imported-user-pools.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Named, ResourceType } from '../../../assembly/resource-type.ts';

export const appsyncGraphqlApi: ResourceType = {
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
  ],
  withoutEffect: ['LogConfig', 'XrayEnabled', 'Visibility', 'Tags', 'OwnerContact', 'EnhancedMetricsConfig'],
  ref: (resource, place) => apiArn(resource, place),
  attributes: {
    Arn: (resource, place) => apiArn(resource, place),
    ApiId: (resource) => apiId(resource),
    GraphQLUrl: (_resource, { url }) => `${url}/graphql`,
    RealtimeUrl: (_resource, { url }) => `${url.replace(/^http/, 'ws')}/graphql/realtime`,
    GraphQLDns: (_resource, { url }) => new URL(url).host,
    RealtimeDns: (_resource, { url }) => new URL(url).host,
  },

  create: async (resource, cloud) => {
    const definition = readDefinition(resource, cloud);
    checkHttpTargets(definition);
    await importUserPools(resource.name, definition.authModes, cloud);
    const api = createApiOf(definition, {
      callAws: cloud.callAws,
      findPrincipal: cloud.findAccessKey,
      isAllowed,
      findJwks: (issuer) => cloud.userPools.get(issuer)?.jwks,
      warn: (message) => cloud.log(`Warning: ${message}`),
    });
    cloud.apis.push({ api, resource, apiKeys: definition.apiKeys.map(({ key }) => key) });
  },
};

/** What AppSync would refuse of the API is for the user to mend. */
function createApiOf(definition: ApiDefinition, dependencies: ApiDependencies): Api {
  try {
    return createApi(definition, dependencies);
  } catch (error) {
    if (error instanceof DefinitionError || error instanceof CodeError) throw new StartupError(error.message);
    throw error;
  }
}

/** Metadata of an AWS::AppSync::GraphQLSchema that holds `{ Definition }`: the same schema with its descriptions. */
const DOCUMENTATION_METADATA = 'LocalCloud::Documentation';

function apiId({ logicalId }: { readonly logicalId: string }): string {
  return idOf('api', logicalId);
}

function apiArn(resource: Named, { region, accountId }: Place): string {
  return `arn:aws:appsync:${region}:${accountId}:apis/${apiId(resource)}`;
}

function readDefinition(resource: Resource, cloud: Cloud): ApiDefinition {
  const { properties } = resource;
  const id = apiId(resource);
  const own = (type: string) => cloud.all(`AWS::AppSync::${type}`).filter((one) => one.properties['ApiId'] === id);
  const [schema] = own('GraphQLSchema');
  return {
    apiId: id,
    arn: resource.ref,
    region: cloud.place.region,
    accountId: cloud.place.accountId,
    graphqlUrl: `${cloud.place.url}/graphql`,
    schema: (schema && stringAt(schema.properties, 'Definition')) ?? '',
    documentedSchema: schema && stringAt(objectAt(schema.metadata, DOCUMENTATION_METADATA), 'Definition'),
    authModes: readAuthModes(properties),
    apiKeys: own('ApiKey').map((key) => readApiKey(key, cloud.place)),
    environment: stringsOf(objectAt(properties, 'EnvironmentVariables')),
    dataSources: own('DataSource').map((source) => readDataSource(source, cloud)),
    functions: own('FunctionConfiguration').map((one) => readFunction(one, cloud)),
    resolvers: own('Resolver').map((one) => readResolver(one, cloud)),
    queryDepthLimit: numberAt(properties, 'QueryDepthLimit') ?? 0,
    resolverCountLimit: numberAt(properties, 'ResolverCountLimit') ?? 0,
    introspection: properties['IntrospectionConfig'] === 'DISABLED' ? 'DISABLED' : 'ENABLED',
  };
}
