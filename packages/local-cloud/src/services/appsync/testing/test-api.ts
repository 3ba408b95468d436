/** An API for tests: a schema, resolvers in a few words, and a function that sends it requests without HTTP. */
import { loadCode } from '@ordersaga/appsync-js';
import type { Api, ApiDependencies, Caller } from '../api.ts';
import { createApi } from '../create-api.ts';
import type { ApiDefinition, ResolverDefinition } from '../definition.ts';
import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { objectIn } from './value-at.ts';

export const OWNER: Principal = { arn: 'arn:aws:iam::000000000000:role/data-source', permissions: 'administrator' };

export const BY_API_KEY: Caller = { mode: 'API_KEY', identity: null, groups: [], deniedFields: new Set() };

/** A resolver on the data source `none`, its handlers given as function bodies. */
export function local(name: string, request: string, response = 'return ctx.result;'): ResolverDefinition {
  return {
    ...named(name),
    kind: 'UNIT',
    dataSourceName: 'none',
    code: handlers(request, response),
  };
}

export function unit(name: string, dataSourceName: string, request: string, response = 'return ctx.result;') {
  return {
    ...local(name, request, response),
    dataSourceName,
  };
}

/** `Type.field` in the two members of a definition. */
export function named(name: string): { readonly typeName: string; readonly fieldName: string } {
  const [typeName = '', fieldName = ''] = name.split('.');
  return { typeName, fieldName };
}

/** APPSYNC_JS code of two function bodies. */
export function handlers(request: string, response = 'return ctx.result;'): string {
  return `
import { extensions, runtime, util } from '@aws-appsync/utils';
export function request(ctx) { ${request} }
export function response(ctx) { ${response} }
`;
}

export type TestApi = {
  readonly api: Api;
  /** Runs a query or mutation; `caller` is the holder of the API key by default. */
  readonly ask: (query: string, variables?: JsonObject, caller?: Caller) => Promise<JsonObject>;
};

export function createTestApi(
  definition: Partial<ApiDefinition> & Pick<ApiDefinition, 'schema'>,
  dependencies: Partial<ApiDependencies> = {},
): TestApi {
  const api = createApi({ ...DEFINITION, ...definition }, { ...DEPENDENCIES, ...dependencies });
  const ask = async (query: string, variables: JsonObject = {}, caller: Caller = BY_API_KEY): Promise<JsonObject> => {
    const { body } = await api.execute(caller, { query, variables, operationName: null }, { 'x-test': 'yes' });
    return objectIn(body);
  };
  return { api, ask };
}

export const NONE = { name: 'none', type: 'NONE', principal: OWNER };

export const DEFINITION: Omit<ApiDefinition, 'schema'> = {
  apiId: 'testapi',
  arn: 'arn:aws:appsync:us-east-1:000000000000:apis/testapi',
  region: 'us-east-1',
  accountId: '000000000000',
  graphqlUrl: 'http://localhost:4000/graphql',
  authModes: [{ type: 'API_KEY' }],
  apiKeys: [{ key: 'da2-test', expiresAtEpochSeconds: 9_999_999_999 }],
  environment: { STAGE: 'test' },
  dataSources: [NONE],
  functions: [],
  resolvers: [],
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  introspection: 'ENABLED',
};

export const DEPENDENCIES: ApiDependencies = {
  callAws: ({ service, operation }) =>
    Promise.reject(new AwsError('UnknownOperationException', `No ${service}:${operation} in this test.`)),
  loadCode,
  findPrincipal: () => undefined,
  isAllowed: () => true,
  findJwks: () => undefined,
  warn: () => {},
};
