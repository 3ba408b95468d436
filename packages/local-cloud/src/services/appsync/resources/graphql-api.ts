/** Puts an API together from its resources and serves it. */

import { CodeError } from '@ordersaga/appsync-js/run';
import { isAllowed } from '../../../aws/policy/is-allowed.ts';
import { inTemplateOrder } from '../../../assembly/resource.ts';
import type { Resource } from '../../../assembly/resource.ts';
import { numberAt, objectAt, stringAt, stringsOf } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { recordMetric } from '../../../plugin/metrics.ts';
import { USER_POOLS } from '../../cognito/handle.ts';
import { ROLES } from '../../iam/handle.ts';
import { LOGS } from '../../logs/handle.ts';
import { createRequestLog, isFieldLogLevel, NO_LOG } from '../operation/request-log.ts';
import type { RequestLog } from '../operation/request-log.ts';
import type { Api, ApiDependencies } from '../api.ts';
import type { Code } from '../code/compiled-code.ts';
import { prepareCode } from '../code/load-code.ts';
import { createApi } from '../create-api.ts';
import type { ApiDefinition } from '../definition.ts';
import { DefinitionError } from '../errors.ts';
import { createRealtimeServer } from '../realtime/server.ts';
import { readAuthModes } from './auth-modes.ts';
import { checkHttpTargets } from './check-http-targets.ts';
import { readApiKey, readDataSource, readFunction, readResolver } from './children.ts';
import { apiId } from './ids.ts';
import { requestMetrics } from '../http/request-metrics.ts';
import { importUserPools } from './imported-user-pools.ts';
import type { Parts } from './parts.ts';

/** Called when all parts are there. Throws `StartupError`. */
export async function assembleApi(parts: Parts, cloud: Cloud): Promise<void> {
  const [resource, another] = parts.apis;
  if (another) throw new StartupError("The local cloud doesn't support more than one AppSync API.");
  if (!resource) return;
  const definition = readDefinition(resource, parts, cloud);
  checkHttpTargets(definition, cloud);
  await importUserPools(resource.name, definition.authModes, cloud);
  const api = await createApiOf(definition, requestLog(resource, definition.apiId, cloud), cloud);
  serve(api, definition.apiId, cloud);
  parts.assembled = { apiKeys: definition.apiKeys.map(({ key }) => key), metadata: resource.metadata };
}

/** The endpoint takes requests of all callers, and fault rules for `appsync` are about all of them. */
function serve(api: Api, id: string, cloud: Cloud): void {
  const { routes, onClose } = cloud;
  const realtime = createRealtimeServer(api);
  onClose(() => realtime.close());
  const call = {
    service: 'appsync',
    operation: 'GraphQL',
    errorBody: ({ name, message }: Error) => ({ errors: [{ errorType: name, message }] }),
    onResponse: (statusCode: number, milliseconds: number) => {
      for (const datum of requestMetrics(id, statusCode, milliseconds)) recordMetric(cloud, datum);
    },
  };
  routes.serveAsCall('/graphql', call, api.handleRequest);
  routes.upgrade('/graphql', realtime.handleUpgrade);
  routes.upgrade('/graphql/realtime', realtime.handleUpgrade);
}

/** Without a configuration there is no log. */
function requestLog({ properties }: Resource, id: string, cloud: Cloud): RequestLog {
  const level = stringAt(objectAt(properties, 'LogConfig'), 'FieldLogLevel');
  if (level === undefined) return NO_LOG;
  const logs = LOGS.of(cloud);
  return createRequestLog(id, isFieldLogLevel(level) ? level : 'NONE', (message) =>
    logs.write(`/aws/appsync/apis/${id}`, id, message),
  );
}

/** What AppSync would reject about the API is for the user to mend. */
async function createApiOf(definition: ApiDefinition, log: RequestLog, cloud: Cloud): Promise<Api> {
  try {
    return createApi(definition, { ...(await dependenciesOf(definition, cloud)), log });
  } catch (error) {
    if (error instanceof DefinitionError || error instanceof CodeError) throw new StartupError(error.message);
    throw error;
  }
}

async function dependenciesOf(definition: ApiDefinition, cloud: Cloud): Promise<ApiDependencies> {
  return {
    callAws: cloud.callAws,
    loadCode: await prepareCode(codesOf(definition), cloud.cacheDirectory),
    findPrincipal: (accessKeyId) => ROLES.of(cloud).findAccessKey(accessKeyId),
    isAllowed,
    findJwks: (issuer) => USER_POOLS.of(cloud).findJwks(issuer),
    warn: (message) => cloud.log(`Warning: ${message}`),
  };
}

/** In the order in which `createApi` loads them. */
function codesOf({ functions, resolvers }: ApiDefinition): readonly Code[] {
  const named = [
    ...functions,
    ...resolvers.map(({ typeName, fieldName, code }) => ({ name: `${typeName}.${fieldName}`, code })),
  ];
  return named.flatMap(({ name, code }) => (code === undefined ? [] : [{ name, code }]));
}

/** Metadata of an AWS::AppSync::GraphQLSchema that holds `{ Definition }`: the same schema with its descriptions. */
const DOCUMENTATION_METADATA = 'LocalCloud::Documentation';

function readDefinition(resource: Resource, parts: Parts, cloud: Cloud): ApiDefinition {
  const { properties } = resource;
  const id = apiId(resource.logicalId);
  const own = (resources: readonly Resource[]) =>
    inTemplateOrder(resources).filter((one) => one.properties['ApiId'] === id);
  const [schema] = own(parts.schemas);
  return {
    apiId: id,
    arn: resource.ref,
    region: cloud.place.region,
    accountId: cloud.place.accountId,
    graphqlUrl: `${cloud.place.url}/graphql`,
    schema: (schema && stringAt(schema.properties, 'Definition')) ?? '',
    documentedSchema: schema && stringAt(objectAt(schema.metadata, DOCUMENTATION_METADATA), 'Definition'),
    authModes: readAuthModes(properties),
    apiKeys: own(parts.apiKeys).map((key) => readApiKey(key, cloud.place)),
    environment: stringsOf(objectAt(properties, 'EnvironmentVariables')),
    dataSources: own(parts.dataSources).map((source) => readDataSource(source, resource.ref, cloud)),
    functions: own(parts.functions).map((one) => readFunction(one, cloud)),
    resolvers: own(parts.resolvers).map((one) => readResolver(one, cloud)),
    queryDepthLimit: numberAt(properties, 'QueryDepthLimit') ?? 0,
    resolverCountLimit: numberAt(properties, 'ResolverCountLimit') ?? 0,
    introspection: properties['IntrospectionConfig'] === 'DISABLED' ? 'DISABLED' : 'ENABLED',
  };
}
